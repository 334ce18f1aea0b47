"""Which policy holds on a day, and that a loaded one stays as it is."""

from datetime import timedelta

import pytest

from speelruimte.policy.locks import locks
from speelruimte.policy.models import Letterhead, PolicyVersion
from speelruimte.policy.queries import _in_force, policy_in_force
from tests.steps.refusing import refuses


def test_a_loaded_policy_is_locked():
    assert [lock.table for lock in locks()] == [PolicyVersion._meta.db_table]


def test_a_policy_holds_from_its_first_day_on(policy):
    first = policy.effective_from

    for day, holds in ((first - timedelta(days=1), []), (first, [policy])):
        # The query as it is written, and as it is asked once its SQL is kept.
        assert list(_in_force.__wrapped__(day=day)) == holds
        assert list(_in_force(day=day)) == holds


def test_with_the_policy_comes_the_newest_letterhead(policy, now, today):
    assert policy_in_force(on=today).letterhead is None
    Letterhead.objects.create(number=1, content={"phone": "0592 1"}, since=now)
    Letterhead.objects.create(number=2, content={"phone": "0592 2"}, since=now)

    assert policy_in_force(on=today).letterhead == {"phone": "0592 2"}


def test_before_any_policy_holds_nothing_can_be_done_under_one(policy):
    with refuses("no_policy"):
        policy_in_force(on=policy.effective_from - timedelta(days=1))


@pytest.mark.django_db
def test_without_a_policy_nothing_can_be_done_under_one(today):
    with refuses("no_policy"):
        policy_in_force(on=today)
