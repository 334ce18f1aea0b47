"""What stands beside the weighing: what was done before about the same, and what runs at the same time."""

from django.db.models import Q
from django.urls import reverse

from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.ways import question_in
from speelruimte.route.queries import name_of_step
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.trajectories.rules import may_see_preparation
from speelruimte.website.workbench.frame import page_url
from speelruimte.website.workbench.initiative_forms import values_of
from speelruimte.weighing.fresh_look import look_owed

SCALES = ("impact", "influence_space")
EARLIER = 3
MOST_BESIDE = 8


def otherwise_at_the_door(policy, case):
    """Where the weighing says another thing than was filled in at the door, in words; and who would
    decide under what is said now, where that is not who was ruled to decide.
    """
    at_the_door = case.initiative.facts if case.initiative else {}
    rows = [
        {
            "question": question_in(policy, name),
            "then": _label(policy, name, at_the_door[name]),
            "now": _label(policy, name, case.facts[name]),
        }
        for name in SCALES
        if at_the_door.get(name) and at_the_door[name] != case.facts.get(name, "")
    ]
    follows = look_owed(policy, case.initiative, case.trajectory)
    return {
        "rows": rows,
        "decides": str(policy.decision_route(follows).label) if follows else "",
        "url": page_url("who-decides-again", case.trajectory),
    }


def _label(policy, name, key):
    return dict(values_of(policy, name)).get(key, key)


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


def running_beside(trajectory, *, person, on):
    """Other processes that run in the same areas, or everywhere, with how far they are: as far as this
    person may know of them, with a link to the page that is open to this person.

    Source: assen-visie-2021#participatiemoe
    """
    areas = [area.pk for area in trajectory.areas.all()]
    beside = Trajectory.objects.running().exclude(pk=trajectory.pk)
    if areas:
        beside = beside.filter(Q(areas__in=areas) | Q(areas=None)).distinct()
    others = beside.select_related("policy").prefetch_related("areas")
    others = others.order_by("-started_on", "-pk")[:MOST_BESIDE]
    public = set(beside.public().values_list("pk", flat=True))
    addresses = [
        (other, _address(other, person, on=on, is_public=other.pk in public)) for other in others
    ]
    return [
        {
            "title": other.title,
            "url": url,
            "step": name_of_step(parsed_policy(other.policy), other.step),
            "asks": other.step == Step.TAKING_PART,
        }
        for other, url in addresses
        if url
    ]


def _address(other, person, *, on, is_public):
    if may_see_preparation(person, other, on=on):
        return page_url("process", other)
    return reverse("process", kwargs={"slug": other.slug}) if is_public else ""
