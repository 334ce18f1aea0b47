"""Mistakes with paper are put right while the vote is open."""

import pytest

from speelruimte.activities.kinds.budget.actions import (
    cast_ballot,
    close_vote,
    enter_sheet,
    mark_on_paper,
    take_back_mark,
    take_back_sheet,
)
from speelruimte.activities.kinds.budget.models import Ballot, VotingRight
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from tests.steps.refusing import refuses
from tests.steps.voting import voted_on_paper


def test_one_sheet_like_it_goes_and_the_others_stay(open_vote_of, cast, now, today):
    vote = open_vote_of(maximum=2).vote
    sheet = {"by": cast.lotte, "on": today}
    for choices in (["3", "1"], ["1", "3"], ["2"], ["1", "2", "3"]):
        enter_sheet(vote, choices=choices, **sheet)

    take_back_sheet(vote, choices=["1", "3"], by=cast.lotte, at=now)
    take_back_sheet(vote, choices=["1", "2", "3"], by=cast.lotte, at=now)

    assert sorted(Ballot.objects.values_list("choices", flat=True)) == [["1", "3"], ["2"]]


def test_what_was_wrong_with_the_paper_must_be_the_same(open_vote_of, cast, now, today):
    vote = open_vote_of().vote
    enter_sheet(vote, choices=["1"], unusable="marked", by=cast.lotte, on=today)

    with refuses("no_such_sheet"):
        take_back_sheet(vote, choices=["1"], by=cast.lotte, at=now)
    take_back_sheet(vote, choices=["1"], unusable="marked", by=cast.lotte, at=now)

    assert not Ballot.objects.exists()


def test_only_sheets_are_taken_back_and_never_a_ballot_from_the_site(
    open_vote_of, cast, now, today
):
    opened = open_vote_of(rights=1)
    cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)

    with refuses("no_such_sheet"):
        take_back_sheet(opened.vote, choices=["1"], by=cast.samira, at=now)
    with refuses("not_marked"):
        take_back_mark(opened.vote, code=opened.codes[0], by=cast.samira, at=now)

    assert Ballot.objects.count() == 1
    assert VotingRight.objects.get().used == "digital"


def test_pressed_twice_one_sheet_goes(open_vote_of, cast, now, today):
    vote = open_vote_of().vote
    for _sheet in range(2):
        enter_sheet(vote, choices=["1"], by=cast.lotte, on=today)

    take_back_sheet(vote, choices=["1"], idempotency_key="k1", by=cast.lotte, at=now)
    with refuses("taken_back_already", kind=AlreadyDone):
        take_back_sheet(vote, choices=["1"], idempotency_key="k1", by=cast.lotte, at=now)

    assert Ballot.objects.count() == 1


def test_the_journal_tells_that_it_happened_and_nothing_of_what_was_chosen(
    open_vote_of, cast, now, today
):
    opened = open_vote_of(rights=2)
    voted_on_paper(opened.vote, codes=opened.codes, choices=(["4"], ["5"]), by=cast.lotte, on=today)

    take_back_sheet(opened.vote, choices=["4"], idempotency_key="k1", by=cast.lotte, at=now)
    take_back_mark(opened.vote, code=opened.codes[0], by=cast.lotte, at=now)

    mark, sheet = Entry.objects.order_by("-number")[:2]
    assert (sheet.verb, mark.verb) == ("sheet_taken_back", "paper_mark_taken_back")
    assert set(sheet.facts) == {"activity", "number", "press"}
    assert mark.facts == {"activity": opened.vote.activity.address, "number": 1}
    assert VotingRight.objects.filter(used="no").count() == 1


@pytest.mark.parametrize("who", ["iris", "teun", "bos", "wim", "sofie"])
def test_only_who_takes_in_paper_takes_it_back(open_vote_of, cast, now, today, who):
    opened = open_vote_of(rights=1)
    mark_on_paper(opened.vote, code=opened.codes[0], by=cast.lotte, on=today)
    enter_sheet(opened.vote, choices=["1"], by=cast.lotte, on=today)

    with pytest.raises(NotAllowed):
        take_back_sheet(opened.vote, choices=["1"], by=getattr(cast, who), at=now)
    with pytest.raises(NotAllowed):
        take_back_mark(opened.vote, code=opened.codes[0], by=getattr(cast, who), at=now)


def test_after_closing_nothing_is_taken_back(open_vote_of, cast, moments):
    opened = open_vote_of(rights=1)
    voted_on_paper(
        opened.vote, codes=opened.codes, choices=(["1"],), by=cast.lotte, on=moments.voting
    )
    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    with refuses("closed_already"):
        take_back_sheet(opened.vote, choices=["1"], by=cast.lotte, at=moments.closing)
    with refuses("closed_already"):
        take_back_mark(opened.vote, code=opened.codes[0], by=cast.lotte, at=moments.closing)
