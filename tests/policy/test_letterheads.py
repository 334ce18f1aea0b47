"""How the municipality presents itself: as the policy says at first, as it was changed since."""

import pytest

from speelruimte.policy.letterheads import presented, presented_on
from speelruimte.policy.models import Letterhead, Logo
from tests.policy.test_packs import pack


@pytest.mark.django_db
def test_without_a_policy_nothing_is_said(today):
    assert presented_on(today).name == ""


def test_what_was_changed_since_goes_before_the_policy(policy, now, today):
    by_policy = presented_on(today)
    Letterhead.objects.create(number=1, content={"phone": "0592 1"}, since=now)
    newest = Letterhead.objects.create(number=2, content={"phone": "0592 2", "x": "-"}, since=now)

    shown = presented_on(today)
    assert (shown.name, shown.phone) == (by_policy.name, "0592 2")
    assert str(newest) == "2"


def test_a_policy_that_names_no_contact_gives_the_name_alone():
    policy = pack("basis")
    alone = policy.municipality.model_copy(update={"contact": None})

    shown = presented(policy.model_copy(update={"municipality": alone}), None)

    assert (shown.name, shown.phone) == (policy.municipality.name, "")


def test_a_logo_is_named_by_its_kind_and_fingerprint():
    assert str(Logo(kind="svg", fingerprint="a" * 64)) == "svg aaaaaaaaaaaa"
