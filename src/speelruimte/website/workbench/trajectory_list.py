"""All processes for colleagues: to look through, to search, and to sort."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.memory.index import planned_for_these_words, processes_that_hold
from speelruimte.memory.stems import asked
from speelruimte.people.models import Grant, Person
from speelruimte.people.rights import cases_of, roles_of
from speelruimte.people.roles import STAFF, Role
from speelruimte.places.models import Area, Subject
from speelruimte.route.queries import picture, with_all_gates_ask
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.access import workbench_page
from speelruimte.website.asking import the_person, today
from speelruimte.website.led_on import old_places_lead_on
from speelruimte.website.rendering import Rows, WorkPage, render_page
from speelruimte.website.workbench.frame import page_url

PER_PAGE = 25
LONGEST_QUESTION = 100
CHOICES = ("q", "stap", "gebied", "onderwerp", "leider", "mijn", "volgorde")
# How the list can be sorted, by the word in its address.
ORDERS = {
    "": (gettext_lazy("Nieuwste eerst"), ("-started_on", "-id")),
    "oudste": (gettext_lazy("Oudste eerst"), ("started_on", "id")),
    "titel": (gettext_lazy("Op titel"), ("title", "id")),
    "inbreng": (gettext_lazy("Meeste inbreng eerst"), ("-tally__received", "-id")),
    "wacht": (gettext_lazy("Meeste dat wacht eerst"), ("-tally__waiting", "-id")),
}


@dataclass(frozen=True, kw_only=True)
class TrajectoryListPage(WorkPage):
    """All trajectories."""

    template: ClassVar = "workbench/trajectory_list.html"
    nav_current: str = "trajectories"
    rows: Rows  # {trajectory, url, areas, here, stopped}
    chosen: Mapping[str, str]
    steps: Sequence[tuple[str, str]]
    areas: Iterable[Area]
    subjects: Iterable[Subject]
    leaders: Sequence[tuple[str, str]]
    orders: Sequence[tuple[str, str]]
    is_narrowed: bool
    shown: str  # which of how many
    next_url: str
    previous_url: str


@workbench_page
@old_places_lead_on
def trajectory_list(request):
    """Every trajectory somebody may see, 25 at a time, narrowed and sorted as chosen."""
    person, day = the_person(request), today()
    chosen = {name: request.GET.get(name, "").strip()[:LONGEST_QUESTION] for name in CHOICES}
    trajectories = Trajectory.objects.all()
    if not roles_of(person, on=day) & STAFF:
        trajectories = trajectories.filter(case_number__in=cases_of(person, on=day))
    trajectories = _narrowed(trajectories, chosen, person=person, day=day)
    _label, order = ORDERS.get(chosen["volgorde"], ORDERS[""])
    # The words are looked for once to count, and once for the keys of a page.
    with planned_for_these_words() if chosen["q"] else nullcontext():
        total = trajectories.count()
        last = max(1, -(-total // PER_PAGE))
        number = min(last, _number(request.GET.get("blz", "")))
        first = (number - 1) * PER_PAGE
        page = trajectories.order_by(*order).only("pk")[first : first + PER_PAGE]
        keys = [trajectory.pk for trajectory in page] if total else []
    rows = with_all_gates_ask(Trajectory.objects.filter(pk__in=keys)).order_by(*order)
    return render_page(
        request,
        TrajectoryListPage(
            rows=[_row(trajectory) for trajectory in rows],
            chosen=chosen,
            steps=[(choice.value, capfirst(choice.label)) for choice in Step],
            areas=Area.objects.all(),
            subjects=Subject.objects.all(),
            leaders=_leaders(day),
            orders=[(key, label) for key, (label, _order) in ORDERS.items()],
            is_narrowed=any(chosen[name] for name in CHOICES if name != "volgorde"),
            shown=_shown(first, len(keys), total),
            next_url=_at(chosen, number + 1) if number < last else "",
            previous_url=_at(chosen, number - 1) if number > 1 else "",
        ),
    )


def _number(typed):
    return max(1, whole_number(typed) or 1)


def _at(chosen, number):
    return "?" + urlencode(
        {name: value for name, value in chosen.items() if value} | {"blz": number}
    )


def _shown(first, number, total):
    if not number:
        return ""
    return _("%(first)d–%(last)d van %(total)d") % {
        "first": first + 1,
        "last": first + number,
        "total": total,
    }


def _narrowed(trajectories, chosen, *, person, day):
    """The processes that fit what was chosen; unknown choices change nothing."""
    if chosen["q"]:
        trajectories = trajectories.filter(_says(chosen["q"]))
    if chosen["stap"] in Step.values:
        trajectories = trajectories.filter(step=chosen["stap"])
    if chosen["gebied"]:
        here = Q(areas__key=chosen["gebied"]) | Q(areas__isnull=True)
        trajectories = trajectories.filter(here).distinct()
    if chosen["onderwerp"]:
        trajectories = trajectories.filter(subject__key=chosen["onderwerp"])
    if (leader := whole_number(chosen["leider"])) is not None:
        led = _leading(day).filter(person=leader)
        trajectories = trajectories.filter(case_number__in=led.values("case_number"))
    if chosen["mijn"]:
        trajectories = trajectories.filter(case_number__in=cases_of(person, on=day))
    return trajectories


def _says(typed):
    """What is prepared is in no index: its title, summary and number are read as they stand."""
    written = Q()
    for word in asked(typed):
        written &= (
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(case_number__icontains=word)
        )
    return written | processes_that_hold(typed)


def _leading(day):
    return Grant.objects.current(day).filter(role=Role.PROJECT_LEADER).exclude(case_number="")


def _leaders(day):
    people = Person.objects.filter(pk__in=_leading(day).values("person")).order_by("name")
    return [(str(key), name) for key, name in people.values_list("pk", "name")]


def _row(trajectory):
    rooms = picture(trajectory=trajectory, days=False)
    here = next((room for room in rooms if room.state == "here"), None)
    return {
        "trajectory": trajectory,
        "url": page_url("process", trajectory),
        "areas": ", ".join(area.name for area in trajectory.areas.all()),
        "here": here,
        "stopped": trajectory.step == Step.STOPPED,
    }


urlpatterns = [path("werk/trajecten/", trajectory_list, name="trajectory-list")]
