"""All processes for residents, and the page of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Exists, OuterRef, Q
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity
from speelruimte.places.models import Area, Subject
from speelruimte.promise import closed_and_over, open_until
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.trajectories.models import ENDED_STEPS, Step, Trajectory
from speelruimte.website.asking import the_letterhead, today
from speelruimte.website.led_on import old_places_lead_on
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.cards import card_of, for_cards
from speelruimte.website.public.coming import coming_rows
from speelruimte.website.public.process_page import process_page_of
from speelruimte.website.public.shown import trajectory_at, with_agreements, with_its_route
from speelruimte.website.rendering import InnerPage, Rows, render_page

PER_PAGE = 12
STATES = ("nu", "straks", "besloten", "afgerond")


@dataclass(frozen=True, kw_only=True)
class ProcessListPage(InnerPage):
    """All processes."""

    template: ClassVar = "public/process_list.html"
    nav_current: str = "processes"
    cards: Rows
    coming: Rows
    areas: Iterable[Area]
    subjects: Iterable[Subject]
    states: Sequence[tuple[str, str]]
    chosen: Mapping[str, str]
    next_url: str
    previous_url: str


@for_every_visitor("gebied", "onderwerp", "stand", "voor")
@old_places_lead_on
def process_list(request):
    """Running processes, narrowed by area, subject and state; a page at a time by address."""
    day = today()
    chosen = {
        "gebied": request.GET.get("gebied", ""),
        "onderwerp": request.GET.get("onderwerp", ""),
        "stand": request.GET.get("stand", ""),
    }
    trajectories = narrowed(Trajectory.objects.public(), chosen, day=day)
    page, more, before = one_page(trajectories, request.GET.get("voor", ""))
    query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
    return render_page(
        request,
        ProcessListPage(
            cards=[card_of(trajectory, day=day) for trajectory in _open_first(page, day)],
            coming=_coming(request, chosen, day),
            areas=Area.objects.all(),
            subjects=Subject.objects.all(),
            states=states(),
            chosen=chosen,
            crumbs=[
                {"label": _("Begin"), "url": reverse("home")},
                {"label": _("Ik wil meedenken"), "url": ""},
            ],
            next_url=f"?{query}&voor={page[-1].pk}" if more else "",
            previous_url=f"?{query}" if before else "",
        ),
    )


def _coming(request, chosen, day):
    """What is being prepared stands on the first page, where nothing or "later" was chosen."""
    if request.GET.get("voor") or chosen["stand"] not in ("", "straks"):
        return []
    wanted = narrowed(Trajectory.objects.all(), chosen | {"stand": ""}, day=day)
    return coming_rows(wanted, day=day)


def _open_first(trajectories, day):
    """What one can do now comes first, what closes first before the rest; then what is in that step,
    each in the order it had.
    """
    return sorted(
        trajectories,
        key=lambda trajectory: (
            open_until(trajectory, day=day) or date.max,
            trajectory.step != Step.TAKING_PART,
        ),
    )


def states():
    """The choices of state, each with its words."""
    return [
        ("nu", _("U kunt nu meedoen")),
        ("straks", _("Begint later")),
        ("besloten", _("Meedoen is gesloten, of er is een besluit")),
        ("afgerond", _("Afgerond")),
    ]


def narrowed(trajectories, chosen, *, day):
    """The processes that fit what was chosen; unknown choices change nothing."""
    if chosen["gebied"]:
        trajectories = trajectories.filter(
            Q(areas__key=chosen["gebied"]) | Q(areas__isnull=True)
        ).distinct()
    if chosen["onderwerp"]:
        trajectories = trajectories.filter(subject__key=chosen["onderwerp"])
    now_open = Exists(Activity.objects.open_on(day).filter(trajectory=OuterRef("pk")))
    over = Exists(closed_and_over(Trajectory.objects.filter(pk=OuterRef("pk")), day=day))
    if chosen["stand"] == "nu":
        trajectories = trajectories.filter(now_open)
    elif chosen["stand"] == "straks":
        waiting = trajectories.filter(step__in=(Step.PLAN, Step.ADOPTION, Step.TAKING_PART))
        trajectories = waiting.filter(~now_open, ~over)
    elif chosen["stand"] == "besloten":
        trajectories = trajectories.filter(
            Q(step__in=(Step.RESULT, Step.DECISION, Step.FEEDBACK, Step.EVALUATION)) | over
        )
    elif chosen["stand"] == "afgerond":
        trajectories = trajectories.filter(step__in=ENDED_STEPS)
    return trajectories


def one_page(trajectories, before):
    """One page of processes, whether there are more, and whether this is a later page."""
    trajectories = for_cards(trajectories).order_by("-started_on", "-id")
    key = whole_number(before)
    last = Trajectory.objects.filter(pk=key).first() if key is not None else None
    if last is not None:
        trajectories = trajectories.filter(
            Q(started_on__lt=last.started_on) | Q(started_on=last.started_on, pk__lt=last.pk)
        )
    rows = list(trajectories[: PER_PAGE + 1])
    return rows[:PER_PAGE], len(rows) > PER_PAGE, last is not None


@for_every_visitor()
def process(request, slug):
    """Everything the municipality promises and did in one process."""
    trajectory = trajectory_at(slug, "policy", "waiver", "decision", "result", "feedback", "tally")
    with_agreements(trajectory)
    with_its_route(trajectory)
    email = the_letterhead(request).email
    return render_page(request, process_page_of(trajectory, email=email, day=today()))


urlpatterns = [
    path("meedoen/", process_list, name="process-list"),
    path("trajecten/<slug:slug>/", process, name="process"),
]
