"""The home page: three doors, what runs now, what was done with input, and what is coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.db.models import Case, CharField, F, Sum, Value, When
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.decisions.models import Answer
from speelruimte.places.models import Area
from speelruimte.policy.schema import InitiatorKind, TermKey
from speelruimte.promise import (
    agreement_in_force,
    answers_ahead,
    held_ahead,
    open_activities,
    open_until,
    opened_ahead,
    phases_ahead,
)
from speelruimte.route.models import OpenTask
from speelruimte.route.moments import moments_in_force
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Step, Tally, Trajectory
from speelruimte.website.asking import the_policy, today
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.altered_words import altered_days
from speelruimte.website.public.cards import card_of
from speelruimte.website.public.meetings import day_and_hour, hour_and_place, meeting_row
from speelruimte.website.public.my_street import address_of
from speelruimte.website.public.shown import all_areas, running_and_planned_on
from speelruimte.website.public.year_plan import year_of
from speelruimte.website.rendering import Row, Rows, ShellPage, render_page

CARDS = 3
# In the calendar, beside the pages on which what is owed is done.
BEGINS, HELD, PUT_OFF = "begins", "held", "put-off"
# Of the calendar: all that is due within this time, and no fewer or more rows than these.
SOON, FEWEST_DAYS, MOST_DAYS = timedelta(days=21), 4, 10
# Of what people can come to later than that: no fewer rows than these.
LATER_MEETINGS = 6
# Moments, phases and days by which something is owed, read for the calendar.
MOST_READ = 60


@dataclass(frozen=True, kw_only=True)
class HomePage(ShellPage):
    """The home page."""

    template: ClassVar = "public/home.html"
    doors: Rows  # idea, taking part, contact
    areas: Rows
    area_names: Sequence[Area]
    knows_streets: bool
    markers: Rows
    all_count: int
    all_url: str
    cards: Rows
    counts: Rows  # {value, label}
    find_url: str
    said: Rows
    calendar: Rows
    calendar_url: str
    calendar_label: str
    year: Row | None  # {first, today, title, rows}


@for_every_visitor()
def home(request):
    """At most 12 queries, whatever the size of the municipality."""
    day = today()
    areas = all_areas()
    running, planned = running_and_planned_on(day, areas)
    running.sort(key=lambda trajectory: open_until(trajectory, day=day))
    numbered = list(enumerate(running[:CARDS], start=1))
    return render_page(
        request,
        HomePage(
            doors=_doors(request, len(running)),
            areas=_drawn(areas, running),
            area_names=areas,
            knows_streets=any(area.has_streets for area in areas),
            markers=_markers(numbered, areas),
            all_count=len(running),
            all_url=reverse("process-list") + "?stand=nu",
            cards=[card_of(trajectory, day=day, number=number) for number, trajectory in numbered],
            counts=_counts(),
            find_url=_url("find-contribution"),
            said=_said(),
            calendar=_calendar(running, day),
            calendar_url=reverse("process-list"),
            calendar_label=_("Alle plannen"),
            year=year_of([*running, *planned], day),
        ),
    )


def _url(name, **kwargs):
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _doors(request, number):
    return [
        {"title": _("Ik heb een idee"), "url": _url("idea"), "text": _idea_words(request)},
        {
            "title": _("Ik wil meedenken"),
            "url": reverse("process-list"),
            "text": _plans_words(request) + " " + _open_words(number),
        },
        {
            "title": _("Ik wil contact"),
            "url": reverse("contact"),
            "text": _("Een mens spreken. Bel, mail of loop binnen bij de participatiecoach."),
        },
    ]


def _plans_words(request):
    """Whose plans these are: the municipality's only where the policy lets it start something."""
    try:
        begins_here = the_policy(request).in_scope(InitiatorKind.MUNICIPALITY)
    except RuleBroken:  # an installation that is being set up
        begins_here = True
    if begins_here:
        return _("Over plannen van de gemeente of van uw buren.")
    return _("Over plannen van uw buren.")


def _open_words(number):
    if not number:
        return _("Er is nu niets open. U kunt wel meelezen.")
    words = ngettext("Nu is er %(number)d open.", "Nu zijn er %(number)d open.", number)
    return words % {"number": number}


def _idea_words(request):
    """How soon the initiator hears something: what the policy in force promises."""
    words = _("Voor uw straat, buurt of dorp.")
    try:
        term = the_policy(request).term(TermKey.ANSWER_TO_SIGNAL)
    except RuleBroken:
        return words
    if term is None:
        return words
    return words + " " + _("U hoort binnen %(term)s wie u helpt.") % {"term": str(term)}


def _drawn(areas, running):
    """The areas of the map; yellow where one can take part now."""
    open_in = {area.key for trajectory in running for area in trajectory.areas.all()}
    return [
        {
            "name": area.name,
            "key": area.key,
            "geometry": area.geometry,
            "url": address_of(area),
            "current": False,
            "open": area.key in open_in,
        }
        for area in areas
        if area.geometry
    ]


def _markers(numbered, areas):
    """A number on the map for each card whose area is drawn."""
    middle = {
        area.key: ((area.west + area.east) / 2, (area.south + area.north) / 2)
        for area in areas
        if area.west is not None
    }
    markers = []
    for number, trajectory in numbered:
        key = next((area.key for area in trajectory.areas.all() if area.key in middle), None)
        if key:
            lon, lat = middle[key]
            markers.append(
                {
                    "number": number,
                    "lon": lon,
                    "lat": lat,
                    "name": trajectory.title,
                    "url": reverse("process", kwargs={"slug": trajectory.slug}),
                }
            )
    return markers


def _counts():
    """All that came in, and what became of it: together the other numbers are the first."""
    totals = (number or 0 for number in _totals()[0][1:])
    received, stands_answered, published, unread, unseen, answered_gone = totals
    waiting = max(0, published + unread - stands_answered)
    answered = stands_answered + answered_gone
    removed = max(0, received - answered - waiting - unseen)
    counts = [
        {"value": _thousands(received), "label": _("keer inbreng")},
        {"value": _thousands(answered), "label": _("keer antwoord gegeven")},
        {"value": _thousands(waiting), "label": _("wachten nog op antwoord")},
    ]
    if unseen:
        label = _("niet bekeken voordat een plan stopte")
        counts.append({"value": _thousands(unseen), "label": label})
    if removed:
        label = _("niet geplaatst, teruggenomen of gewist")
        counts.append({"value": _thousands(removed), "label": label})
    return counts


@compiled_query
def _totals():
    """Of all processes together, in one row; without numbers before there is a process."""
    one_row = Tally.objects.values_list(Value(1))
    return one_row.annotate(
        *(Sum("received"), Sum("answered"), Sum("published"), Sum("waiting"), Sum("unseen")),
        Sum("answered_gone"),
    )


def _thousands(number):
    return f"{number:,}".replace(",", ".")


def _said():
    """The three newest answers that residents can follow to a decision, one of a process.

    With the theme that was answered: to one sentence out of it the answer may not fit.
    """
    sayings, seen = [], set()
    for answer in _answered():
        if answer.trajectory_id in seen or len(sayings) == CARDS:
            continue
        seen.add(answer.trajectory_id)
        sayings.append(answer)
    return [
        {
            "theme": answer.theme.title,
            "often": ngettext(
                "%(number)d keer hierover geschreven",
                "%(number)d keer hierover geschreven",
                answer.theme.placed,
            )
            % {"number": answer.theme.placed},
            "verdict": answer.verdict,
            "label": "",
            "answer": answer.reason,
            "url": reverse("process", kwargs={"slug": answer.trajectory.slug}),
            "process": answer.trajectory.title,
        }
        for answer in sayings
    ]


@compiled_query
def _answered():
    return (
        Answer.objects.filter(theme__placed__gt=0, trajectory__decision__isnull=False)
        .select_related("trajectory", "theme")
        .only(
            "verdict",
            "reason",
            "theme__title",
            "theme__placed",
            "trajectory__slug",
            "trajectory__title",
        )
        .order_by("-id")[:30]
    )


def _calendar(running, day):
    """What is due in the coming weeks: activities that are held or close, and moments promised.

    All of the coming three weeks, or the first few when there is less; and then what people can come
    to, whether it goes on or not: as far as the last day that was announced and no longer holds.
    """
    end = day + timedelta(days=60)
    rows = []
    for trajectory in running:
        for activity in open_activities(trajectory, day=day):
            if day <= (activity.held_on or activity.closes_on) <= end:
                rows.append(_in_calendar(trajectory, activity))
    rows += _answers_of(running, day=day, end=end)
    rows += [_due(row) for row in _days(day=day, end=end)]
    rows += altered_days(day=day, end=end)
    in_order = sorted(rows, key=day_and_hour)
    soon = sum(row["date"] <= day + SOON for row in in_order)
    first = min(max(soon, FEWEST_DAYS), MOST_DAYS)
    later = [row for row in in_order[first:] if row.get("is_meeting")]
    until = [number for number, row in enumerate(later, start=1) if row.get("is_altered")]
    return [*in_order[:first], *later[: max([LATER_MEETINGS, *until])]]


def _in_calendar(trajectory, activity):
    """What is held, or the last day of what closes."""
    if activity.held_on:
        return meeting_row(trajectory, activity)
    return {
        "date": activity.closes_on,
        "title": _("Laatste dag: %(title)s") % {"title": activity.title},
        "text": trajectory.title,
        "url": reverse("process", kwargs={"slug": trajectory.slug}),
    }


def _answers_of(running, *, day, end):
    """By when people get their answers in what they can join now."""
    for trajectory in running:
        for by in answers_ahead(trajectory, agreement_in_force(trajectory), day=day):
            if by <= end:
                yield _promised(by, "answers", trajectory.slug, trajectory.title)


def _due(row):
    """A moment of an agreement, or what is owed where nothing is open any more."""
    by, page, what, held_at, place, slug, title = row
    if page in ("answers", "waiver"):
        return _promised(by, page, slug, title)
    text, where = title, hour_and_place(held_at, place)
    if page == BEGINS:
        text, what = f"{title}. {what}", _("Meedoen begint")
    elif page == PUT_OFF:  # the hour and the place were those of the day that was promised
        text = _("%(title)s. Uiterlijk deze dag: later dan beloofd.") % {"title": title}
    elif where or page == HELD:
        text = f"{title}. {where or _('Tijd en plek volgen.')}"
    url = reverse("process", kwargs={"slug": slug})
    meets = {"at": held_at, "is_meeting": page == HELD}
    return {"date": by, "title": what, "text": text, "url": url, **meets}


def _promised(by, page, slug, title):
    words = {
        "answers": _("Laatste dag voor onze antwoorden"),
        "waiver": _("Laatste dag: u hoort wat er gebeurt"),
    }
    url = reverse("process", kwargs={"slug": slug})
    return {"date": by, "title": words[page], "text": title, "url": url}


@compiled_query
def _days(*, day, end):
    """Moments of agreements, by when answers or news are owed, and what begins or is held and is not
    open yet, in one query: day, page of the task or which of these, what, hour, place, and the process."""
    public, empty = Trajectory.objects.public(), Value("", CharField())
    moments = moments_in_force(on=day, until=end).filter(version__trajectory__in=public)
    put_off = When(comes_on__gt=F("day"), then=Value(PUT_OFF))
    owed = OpenTask.objects.filter(
        page__in=("answers", "waiver"),
        due_on__gte=day,
        due_on__lte=end,
        trajectory__in=public.filter(becomes_later=False).exclude(step=Step.TAKING_PART),
    )
    of_moments = moments.order_by().values_list(
        "comes_on",
        Case(put_off, default=empty, output_field=CharField()),
        "what",
        "held_at",
        "place",
        "version__trajectory__slug",
        "version__trajectory__title",
    )
    of_tasks = owed.order_by().values_list(
        "due_on",
        "page",
        empty,
        empty,
        empty,
        "trajectory__slug",
        "trajectory__title",
    )
    # What is in the step of taking part is public.
    of_phases = phases_ahead(on=day).filter(starts_on__lte=end)
    of_phases = of_phases.order_by().values_list(
        "starts_on",
        Value(BEGINS, CharField()),
        "name",
        empty,
        empty,
        "version__trajectory__slug",
        "version__trajectory__title",
    )
    evenings = held_ahead(on=day).filter(held_on__lte=end)
    of_held = evenings.order_by().values_list(
        "held_on",
        Value(HELD, CharField()),
        "title",
        "held_at",
        "place",
        "phase__version__trajectory__slug",
        "phase__version__trajectory__title",
    )
    meetings = opened_ahead(on=day).filter(held_on__lte=end)
    of_opened = meetings.order_by().values_list(
        "held_on",
        Value(HELD, CharField()),
        "title",
        "held_at",
        "place",
        "trajectory__slug",
        "trajectory__title",
    )
    all_days = of_moments.union(of_tasks, of_phases, of_held, of_opened, all=True)
    return all_days.order_by("comes_on")[:MOST_READ]


urlpatterns = [path("", home, name="home")]
