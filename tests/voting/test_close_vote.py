import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from speelruimte.activities.kinds.budget import texts
from speelruimte.activities.kinds.budget.actions import (
    cast_ballot,
    close_vote,
    enter_sheet,
    mark_on_paper,
)
from speelruimte.activities.kinds.budget.models import Ballot, Outcome, Vote, VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing, outcome_of
from speelruimte.activities.kinds.budget.spoilt import reason_in_words
from speelruimte.analysis.budget import CountNotConfirmedError
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.shared.fingerprints import fingerprint
from tests.steps.refusing import refuses
from tests.steps.voting import voted, voted_on_paper

CHOICES = (["1", "3"], ["2", "6"], ["3", "5", "6"], ["4"])


def test_a_vote_does_not_close_before_the_last_day_has_passed(open_vote_of, cast, now, later):
    vote = open_vote_of().vote

    for moment in (now, later(10)):
        with refuses("still_open"):
            close_vote(vote, by=cast.samira, at=moment)

    assert close_vote(vote, by=cast.samira, at=later(11))


@pytest.mark.parametrize("who", ["fatma", "lotte", "iris", "wim", "sofie", "stranger"])
def test_only_who_leads_closes(open_vote_of, cast, moments, who):
    vote = open_vote_of().vote

    with pytest.raises(NotAllowed):
        close_vote(vote, by=getattr(cast, who), at=moments.closing)


def test_digital_and_paper_are_one_count(open_vote_of, cast, moments):
    opened = open_vote_of(rights=20)
    voted(opened.vote, codes=opened.codes[:8], choices=CHOICES, on=moments.voting)
    voted_on_paper(
        opened.vote,
        codes=opened.codes[8:12],
        choices=CHOICES,
        by=cast.lotte,
        on=moments.voting,
    )

    outcome = close_vote(opened.vote, by=cast.samira, at=moments.closing)

    assert outcome.valid == 12
    facts = outcome_of(opened.vote)
    assert {plan["number"]: plan["votes"] for plan in facts["plans"]} == {
        "1": 3, "2": 3, "3": 6, "4": 3, "5": 3, "6": 6,
    }  # fmt: skip
    assert facts["funded"] == ["1", "3", "5", "6"]
    assert facts["spent"] == "27000"
    entry = Entry.objects.get(verb="vote_closed")
    assert entry.facts["digital_ballots"] == entry.facts["digital_rights"] == 8
    assert entry.facts["paper_sheets"] == entry.facts["paper_rights"] == 4
    assert entry.facts["unused_rights"] == 8


def test_what_supporters_pay_is_exactly_what_a_plan_costs(open_vote_of, cast, moments):
    from fractions import Fraction

    opened = open_vote_of(rights=9)
    voted(opened.vote, codes=opened.codes, choices=CHOICES, on=moments.voting)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    rounds = outcome_of(opened.vote)["rounds"]
    assert rounds
    for counting_round in rounds:
        paid = sum(number * Fraction(amount) for number, amount in counting_round["payers"])
        assert paid == Fraction(counting_round["cost"])
        assert max(Fraction(amount) for _number, amount in counting_round["payers"]) == Fraction(
            counting_round["price"]
        )


def test_an_invalid_sheet_counts_as_a_sheet_and_not_as_a_vote(open_vote_of, cast, moments):
    opened = open_vote_of(rights=4, maximum=2)
    for code in opened.codes:
        mark_on_paper(opened.vote, code=code, by=cast.lotte, on=moments.voting)
    sheet = {"by": cast.lotte, "on": moments.voting}
    enter_sheet(opened.vote, choices=["1", "2", "3"], **sheet)
    enter_sheet(opened.vote, choices=[], **sheet)
    enter_sheet(opened.vote, choices=["1"], unusable="marked", **sheet)
    enter_sheet(opened.vote, choices=["1"], **sheet)

    outcome = close_vote(opened.vote, by=cast.samira, at=moments.closing)

    assert (outcome.valid, outcome.invalid) == (1, 3)
    assert sorted(outcome_of(opened.vote)["ballots"]["invalid"]) == [
        ["marked", 1],
        ["too_few", 1],
        ["too_many", 1],
    ]


def test_why_a_sheet_does_not_count_is_kept_as_keys_and_shown_as_sentences(
    open_vote_of, cast, moments
):
    vote = open_vote_of(maximum=2, maximum_cost=Decimal(10_000)).vote
    sheet = enter_sheet(vote, choices=["1", "2", "7", "8"], by=cast.lotte, on=moments.voting)

    assert sheet.invalid_reason == "unknown_plan too_many too_expensive"
    assert reason_in_words(sheet.invalid_reason, vote) == (
        "Er is een plan gekozen dat er niet op staat. "
        "Er zijn te veel plannen gekozen (hoogstens 2). "
        "De gekozen plannen kosten samen te veel (hoogstens € 10.000)."
    )


def test_a_sheet_pressed_twice_comes_in_once(open_vote_of, cast, today):
    vote = open_vote_of().vote
    sheet = {"choices": ["1"], "by": cast.lotte, "on": today}
    first = enter_sheet(vote, idempotency_key="k1", **sheet)

    with refuses("entered_already", kind=AlreadyDone):
        enter_sheet(vote, idempotency_key="k1", **sheet)
    second = enter_sheet(vote, idempotency_key="k2", **sheet)

    assert first.pk != second.pk
    assert Ballot.objects.count() == 2


def test_a_code_used_on_the_site_is_not_used_on_paper_again(open_vote_of, cast, today):
    opened = open_vote_of(rights=1)
    cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)

    with refuses("voted_already", kind=AlreadyDone):
        mark_on_paper(opened.vote, code=opened.codes[0], by=cast.lotte, on=today)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (
            lambda vote: (
                VotingRight.objects.filter(used="no").first()
                and VotingRight.objects.filter(
                    pk=VotingRight.objects.filter(used="no").first().pk
                ).update(used="digital")
            ),
            "ballots_do_not_agree",
        ),
        (
            lambda vote: Ballot.objects.create(vote=vote, choices=["1"], channel="digital"),
            "ballots_do_not_agree",
        ),
        (
            lambda vote: Ballot.objects.create(vote=vote, choices=["1"], channel="paper"),
            "ballots_do_not_agree",
        ),
        (
            lambda vote: Ballot.objects.create(vote=vote, choices=["1"], channel="file"),
            "ballots_do_not_agree",
        ),
    ],
    ids=["a right too many", "a ballot too many", "a sheet too many", "a row too many"],
)
def test_any_difference_stops_the_closing_and_says_which(open_vote_of, cast, moments, spoil, code):
    opened = open_vote_of(rights=6)
    voted(opened.vote, codes=opened.codes[:4], choices=CHOICES, on=moments.voting)
    spoil(opened.vote)
    keys = set(Ballot.objects.values_list("pk", flat=True))

    with refuses(code):
        close_vote(opened.vote, by=cast.samira, at=moments.closing)

    assert Vote.objects.get().closed_at is None
    assert set(Ballot.objects.values_list("pk", flat=True)) == keys
    assert not Outcome.objects.exists()
    assert not Entry.objects.filter(verb="vote_closed").exists()


def test_an_outcome_that_is_not_confirmed_is_no_outcome(open_vote_of, cast, moments, monkeypatch):
    from speelruimte.activities.kinds.budget import counts

    def doubtful(*args, **kwargs):
        raise CountNotConfirmedError("different")

    vote = open_vote_of().vote
    monkeypatch.setattr(counts, "count_by_every_rule", doubtful)

    with refuses("count_not_confirmed"):
        close_vote(vote, by=cast.samira, at=moments.closing)

    assert Vote.objects.get().is_open


def test_a_vote_closes_once_and_closes_its_activity(open_vote_of, cast, moments, activity):
    vote = open_vote_of().vote
    close_vote(vote, by=cast.samira, at=moments.closing)

    with refuses("closed_already"):
        close_vote(vote, by=cast.samira, at=moments.closing)

    activity.refresh_from_db()
    assert activity.closed_at == moments.closing
    assert Entry.objects.filter(verb="vote_closed").count() == 1


def test_a_vote_without_ballots_has_an_outcome_too(open_vote_of, cast, moments):
    vote = open_vote_of(rights=3).vote

    outcome = close_vote(vote, by=cast.samira, at=moments.closing)

    assert outcome.valid == 0
    assert outcome_of(vote)["funded"] == []


def test_after_closing_the_database_refuses_every_change(open_vote_of, cast, moments):
    opened = open_vote_of(rights=4)
    voted(opened.vote, codes=opened.codes[:2], choices=CHOICES, on=moments.voting)
    vote = opened.vote
    close_vote(vote, by=cast.samira, at=moments.closing)
    attempts = [
        lambda: Ballot.objects.update(choices=["4"]),
        lambda: Ballot.objects.first().delete(),
        lambda: Ballot.objects.create(vote=vote, choices=["1"], channel="digital"),
        lambda: VotingRight.objects.update(used="no"),
        lambda: VotingRight.objects.first().delete(),
        lambda: VotingRight.objects.create(vote=vote, code_hash="x"),
        lambda: Outcome.objects.update(text="anders"),
        lambda: Outcome.objects.first().delete(),
    ]

    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_the_journal_holds_fingerprints_that_the_rows_give_again(open_vote_of, cast, moments):
    opened = open_vote_of(rights=9)
    voted(opened.vote, codes=opened.codes, choices=CHOICES, on=moments.voting)

    outcome = close_vote(opened.vote, by=cast.samira, at=moments.closing)

    facts = Entry.objects.get(verb="vote_closed").facts
    assert facts["text_fingerprint"] == fingerprint(texts.canonical_text_of(opened.vote.pk))
    ballots = texts.ballots_text_of(opened.vote.pk)
    assert facts["ballots_fingerprint"] == fingerprint(ballots) == outcome.ballots_fingerprint
    assert ballots.splitlines() == ["1,3"] * 3 + ["2,6"] * 2 + ["3,5,6"] * 2 + ["4"] * 2
    assert json.loads(outcome.text)["ballots"]["fingerprint"] == outcome.ballots_fingerprint


def test_every_row_is_written_anew_and_every_receipt_still_answers(open_vote_of, cast, moments):
    opened = open_vote_of(rights=30)
    receipts = voted(opened.vote, codes=opened.codes, choices=CHOICES, on=moments.voting)
    keys = set(Ballot.objects.values_list("pk", flat=True))
    rights = set(VotingRight.objects.values_list("pk", flat=True))

    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    assert not keys & set(Ballot.objects.values_list("pk", flat=True))
    assert not rights & set(VotingRight.objects.values_list("pk", flat=True))
    assert [ballot_standing(receipt) for receipt in receipts] == ["counts"] * 30
