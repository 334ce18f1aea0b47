"""What people come to is held while its phase lasts, also when a change makes the phase shorter."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from speelruimte.activities.actions import cancel_activity, move_activity, open_activity
from speelruimte.agreements.actions import amend, change_phase, drop_method, plan_method
from speelruimte.agreements.queries import version_in_force
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.promised_days import outside_their_phase
from speelruimte.trajectories.models import Step
from tests.steps.agreement import adopt_by_all, adopted_agreement, fresh, planning, written_plan

WHY = "De zaal staat onder water."


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


@pytest.fixture
def evening(trajectory, cast, now, today):
    """People were invited to an evening on the last day of the only phase, in eight weeks."""
    path = adopted_agreement(trajectory, cast, at=now, methods=("ideas", "evening"))
    phase = version_in_force(path).phases.get()
    return open_activity(
        path, phase=phase.key, planned="bewonersavond", held_on=phase.ends_on, on=today,
        by=cast.samira, at=now,
    )  # fmt: skip


def a_shorter_phase(evening, who, *, ends_on):
    change = amend(version_in_force(fresh(evening.trajectory)), reason="Het kan eerder.", **who)
    phase = change.phases.get()
    same = ("edits", "name", "question", "starts_on")
    change_phase(phase, **{name: getattr(phase, name) for name in same}, ends_on=ends_on, **who)
    return change


def fresh_row(row):
    return type(row).objects.get(pk=row.pk)


def told(activity):
    return date_format(fresh_row(activity).held_on, "j F Y")


def test_a_change_leaves_no_announced_meeting_outside_its_phase(evening, who, today):
    sooner = today + timedelta(days=21)
    move_activity(evening, held_on=evening.held_on - timedelta(days=2), reason=WHY, **who)
    change = a_shorter_phase(evening, who, ends_on=sooner)
    lay = {"one_sided_reason": "Het is druk.", **who}

    with pytest.raises(NotYet) as refused:
        offer_amendment(change, **lay)
    (missing,) = (gap for gap in refused.value.missing if gap.gate == "meetings_lie_in_their_phase")
    assert missing.sentence.startswith(f"‘{evening.title}’ is aangekondigd voor {told(evening)}.")
    assert "verplaats ‘Bewonersavond’ eerst" in missing.sentence

    move_activity(fresh_row(evening), held_on=sooner, reason=WHY, **who)
    assert offer_amendment(change, **lay).amends


def test_a_meeting_that_was_moved_while_a_change_lay_before_a_body_is_moved_back_before_it_holds(
    evening, who, cast, now, today
):
    sooner = today + timedelta(days=21)
    move_activity(evening, held_on=sooner, reason=WHY, **who)
    change = a_shorter_phase(evening, who, ends_on=sooner)
    offer_amendment(change, one_sided_reason="Het is druk.", **who)
    move_activity(fresh_row(evening), held_on=sooner + timedelta(days=1), reason=WHY, **who)

    with pytest.raises(NotYet, match="verplaats ‘Bewonersavond’ eerst"):
        adopt_by_all(change, cast, at=now)

    move_activity(fresh_row(evening), held_on=sooner, reason=WHY, **who)
    assert adopt_by_all(change, cast, at=now).is_adopted


def test_who_shortens_a_phase_reads_at_once_which_day_was_announced(evening, who, today):
    move_activity(evening, held_on=evening.held_on - timedelta(days=2), reason=WHY, **who)
    change = a_shorter_phase(evening, who, ends_on=today + timedelta(days=21))

    (said,) = outside_their_phase(change.phases.get(), on=today)

    assert said.startswith(f"‘Bewonersavond’ is aangekondigd voor {told(evening)}.")


def test_a_meeting_that_was_held_or_called_off_keeps_its_day_when_its_phase_gets_shorter(
    evening, who, today
):
    change = a_shorter_phase(evening, who, ends_on=evening.held_on - timedelta(days=1))
    phase = change.phases.get()

    assert len(outside_their_phase(fresh_row(phase), on=evening.held_on)) == 1
    assert outside_their_phase(fresh_row(phase), on=evening.held_on + timedelta(days=1)) == []

    cancel_activity(evening, reason=WHY, **who)
    assert outside_their_phase(fresh_row(phase), on=today) == []


def test_a_meeting_to_which_a_change_gives_another_day_lies_in_the_phase_with_that_day(
    trajectory, who, cast, now, today
):
    planning(trajectory, cast, at=now)
    phase = written_plan(fresh(trajectory), cast, at=now).phases.get()
    evening = {"method": "evening", "title": "De avond"}
    planned = plan_method(phase, **evening, held_on=phase.ends_on, **who)
    move_on(fresh(trajectory), to=Step.ADOPTION, **who, on=today)
    adopt_by_all(phase.version, cast, at=now)
    opened = open_activity(fresh(trajectory), phase=phase.key, planned=planned.key, on=today, **who)
    sooner = phase.ends_on - timedelta(days=3)
    changed = a_shorter_phase(opened, who, ends_on=sooner).phases.get()
    assert len(outside_their_phase(fresh_row(changed), on=today)) == 1

    drop_method(changed.methods.get(key=planned.key), **who)
    plan_method(changed, **evening, held_on=sooner, **who)

    assert outside_their_phase(fresh_row(changed), on=today) == []
