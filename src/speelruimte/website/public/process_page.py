"""What the page of one process shows: where it is, how to take part, and what came of it.

What was promised is read in ``process_promise``.
"""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from django.db.models import Sum, Window
from django.urls import NoReverseMatch, reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.paging import SHOWN_DAY
from speelruimte.decisions.models import Theme
from speelruimte.decisions.queries import number_of_own_answers
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.promise import is_behind_us, process_promise
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words, time_left
from speelruimte.website.held_over import holding_of
from speelruimte.website.kind_pages import pages_of
from speelruimte.website.public.activity_words import fall_back_words, short_of
from speelruimte.website.public.altered_words import notices_of
from speelruimte.website.public.channel_words import can_ring, desk_words
from speelruimte.website.public.closed_note import closed_note_of
from speelruimte.website.public.process_promise import PromiseShown, promise_shown
from speelruimte.website.public.route_words import steps_of
from speelruimte.website.rendering import InnerPage, Row, Rows
from speelruimte.website.sent_back import sent_back_rows
from speelruimte.website.timeline import timeline_of
from speelruimte.website.who_said import who_said

VOICES, THEMES = 4, 6


@dataclass(frozen=True, kw_only=True)
class ProcessPage(InnerPage, PromiseShown):
    """The page of one process. The first screen says the essentials; the rest folds on a phone."""

    template: ClassVar = "public/process.html"
    nav_current: str = "processes"
    title: str
    lead: str
    open_now: Row | None  # where one takes part now; else closed_note says why not
    closed_note: Row
    may_stop: bool  # bodies let it stop, and it did not yet
    not_known: str  # why nothing is fixed or open yet
    altered: (
        Rows  # {title, text, kind}: that it was sent back, what goes otherwise than was announced
    )
    is_over: bool
    door: Row | None
    steps: Rows
    ways: Rows
    history: Rows
    verify_url: str
    people: Rows
    outcomes: Rows  # what came of it: decision, count
    themes: Rows
    voices: Rows  # {words, who}
    voices_url: str
    voices_count: int


def process_page_of(trajectory, *, email, day) -> ProcessPage:
    """The page of a trajectory from ``for_cards``; questions go to ``email``, where there is one."""
    policy, promise = parsed_policy(trajectory.policy), process_promise(trajectory, day=day)
    holding = holding_of(trajectory) if trajectory.step == Step.ADOPTION else None
    address = {"slug": trajectory.slug}
    return ProcessPage(
        crumbs=[
            {"label": _("Begin"), "url": reverse("home")},
            {"label": _("Ik wil meedenken"), "url": reverse("process-list")},
            {"label": trajectory.title, "url": ""},
        ],
        title=trajectory.title,
        lead=trajectory.summary,
        open_now=_open_now(trajectory, promise, day),
        closed_note=_closed_note(trajectory, promise, day, holding),
        may_stop=_is_to_stop(trajectory),
        not_known=_not_known(trajectory, holding),
        # Where all of it stopped, that is what holds now; each activity says of itself what was before.
        altered=()
        if trajectory.step == Step.STOPPED
        else [*sent_back_rows(trajectory), *notices_of(trajectory.activities.all(), day=day)],
        is_over=is_behind_us(trajectory, promise.taking_part),
        door=_door(trajectory, promise),
        steps=steps_of(trajectory, promise, day=day),
        ways=_ways(trajectory, promise, day=day),
        history=timeline_of(trajectory),
        verify_url=reverse("journal"),
        people=_people(trajectory, email, day),
        outcomes=_outcomes(trajectory, address),
        themes=_themes(trajectory, address),
        voices=_voices(trajectory),
        voices_url=_url("contributions", address),
        voices_count=trajectory.tally.published,
        **vars(promise_shown(trajectory, policy, promise, day=day)),
    )


def _is_to_stop(trajectory):
    """The bodies let it stop, and who leads did not do so yet."""
    return trajectory.step == Step.TAKING_PART and trajectory.may_stop


def _closed_note(trajectory, promise, day, holding):
    """Why there is no button; of what is to stop, that its answers and its decision wait for that."""
    note = closed_note_of(trajectory, promise, day=day, holding=holding)
    if not (_is_to_stop(trajectory) and promise.taking_part.is_over):
        return note
    text = _("Stopt het, dan komt er geen besluit. Wie meedeed, leest dan waarom.")
    return {**note, "text": text}


def _not_known(trajectory, holding):
    if trajectory.step == Step.PLAN:
        return _("Nog niet bekend. De afspraken daarover worden opnieuw geschreven.")
    if holding is None:
        return _("Nog niet bekend. De afspraken daarover worden nu vastgesteld.")
    return _("Nog niet bekend. Het besluit daarover is aangehouden op %(day)s.") % {
        "day": day_words(holding.decided_on)
    }


def _url(name, kwargs):
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _open_now(trajectory, promise, day):
    if not promise.open_now:
        return None
    return {
        "title": _("Meedoen kan nu"),
        "until": _("tot en met %(day)s") % {"day": day_words(promise.last_day)},
        "left": time_left(promise.last_day, today=day),
        "falls_back": fall_back_words(trajectory, promise.closes_last[0], day=day),
        "may_stop": trajectory.slug if trajectory.may_stop else "",
        "url": activity_url(trajectory, promise.closes_last[0]),
        "label": _("Doe mee"),
        "by_telephone": can_ring(promise.closes_last[0], day=day),
        "desk": desk_words(promise.closes_last[:1], day=day),
    }


def activity_url(trajectory, activity):
    """The page of an activity, which its way may have of its own."""
    return _url(pages_of(activity).page, {"slug": trajectory.slug, "key": activity.key})


def _door(trajectory, promise):
    if not promise.open_now:
        return None
    return {
        "url": activity_url(trajectory, promise.closes_last[0]),
        "label": _("Doe mee"),
        "until": _("U kunt meedoen tot en met %(day)s.") % {"day": day_words(promise.last_day)},
    }


def _ways(trajectory, promise, *, day):
    rows = []
    for activity in promise.open_now:
        phase = promise.agreement.phase(activity.phase) if promise.agreement else None
        door = phase.widest if phase else None
        elsewhere = not activity.kind
        rows.append(
            {
                "title": activity.title,
                "text": (_where(activity) or short_of(trajectory, activity))
                if elsewhere
                else activity.question,
                "url": activity_url(trajectory, activity),
                "action": _("Lees meer") if elsewhere else _("Doe mee"),
                "say": door.say if door else None,
                "level": door.label if door else "",
                "picture": pages_of(activity).picture,
                "main": not elsewhere,
            }
        )
    by_call = [activity for activity in promise.open_now if can_ring(activity, day=day)]
    if by_call:
        rows.append(
            {
                "title": _("Schrijf of bel"),
                "text": _write_or_call(by_call, promise.open_now),
                "url": reverse("contact"),
                "action": _("Ik wil contact"),
                "say": None,
                "level": "",
                "picture": "paper",
                "main": False,
            }
        )
    return rows


def _write_or_call(by_call, activities):
    """That one may do so, and where not all allows it, in what."""
    if len(by_call) == len(activities):
        return _(
            "Op papier of aan de telefoon telt even zwaar. Wij schrijven uw woorden op en lezen ze voor."
        )
    titles = [f"‘{activity.title}’" for activity in by_call]
    return _(
        "Alleen voor %(titles)s: op papier of aan de telefoon telt daar even zwaar. Wij schrijven uw "
        "woorden op en lezen ze voor."
    ) % {"titles": get_text_list(titles, _("en"))}


def _where(activity):
    parts = [day_words(activity.held_on), activity.held_at, activity.place]
    return ", ".join(part for part in parts if part)


def _outcomes(trajectory, address):
    """Where to read what came of it: decision, offered outcome, the count of a vote, the waiver."""
    rows = []
    if hasattr(trajectory, "decision"):
        rows.append({"label": _("Lees het besluit"), "url": _url("decision", address)})
    result = getattr(trajectory, "result", None)
    if result is not None and result.offered_on is not None:
        rows.append({"label": _("Lees de uitkomst"), "url": _url("outcome", address)})
    activities = trajectory.activities.all()
    closed = [pages_of(activity) for activity in activities if activity.closed_at is not None]
    for pages in {pages.key: pages for pages in closed}.values():
        rows += [{"label": row["text"], "url": row["url"]} for row in pages.counted(trajectory)]
    if hasattr(trajectory, "waiver"):
        rows.append({"label": _("Lees de hele uitleg"), "url": _url("agreements", address)})
    return [row for row in rows if row["url"]]


def _voices(trajectory):
    """What others said, newest first. Where nothing ever opened there is nothing to ask for."""
    if not trajectory.activities.all():
        return []
    return [
        {
            "words": _short(words.text),
            "who": who_said(words, with_area=False),
        }
        for words in _newest_words(trajectory=trajectory.pk)
    ]


def _themes(trajectory, address):
    """The themes once they are there, and what lies in no theme yet, so that figures add up."""
    if not trajectory.activities.all():
        return []
    largest = _largest_themes(trajectory=trajectory.pk)
    rows = [
        {
            "label": theme.title,
            "value": theme.placed,
            "url": _url("theme", address | {"key": theme.public_key}),
        }
        for theme in largest
    ]
    if not rows:
        return []
    in_all = largest[0].placed_in_all
    in_others = in_all - sum(theme.placed for theme in largest)
    left = trajectory.tally.published - in_all
    if in_others > 0:
        rows.append({"label": _("Andere onderwerpen"), "value": in_others, "url": ""})
    alone = number_of_own_answers(trajectory) if left > 0 else 0
    if alone:
        url = _url("answered-alone", address)
        rows.append({"label": _("Eigen antwoord"), "value": alone, "url": url})
    if (left := left - alone) > 0:
        rows.append({"label": _("Nog niet ingedeeld"), "value": left, "url": ""})
    return rows


@compiled_query
def _newest_words(*, trajectory):
    return (
        Contribution.objects.published()
        .filter(trajectory=trajectory)
        .only("text", "channel", "timing", "received_at")
        .order_by(f"-{SHOWN_DAY}", "-id")[:VOICES]
    )


@compiled_query
def _largest_themes(*, trajectory):
    themes = Theme.objects.filter(trajectory=trajectory).only("public_key", "title", "placed")
    themes = themes.annotate(placed_in_all=Window(Sum("placed")))
    return themes.order_by("-placed", "position", "id")[:THEMES]


def _short(text, longest=220):
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def _people(trajectory, email, day):
    return [
        {
            "name": name,
            "question": _("Vraag over dit plan?"),
            "text": _("%(name)s leidt dit project.") % {"name": name},
            "url": _question_url(trajectory, email),
            "link": _("Stel uw vraag"),
        }
        for name in _leaders(case_number=trajectory.case_number, day=day)
    ]


def _question_url(trajectory, email):
    """A mail that says which plan it is about; without an address the page with ways to reach us."""
    if not email:
        return reverse("contact")
    subject = _("Vraag over: %(title)s") % {"title": trajectory.title}
    return f"mailto:{email}?subject={quote(subject)}"


@compiled_query
def _leaders(*, case_number, day):
    return (
        Grant.objects.current(day)
        .filter(case_number=case_number, role=Role.PROJECT_LEADER)
        .values_list("person__name", flat=True)
    )
