import threading
from decimal import Decimal

import pytest
from django.db import connection, connections

from speelruimte.activities.kinds.budget.actions import cast_ballot, close_vote, enter_sheet
from speelruimte.activities.kinds.budget.models import Ballot, VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing
from speelruimte.activities.models import Activity
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from tests.conftest import NOW, TODAY
from tests.steps.refusing import refuses
from tests.voting.conftest import make_activity, make_trajectory


def test_a_code_votes_and_the_receipt_stands_nowhere(open_vote_of, today):
    opened = open_vote_of(rights=3)
    before = Entry.objects.count()

    receipt = cast_ballot(opened.vote, code=opened.codes[0], choices=["6", "1"], on=today)

    ballot = Ballot.objects.get()
    assert ballot.choices == ["1", "6"]
    assert ballot.channel == "digital"
    assert receipt.startswith("SB-")
    assert len(receipt.replace("-", "")) >= 2 + 17
    assert ballot.receipt_hash not in receipt
    assert VotingRight.objects.filter(used="digital").count() == 1
    assert Entry.objects.count() == before


def test_small_letters_and_spaces_in_a_code_do_not_matter(open_vote_of, today):
    opened = open_vote_of(rights=1)

    typed = opened.codes[0].lower().replace("-", " ")

    assert cast_ballot(opened.vote, code=typed, choices=["1"], on=today)


def test_a_second_use_is_told_that_the_vote_is_in_and_gets_no_receipt(open_vote_of, today):
    opened = open_vote_of(rights=1)
    receipt = cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)

    with refuses("voted_already", kind=AlreadyDone) as refusal:
        cast_ballot(opened.vote, code=opened.codes[0], choices=["2"], on=today)

    assert refusal.value.result is None
    assert receipt not in refusal.value.sentence
    assert Ballot.objects.get().choices == ["1"]


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ([], "faulty_ballot"),
        (["1"], "faulty_ballot"),
        (["1", "2", "3", "5"], "faulty_ballot"),
        (["4", "2"], "faulty_ballot"),
        (["1", "99"], "faulty_ballot"),
        (["1", "1"], "faulty_ballot"),
    ],
)
def test_a_ballot_that_breaks_a_rule_changes_nothing(open_vote_of, today, choices, code):
    opened = open_vote_of(
        rights=1, minimum=2, maximum=3, maximum_cost=Decimal(40_000), budget=50_000
    )

    with refuses(code) as refusal:
        cast_ballot(opened.vote, code=opened.codes[0], choices=choices, on=today)

    assert refusal.value.field == "choices"
    assert not Ballot.objects.exists()
    assert VotingRight.objects.get().used == "no"


def test_without_a_maximum_cost_a_ballot_may_ask_for_more_than_there_is(open_vote_of, today):
    opened = open_vote_of(rights=1)
    everything = ["1", "2", "3", "4", "5", "6"]

    cast_ballot(opened.vote, code=opened.codes[0], choices=everything, on=today)

    assert Ballot.objects.get().choices == everything


@pytest.mark.parametrize(
    "code",
    ["", "   ", "abc", "ST-2222-2222-2222", "SR-7F3K-2Q9D-M4TX", "ST-0000-0000-0000", "🗳" * 40],
)
def test_a_code_that_is_none_gets_one_and_the_same_answer(open_vote_of, today, code):
    opened = open_vote_of(rights=1)

    with refuses("unknown_code") as refusal:
        cast_ballot(opened.vote, code=code, choices=["1"], on=today)

    assert refusal.value.sentence.startswith("Deze stemcode past niet bij deze stemming.")
    assert not Ballot.objects.exists()


def test_a_code_of_another_vote_does_not_count_here(open_vote_of, cast, trajectory, now, today):
    from tests.steps.voting import opened_vote

    here = open_vote_of(rights=1)
    other = make_activity(trajectory, key="tweede", phase="later")
    existing = opened_vote(other, rights=1, by=cast.samira, at=now)

    with refuses("unknown_code"):
        cast_ballot(here.vote, code=existing.codes[0], choices=["1"], on=today)

    assert VotingRight.objects.filter(used="no").count() == 2


def test_voting_is_for_the_days_that_were_promised(open_vote_of, cast, moments, today, later):
    opened = open_vote_of(rights=3)
    vote = opened.vote
    Activity.objects.update(opens_on=today)

    with refuses("not_begun_yet"):
        cast_ballot(vote, code=opened.codes[0], choices=["1"], on=later(-1).date())
    with refuses("last_day_is_over"):
        cast_ballot(vote, code=opened.codes[0], choices=["1"], on=moments.closing.date())
    assert cast_ballot(vote, code=opened.codes[0], choices=["1"], on=moments.last)

    close_vote(vote, by=cast.samira, at=moments.closing)
    with refuses("closed_already"):
        cast_ballot(vote, code=opened.codes[1], choices=["1"], on=moments.last)


def test_nobody_votes_before_the_vote_is_open(activity, cast, now, today):
    from speelruimte.activities.kinds.budget.actions import grant_rights
    from tests.steps.voting import prepared_vote

    vote = prepared_vote(activity, by=cast.samira, at=now)
    (code,) = grant_rights(vote, number=1, by=cast.samira, at=now)

    with refuses("not_open_yet"):
        cast_ballot(vote, code=code, choices=["1"], on=today)


def test_nobody_votes_in_a_trajectory_that_stopped(open_vote_of, trajectory, today):
    opened = open_vote_of(rights=1)
    trajectory.step, trajectory.stopped_reason = "stopped", "Het geld is er niet meer."
    trajectory.save()

    with refuses("process_went_on"):
        cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)


def test_an_activity_with_an_open_vote_closes_only_by_counting(
    open_vote_of, activity, cast, moments
):
    from speelruimte.activities.actions import close_activity

    open_vote_of()

    with refuses("close_the_vote"):
        close_activity(
            activity,
            by=cast.samira,
            at=moments.closing,
            on=moments.closing.date(),
            reason="Het is zo.",
        )


def test_a_receipt_says_whether_a_ballot_counts_and_never_for_what(open_vote_of, cast, moments):
    opened = open_vote_of(rights=1)
    receipt = cast_ballot(opened.vote, code=opened.codes[0], choices=["2"], on=moments.voting)

    assert ballot_standing(receipt) == "pending"
    assert ballot_standing(receipt.lower().replace("-", "")) == "pending"
    close_vote(opened.vote, by=cast.samira, at=moments.closing)
    assert ballot_standing(receipt) == "counts"
    for other in ("SB-" + "2222-" * 5, opened.codes[0], "", None, "SR-7F3K-2Q9D-M4TX"):
        assert ballot_standing(other) is None


def test_voting_asks_the_database_for_little(open_vote_of, today, django_assert_max_num_queries):
    opened = open_vote_of(rights=1)

    with django_assert_max_num_queries(8):
        cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)


@pytest.fixture
def vote_on_disk(own_database):
    """An open vote in a database of its own, in which threads can meet."""
    from demo.cast import welcome_cast

    from speelruimte.policy.actions import load_policy
    from speelruimte.policy.shipped import policy_file
    from tests.steps.voting import opened_vote

    people = welcome_cast(by=None, at=NOW, on=TODAY)
    file = policy_file("basis")
    policy = load_policy(text=file.read_text(), file=file.name, by=None, at=NOW)
    activity = make_activity(make_trajectory(policy))
    return opened_vote(activity, rights=3, by=people["marleen"], at=NOW)


@pytest.mark.parametrize("key", ["", "one form"])
def test_a_code_used_twice_at_the_same_instant_votes_once(vote_on_disk, key):
    """Six presses of one button give one receipt; six visitors with one code give it to the first."""
    vote, code = vote_on_disk.vote, vote_on_disk.codes[0]
    start, ends = threading.Barrier(6), []

    def press():
        try:
            start.wait()
            cast = cast_ballot(vote, code=code, choices=["1"], idempotency_key=key, on=TODAY)
            ends.append(cast)
        except AlreadyDone as refusal:
            ends.append(refusal)
        finally:
            connections.close_all()

    presses = [threading.Thread(target=press) for _nr in range(6)]
    for each_press in presses:
        each_press.start()
    for each_press in presses:
        each_press.join()

    assert sum(isinstance(end, str) for end in ends) == 1
    later = [end.result for end in ends if isinstance(end, AlreadyDone)]
    (receipt,) = [end for end in ends if isinstance(end, str)]
    assert later == [receipt if key else None] * 5
    assert Ballot.objects.count() == 1
    assert VotingRight.objects.filter(used="digital").count() == 1


def test_closing_waits_for_ballots_and_ballots_for_closing(vote_on_disk, later):
    from speelruimte.people.models import Person

    vote, coach = vote_on_disk.vote, Person.objects.get(email__startswith="marleen")
    start, ends = threading.Barrier(4), []

    def run(what):
        try:
            start.wait()
            ends.append(what())
        except RuleBroken as refusal:
            ends.append(refusal)
        finally:
            connections.close_all()

    acts = [
        lambda code=code: cast_ballot(vote, code=code, choices=["1"], on=TODAY)
        for code in vote_on_disk.codes
    ]
    acts.append(lambda: close_vote(vote, by=coach, at=later(11)))
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    vote.refresh_from_db()
    cast_in_time = sum(isinstance(end, str) for end in ends)
    assert vote.closed_at is not None
    assert vote.outcome.valid == Ballot.objects.count() == cast_in_time


@pytest.mark.postgresql("SQLite keeps no hidden columns of locks")
def test_the_lock_of_a_ballot_leaves_nothing_in_the_vote(open_vote_of, today):
    opened = open_vote_of(rights=1)
    hidden = "SELECT xmin::text, xmax::text, ctid::text FROM budget_vote WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(hidden, [opened.vote.pk])
        before = cursor.fetchone()
        cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)
        cursor.execute(hidden, [opened.vote.pk])
        assert cursor.fetchone() == before


def test_a_paper_sheet_is_no_way_to_vote_without_a_right(open_vote_of, cast, today):
    opened = open_vote_of(rights=0)

    with refuses("not_allowed"):
        enter_sheet(opened.vote, choices=["1"], by=cast.sofie, on=today)
