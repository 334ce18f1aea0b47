"""The year plan of the home page shows what was promised, within its twelve months."""

from datetime import date

from speelruimte.trajectories.models import Trajectory
from speelruimte.website.public.cards import for_cards
from speelruimte.website.public.year_plan import year_of
from tests.steps.agreement import adopted_agreement


def test_the_phases_and_the_decision_of_the_agreement_are_drawn(
    trajectory, cast, now, today, django_assert_num_queries
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    running = list(for_cards(Trajectory.objects.filter(pk=trajectory.pk)))
    with django_assert_num_queries(0):
        year = year_of(running, today)
    phases = list(trajectory.versions.get().phases.order_by("starts_on"))
    decision = trajectory.versions.get().moments.filter(is_decision=True).latest("day").day

    assert year["first"] == date(2027, 1, 1)
    (row,) = year["rows"]
    assert [period["end"] for period in row["periods"]] == [phase.ends_on for phase in phases]
    assert row["decision"] == decision
    assert year_of(running, date(2035, 1, 1)) is None


def test_without_anything_running_there_is_no_year_plan(today):
    assert year_of([], today) is None
