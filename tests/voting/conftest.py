"""A trajectory where people take part, with a budget to divide until 19 February 2027."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from speelruimte.activities.models import Activity
from speelruimte.agreements.models import GroupSay, Phase, Version
from speelruimte.initiatives.models import Initiative
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.trajectories.actions import start_trajectory
from speelruimte.trajectories.models import Step
from tests.conftest import NOW, TODAY
from tests.steps.snapshots import from_snapshot
from tests.steps.voting import opened_vote

LAST_DAY = date(2027, 2, 19)


@from_snapshot
def make_trajectory(policy, *, by=None, case_number="2027-0031", title="Ons wijkbudget"):
    """A trajectory in the step where people take part; the way there has tests of its own."""
    initiative = Initiative.objects.create(
        case_number=case_number,
        policy=policy,
        kind=Initiative.Kind.MUNICIPALITY,
        title=title,
        text="We verdelen samen een bedrag.",
        received_at=NOW,
        created_at=NOW,
        receipt_hash=f"hash-{case_number}",
        salt="s",
    )
    return start_trajectory(
        initiative=initiative,
        title=title,
        summary="Kies mee waar het geld naartoe gaat.",
        areas=[],
        by=by,
        at=NOW,
        on=TODAY,
        decision_route="college",
        step=Step.TAKING_PART,
    )


def make_activity(trajectory, *, key="wijkbudget", title="Verdeel het wijkbudget", phase="stemmen"):
    return Activity.objects.create(
        trajectory=trajectory,
        key=key,
        version=1,
        phase=phase,
        planned="budget",
        method="budget",
        kind="budget",
        title=title,
        opens_on=TODAY,
        closes_on=LAST_DAY,
        opened_at=NOW,
    )


@from_snapshot
def led_by(person, trajectory, *, by):
    """The trajectory, which this person leads from now on."""
    grant_role(
        person,
        role=Role.PROJECT_LEADER,
        case_number=trajectory.case_number,
        by=by,
        at=NOW,
        starts_on=date(2026, 1, 1),
    )
    return trajectory


@pytest.fixture
def trajectory(cast, load_pack):
    return led_by(cast.samira, make_trajectory(load_pack("basis")), by=cast.marleen)


@pytest.fixture
def activity(trajectory):
    return make_activity(trajectory)


@pytest.fixture
def open_vote_of(activity, cast):
    """Open the vote of the activity: ``open_vote_of(rights=5, maximum=3)``."""
    return lambda **terms: opened_vote(activity, by=cast.samira, at=NOW, **terms)


@pytest.fixture
def moments(later):
    """``voting``: a day on which one can vote; ``closing``: a moment after the last day."""
    return SimpleNamespace(voting=TODAY, last=LAST_DAY, closing=later(11))


@pytest.fixture
def agreed(activity):
    """``agreed("Iedereen van 8 jaar en ouder")``: the groups of the phase, adopted."""

    def adopt(*groups):
        version = Version.objects.create(trajectory=activity.trajectory, number=1)
        days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=30)}
        for key in (activity.phase, "later"):
            phase = Phase.objects.create(
                version=version, key=key, name="Stemmen", question="Wat komt er?", **days
            )
            for group in groups if key == activity.phase else ["Iedereen van 16 jaar en ouder"]:
                GroupSay.objects.create(phase=phase, group=group, level="meebeslissen")
        version.state, version.adopted_at, version.adopted_on = "adopted", NOW, TODAY
        version.text, version.fingerprint = "{}", "f"
        version.save()

    return adopt
