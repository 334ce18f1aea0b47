"""Beside a weighing stands what runs in the same area, in whatever step that is."""

import pytest

from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.workbench.weighing_beside import running_beside
from tests.steps.bare import a_trajectory, an_agreement
from tests.steps.beginning import trajectory_of

pytestmark = pytest.mark.once


def test_of_what_runs_beside_it_every_step_has_a_name(trajectory, cast, areas, now):
    other = trajectory_of(trajectory.policy, cast, areas, at=now, case_number="2027-0700")
    running = set(Step) - {Step.MEMORY, Step.STOPPED, Step.EXPLORING}
    for step in running:
        Trajectory.objects.filter(pk=other.pk).update(step=step)
        (beside,) = running_beside(trajectory, person=cast.samira, on=now.date())
        assert beside["step"]
    Trajectory.objects.filter(pk=other.pk).update(
        step=Step.EXPLORING, explores_until=now.date(), explores_for=0
    )
    (beside,) = running_beside(trajectory, person=cast.samira, on=now.date())
    assert beside["step"] == "Verkennen"


def test_who_came_with_an_idea_reads_of_what_is_public_and_nothing_of_what_is_prepared(
    trajectory, cast, areas, now
):
    an_agreement(a_trajectory(trajectory.policy, route="college", title="Een pad langs de Vaart"))
    prepared = trajectory_of(trajectory.policy, cast, areas, at=now, case_number="2027-0700")
    public = Trajectory.objects.exclude(pk__in=[trajectory.pk, prepared.pk]).get()
    public.areas.set(trajectory.areas.all())

    seen = running_beside(trajectory, person=cast.henk, on=now.date())
    by_colleague = running_beside(trajectory, person=cast.samira, on=now.date())

    assert [row["url"] for row in seen] == [f"/trajecten/{public.slug}/"]
    assert len(by_colleague) == 2


def test_more_that_runs_beside_it_asks_the_database_no_more(
    trajectory, cast, areas, now, django_assert_num_queries
):
    for number in range(3):
        trajectory_of(trajectory.policy, cast, areas, at=now, case_number=f"2027-070{number}")
    running_beside(trajectory, person=cast.samira, on=now.date())

    with django_assert_num_queries(4):
        assert len(running_beside(trajectory, person=cast.samira, on=now.date())) == 3
