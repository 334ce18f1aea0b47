"""What stands beside the weighing: what was done before about the same, and what runs at the same time."""

from django.db.models import Q

from speelruimte.policy.queries import parsed_policy
from speelruimte.route.queries import name_of_step
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.workbench.frame import page_url

EARLIER = 3
MOST_BESIDE = 8


def earlier_like(trajectory):
    """Finished trajectories on the same subject, newest first, with one lesson each."""
    if trajectory.subject_id is None:
        return []
    ended = (
        Trajectory.objects.filter(step=Step.MEMORY, subject=trajectory.subject_id)
        .exclude(pk=trajectory.pk)
        .prefetch_related("lessons")[:EARLIER]
    )
    return [
        {
            "title": earlier.title,
            "slug": earlier.slug,
            "year": earlier.started_on.year,
            "lesson": next((lesson.text for lesson in earlier.lessons.all()), ""),
        }
        for earlier in ended
    ]


def running_beside(trajectory):
    """Other processes that run in the same areas, or everywhere, with how far they are.

    Source: assen-visie-2021#participatiemoe
    """
    areas = [area.pk for area in trajectory.areas.all()]
    beside = Trajectory.objects.running().exclude(pk=trajectory.pk)
    if areas:
        beside = beside.filter(Q(areas__in=areas) | Q(areas=None)).distinct()
    return [
        {
            "title": other.title,
            "url": page_url("process", other),
            "step": name_of_step(parsed_policy(other.policy), other.step),
            "asks": other.step == Step.TAKING_PART,
        }
        for other in beside.select_related("policy").order_by("-started_on", "-pk")[:MOST_BESIDE]
    ]
