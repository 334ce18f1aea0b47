"""What is fetched ahead by queries that are written once is what Django would have fetched."""

from django.db.models import prefetch_related_objects

from speelruimte.agreements.models import Version
from speelruimte.places.models import Area
from speelruimte.shared.fetched_ahead import all_of, fetch_ahead, one_of
from speelruimte.trajectories.models import Trajectory
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


def test_what_rows_point_to_is_asked_once_for_all(trajectory, django_assert_num_queries):
    policy = trajectory.policy
    rows = [Trajectory.objects.get(pk=trajectory.pk) for _time in range(2)]
    with django_assert_num_queries(1):
        fetch_ahead(rows, "policy")
        assert [row.policy for row in rows] == [policy, policy]
        assert one_of(rows[0], "policy") is rows[0].policy


def test_what_points_to_nothing_asks_nothing(trajectory, django_assert_num_queries):
    trajectory = Trajectory.objects.get(pk=trajectory.pk)
    trajectory.subject = None
    again = Trajectory(subject_id=None)
    with django_assert_num_queries(0):
        assert one_of(trajectory, "subject") is None
        assert one_of(again, "subject") is None
        assert again.subject is None


def test_a_place_that_went_up_in_another_is_still_pointed_to(areas):
    first, second, third, *_others = areas.values()
    Area.objects.filter(pk=second.pk).update(merged_into=third)
    Area.objects.filter(pk=first.pk).update(merged_into=second)
    assert one_of(Area.everything.get(pk=first.pk), "merged_into") == second


def test_the_rows_of_a_thing_are_those_of_now_and_those_that_were_fetched_ahead(
    trajectory, cast, now, django_assert_num_queries
):
    planned(trajectory, cast, at=now)
    trajectory = fresh(trajectory)
    for _time in range(2):
        with django_assert_num_queries(1):
            [version] = all_of(trajectory, "versions")
    assert version.trajectory is trajectory

    fetch_ahead([trajectory], "versions")
    with django_assert_num_queries(0):
        assert all_of(trajectory, "versions") == [version]
    Version.objects.filter(pk=version.pk).update(how_weighed="Anders.")
    assert [kept.how_weighed for kept in all_of(trajectory, "versions")] == [version.how_weighed]
    assert [now.how_weighed for now in all_of(fresh(trajectory), "versions")] == ["Anders."]
