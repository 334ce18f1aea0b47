"""Two people hold one decision over at one instant: one day is said, and one is refused."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast

from speelruimte.notices.models import Message
from speelruimte.people.models import Person
from speelruimte.policy.actions import load_policy
from speelruimte.policy.shipped import policy_file
from speelruimte.route.later_days import hold_over_decision
from speelruimte.trajectories.models import LaterDay, Trajectory
from tests.route.test_held_over_decision import MEETS, WHY, lies_before_the_college
from tests.steps.at_once import at_once


@pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")
def test_two_who_hold_it_over_at_once_leave_one_day(own_database, now, today):
    file = policy_file("basis")
    policy = load_policy(text=file.read_text(), file=file.name, by=None, at=now)
    cast = SimpleNamespace(**welcome_cast(by=None, at=now, on=date(2026, 1, 1)))
    path = lies_before_the_college(policy, cast.samira, now, promised_on=today)

    def press(day):
        def hold():
            who = {"by": Person.objects.get(pk=cast.iris.pk), "at": now, "on": today}
            return hold_over_decision(
                Trajectory.objects.get(pk=path.pk),
                decided_on=today,
                later_on=day,
                reason=WHY,
                **who,
            )

        return hold

    ends = at_once(press(MEETS), press(MEETS + timedelta(days=7)))

    assert LaterDay.objects.count() == 1
    assert [end.code for end in ends if not isinstance(end, LaterDay)] == ["held_over_already"]
    assert Message.objects.filter(kind="day_later").count() == 1
