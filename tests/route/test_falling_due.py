"""A promised day comes near or passes: whoever holds the role hears of it, once."""

from datetime import date, timedelta

import pytest
from django.core import mail

from speelruimte.agreements.actions import state_frame
from speelruimte.notices.models import Reminder
from speelruimte.notices.sending import send_due
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.route.actions import move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.falling_due import falls_due, remind
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.trajectories.models import Step
from tests.conftest import NOW, TODAY
from tests.steps.agreement import (
    adopt_by_all,
    fresh,
    planning,
    somebody,
    written_plan,
)
from tests.steps.at_once import at_once
from tests.steps.bare import a_trajectory


@pytest.fixture
def exploring(policy, cast, now):
    """An exploration that ends on 1 March 2027, led by Samira."""
    trajectory = a_trajectory(
        policy,
        route="college",
        step=Step.EXPLORING,
        explores_until=date(2027, 3, 1),
        explores_for=100,
    )
    grant_role(
        cast.samira,
        role=Role.PROJECT_LEADER,
        case_number=trajectory.case_number,
        starts_on=date(2026, 1, 1),
        by=None,
        at=now,
    )
    return trajectory


def kinds(day, trajectory=None):
    return [due.kind for due in falls_due(day) if trajectory in (None, due.about)]


def readers(kind):
    return {reminder.person.name for reminder in Reminder.objects.filter(kind=kind)}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 2, 21), []),
        (date(2027, 2, 22), ["exploring_ends"]),
        (date(2027, 3, 1), ["exploring_ends"]),
        (date(2027, 3, 2), ["exploring_ended"]),
        (date(2027, 3, 15), ["exploring_ended"]),
        (date(2027, 3, 16), ["exploring_ended"]),
        (date(2028, 3, 1), ["exploring_ended"]),
    ],
)
def test_an_exploration_reminds_a_week_before_its_end_and_ever_since_it_is_over(
    exploring, day, said
):
    assert [kind for kind in kinds(day, exploring) if kind.startswith("exploring")] == said


def test_an_exploration_is_work_with_its_last_day_and_has_one_letter(exploring, cast, now, today):
    keep_all_tasks(by=None, at=now)

    assert [task.due_on for task in tasks_for(cast.samira, on=today).tasks] == [date(2027, 3, 1)]
    assert kinds(date(2027, 3, 1), exploring) == ["exploring_ends"]


def test_the_overview_names_the_day_what_is_late_first_and_is_the_only_mail(exploring, cast, later):
    remind(on=date(2027, 2, 22), at=later(13))
    tell_of_work(cast.samira, at=later(13))
    remind(on=date(2027, 3, 2), at=later(21))
    tell_of_work(cast.samira, at=later(21))
    send_due(at=later(21))

    near, over = [letter.body for letter in mail.outbox if "samira@lindewold.example" in letter.to]
    assert "Dit moet binnenkort af:" in near
    assert "Het verkennen loopt af" in near
    assert "uiterlijk 1 maart 2027" in near
    assert over.index("Dit is te laat") < over.index("In alles")
    assert over.count(exploring.title) == 1
    assert not Reminder.objects.filter(person=cast.samira, told_at__isnull=True).exists()


def overviews_of(person):
    return [letter.body for letter in mail.outbox if person.email in letter.to]


def a_day(on, at, person):
    remind(on=on, at=at)
    tell_of_work(person, at=at)
    send_due(at=at)


def test_after_months_without_a_worker_all_that_is_late_is_said_late_and_once(
    exploring, cast, later
):
    a_day(date(2027, 6, 1), later(112), cast.samira)
    [letter] = overviews_of(cast.samira)

    assert letter.index("Dit is te laat") < letter.index("Het verkennen loopt af")
    assert letter.count("uiterlijk 1 maart 2027") == 1
    assert "Dit is nieuw voor u" not in letter
    for days in (1, 2, 9, 30):
        a_day(date(2027, 6, 1) + timedelta(days=days), later(112 + days), cast.samira)
    assert overviews_of(cast.samira) == [letter]


def test_what_was_late_and_told_is_forgotten_once_it_was_done(exploring, cast, now, later):
    a_day(date(2027, 6, 1), later(112), cast.samira)
    assert readers("exploring_ended") == {cast.samira.name}
    exploring.step = Step.WEIGHING
    exploring.save()
    remind(on=date(2027, 6, 2), at=later(113))

    assert readers("exploring_ended") == set()


@pytest.mark.parametrize(
    ("days", "head"), [(20, "Dit moet vandaag af:"), (112, "Dit is te laat. Doe het nu")]
)
@pytest.mark.parametrize("reminded", [True, False])
def test_what_is_for_today_or_over_its_day_is_said_so_also_where_it_is_new(
    reminded, days, head, exploring, cast, now, later
):
    keep_all_tasks(by=None, at=now)
    at = later(days)
    if reminded:
        remind(on=at.date(), at=at)
    tell_of_work(cast.samira, at=at)
    send_due(at=at)

    [letter] = overviews_of(cast.samira)
    assert letter.index(head) < letter.index("uiterlijk 1 maart 2027")
    assert "binnenkort" not in letter
    assert "Dit is nieuw voor u" not in letter


def test_what_was_done_before_the_overview_is_not_reminded_of(exploring, cast, now):
    remind(on=date(2027, 2, 22), at=now)
    exploring.step = Step.WEIGHING
    exploring.save()
    remind(on=date(2027, 2, 23), at=now)

    assert readers("exploring_ends") == set()


def test_where_nobody_leads_the_coach_is_reminded(exploring, cast, now):
    cast.samira.grants.filter(role=Role.PROJECT_LEADER).update(ends_on=date(2027, 1, 1))

    remind(on=date(2027, 2, 22), at=now)

    assert readers("exploring_ends") == {"Marleen Postma"}


def test_what_an_agreement_promised_to_know_reminds_as_long_as_it_holds(
    trajectory, cast, now, today
):
    planning(trajectory, cast, at=now)
    version = written_plan(fresh(trajectory), cast, at=now)
    who = {"by": somebody(cast, Role.PROJECT_LEADER, trajectory, at=now), "at": now}
    known_on = today + timedelta(days=5)
    state_frame(
        version,
        status="unknown",
        kind=version.frames.first().kind,
        title="De kabels",
        origin="Onderzoek",
        known_on=known_on,
        **who,
    )
    written_by_hand = [kind for kind in kinds(today) if kind.startswith("frame")]
    assert written_by_hand == []  # nothing is promised yet

    from tests.steps.agreement import _parties

    _parties(version, who)
    move_on(fresh(trajectory), to=Step.ADOPTION, on=today, **who)
    adopt_by_all(version, cast, at=now)

    assert [kind for kind in kinds(today) if kind.startswith("frame")] == ["frame_known_soon"]
    late = kinds(known_on + timedelta(days=1))
    assert [kind for kind in late if kind.startswith("frame")] == ["frame_still_unknown"]


def test_asking_again_reminds_nobody_twice(exploring, now, later):
    for day in (date(2027, 2, 22), date(2027, 2, 22), date(2027, 2, 25)):
        remind(on=day, at=now)
    assert Reminder.objects.filter(kind="exploring_ends").count() == 1

    remind(on=date(2027, 3, 2), at=later(20))
    assert not Reminder.objects.filter(kind="exploring_ends").exists()
    assert Reminder.objects.filter(kind="exploring_ended").count() == 1


def test_two_workers_at_the_same_instant_remind_once(own_database):
    from types import SimpleNamespace

    from demo.cast import welcome_cast

    from speelruimte.policy.actions import load_policy
    from speelruimte.policy.shipped import policy_file

    cast = SimpleNamespace(**welcome_cast(by=None, at=NOW, on=date(2026, 1, 1)))
    file = policy_file("basis")
    policy = load_policy(text=file.read_text(), file=file.name, by=None, at=NOW)
    day = TODAY + timedelta(days=3)
    trajectory = a_trajectory(
        policy, route="college", step=Step.EXPLORING, explores_until=day, explores_for=100
    )

    ends = at_once(*[lambda: remind(on=TODAY, at=NOW)] * 2)

    assert not any(isinstance(end, Exception) for end in ends)
    assert cast.marleen.name in readers("exploring_ends")
    assert (
        Reminder.objects.filter(case_number=trajectory.case_number, kind="exploring_ends").count()
        == 1
    )
