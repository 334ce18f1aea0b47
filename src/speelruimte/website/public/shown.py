"""Processes with all that pages for residents read of them, in queries whose SQL is kept."""

from functools import cache

from django.db.models import Exists, OuterRef
from django.http import Http404

from speelruimte.activities.models import Activity
from speelruimte.agreements.models import Version
from speelruimte.decisions.queries import may_stop
from speelruimte.initiatives.models import Initiative
from speelruimte.places.models import Area, Stretch
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.promise import phases_ahead
from speelruimte.shared.compiled_query import compiled_query, set_prefetched
from speelruimte.trajectories.models import Passage, Trajectory
from speelruimte.website.kind_pages import kinds_with_own_page
from speelruimte.website.spoken import speak_for

MOST_RUNNING = 50
NEWEST = ("-started_on", "-id")


@compiled_query
def all_areas():
    """Every area, in the municipality's order, and whether streets in it are known."""
    streets = Stretch.objects.filter(area=OuterRef("pk"))
    return Area.objects.annotate(has_streets=Exists(streets))


@cache
def _at(related):
    """The query for one process with these related rows: each costs the database planning."""

    @compiled_query
    def at(*, slug):
        trajectories = Trajectory.objects.public().filter(slug=slug).select_related(*related)
        trajectories = trajectories.annotate(may_stop=may_stop())
        return trajectories.defer(*POLICY_TEXTS) if "policy" in related else trajectories

    return at


@compiled_query
def _activity_at(*, slug, key):
    return (
        Activity.objects.exclude(kind__in=kinds_with_own_page())
        .filter(trajectory__in=Trajectory.objects.public(), trajectory__slug=slug, key=key)
        .select_related("trajectory__policy")
        .defer(*(f"trajectory__{name}" for name in POLICY_TEXTS))
    )


@compiled_query
def _activity_of_way(*, trajectory, key, kind):
    return Activity.objects.filter(trajectory=trajectory, key=key, kind=kind)


@compiled_query
def _areas_of(*, trajectory):
    return Area.objects.filter(trajectories=trajectory)


@compiled_query
def _activities_of(*, trajectories):
    return Activity.objects.filter(trajectory__pk__in=trajectories)


@compiled_query
def _adopted_of(*, trajectories):
    return Version.objects.adopted().filter(trajectory__pk__in=trajectories).order_by("-number")


@compiled_query
def _passages_of(*, trajectory):
    return Passage.objects.filter(trajectory=trajectory)


@compiled_query
def _initiatives_of(*, trajectory):
    return Initiative.objects.filter(trajectories=trajectory).select_related("quickscan", "ruling")


@compiled_query
def _running_on(*, day):
    # Each looked up by itself, the newest only: together the database would ask both of every process.
    is_open = Exists(Activity.objects.open_on(day).filter(trajectory=OuterRef("pk")))
    of_phases = phases_ahead(on=day).values("version__trajectory")
    public = Trajectory.objects.public()
    opened = _newest_of(public.filter(is_open))
    planned = _newest_of(public.filter(pk__in=of_phases))
    return (
        Trajectory.objects.filter(pk__in=opened.union(planned))
        .annotate(is_open=is_open)
        .select_related("policy")
        .defer(*POLICY_TEXTS)
        .order_by(*NEWEST)
    )


def _newest_of(trajectories):
    """Their keys, as a query that a union can take."""
    newest = trajectories.order_by(*NEWEST).values("pk")[:MOST_RUNNING]
    return Trajectory.objects.filter(pk__in=newest).order_by().values("pk")


@compiled_query
def _places_of(*, trajectories):
    return (
        Trajectory.areas.through.objects.filter(trajectory__pk__in=trajectories)
        .order_by("area__position", "area__name")
        .values_list("trajectory_id", "area_id")
    )


def trajectory_at(slug, *related):
    """The process at this address, and what the page shows of ``related``; 404 when none is public."""
    trajectory = _at(related)(slug=slug)
    if not trajectory:
        raise Http404
    if "policy" in related:
        speak_for(trajectory[0])
    return trajectory[0]


def areas_of(trajectory):
    """The areas a process is about; none when it is about the whole municipality."""
    return _areas_of(trajectory=trajectory.pk)


def with_agreements(*trajectories):
    """Fetch what people can do in them, and their adopted versions as ``agreed``, newest first."""
    by_key = {trajectory.pk: trajectory for trajectory in trajectories}
    with_activities(*trajectories)
    for trajectory in trajectories:
        trajectory.agreed = []
    for row in _adopted_of(trajectories=list(by_key)):
        row.trajectory = by_key[row.trajectory_id]
        row.trajectory.agreed.append(row)


def with_activities(*trajectories):
    """Fetch what people can do in them."""
    by_key = {trajectory.pk: trajectory for trajectory in trajectories}
    activities = {key: [] for key in by_key}
    for row in _activities_of(trajectories=list(by_key)):
        row.trajectory = by_key[row.trajectory_id]
        activities[row.trajectory_id].append(row)
    for trajectory in trajectories:
        set_prefetched(trajectory, "activities", activities[trajectory.pk])


def activity_at(slug, key):
    """An activity by its address with where its process lies, in two queries; 404 otherwise.

    From here on the page speaks as the policy of its process. One of a way with a page of its own
    is not found: that page asks ``activity_of_way``.
    """
    activity = _activity_at(slug=slug, key=key)
    if not activity:
        raise Http404
    trajectory = activity[0].trajectory
    speak_for(trajectory)
    set_prefetched(trajectory, "areas", areas_of(trajectory))
    return activity[0]


def activity_of_way(slug, key, *, kind):
    """An activity of this way by its address, on a page of that way; 404 when none is public.

    From here on the page speaks as the policy of its process.
    """
    trajectory = trajectory_at(slug, "policy")
    activity = _activity_of_way(trajectory=trajectory.pk, key=key, kind=kind)
    if not activity:
        raise Http404
    activity[0].trajectory = trajectory
    return activity[0]


def with_agreed(trajectory):
    """Fetch its adopted versions as ``agreed``: for what a page says of it, not for what is sent."""
    trajectory.agreed = _adopted_of(trajectories=[trajectory.pk])


def with_its_route(trajectory):
    """Fetch where it came from and which steps it passed."""
    set_prefetched(trajectory, "passages", _passages_of(trajectory=trajectory.pk))
    set_prefetched(trajectory, "initiatives", _initiatives_of(trajectory=trajectory.pk))


def running_and_planned_on(day, areas):
    """Where people can take part on this day, and where they can not yet but a phase still begins, the
    newest first. ``areas`` are all areas."""
    both = _running_on(day=day)
    running = [trajectory for trajectory in both if trajectory.is_open][:MOST_RUNNING]
    planned = [trajectory for trajectory in both if not trajectory.is_open]
    both = [*running, *planned[: MOST_RUNNING - len(running)]]
    if both:
        known = {area.pk: area for area in areas}
        places = {trajectory.pk: [] for trajectory in both}
        for trajectory_pk, area_pk in _places_of(trajectories=list(places)):
            places[trajectory_pk].append(known[area_pk])
        for trajectory in both:
            set_prefetched(trajectory, "areas", places[trajectory.pk])
        with_agreements(*both)
    return running, both[len(running) :]
