"""What was promised to be open until a day is waited for, unless the agreement is changed."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate

from speelruimte.activities.actions import close_activity, publish_contribution
from speelruimte.activities.queries import promised
from speelruimte.agreements.actions import change_phase
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.altering import cancel_planned_and_tell
from speelruimte.route.queries import to_do
from speelruimte.trajectories.models import Step, Tally
from tests.steps.agreement import adopt_by_all, adopted_agreement, amended_draft, fresh
from tests.steps.taking_part import words_from
from tests.steps.walking import everything_closed, everything_opened, goes, refused
from tests.steps.writing import writing_by_hand


@pytest.fixture
def lead(cast, now):
    return {"by": cast.samira, "at": now}


def _closed_early(trajectory, *, by, at):
    """Opened and closed again on one day, each with its reason. The day that was promised."""
    opened = everything_opened(trajectory, by=by, at=at)
    for activity in opened.values():
        close_activity(activity, reason="Het is druk.", by=by, at=at, on=localdate(at))
    return max(activity.closes_on for activity in opened.values())


def test_closing_early_takes_no_promised_day_back(trajectory, cast, now, lead):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    last_day = _closed_early(trajectory, **lead)
    expected = (
        f"Meedoen is beloofd tot en met {date_format(last_day, 'j F Y')}. Verder kan na die "
        "dag, of eerder met een wijziging van de afspraken."
    )

    with refused(expected):
        goes(fresh(trajectory), to=Step.RESULT, **lead)
    with refused(expected):
        goes(fresh(trajectory), **lead | {"at": now + (last_day - localdate(now))})
    (task,) = fresh(trajectory).open_tasks.filter(page="process")
    assert task.sentences["nl"] == [expected]
    assert task.waits_from == last_day + timedelta(days=1)

    goes(fresh(trajectory), **lead | {"at": now + (last_day - localdate(now)) + timedelta(days=1)})

    assert fresh(trajectory).step == Step.RESULT


def test_what_was_called_off_alone_takes_no_promised_day_back_either(trajectory, cast, now, lead):
    trajectory = adopted_agreement(trajectory, cast, at=now, methods=("ideas", "evening"))
    for promise in promised(trajectory):
        place = {"phase": promise.phase.key, "planned": promise.planned.key}
        cancel_planned_and_tell(fresh(trajectory), reason="De zaal is dicht.", **place, **lead)

    with refused("Meedoen is beloofd tot en met"):
        goes(fresh(trajectory), **lead)


def test_a_change_of_the_agreement_takes_a_promised_day_back(trajectory, cast, now, lead, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    _closed_early(trajectory, **lead)
    sooner, who = today + timedelta(days=3), {"by": cast.samira, "at": now}
    draft = amended_draft(fresh(trajectory), cast, at=now)
    phase = draft.phases.get()
    change_phase(
        phase, edits=0, name=phase.name, question=phase.question, starts_on=phase.starts_on,
        ends_on=sooner, **who,
    )  # fmt: skip
    offer_amendment(draft, one_sided_reason="Het is druk.", **who)

    with refused("Meedoen is beloofd tot en met"):
        goes(fresh(trajectory), **lead | {"at": now + timedelta(days=4)})
    adopt_by_all(draft, cast, at=now)

    with refused(f"Meedoen is beloofd tot en met {date_format(sooner, 'j F Y')}."):
        goes(fresh(trajectory), **lead | {"at": now + timedelta(days=3)})
    goes(fresh(trajectory), **lead | {"at": now + timedelta(days=4)})
    assert fresh(trajectory).step == Step.RESULT


def test_what_came_in_is_looked_at_before_the_outcome(trajectory, cast, now, lead):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened = everything_opened(trajectory, **lead)
    ((waiting, _code),) = words_from(opened["ideas"], 1, at=now)
    with writing_by_hand(because="this policy looks at words after they are placed"):
        type(waiting).objects.filter(pk=waiting.pk).update(state="waiting")
    Tally.objects.filter(pk=trajectory.pk).update(waiting=1, published=0)
    assert "wacht op een blik" not in " ".join(gap.sentence for gap in to_do(fresh(trajectory)))
    after = lead | {"at": everything_closed(trajectory, by=cast.samira)}

    with refused("Nog 1 keer inbreng wacht op een blik."):
        goes(fresh(trajectory), **after)
    publish_contribution(waiting, by=cast.lotte, at=after["at"])

    goes(fresh(trajectory), **after)
    assert fresh(trajectory).step == Step.RESULT
