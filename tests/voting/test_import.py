import csv
import os
import re
import stat
from decimal import Decimal

import pytest

from speelruimte.activities.kinds.budget.actions import (
    close_vote,
    enter_sheet,
    open_vote,
    prepare_vote,
)
from speelruimte.activities.kinds.budget.models import Ballot, FileBallotNumber, Plan, VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing, outcome_of
from speelruimte.analysis.budget import EQUAL_SHARES_ADD1, count_votes
from speelruimte.commands.main import main
from speelruimte.connections.pabulib import parse, read_pabulib, write_pabulib
from speelruimte.connections.pabulib.voting import bring_in, file_of
from speelruimte.journal.models import Entry
from speelruimte.journal.verification import verify_chain
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from tests.conftest import TODAY
from tests.reference_files import pabulib_file
from tests.steps.refusing import refuses
from tests.steps.voting import marked_codes, voted, voted_on_paper
from tests.voting.conftest import make_activity

FILE = """META
key;value
budget;1000
num_projects;3
num_votes;4
PROJECTS
project_id;cost;name;description
1;400;Bankje;Een bankje bij de vaart
2;600;Lamp;
3;300.50;Boom;
VOTES
voter_id;vote
a;1,2
b;3
c;1
d;1,2,3
"""


# As the checker of Pabulib wants the keys that we write.
ORDER_OF_THE_FORMAT = (
    *("description", "country", "unit", "instance", "num_projects", "num_votes", "budget"),
    *("vote_type", "rule", "date_begin", "date_end", "min_length", "max_length"),
    *("max_sum_cost", "language", "currency"),
)


@pytest.fixture
def vote(activity, cast, now):
    return prepare_vote(
        activity,
        budget=Decimal(1_000),
        rule="equal-shares-add1",
        tie_rule="votes",
        minimum=1,
        maximum=2,
        by=cast.samira,
        at=now,
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "stemming.pb"
    path.write_text(FILE)
    return path


def open_with_codes(vote, *, codes=9, by, at):
    """The vote opens, and so many codes are marked on paper."""
    opened = open_vote(vote, by=by, at=at)
    marked_codes(opened, codes, by=by, at=at)
    return opened


def run(*words):
    return main(["budget", "import", *map(str, words)])


def test_plans_come_in_before_opening_and_ballots_while_open(
    vote, file, cast, now, tmp_path, capsys
):
    receipts = tmp_path / "codes.csv"

    assert run("2027-0031", file) == 0
    open_with_codes(vote, by=cast.samira, at=now)
    assert run("ons-wijkbudget", file, "--receipts", receipts) == 0

    assert list(vote.plans.values_list("number", "name", "cost")) == [
        ("1", "Bankje", Decimal("400.00")),
        ("2", "Lamp", Decimal("600.00")),
        ("3", "Boom", Decimal("300.50")),
    ]
    assert Ballot.objects.filter(invalid_reason="").count() == 3
    assert Ballot.objects.exclude(invalid_reason="").get().choices == ["1", "2", "3"]
    assert {right.used for right in VotingRight.objects.all()} == {VotingRight.Used.PAPER}
    rows = list(csv.DictReader(receipts.open(), delimiter=";"))
    assert [row["rij"] for row in rows] == ["1", "2", "3", "4"]
    assert [ballot_standing(row["code"]) for row in rows] == [
        "pending", "pending", "pending", "invalid",
    ]  # fmt: skip
    assert stat.S_IMODE(os.stat(receipts).st_mode) == 0o600
    out = capsys.readouterr().out
    assert "3 plannen staan op het stembiljet" in out
    assert "4 stembiljetten ingelezen, waarvan 1 ongeldig" in out
    assert Entry.objects.filter(verb="ballots_imported").count() == 1


def test_one_file_twice_brings_its_ballots_once(vote, file, cast, now, capsys):
    run("2027-0031", file)
    open_with_codes(vote, by=cast.samira, at=now)
    run("2027-0031", file)

    assert run("2027-0031", file) == 1

    assert "al ingelezen" in capsys.readouterr().err
    assert Ballot.objects.count() == 4


def test_a_file_that_has_grown_brings_no_ballot_twice(vote, file, cast, now, moments, capsys):
    run("2027-0031", file)
    opened = open_with_codes(vote, codes=5, by=cast.samira, at=now)
    run("2027-0031", file)
    grown = FILE.replace("num_votes;4", "num_votes;5") + "e;1\n"
    file.write_text(grown)

    assert run("2027-0031", file) == 1

    assert (
        "4 stembiljetten stonden al in een eerder bestand: a, b, c, d." in capsys.readouterr().err
    )
    file.write_text(grown.split("a;1,2")[0].replace("num_votes;5", "num_votes;1") + "e;1\n")
    assert run("2027-0031", file) == 0
    assert Ballot.objects.count() == 5
    close_vote(opened, by=cast.samira, at=moments.closing)
    assert not FileBallotNumber.objects.exists()


def test_a_ballot_that_names_a_plan_twice_is_one_invalid_ballot(vote, file, cast, now, capsys):
    run("2027-0031", file)
    open_with_codes(vote, by=cast.samira, at=now)
    file.write_text(FILE.replace("c;1", "c;1,1"))

    assert run("2027-0031", file) == 0

    invalid = Ballot.objects.exclude(invalid_reason="").values_list("invalid_reason", flat=True)
    assert sorted(invalid) == ["plan_twice", "too_many"]


def test_an_order_or_points_are_no_crosses(vote, file, capsys):
    file.write_text(FILE.replace("budget;1000", "budget;1000\nvote_type;ordinal"))

    assert run("2027-0031", file) == 1

    assert "Deze stemming telt kruisjes" in capsys.readouterr().err
    assert not vote.plans.exists()


def test_without_receipts_file_no_codes_are_made(vote, file, cast, now, capsys):
    run("2027-0031", file)
    open_with_codes(vote, by=cast.samira, at=now)

    run("2027-0031", file)

    assert not Ballot.objects.exclude(receipt_hash=None).exists()
    assert "geen ontvangstcodes gemaakt" in capsys.readouterr().out


def test_a_file_of_codes_is_never_overwritten_and_nothing_comes_in(
    vote, file, cast, now, tmp_path, capsys
):
    run("2027-0031", file)
    open_with_codes(vote, by=cast.samira, at=now)
    receipts = tmp_path / "codes.csv"
    receipts.write_text("oude codes")

    assert run("2027-0031", file, "--receipts", receipts) == 1
    assert run("2027-0031", file, "--receipts", tmp_path / "geen" / "map.csv") == 1

    assert receipts.read_text() == "oude codes"
    assert "oude codes mogen niet weg" in capsys.readouterr().err
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("budget;1000", "budget;2000", "verdeelt € 2.000, deze stemming € 1.000"),
        ("1;400;", "1;450;", "Plan 1 kost in het bestand € 450, op het stembiljet € 400"),
        ("3;300.50;Boom;\n", "", "noemt plan 3"),
        ("num_projects;3\n", "", None),
        ("c;1\n", "c;7\n", "noemt plan 7"),
        ("VOTES\nvoter_id;vote\n", "", "VOTES ontbreekt"),
    ],
)
def test_a_file_that_does_not_fit_brings_nothing(vote, file, cast, now, capsys, old, new, sentence):
    run("2027-0031", file)
    open_with_codes(vote, by=cast.samira, at=now)
    file.write_text(FILE.replace(old, new))

    ended = run("2027-0031", file)

    if sentence is None:
        assert ended == 0
        return
    assert ended == 1
    assert sentence in capsys.readouterr().err
    assert not Ballot.objects.exists()


def test_ballots_about_other_plans_do_not_come_in(vote, file, cast, now):
    run("2027-0031", file)
    open_with_codes(vote, by=cast.samira, at=now)
    more = FILE.replace("num_projects;3", "num_projects;4").replace(
        "VOTES", "4;100;Vogelhuis;\nVOTES"
    )
    fewer = "\n".join(
        line for line in FILE.replace("num_projects;3", "num_projects;2").splitlines()
        if not line.startswith(("3;", "b;", "d;"))
    ).replace("num_votes;4", "num_votes;2")  # fmt: skip

    with refuses("plan_only_in_the_file"):
        bring_in(vote_now(vote), data=more.encode(), by=cast.samira, at=now)
    with refuses("plan_not_in_the_file"):
        bring_in(vote_now(vote), data=fewer.encode(), by=cast.samira, at=now)


def vote_now(vote):
    from speelruimte.activities.kinds.budget.models import Vote

    return Vote.objects.get(pk=vote.pk)


@pytest.mark.parametrize(
    ("cost", "sentence"), [("0.001", "hoogstens twee cijfers"), ("-5", "meer dan nul")]
)
def test_plans_with_an_impossible_cost_bring_nothing(vote, file, capsys, cost, sentence):
    file.write_text(FILE.replace("1;400;", f"1;{cost};"))

    assert run("2027-0031", file) == 1

    assert sentence in capsys.readouterr().err
    assert not Plan.objects.exists()


def test_it_says_which_trajectory_and_activity_it_means(vote, file, trajectory, capsys):
    make_activity(trajectory, key="tweede", title="Nog een", phase="later")

    assert run("2027-9999", file) == 1
    assert run("2027-0031", file) == 1
    assert run("2027-0031", file, "--activity", "derde") == 1
    assert run("2027-0031", file, "--activity", "tweede") == 1
    assert run("2027-0031", file, "--activity", "Verdeel het wijkbudget") == 0

    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Er is geen traject met zaaknummer of korte naam 2027-9999."
    assert said[1].endswith("--activity uit: wijkbudget, tweede.")
    assert "(derde)" in said[2]
    assert said[3].startswith("Bereid de stemming eerst voor")


def test_a_missing_file_is_a_sentence(vote, tmp_path, capsys):
    assert run("2027-0031", tmp_path / "weg.pb") == 1
    assert "niet te lezen" in capsys.readouterr().err


def test_colleagues_without_the_lead_import_nothing(vote, cast, now):
    with pytest.raises(NotAllowed):
        bring_in(vote, data=FILE.encode(), by=cast.fatma, at=now)


def test_the_same_plans_twice_are_refused(vote, cast, now):
    bring_in(vote, data=FILE.encode(), by=cast.samira, at=now)

    with refuses("has_plans"):
        bring_in(vote, data=FILE.encode(), by=cast.samira, at=now)


def test_already_done_carries_no_codes(vote, cast, now):
    bring_in(vote, data=FILE.encode(), by=cast.samira, at=now)
    opened = open_with_codes(vote, by=cast.samira, at=now)
    codes = []
    bring_in(opened, data=FILE.encode(), keep_codes=codes.extend, by=cast.samira, at=now)

    with refuses("imported_already", kind=AlreadyDone):
        bring_in(opened, data=FILE.encode(), keep_codes=codes.extend, by=cast.samira, at=now)

    assert len(codes) == 4


def test_the_file_for_counting_again_gives_the_same_outcome(open_vote_of, cast, moments):
    opened = open_vote_of(rights=12, maximum=4)
    choices = (["1", "3"], ["6", "2"], ["3", "5", "6"], ["4"])
    voted(opened.vote, codes=opened.codes, choices=choices, on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    file = parse(write_pabulib(file_of(opened.vote)))

    again = count_votes(file.instance(), rule=EQUAL_SHARES_ADD1)
    assert list(again.funded) == outcome_of(opened.vote)["funded"]
    assert file.rules.maximum == 4
    assert list(file.remarks()) == []
    assert file.selected == set(outcome_of(opened.vote)["funded"])
    assert all(project.votes for project in file.projects)
    assert file.meta["rule"] == "equalshares/add1"
    assert [key for key in ORDER_OF_THE_FORMAT if key in file.meta] == list(file.meta)
    assert file.project_columns[:5] == ("project_id", "cost", "votes", "name", "selected")
    assert [vote.choice for vote in file.votes] == sorted(vote.choice for vote in file.votes)


def test_assen_2024_comes_out_as_it_did(activity, cast, now, moments, tmp_path, capsys):
    path = pabulib_file("Netherlands_Assen_2024")
    vote = prepare_vote(
        activity,
        budget=Decimal(100_000),
        rule="equal-shares-add1",
        tie_rule="votes",
        minimum=2,
        by=cast.samira,
        at=now,
    )
    receipts = tmp_path / "codes.csv"

    assert run("2027-0031", path) == 0
    opened = open_with_codes(vote, codes=84, by=cast.samira, at=now)
    assert run("2027-0031", path, "--receipts", receipts) == 0
    outcome = close_vote(opened, by=cast.samira, at=moments.closing)

    facts = outcome_of(opened)
    assert facts["funded"] == ["2", "3", "5", "6", "9", "11", "12", "13", "14"]
    assert facts["increments"] == 843
    assert facts["compared"]["equal-shares"]["funded"] == ["2", "3", "9", "11", "12", "13", "14"]
    assert facts["compared"]["greedy"]["funded"] == ["2", "3", "8", "9", "11", "13", "14"]
    assert (outcome.valid, outcome.invalid) == (84, 0)
    codes = [row["code"] for row in csv.DictReader(receipts.open(), delimiter=";")]
    assert [ballot_standing(code) for code in codes] == ["counts"] * 84
    costs = {project.id: project.cost for project in read_pabulib(path).projects}
    dear = [b for b in Ballot.objects.all() if sum(costs[plan] for plan in b.choices) > 100_000]
    assert len(dear) == 12
    assert verify_chain().faults == []


def test_a_file_brings_no_more_ballots_than_codes_marked_on_paper(vote, cast, now):
    bring_in(vote, data=FILE.encode(), by=cast.samira, at=now)
    opened = open_vote(vote, by=cast.samira, at=now)
    by_samira = {"by": cast.samira, "at": now}

    with refuses("more_ballots_than_codes", field="file"):
        bring_in(opened, data=FILE.encode(), **by_samira)
    marked_codes(opened, 4, **by_samira)
    enter_sheet(opened, choices=["1"], by=cast.samira, on=TODAY)
    with refuses("more_ballots_than_codes"):
        bring_in(opened, data=FILE.encode(), **by_samira)
    assert not Ballot.objects.filter(channel="file").exists()
    marked_codes(opened, 1, **by_samira)
    bring_in(opened, data=FILE.encode(), **by_samira)

    with refuses("more_ballots_than_codes"):
        bring_in(opened, data=re.sub("\n([abcd]);", "\nz\\1;", FILE).encode(), **by_samira)
    assert Ballot.objects.filter(channel="file").count() == 4


def test_who_brought_in_the_file_does_not_close_the_vote(vote, cast, now, moments):
    bring_in(vote, data=FILE.encode(), by=cast.samira, at=now)
    opened = open_with_codes(vote, codes=4, by=cast.samira, at=now)
    bring_in(opened, data=FILE.encode(), by=cast.samira, at=now)

    with refuses("brought_in_the_file"):
        close_vote(opened, by=cast.samira, at=moments.closing)
    close_vote(opened, by=cast.marleen, at=moments.closing)

    assert verify().faults == []


def test_sheets_and_ballots_of_a_file_together_are_the_codes_on_paper(vote, cast, now, moments):
    bring_in(vote, data=FILE.encode(), by=cast.samira, at=now)
    opened = open_with_codes(vote, codes=5, by=cast.samira, at=now)
    bring_in(opened, data=FILE.encode(), by=cast.samira, at=now)

    with refuses("ballots_do_not_agree"):
        close_vote(opened, by=cast.marleen, at=moments.closing)
    enter_sheet(opened, choices=["1"], by=cast.samira, on=TODAY)
    close_vote(opened, by=cast.marleen, at=moments.closing)

    received = {"digital": 0, "paper": 1, "file": 4, "codes": 5}
    assert outcome_of(vote_now(vote))["ballots"]["received"] == received


def test_everybody_reads_how_many_ballots_came_in_along_which_way(
    open_vote_of, cast, moments, client
):
    opened = open_vote_of(rights=12)
    voted(opened.vote, codes=opened.codes[:7], choices=(["1"], ["2"]), on=moments.voting)
    papers = opened.codes[7:9]
    voted_on_paper(opened.vote, codes=papers, choices=(["1"],), by=cast.samira, on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    page = " ".join(
        client.get("/trajecten/ons-wijkbudget/stemmen/wijkbudget/uitslag/").text.split()
    )

    assert "Op de site: 7. Op papier: 2. Uit een bestand: 0." in page
    assert "Er waren 12 stemcodes." in page
