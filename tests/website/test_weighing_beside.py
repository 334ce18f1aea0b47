"""Beside a weighing stands what runs in the same area, in whatever step that is."""

import pytest

from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.workbench.weighing_beside import running_beside
from tests.steps.beginning import trajectory_of

pytestmark = pytest.mark.once


def test_of_what_runs_beside_it_every_step_has_a_name(trajectory, cast, areas, now):
    other = trajectory_of(trajectory.policy, cast, areas, at=now, case_number="2027-0700")
    running = set(Step) - {Step.MEMORY, Step.STOPPED, Step.EXPLORING}
    for step in running:
        Trajectory.objects.filter(pk=other.pk).update(step=step)
        (beside,) = running_beside(trajectory)
        assert beside["step"]
    Trajectory.objects.filter(pk=other.pk).update(
        step=Step.EXPLORING, explores_until=now.date(), explores_for=0
    )
    assert running_beside(trajectory)[0]["step"] == "verkennen"
