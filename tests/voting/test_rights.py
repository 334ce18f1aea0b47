import pytest

from speelruimte.activities.kinds.budget.actions import (
    cast_ballot,
    close_vote,
    grant_rights,
    withdraw_rights,
)
from speelruimte.activities.kinds.budget.models import VotingRight
from speelruimte.activities.kinds.budget.rules import may_see_vote
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import NotAllowed, RuleBroken
from tests.steps.refusing import refuses
from tests.steps.voting import prepared_vote


@pytest.fixture
def vote(activity, cast, now):
    return prepared_vote(activity, by=cast.samira, at=now)


def test_codes_are_given_once_and_kept_only_as_hashes(vote, cast, now):
    codes = grant_rights(vote, number=30, channel="class", by=cast.samira, at=now)

    assert len(set(codes)) == 30
    assert all(code.startswith("ST-") for code in codes)
    code_hashes = set(VotingRight.objects.values_list("code_hash", flat=True))
    assert not code_hashes & set(codes)
    assert len(code_hashes) == 30
    entry = Entry.objects.get(verb="rights_granted")
    assert entry.facts["number"] == 30
    assert entry.facts["channel"] == "class"
    assert not any(code in entry.text for code in codes)


def test_the_order_of_the_rights_is_not_the_order_of_the_letters(vote, cast, now):
    from speelruimte.activities.kinds.budget.codes import VOTING
    from speelruimte.people.receipts import code_hash

    codes = grant_rights(vote, number=30, by=cast.samira, at=now)

    stored = list(VotingRight.objects.order_by("pk").values_list("code_hash", flat=True))
    assert stored != [code_hash(code, VOTING) for code in codes]
    assert stored == sorted(stored)


def test_a_second_press_gives_the_same_codes_and_no_new_rights(vote, cast, now):
    first = grant_rights(vote, number=5, idempotency_key="k1", by=cast.samira, at=now)
    again = grant_rights(vote, number=5, idempotency_key="k1", by=cast.samira, at=now)
    other = grant_rights(vote, number=5, idempotency_key="k2", by=cast.samira, at=now)

    assert first == again
    assert not set(first) & set(other)
    assert VotingRight.objects.count() == 10
    assert Entry.objects.filter(verb="rights_granted").count() == 2


def test_another_number_from_the_same_form_makes_codes_that_vote(open_vote_of, cast, now, today):
    vote = open_vote_of(rights=0).vote
    asked = {"idempotency_key": "k1", "by": cast.samira, "at": now}
    first = grant_rights(vote, number=2, **asked)

    more = grant_rights(vote, number=4, **asked)

    assert not set(first) & set(more)
    for code in (*first, *more):
        assert cast_ballot(vote, code=code, choices=["1"], on=today)


@pytest.mark.parametrize("number", [0, 200_001])
def test_no_codes_or_far_too_many_is_refused(vote, cast, now, number):
    with refuses("number_out_of_range"):
        grant_rights(vote, number=number, by=cast.samira, at=now)


def test_only_who_leads_gives_out_codes(vote, cast, now):
    with pytest.raises(NotAllowed):
        grant_rights(vote, number=5, by=cast.lotte, at=now)


def test_a_withdrawn_code_does_not_vote(open_vote_of, cast, now, today):
    opened = open_vote_of(rights=3)

    withdraw_rights(opened.vote, codes=[opened.codes[0].lower()], by=cast.samira, at=now)

    with refuses("unknown_code"):
        cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)
    assert Entry.objects.get(verb="rights_withdrawn").facts["number"] == 1


def test_withdrawing_is_all_or_nothing(open_vote_of, cast, now, today):
    opened = open_vote_of(rights=3)
    cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)

    for codes in (opened.codes, [opened.codes[1], "ST-2222-2222-2222"], []):
        with pytest.raises(RuleBroken, match="Er is niets ingetrokken"):
            withdraw_rights(opened.vote, codes=codes, by=cast.samira, at=now)

    assert VotingRight.objects.filter(used="no").count() == 2
    assert not Entry.objects.filter(verb="rights_withdrawn").exists()


def test_no_code_comes_or_goes_after_closing(open_vote_of, cast, moments):
    opened = open_vote_of(rights=2)
    close_vote(opened.vote, by=cast.samira, at=moments.closing)

    with refuses("closed_already"):
        grant_rights(opened.vote, number=1, by=cast.samira, at=moments.closing)
    with refuses("closed_already"):
        withdraw_rights(opened.vote, codes=opened.codes, by=cast.samira, at=moments.closing)


def test_who_takes_in_paper_and_who_prepares_the_vote_see_it_and_a_neighbour_does_not(
    trajectory, cast, today
):
    assert may_see_vote(cast.joris, trajectory, on=today)  # an official takes in paper
    assert may_see_vote(cast.samira, trajectory, on=today)
    assert not may_see_vote(cast.henk, trajectory, on=today)
