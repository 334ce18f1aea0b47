"""Where many processes lie, asked at once."""

from speelruimte.shared.compiled_query import compiled_query, set_prefetched
from speelruimte.trajectories.models import Trajectory


def fetch_areas(trajectories) -> None:
    """Fetch the areas that these processes are about, with no more of them than their names. One query."""
    areas: dict = {trajectory.pk: [] for trajectory in trajectories}
    for place in _places_of(trajectories=list(areas)):
        areas[place.trajectory_id].append(place.area)
    for trajectory in trajectories:
        set_prefetched(trajectory, "areas", areas[trajectory.pk])


@compiled_query
def _places_of(*, trajectories):
    places = Trajectory.areas.through.objects.filter(trajectory__pk__in=trajectories)
    in_use = places.filter(area__merged_into=None).select_related("area")
    return in_use.only("trajectory", "area__name").order_by("area__position", "area__name")
