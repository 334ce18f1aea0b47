"""A ballot has a seal from the moment it comes in: what is changed on it in the database is found."""

from uuid import uuid4

import pytest
from django.urls import reverse

from speelruimte.activities.kinds.budget.actions import close_vote, enter_sheet, import_ballots
from speelruimte.activities.kinds.budget.actions.closing import end_uncounted
from speelruimte.activities.kinds.budget.codes import BALLOT, VOTING
from speelruimte.activities.kinds.budget.faults import SHOWN
from speelruimte.activities.kinds.budget.models import Ballot, Outcome, Vote, VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing
from speelruimte.journal.key_marks import accept_key
from speelruimte.journal.models import Entry
from speelruimte.people.receipts import code_hash, new_code
from speelruimte.route.verification import verify
from tests.conftest import NOW
from tests.steps.proving import without_locks
from tests.steps.refusing import refuses
from tests.steps.voting import marked_codes, voted, voted_on_paper
from tests.steps.writing import writing_by_hand


@pytest.fixture
def vote(open_vote_of, cast, moments):
    """Four people voted on the site, two on paper (one of the sheets counts for nothing), two in a file."""
    opened = open_vote_of(rights=6)
    voted(opened.vote, codes=opened.codes[:4], choices=(["1"], ["2"]), on=moments.voting)
    voted_on_paper(
        opened.vote,
        codes=opened.codes[4:],
        choices=(["1"], []),
        by=cast.lotte,
        on=moments.voting,
    )
    marked_codes(opened.vote, 2, by=cast.samira, at=NOW)
    import_ballots(
        opened.vote, ballots=[["1"], ["3"]], numbers=[], fingerprint="f", by=None, at=NOW
    )
    return opened.vote


def put(rows, **columns):
    """Somebody changes rows in the database, with the locks off."""
    with without_locks(), writing_by_hand(because="somebody changes a ballot in the database"):
        rows.update(**columns)


def found():
    finding = verify()
    assert finding.faults == []
    return [sentence for sentence in finding.beside if sentence.startswith("vote:")]


def ballots(**of):
    """One ballot of these."""
    return Ballot.objects.filter(pk=Ballot.objects.filter(**of).order_by("pk").first().pk)


def named(vote, *keys):
    shown = " ".join(map(str, keys))
    return [
        f"{vote.key} is in de database veranderd. Wat niet klopt: wat er op een stembiljet staat "
        f"({shown})."
    ]


@pytest.mark.parametrize(
    ("of", "columns"),
    [
        ({"channel": "digital"}, {"choices": ["4"]}),
        ({"channel": "digital"}, {"choices": []}),
        ({"channel": "paper", "invalid_reason": ""}, {"choices": ["4"]}),
        ({"channel": "paper", "invalid_reason": ""}, {"invalid_reason": "empty"}),
        ({"channel": "file"}, {"choices": ["4"]}),
        ({"channel": "digital"}, {"seal": ""}),
        ({"channel": "digital"}, {"receipt_hash": "0" * 64}),
        ({"channel": "digital"}, {"receipt_hash": None}),
        ({"channel": "paper", "invalid_reason": ""}, {"receipt_hash": "0" * 64}),
        ({"channel": "file"}, {"receipt_hash": "0" * 64}),
    ],
)
def test_a_ballot_that_was_changed_is_named_and_is_not_counted(vote, cast, moments, of, columns):
    assert found() == []
    ballot = ballots(**of)
    key, before = ballot.get().pk, ballot.values(*columns).get()

    put(ballot, **columns)

    assert found() == named(vote, key)
    with refuses("ballots_were_changed"):
        close_vote(vote, by=cast.samira, at=moments.closing)
    assert Vote.objects.get().is_open
    assert Ballot.objects.filter(pk=key).exists()
    assert not Outcome.objects.exists()
    assert not Entry.objects.filter(verb="vote_closed").exists()
    put(ballot, **before)
    assert found() == []
    assert close_vote(vote, by=cast.samira, at=moments.closing).valid == 7


def test_a_way_of_coming_in_is_held_to_the_seal_where_the_numbers_are_made_to_agree(vote):
    digital, paper = ballots(channel="digital"), ballots(channel="paper")
    keys = sorted([digital.get().pk, paper.get().pk])

    put(digital, channel="paper")
    put(paper, channel="digital", invalid_reason="")

    assert len(found()) == 1
    assert all(str(key) in found()[0] for key in keys)


def test_a_copy_of_a_ballot_in_the_place_of_another_is_named(vote):
    copied, gone = Ballot.objects.filter(channel="digital").order_by("pk")[:2]
    with writing_by_hand(because="somebody takes a ballot out, and puts a copy of another in"):
        gone.delete()
        copied.pk, copied.receipt_hash = uuid4(), gone.receipt_hash
        copied.save(force_insert=True)

    assert found() == named(vote, copied.pk)


def test_a_seal_of_another_ballot_with_the_same_choices_does_not_fit(vote):
    one, other = Ballot.objects.filter(channel="digital", choices=["1"])

    put(Ballot.objects.filter(pk=one.pk), seal=other.seal)

    assert found() == named(vote, one.pk)


def test_a_sheet_that_was_typed_and_taken_in_twice_has_a_seal_of_its_own(vote, cast, moments):
    for form in ("a form", "another form"):
        enter_sheet(vote, choices=["1"], idempotency_key=form, by=cast.lotte, on=moments.voting)

    assert [fault for fault in found() if "op een stembiljet" in fault] == []
    assert Ballot.objects.values("seal").distinct().count() == Ballot.objects.count()


@pytest.mark.parametrize("other", ["digital", "paper"])
def test_the_receipt_of_a_ballot_that_was_taken_out_reassures_nobody_on_another(
    open_vote_of, cast, moments, client, other
):
    opened = open_vote_of(rights=3)
    receipts = voted(opened.vote, codes=opened.codes[:2], choices=(["1"],), on=moments.voting)
    voted_on_paper(
        opened.vote, codes=opened.codes[2:], choices=(["1"],), by=cast.lotte, on=moments.voting
    )
    gone = Ballot.objects.get(receipt_hash=code_hash(receipts[0], BALLOT))
    assert ballot_standing(receipts[0]) == "pending"
    with without_locks(), writing_by_hand(because="somebody takes a ballot out, and its code back"):
        gone.delete()
        VotingRight.objects.filter(code_hash=code_hash(opened.codes[0], VOTING)).update(used="no")
    assert ballot_standing(receipts[0]) is None

    put(ballots(channel=other), receipt_hash=gone.receipt_hash)

    assert ballot_standing(receipts[0]) == "changed"
    html = client.post(reverse("find-contribution"), {"code": receipts[0]}, follow=True)
    assert "niet meer zoals het binnenkwam" in html.content.decode()
    assert found() == named(opened.vote, Ballot.objects.get(receipt_hash=gone.receipt_hash).pk)


@pytest.mark.parametrize("standing", ["counts", "invalid"])
def test_a_receipt_of_a_counted_vote_says_that_its_ballot_was_changed(
    vote, cast, moments, standing
):
    code, receipt_hash = new_code(BALLOT)
    close_vote(vote, by=cast.samira, at=moments.closing)
    of = {"channel": "paper", "invalid_reason": ""} if standing == "counts" else {}
    ballot = ballots(**of) if of else Ballot.objects.exclude(invalid_reason="")
    key = ballot.get().pk

    put(ballot, receipt_hash=receipt_hash)

    assert ballot_standing(code) == "changed"
    assert found() == named(vote, key)


def test_after_closing_every_ballot_has_another_seal_and_is_held_to_it(vote, cast, moments):
    before = set(Ballot.objects.values_list("seal", flat=True))
    close_vote(vote, by=cast.samira, at=moments.closing)
    assert before.isdisjoint(Ballot.objects.values_list("seal", flat=True))
    assert found() == []
    spoilt = Ballot.objects.exclude(invalid_reason="")

    put(spoilt, choices=["4"])

    assert found() == named(vote, spoilt.get().pk)


def test_of_many_ballots_that_were_changed_some_are_named(vote, cast, moments):
    for place in range(SHOWN):
        enter_sheet(
            vote, choices=["1"], idempotency_key=str(place), by=cast.lotte, on=moments.voting
        )

    put(Ballot.objects.all(), choices=["2", "4"])

    assert found()[0].endswith(" …).")
    assert sum(str(key) in found()[0] for key in Ballot.objects.values_list("pk", flat=True)) == (
        SHOWN
    )


def test_a_changed_ballot_stays_known_where_the_process_stops_and_nobody_counts(
    vote, cast, moments
):
    put(ballots(channel="digital", choices=["1"]), choices=["4"])

    end_uncounted(vote, by=cast.samira, at=moments.closing)

    assert found() == named(vote, Ballot.objects.get(choices=["4"]).pk)


def test_with_another_key_no_seal_from_before_is_asked_for_and_the_count_makes_new_ones(
    vote, cast, moments, settings
):
    settings.RECEIPT_KEY = "made anew"
    assert len(found()) == 1
    with refuses("ballots_were_changed"):
        close_vote(vote, by=cast.samira, at=moments.closing)

    code, receipt_hash = new_code(BALLOT)
    put(ballots(channel="digital"), receipt_hash=receipt_hash)
    assert ballot_standing(code) == "changed"

    accept_key("RECEIPT_KEY", by=None, at=moments.closing)

    assert ballot_standing(code) == "pending"
    assert found() == []
    close_vote(vote, by=cast.samira, at=moments.closing)
    assert found() == []
    spoilt = Ballot.objects.exclude(invalid_reason="")
    put(spoilt, choices=["4"])
    assert found() == named(vote, spoilt.get().pk)
