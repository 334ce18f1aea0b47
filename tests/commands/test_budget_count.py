import json
import os
import subprocess
import sys
import time
from fractions import Fraction

import pytest
from tests.reference_files import pabulib_file

from speelruimte.commands.main import main

SMALL = """\
META
key;value
budget;100
PROJECTS
project_id;cost;name
a;60;Bankje
b;40;Hinkelbaan
c;40;Moestuin
VOTES
voter_id;vote
1;a,c
2;a,c
3;a,c
4;b
5;b
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "klein.pb"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def count_json(capsys, *args):
    assert main(["budget", "count", *args, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_the_outcome_with_exact_amounts(small, capsys):
    assert count_json(capsys, small, "--rule", "equal-shares") == {
        "rule": "equal-shares",
        "funded": ["a", "b"],
        "spent": "100",
        "increments": 0,
        "rounds": [
            {"plan": "a", "cost": "60", "supporters": 3, "price": "20"},
            {"plan": "b", "cost": "40", "supporters": 2, "price": "20"},
        ],
        "tie_breaks": [{"between": ["a", "c"], "chosen": "a", "rule": "order"}],
    }


def test_a_price_whose_decimals_never_end_is_a_fraction(tmp_path, capsys):
    path = tmp_path / "derde.pb"
    path.write_text(SMALL.replace("a;60", "a;50"), encoding="utf-8")

    price = count_json(capsys, str(path), "--rule", "equal-shares")["rounds"][0]["price"]

    assert price == "50/3"
    assert Fraction(price) == Fraction(50, 3)


def test_nobody_pays_in_a_greedy_count(small, capsys):
    outcome = count_json(capsys, small, "--rule", "greedy")

    assert outcome["funded"] == ["a", "c"]
    assert [round_["price"] for round_ in outcome["rounds"]] == [None, None]


def test_the_tie_rule_is_followed(small, capsys):
    outcome = count_json(capsys, small, "--rule", "greedy", "--ties", "cheapest")

    assert [round_["plan"] for round_ in outcome["rounds"]] == ["c", "a"]
    assert outcome["tie_breaks"][0] == {"between": ["a", "c"], "chosen": "c", "rule": "cheapest"}


def test_the_report_reads_as_a_table(small, capsys):
    assert main(["budget", "count", small, "--rule", "equal-shares"]) == 0

    said = capsys.readouterr().out
    assert "Betaald worden: a b\n" in said
    assert "Uitgegeven: 100, over: 0\n" in said
    assert "    1  a     Bankje          60        3               20\n" in said
    assert "c     Moestuin      40        3                    0\n" in said
    assert "Gelijke stand: a, c. Eerst a: het eerst in het bestand.\n" in said


@pytest.mark.parametrize("name", ["bestaat-niet.pb", "."])
def test_a_file_that_is_not_there_is_told_with_exit_code_1(tmp_path, name, capsys):
    assert main(["budget", "count", str(tmp_path / name), "--rule", "greedy"]) == 1

    said = capsys.readouterr()
    assert "bestaat niet." in said.err or "is een map" in said.err
    assert said.out == ""


def test_every_fault_of_a_file_is_a_line_with_file_and_line_number(tmp_path, capsys):
    path = tmp_path / "stuk.pb"
    path.write_text(SMALL.replace("b;40", "b;-4").replace("5;b", "5;z"), encoding="utf-8")

    assert main(["budget", "count", str(path), "--rule", "greedy"]) == 1

    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [str(path), "regel 7"],
        [str(path), "regel 15"],
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Er ontbreekt nog: OPDRACHT."),
        (["budget"], "Er ontbreekt nog: OPDRACHT."),
        (["dans"], "dans kan niet bij OPDRACHT. Kies uit:"),
        (["budget", "count", "x.pb"], "Er ontbreekt nog: --rule."),
        (["budget", "count", "x.pb", "--rule", "borda"], "borda kan niet bij --rule."),
        (["budget", "count", "x.pb", "--rule"], "Zet achter --rule ook een waarde."),
        (["budget", "count", "x.pb", "--rule", "greedy", "y"], "Dit hoort er niet bij: y."),
        (["budget", "count", "x.pb", "--rule", "greedy", "--ties", "lot:"], "Schrijf: lot:TEKST."),
    ],
)
def test_a_wrong_command_line_is_explained_in_dutch(args, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(args)

    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("args", [["--help"], ["budget", "--help"], ["budget", "count", "--help"]])
def test_help_is_dutch(args, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(args)

    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "Gebruik: speelruimte" in said
    assert "show this help" not in said


def run(*args):
    code = "import sys; from speelruimte.commands.main import main; code = main(sys.argv[1:]);"
    code += "print('django' in sys.modules, file=sys.stderr); sys.exit(code)"
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_counting_loads_no_django(small):
    said = run("budget", "count", small, "--rule", "equal-shares-add1")

    assert (said.returncode, said.stderr.strip()) == (0, "False")


def test_assen_2024_is_counted_in_under_a_second_with_starting_up():
    path = str(pabulib_file("Netherlands_Assen_2024"))

    seconds = []
    while len(seconds) < 3 and min(seconds, default=1) >= 1:  # the machine may be busy with others
        started = time.perf_counter()
        said = run("budget", "count", path, "--rule", "equal-shares-add1", "--json")
        seconds.append(time.perf_counter() - started)

    outcome = json.loads(said.stdout)
    assert " ".join(outcome["funded"]) == "2 3 5 6 9 11 12 13 14"
    assert outcome["increments"] == 843
    assert min(seconds) < 1
