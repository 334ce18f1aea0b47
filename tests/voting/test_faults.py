"""What somebody changes in the rows of a vote is found, and what residents read of it stands."""

from datetime import timedelta

import pytest

from speelruimte.activities.kinds.budget.actions import close_vote, grant_rights
from speelruimte.activities.kinds.budget.models import (
    Ballot,
    FixedRules,
    Outcome,
    Plan,
    Vote,
    VotingRight,
)
from speelruimte.activities.models import Activity
from speelruimte.people.erasing import erase_in_row
from speelruimte.route.verification import verify
from tests.steps.proving import without_locks
from tests.steps.voting import voted, voted_on_paper
from tests.steps.writing import writing_by_hand


@pytest.fixture
def vote(open_vote_of, moments):
    opened = open_vote_of(rights=6)
    voted(opened.vote, codes=opened.codes[:4], choices=(["1"], ["2"]), on=moments.voting)
    return opened.vote


@pytest.fixture
def put(vote):
    """Somebody takes the locks off, changes a row, and puts them back."""

    def change(rows, **columns):
        with (
            without_locks(),
            writing_by_hand(because="somebody changes rows in the database"),
        ):
            rows.update(**columns) if columns else rows.delete()

    return change


def found():
    finding = verify()
    assert finding.faults == []
    return [sentence for sentence in finding.beside if sentence.startswith("vote:")]


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"rule": "greedy"}, "de regels of de kosten van de plannen"),
        ({"budget": 60_000}, "de regels of de kosten van de plannen"),
        ({"maximum": 1}, "de regels of de kosten van de plannen"),
        ({"who": "Iedereen."}, "wie mag stemmen"),
        ({"opened_at": None}, "de opening"),
    ],
)
def test_terms_of_an_open_vote_that_were_changed_in_the_database_are_named(
    vote, put, columns, what
):
    assert found() == []

    put(Vote.objects.filter(pk=vote.pk), **columns)

    assert found() == [f"{vote.key} is in de database veranderd. Wat niet klopt: {what}."]


@pytest.mark.parametrize("text", ["anders", "[]"])
def test_rules_of_which_something_else_was_made_stop_no_verifying(vote, put, text):
    put(FixedRules.objects.filter(vote=vote), text=text)

    finding = verify()
    assert f"rules:{vote.pk} is veranderd" in finding.faults[0]
    assert [vote.key in said for said in finding.beside if said.startswith("vote:")] == [True]


def test_a_vote_that_hangs_under_another_activity_is_named(vote, put):
    other = Activity.objects.get(pk=vote.activity_id)
    other.pk, other.public_key, other.key, other.planned = None, "ELDERS", "elders", "elders"
    with writing_by_hand(because="another activity, to hang a vote under"):
        other.save(force_insert=True)

    put(Vote.objects.filter(pk=vote.pk), activity=other)

    what = "bij welke activiteit deze stemming hoort"
    assert found() == [f"{vote.key} is in de database veranderd. Wat niet klopt: {what}."]


def test_plans_ballots_and_the_closing_are_held_to_the_journal(vote, put, cast, moments):
    def named():
        return found()[0].partition("Wat niet klopt: ")[2]

    plans = Plan.objects.filter(vote=vote, number="1")
    put(plans, cost=1)
    assert named().startswith("de regels of de kosten van de plannen")
    put(plans, cost=8_000, name="Bankjes overal")
    assert named() == "de namen of de uitleg van de plannen."
    put(plans, name="Bankjes langs de vaart")
    assert found() == []
    erase_in_row(
        plans.get(),
        changes={"name": "Bankjes van [weggehaald]"},
        by=cast.marleen,
        at=moments.closing,
        locked=True,
    )
    assert found() == []
    for other, field in (("1", "text"), ("2", "name"), ("2", "text")):
        row = Plan.objects.filter(vote=vote, number=other)
        was = row.values_list(field, flat=True).get()
        put(row, **{field: "Wat anders"})
        assert named() == "de namen of de uitleg van de plannen."
        put(row, **{field: was})
    assert found() == []

    one = Ballot.objects.filter(vote=vote).first()
    put(Ballot.objects.filter(pk=one.pk))
    assert named() == "stembiljetten van de site en gebruikte stemcodes."
    with writing_by_hand(because="somebody puts a ballot there"):
        other = Ballot.objects.create(vote=vote, channel="digital", choices=["1"])
    assert named() == f"wat er op een stembiljet staat ({other.pk})."
    put(Ballot.objects.filter(pk=other.pk))
    with writing_by_hand(because="and then the very ballot that was there"):
        one.save(force_insert=True)
    assert found() == []
    put(Vote.objects.filter(pk=vote.pk), closed_at=moments.closing)
    assert named() == "de sluiting."
    put(Vote.objects.filter(pk=vote.pk), closed_at=None)
    close_vote(vote, by=cast.samira, at=moments.closing)
    assert found() == []


def test_verifying_says_what_it_cannot_see_of_ballots_while_a_vote_is_open(
    vote, put, cast, moments
):
    def said():
        finding = verify()
        assert not [fault for fault in finding.beside if fault.startswith("vote:")]
        assert all(line.startswith(vote.key) for line in finding.blind_spots)
        return finding.blind_spots

    codes = grant_rights(vote, number=2, channel="letter", by=cast.samira, at=moments.closing)
    voted_on_paper(vote, codes=codes, choices=(["1"],), by=cast.lotte, on=moments.voting)
    (always,) = said()
    assert "is nog open" in always

    sheets = Ballot.objects.filter(vote=vote, channel=Ballot.Channel.PAPER)
    gone = sheets.first()
    put(sheets.filter(pk=gone.pk))
    first, paper = said()
    assert first == always
    assert "Dan is er een stembiljet weg, of een te veel." in paper
    with writing_by_hand(because="and puts the sheet back"):
        gone.save(force_insert=True)
    assert said() == [always]

    close_vote(vote, by=cast.samira, at=moments.closing)
    assert said() == []


def test_numbers_of_an_outcome_and_the_day_of_the_rules_are_held_by_the_journal(
    vote, put, cast, moments
):
    def named():
        finding = verify()
        return [said.split()[0] for said in finding.beside if said.startswith("budget_")]

    close_vote(vote, by=cast.samira, at=moments.closing)
    assert named() == []

    earlier = moments.closing - timedelta(days=1)
    for model, column, otherwise in (
        (Outcome, "valid", 5),
        (Outcome, "invalid", 1),
        (Outcome, "ballots_fingerprint", "f" * 64),
        (Outcome, "counted_at", earlier),
        (FixedRules, "fixed_at", earlier),
    ):
        row = model.objects.get(vote=vote)
        put(model.objects.filter(pk=row.pk), **{column: otherwise})
        assert named() == [f"{model._meta.db_table}:{row.pk}"], column
        put(model.objects.filter(pk=row.pk), **{column: getattr(row, column)})
    assert named() == []


def test_a_code_that_was_changed_or_put_in_is_named_before_and_after_closing(
    vote, put, cast, moments
):
    changed = [f"{vote.key} is in de database veranderd. Wat niet klopt: de stemcodes."]
    rights = VotingRight.objects.filter(vote=vote)
    for _time in range(2):
        right = rights.filter(used=VotingRight.Used.NO).first()
        put(rights.filter(pk=right.pk), code_hash="f" * 64)
        assert found() == changed
        put(rights.filter(pk=right.pk), code_hash=right.code_hash)
        assert found() == []
        with without_locks(), writing_by_hand(because="somebody gives himself a code"):
            own = VotingRight.objects.create(vote=vote, code_hash="e" * 64)
        assert found() == changed
        put(rights.filter(pk=own.pk))
        if vote.is_open:
            close_vote(vote, by=cast.samira, at=moments.closing)


def test_residents_read_the_rules_that_were_fixed_whatever_stands_in_the_row(vote, put, client):
    put(Vote.objects.filter(pk=vote.pk), rule="greedy", budget=60_000, maximum=1)
    put(Plan.objects.filter(vote=vote, number="1"), cost=16_000)

    page = client.get("/trajecten/ons-wijkbudget/stemmen/wijkbudget/").text

    assert "€\N{NO-BREAK SPACE}40.000" in page
    assert "€\N{NO-BREAK SPACE}8.000" in page
    for changed in ("60.000", "16.000", "Meeste stemmen eerst", "precies 1 plan"):
        assert changed not in page
