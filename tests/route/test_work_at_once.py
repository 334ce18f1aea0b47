"""Two workers go round at one instant, and two people give roles or end an idea: it is told once, and
one is refused."""

from datetime import date
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast

from speelruimte.initiatives.models import Initiative
from speelruimte.notices.models import Message
from speelruimte.people.models import Person
from speelruimte.people.roles import Role
from speelruimte.policy.actions import load_policy
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.shipped import policy_file
from speelruimte.route.apart import give_role
from speelruimte.route.door import end_as_duplicate
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.shared.errors import RuleBroken
from tests.steps.at_once import at_once
from tests.steps.bare import a_trajectory
from tests.steps.door import received_initiative

BOTH = pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")


@pytest.fixture
def cast(own_database, now):
    file = policy_file("basis")
    load_policy(text=file.read_text(), file=file.name, by=None, at=now)
    return SimpleNamespace(**welcome_cast(by=None, at=now, on=date(2026, 1, 1)))


@BOTH
def test_two_workers_tell_one_thing_once(cast, now):
    received_initiative()

    def a_round():
        return tell_of_work(Person.objects.get(pk=cast.marleen.pk), at=now)

    assert sorted(at_once(a_round, a_round)) == ["", "work_digest"]
    assert Message.objects.filter(person=cast.marleen).count() == 1


@BOTH
def test_of_two_roles_that_do_not_meet_one_is_given(cast, now, today):
    policy = PolicyVersion.objects.get()
    case_number = a_trajectory(policy, route="college", case_number="2027-0001").case_number

    def giving(role):
        def give():
            person = Person.objects.get(pk=cast.fatma.pk)
            give_role(
                person,
                role=role,
                case_number=case_number,
                starts_on=today,
                by=cast.wim,
                at=now,
                on=today,
            )
            return "given"

        return give

    results = at_once(giving(Role.PROJECT_LEADER), giving(Role.MODERATOR))
    codes = [getattr(result, "code", result) for result in results]
    assert sorted(codes) == ["given", "roles_apart_without_reason"]


@BOTH
def test_two_ideas_do_not_end_in_one_another(cast, now, today):
    pair = [received_initiative(), received_initiative(idempotency_key="another")]

    def ends_in(gone, other):
        who = {"by": Person.objects.get(pk=cast.marleen.pk), "at": now, "on": today}
        return lambda: end_as_duplicate(
            Initiative.objects.get(pk=gone.pk), same_as=Initiative.objects.get(pk=other.pk), **who
        )

    ends = at_once(ends_in(*pair), ends_in(*reversed(pair)))

    assert [end.code for end in ends if isinstance(end, RuleBroken)] == ["not_the_same"]
    assert Initiative.objects.open().count() == 1
