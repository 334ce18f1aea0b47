"""Files as other systems, spreadsheets and hands leave them: each is read for what it says, or
refused for the reason that it has. None is guessed at, and none falls for what does no harm."""

import pytest

from speelruimte.analysis.budget import GREEDY, ImpossibleCountError, count_votes
from speelruimte.connections.pabulib import PabulibError, parse, write_pabulib
from speelruimte.connections.pabulib.ballot_kinds import rule_of_points

META = "META\nkey;value\nbudget;1000\nvote_type;approval\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\n1;400;Bank\n2;700;Brug\n3;300;Heg\n"
VOTES = "VOTES\nvoter_id;vote\na;1,2\nb;1\nc;2,3\nd;3\n"
PLAIN = META + PROJECTS + VOTES
CHOICES = [("1", "2"), ("1",), ("2", "3"), ("3",)]


def with_points(kind, votes, *, more=""):
    meta = META.replace("approval", kind) + more
    return meta + PROJECTS + "VOTES\nvoter_id;vote;points\n" + votes


READ = {
    "as the format has it": PLAIN,
    "a byte order mark": "\ufeff" + PLAIN,
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of an old Mac": PLAIN.replace("\n", "\r"),
    "line ends of all kinds": PLAIN.replace("\n", "\r\n", 5).replace("c;2,3\n", "c;2,3\r"),
    "no end to the last line": PLAIN.rstrip("\n"),
    "empty lines between the blocks": PLAIN.replace("PROJECTS", "\n\nPROJECTS"),
    "blocks in small letters": PLAIN.replace("PROJECTS", "projects").replace("META", "meta"),
    "blocks in another order": META + VOTES + PROJECTS,
    "columns in another order": META + PROJECTS + "VOTES\nvote;voter_id\n1,2;a\n1;b\n2,3;c\n3;d\n",
    "columns of its own": PLAIN.replace("name\n", "name;lengte\n")
    .replace("Bank", "Bank;1")
    .replace("Brug", "Brug;2")
    .replace("Heg", "Heg;3"),
    "all rows made equally long by a spreadsheet": "".join(
        line + ";" * (2 - line.count(";")) + "\n" for line in PLAIN.splitlines()
    ),
    "every cell in quotation marks": "\n".join(
        ";".join(f'"{cell}"' for cell in line.split(";")) for line in PLAIN.splitlines()
    ),
    "a name that begins with a quotation": PLAIN.replace("Bank", '"Bank" van hout'),
    "a name that begins with a mark nobody closes": PLAIN.replace("Bank", '"Bank'),
    "a mark inside a name": PLAIN.replace("Bank", '5" buis'),
    "spaces around the choices": PLAIN.replace("1,2", " 1 , 2 "),
    "a comma behind the last choice": PLAIN.replace("2,3", "2,3,"),
    "whole amounts with cents": PLAIN.replace("400", "400.00").replace("1000", "1000.0"),
    "a kind of vote in capitals": PLAIN.replace("approval", "Approval"),
    "a semicolon in a value of META": PLAIN.replace(
        "vote_type", "description;ronde; twee\nvote_type"
    ),
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_an_odd_file_is_read_for_what_it_says(text):
    file = parse(text.encode())

    assert [vote.choice for vote in file.votes] == CHOICES
    assert [int(project.cost) for project in file.projects] == [400, 700, 300]
    assert count_votes(file.instance(), rule=GREEDY).funded == ("1", "3")
    assert list(file.remarks()) == []
    assert parse(write_pabulib(file)) == file


REFUSED = {
    "thousands with a dot": (PLAIN.replace("700", "12.700"), "Schrijf 12700 of 12.70."),
    "thousands with a comma": (PLAIN.replace("700", "12,700"), "Schrijf 12700 of 12.70."),
    "a budget with a dot": (PLAIN.replace("1000", "40.000"), "Schrijf 40000 of 40.00."),
    "a comma before the cents": (PLAIN.replace("700", "700,50"), "“700,50” is geen bedrag"),
    "an amount in two ways": (PLAIN.replace("700", "1.700,50"), "“1.700,50” is geen bedrag"),
    "millions with dots": (PLAIN.replace("700", "1.700.000"), "“1.700.000” is geen bedrag"),
    "a sign for the currency": (PLAIN.replace("700", "€ 700"), "“€ 700” is geen bedrag"),
    "a plan for nothing": (PLAIN.replace("700", "0"), "Dat moet meer dan nul zijn"),
    "a choice that a spreadsheet made a number": (PLAIN.replace("1,2", "1.2"), "noemt plan 1.2"),
    "points without their column": (
        PLAIN.replace("approval", "cumulative"),
        "in het blok VOTES ontbreekt de kolom points",
    ),
    "fewer points than choices": (
        with_points("cumulative", "a;1,2;5\n"),
        "noemt 2 plannen en geeft 1 keer punten",
    ),
    "half a point": (with_points("scoring", "a;1,2;1,0.5\n"), "“1,0.5” zijn geen hele getallen"),
    "an order counted by another rule": (
        PLAIN.replace("approval", "ordinal\nscoring_fn;Dowdall"),
        "met de regel Dowdall. Een rangorde tellen we alleen met de regel Borda",
    ),
    "a kind of vote nobody knows": (PLAIN.replace("approval", "schulze"), "van de soort schulze"),
    "columns with one name": (PLAIN.replace("cost;name", "cost;cost"), "kolom cost twee keer"),
    "a file cut off": (PLAIN.replace("vote_type", "num_votes;5\nvote_type"), "er staan er 4"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_could_mean_two_things_is_refused_with_the_reason(text, said):
    with pytest.raises(PabulibError) as refused:
        parse(text.encode())

    assert said in str(refused.value)


def test_a_plan_named_twice_on_a_ballot_counts_once_and_is_told():
    file = parse(PLAIN.replace("b;1\n", "b;1,1\n").encode())

    assert file.instance().votes == (2, 2, 2)
    assert list(file.remarks()) == [
        "1 stembiljet noemt een plan twee keer. Dat telt één keer: b.",
    ]
    assert file.votes[1].choice == ("1", "1")


def test_two_choices_where_one_was_asked_are_told():
    remarks = list(parse(PLAIN.replace("approval", "choose-1").encode()).remarks())

    assert remarks == [
        "2 stembiljetten houden zich niet aan het aantal of bedrag in het blok META. "
        "Ze tellen wel mee."
    ]


def test_an_order_becomes_points_from_the_last_place_up():
    file = parse(PLAIN.replace("approval", "ordinal").encode())

    assert file.points == {"1": 3, "2": 3, "3": 2}
    assert "Borda" in rule_of_points(file.vote_type)
    assert count_votes(file.instance(), rule=GREEDY).funded == ("1", "3")


def test_points_on_ballots_are_added_up_and_held_against_the_file():
    text = with_points("cumulative", "a;1,2;1,9\nb;3;4\nc;2,2,3;1,7,2\n")
    file = parse(text.replace("cost;name", "cost;score").replace("Heg", "7").encode())

    assert file.points == {"1": 1, "2": 10, "3": 6}
    assert count_votes(file.instance(), rule=GREEDY).funded == ("2", "3")
    assert "Plan 3 kreeg volgens het bestand 7 punten. Wij tellen er 6." in list(file.remarks())
    assert parse(write_pabulib(file)) == file


def test_equal_shares_does_not_count_points():
    file = parse(PLAIN.replace("approval", "ordinal").encode())

    with pytest.raises(ImpossibleCountError, match="punten of een volgorde"):
        count_votes(file.instance())
