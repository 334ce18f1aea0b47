"""Which version is meant, and with which decision a body held a text over."""

from types import SimpleNamespace

import pytest

from speelruimte.agreements.models import Adoption, Version
from speelruimte.agreements.queries import held_over_by, last_ordinary_version
from tests.steps.bare import a_trajectory, an_agreement

HELD_OVER, ADOPTED = Adoption.Outcome.HELD_OVER, Adoption.Outcome.ADOPTED


def test_the_newest_version_that_was_adopted_the_ordinary_way_knows_its_process(policy):
    trajectory = a_trajectory(policy, route="college")
    assert last_ordinary_version(trajectory) is None

    version = an_agreement(trajectory)

    found = last_ordinary_version(trajectory)
    assert found == version
    assert found.trajectory is trajectory


@pytest.mark.parametrize(
    ("outcomes", "state", "is_held_over"),
    [
        ([HELD_OVER], Version.State.HELD_OVER, True),
        ([ADOPTED, HELD_OVER], Version.State.HELD_OVER, True),
        ([HELD_OVER, ADOPTED], Version.State.HELD_OVER, False),
        ([], Version.State.HELD_OVER, False),
        ([HELD_OVER], Version.State.DRAFT, False),
    ],
)
def test_the_last_decision_about_a_text_that_lies_held_over_held_it_over(
    outcomes, state, is_held_over
):
    adoptions = [Adoption(pk=pk, outcome=outcome) for pk, outcome in enumerate(outcomes, start=1)]
    version = SimpleNamespace(state=state, adoptions=SimpleNamespace(all=lambda: adoptions))

    assert held_over_by(version) is (adoptions[-1] if is_held_over else None)


def test_no_text_is_not_held_over():
    assert held_over_by(None) is None
