import pytest

from speelruimte.agreements.queries import current_agreement, version_in_force
from speelruimte.journal.models import Entry
from speelruimte.journal.verification import verify_chain
from speelruimte.trajectories.models import Step
from tests.steps.agreement import adopted_agreement, amended_agreement
from tests.steps.beginning import trajectory_of

pytestmark = pytest.mark.afar

PACKS = ["heemstede-2020", "assen-2021", "assen-2022", "aa-en-hunze-2023", "basis"]


@pytest.mark.parametrize("pack", PACKS)
def test_every_shipped_policy_walks_from_weighing_to_an_amended_agreement(
    pack, cast, areas, load_pack, now, later
):
    trajectory = trajectory_of(load_pack(pack), cast, areas, at=now)

    adopted_agreement(trajectory, cast, at=now)
    amended_agreement(trajectory, cast, at=later(10))

    trajectory.refresh_from_db()
    agreement = current_agreement(trajectory)
    assert trajectory.step == Step.TAKING_PART
    assert agreement.number == 2
    assert agreement.amends == 1
    assert [version.number for version in agreement.versions] == [1, 2]
    assert Entry.objects.filter(verb="agreement_adopted").count() == 2
    assert verify_chain().faults == []


def test_the_decision_route_without_a_body_is_recorded_by_the_project_leader(
    cast, areas, load_pack, now
):
    from speelruimte.policy.queries import parsed_policy

    pack = load_pack("heemstede-2020")
    route = next(
        decision_route.key
        for decision_route in parsed_policy(pack).decision_routes
        if not decision_route.adopters
    )
    trajectory = trajectory_of(pack, cast, areas, at=now, route=route)

    adopted_agreement(trajectory, cast, at=now)

    version = version_in_force(trajectory)
    assert [adoption.body for adoption in version.adoptions.all()] == [""]
