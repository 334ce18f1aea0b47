"""What is fetched ahead by queries that are written once is what Django would have fetched."""

from django.db.models import prefetch_related_objects

from speelruimte.shared.fetched_ahead import fetch_ahead
from tests.steps.agreement import fresh, written_plan
from tests.steps.agreement import planning as planned

PATHS = ("versions__phases__says", "versions__frames", "parties", "weighing__answers")


def read(trajectory):
    [version] = trajectory.versions.all()
    return [
        [(phase.version is version, list(phase.says.all())) for phase in version.phases.all()],
        list(version.frames.all()),
        list(trajectory.parties.all()),
        list(trajectory.weighing.answers.all()),
    ]


def test_as_much_as_django_fetches_and_nothing_is_asked_again(
    trajectory, cast, now, django_assert_num_queries
):
    planned(trajectory, cast, at=now)
    written_plan(fresh(trajectory), cast, at=now)
    by_django, by_us = fresh(trajectory), fresh(trajectory)
    prefetch_related_objects([by_django], *PATHS)
    fetch_ahead([by_us], *PATHS)

    with django_assert_num_queries(0):
        assert read(by_us) == read(by_django)
        fetch_ahead([by_us], *PATHS)


def test_what_is_not_there_is_known_not_to_be_there(trajectory, django_assert_num_queries):
    trajectory = fresh(trajectory)
    fetch_ahead([trajectory], "weighing__answers", "versions__phases")

    with django_assert_num_queries(0):
        assert not hasattr(trajectory, "weighing")
        assert not trajectory.versions.all()


def test_a_part_of_what_is_held_is_asked_of_the_database(
    trajectory, cast, now, django_assert_num_queries
):
    planned(trajectory, cast, at=now)
    trajectory = fresh(trajectory)
    fetch_ahead([trajectory], "versions")

    with django_assert_num_queries(2):
        assert not trajectory.versions.adopted()
        assert trajectory.versions.filter(number=1).count() == 1
