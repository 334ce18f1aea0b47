"""Two people, or two presses, at the same instant: on a real database with real connections."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast

from speelruimte.activities.actions import (
    accept_contribution,
    cancel_activity,
    close_activity,
    move_activity,
    open_activity,
    publish_contribution,
    refuse_contribution,
)
from speelruimte.activities.actions.moderate import LOOKED_AT
from speelruimte.activities.importing import import_contributions
from speelruimte.activities.models import Activity, Contribution
from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.journal.models import Entry
from speelruimte.journal.verification import verify_chain
from speelruimte.people.attempts import take_attempt
from speelruimte.people.intake import Receipt, Words
from speelruimte.people.models import Attempt
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import Clash, RuleBroken
from speelruimte.trajectories.models import Tally
from tests.steps.at_once import at_once

from . import ground

NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)
TODAY = date(2027, 2, 9)


@pytest.fixture
def ideas(own_database):
    """Ideas, open, with Samira and Lotte, in a database of their own."""
    cast = SimpleNamespace(**welcome_cast(by=None, at=NOW, on=date(2026, 1, 1)))
    trajectory = ground.a_trajectory(ground.a_policy())
    ground.an_agreement(trajectory)
    activity = open_activity(
        trajectory, phase="ophalen", planned=ground.IDEAS, by=cast.samira, at=NOW, on=TODAY
    )
    activity.cast = cast
    return activity


def sending(activity, text, idempotency_key=None):
    def deed():
        mine = Activity.objects.get(pk=activity.pk)
        words = Words(text=text)
        return accept_contribution(
            mine,
            words=words,
            by=None,
            at=NOW,
            idempotency_key=idempotency_key or new_idempotency_key(),
        )

    return deed


def test_a_button_pressed_four_times_at_once_makes_one_contribution(ideas):
    idempotency_key = new_idempotency_key()
    ends = at_once(*[sending(ideas, "Het pad is te smal.", idempotency_key)] * 4)
    made = [end for end in ends if isinstance(end, Receipt)]
    again = [end.result for end in ends if isinstance(end, RuleBroken)]
    assert len(made) == 1
    assert again == made * 3
    assert Contribution.objects.count() == 1
    assert Tally.objects.get().received == 1


def test_words_of_twelve_people_at_once_are_all_there_and_counted(ideas):
    ends = at_once(*(sending(ideas, f"Idee {number}") for number in range(12)))
    assert len({receipt.code for receipt in ends}) == 12
    assert (Tally.objects.get().received, Tally.objects.get().published) == (12, 12)
    assert Entry.objects.filter(verb="contribution_accepted").count() == 12
    assert verify_chain().faults == []


def test_what_came_in_while_it_was_closed_came_in_before(ideas):
    def closing():
        mine = Activity.objects.select_related("trajectory").get(pk=ideas.pk)
        close_activity(mine, by=ideas.cast.samira, at=NOW, on=TODAY, reason="Het is ingestort.")

    at_once(closing, *(sending(ideas, f"Idee {number}") for number in range(6)))
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert "contribution_accepted" not in verbs[verbs.index("activity_closed") :]
    assert Tally.objects.get().received == Contribution.objects.count()


def test_an_evening_that_two_people_call_off_and_move_at_once_is_one_of_the_two(ideas):
    evening = open_activity(
        ideas.trajectory,
        phase="ophalen",
        planned=ground.EVENING,
        by=ideas.cast.samira,
        at=NOW,
        on=TODAY,
    )
    who = {"reason": "De zaal is dicht.", "by": ideas.cast.samira, "at": NOW}

    def same():
        return Activity.objects.select_related("trajectory").get(pk=evening.pk)

    ends = at_once(
        lambda: cancel_activity(same(), **who),
        lambda: cancel_activity(same(), **who),
        lambda: move_activity(same(), held_on=date(2027, 3, 4), **who),
    )

    assert sum(not isinstance(end, RuleBroken) for end in ends) in (1, 2)
    told = [row.what for row in same().alterations.all()]
    assert told in (["cancelled"], ["moved", "cancelled"])
    assert Entry.objects.filter(verb="activity_altered").count() == len(told)


def test_one_file_read_in_twice_at_once_is_taken_in_once(ideas):
    rows = read_spreadsheet(b"tekst;nummer\nA;1\nB;2\nC;3\n").rows

    def importing():
        mine = Activity.objects.select_related("trajectory").get(pk=ideas.pk)
        return import_contributions(
            mine, rows=rows, origin="x", file_fingerprint="f" * 64, by=None, at=NOW
        )

    assert sorted(len(end) for end in at_once(importing, importing)) == [0, 3]
    assert Contribution.objects.count() == 3


def test_one_publishes_while_the_other_refuses_and_the_count_is_right(ideas):
    ideas.moderate_first = True
    ideas.save()
    sending(ideas, "Het pad.")()
    pk = Contribution.objects.get().pk

    def publishing():
        publish_contribution(Contribution.objects.get(pk=pk), by=ideas.cast.lotte, at=NOW)

    def refusing():
        mine = Contribution.objects.get(pk=pk)
        refuse_contribution(mine, ground="scolding", by=ideas.cast.marleen, at=NOW)

    at_once(publishing, refusing)
    published = Contribution.objects.get().state == "published"
    tally = Tally.objects.get()
    assert (tally.waiting, tally.published) == (0, int(published))


def test_of_four_who_publish_and_four_who_refuse_one_is_first_and_the_others_hear_who(ideas):
    ideas.moderate_first = True
    ideas.save()
    sending(ideas, "Het pad.")()
    waiting = Contribution.objects.get()
    seen = {"etag": etag_of(waiting, LOOKED_AT), "at": NOW}
    lotte, marleen = ideas.cast.lotte, ideas.cast.marleen

    def publishing():
        mine = Contribution.objects.get(pk=waiting.pk)
        return publish_contribution(mine, by=lotte, **seen)

    def refusing():
        mine = Contribution.objects.get(pk=waiting.pk)
        return refuse_contribution(mine, ground="scolding", by=marleen, **seen)

    ends = at_once(*[publishing, refusing] * 4)

    [first] = [end for end in ends if isinstance(end, Contribution)]
    assert Contribution.objects.get().state == first.state
    who = {"published": lotte.name, "refused": marleen.name}[first.state]
    clashes = [end.sentence for end in ends if isinstance(end, Clash)]
    assert len(clashes) == 4
    assert all(sentence.startswith(f"{who} heeft deze inbreng net ") for sentence in clashes)


def test_of_attempts_at_once_exactly_the_limit_passes(ideas):
    passed = at_once(*[lambda: take_attempt("wrong_code", "bron", 5, NOW)] * 8)
    assert sorted(passed) == [False] * 3 + [True] * 5
    assert Attempt.objects.get().number == 5
