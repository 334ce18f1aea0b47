import os
import subprocess
import sys
from fractions import Fraction

import pytest
from tests.reference_files import pabulib_file

from speelruimte.connections.pabulib import PabulibError, parse, read_pabulib, write_pabulib

GOOD = '''\
META
key;value
description;Buurtbudget; ronde 2
num_projects;2
num_votes;3
budget;1000.50
vote_type;approval
min_length;1
PROJECTS
project_id;cost;votes;name;selected;category
7;400;2;"Bankje; met ""rug""";1;Groen,Ontmoeten
A2;600.25;2;Hinkelbaan;2;Spelen
VOTES
voter_id;vote;age
v1;7,A2;34
v2;A2;
v3;7;17
'''


def faults(text):
    with pytest.raises(PabulibError) as error:
        parse(text.encode() if isinstance(text, str) else text)
    return [(fault.line, fault.sentence) for fault in error.value.faults]


def one_fault(text):
    (fault,) = faults(text)
    return fault


def test_a_file_is_read_whole():
    file = parse(GOOD.encode())

    assert file.budget == Fraction("1000.5")
    assert file.meta["description"] == "Buurtbudget; ronde 2"
    bench, hopscotch = file.projects
    assert (bench.id, bench.cost, bench.name) == ("7", 400, 'Bankje; met "rug"')
    assert (bench.votes, bench.selected, hopscotch.selected) == (2, 1, 2)
    assert bench.other == {"category": "Groen,Ontmoeten"}
    assert [vote.choice for vote in file.votes] == [("7", "A2"), ("A2",), ("7",)]
    assert file.votes[0].other == {"age": "34"}
    assert file.selected == {"7"}
    assert file.instance().ballots == (("7", "A2"), ("A2",), ("7",))
    assert list(file.remarks()) == []


def test_what_is_written_reads_the_same():
    file = parse(GOOD.encode())

    assert parse(write_pabulib(file)) == file


def test_mixed_line_ends_and_a_byte_order_mark_are_no_fault():
    lines = GOOD.splitlines()
    mixed = "".join(line + ("\r\n" if n % 2 else "\n") for n, line in enumerate(lines))

    assert parse(b"\xef\xbb\xbf" + mixed.encode()) == parse(GOOD.encode())


def test_a_blank_ballot_is_a_ballot():
    assert parse(GOOD.replace("v2;A2;", "v2;;").encode()).instance().ballots[1] == ()


def test_what_is_odd_is_remarked_and_still_counted():
    file = parse(GOOD.replace("v2;A2;", "v2;;").encode())

    assert list(file.remarks()) == [
        "1 stembiljet houdt zich niet aan het aantal of bedrag in het blok META. Het telt wel mee.",
        "Plan A2 kreeg volgens het bestand 2 stemmen. Wij tellen er 1.",
    ]


@pytest.mark.parametrize("block", ["PROJECTS", "VOTES"])
def test_a_missing_block_is_named(block):
    start = GOOD.index(block)
    end = GOOD.index("VOTES") if block == "PROJECTS" else len(GOOD)

    assert one_fault(GOOD[:start] + GOOD[end:]) == (None, f"Het blok {block} ontbreekt of is leeg.")


def test_a_vote_without_plans_is_one_fault():
    plans = GOOD[GOOD.index("7;400") : GOOD.index("VOTES")]

    assert one_fault(GOOD.replace(plans, "")) == (9, "er staan geen plannen in het blok PROJECTS.")


def test_a_file_without_meta_is_no_such_file():
    line, sentence = one_fault(GOOD[GOOD.index("project_id") :])

    assert line == 1
    assert "begint niet met het blok META" in sentence


def test_an_empty_file_misses_every_block():
    assert len(faults("")) == 3


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("v2;A2;", "v2;A3;", 16, "noemt plan A3, maar dat staat niet in het blok PROJECTS"),
        ("v3;7;17", "v1;7;17", 17, "stembiljet v1 staat ook op regel 15"),
        ("v3;7;17", "v3;7", 17, "2 vakken, de kop van VOTES heeft er 3"),
        ("budget;1000.50\n", "", 1, "het budget ontbreekt"),
        ("budget;1000.50", "budget;1.000,50", 6, "“1.000,50” is geen bedrag"),
        ("budget;1000.50", "budget;0", 6, "meer dan nul"),
        ("budget;1000.50", "budget;1e9", 6, "“1e9” is geen bedrag"),
        ("A2;600.25", "A2;-600.25", 12, "de kosten van plan A2: -600.25. Dat moet meer dan nul"),
        ("A2;600.25", "A2;veel", 12, "“veel” is geen bedrag"),
        ("A2;600.25;2", "A2;600.25;twee", 12, "votes is geen heel getal: “twee”"),
        ("num_projects;2", "num_projects;3", 4, "zijn er 3 plannen, maar er staan er 2"),
        ("num_votes;3", "num_votes;84", 5, "zijn er 84 stembiljetten, maar er staan er 3"),
        ("min_length;1", "min_length;een", 8, "min_length is geen heel getal"),
        ("vote_type;approval", "vote_type;schulze", 7, "van de soort schulze"),
        (
            "budget;1000.50",
            "budget;40.000",
            6,
            "“40.000” kan twee bedragen zijn. Schrijf 40000 of 40.00.",
        ),
        ("A2;600.25", "A2;12,500", 12, "“12,500” kan twee bedragen zijn. Schrijf 12500 of 12.50."),
        ("min_length;1", "max_sum_cost;1.234", 8, "Schrijf 1234 of 1.2340."),
        ("vote_type;approval", "vote_type;cumulative", 13, "VOTES ontbreekt de kolom points"),
        (
            "project_id;cost;votes",
            "project_id;cost;cost",
            9,
            "PROJECTS staat de kolom cost twee keer",
        ),
        ("min_length;1", "budget;5", 8, "budget staat er twee keer in"),
        ("project_id;cost;", "project_id;prijs;", 9, "PROJECTS ontbreekt de kolom cost"),
        ("VOTES\n", "VOTES\nvoter_id;vote\nMETA\n", 15, "META staat er twee keer in"),
    ],
)
def test_a_fault_has_its_line_and_a_sentence(old, new, line, said):
    assert old in GOOD

    told = faults(GOOD.replace(old, new, 1))

    assert line == told[0][0]
    assert said in told[0][1]


def test_a_plan_number_used_twice_is_a_fault_with_both_lines():
    text = GOOD.replace("A2;600.25", "7;600.25")

    assert (12, "plan 7 staat ook op regel 11. Geef elk plan een eigen nummer.") in faults(text)


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    text = GOOD.replace("A2;600.25", "A2;veel").replace("v2;A2;", "v2;A3;")

    assert [line for line, _sentence in faults(text)] == [12, 16]


def test_very_many_faults_are_summed_up():
    text = GOOD.replace("num_votes;3\n", "") + "".join(f"w{n};X;\n" for n in range(50))

    with pytest.raises(PabulibError) as error:
        parse(text.encode())

    lines = str(error.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "en nog 30 andere fouten."


def test_another_encoding_is_told_with_the_line():
    assert one_fault(GOOD.replace("Hinkelbaan", "Café").encode("latin-1"))[0] == 12


def test_a_zip_or_a_picture_is_no_such_file():
    assert faults(b"PK\x03\x04\x14\x00\xff\xfe")
    assert faults(b"\x89PNG\r\n\x1a\n\x00\x00")


@pytest.mark.parametrize(
    ("name", "plans", "ballots"),
    [
        ("Netherlands_Assen_2024", 14, 84),
        ("Netherlands_Amsterdam_522", 15, 318),
        ("Netherlands_Amsterdam_621", 60, 10081),
        ("Netherlands_Amsterdam_643", 3, 66),
        ("Poland_Wieliczka_2023_Green_Budget", 64, 6586),
    ],
)
def test_real_files_are_read_and_written_without_loss(name, plans, ballots):
    file = read_pabulib(pabulib_file(name))

    assert (len(file.projects), len(file.votes)) == (plans, ballots)
    assert list(file.remarks()) == []
    assert parse(write_pabulib(file)) == file


def test_reading_needs_no_django():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, speelruimte.connections.pabulib; print('django' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert said.stdout.strip() == "False"
