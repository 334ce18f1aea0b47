"""Taking part: the page of an activity, and one contribution with its thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity, Alteration, Contribution
from speelruimte.activities.queries import (
    entry_of,
    recent_contributions,
    refused_on,
    taken_from_the_site,
    went_to,
)
from speelruimte.activities.rules import ON_THE_SITE, activity_is_over, website_activity
from speelruimte.decisions.queries import readable_additions, readable_contribution
from speelruimte.promise import (
    SaidFrame,
    agreement_in_force,
    late_answers,
    open_questions,
    thread_of,
)
from speelruimte.promise.taking_part import ANSWERED
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.asking import today
from speelruimte.website.days import day_words
from speelruimte.website.idea_map import point_of
from speelruimte.website.kind_pages import pages_of
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.activity_words import (
    activity_facts,
    after_sending,
    called_off,
    crumbs,
    fall_back_words,
    says_of,
    short_of,
    the_activity,
    url_or_nothing,
    why_closed,
)
from speelruimte.website.public.altered_words import history_of, notices_of
from speelruimte.website.public.channel_words import can_ring, desk_is_open, desk_words
from speelruimte.website.public.contribution_words import in_lists
from speelruimte.website.public.promise_words import open_rows
from speelruimte.website.public.shown import (
    trajectory_at,
    with_agreements,
)
from speelruimte.website.public.stood_here import StoodHerePage, onward
from speelruimte.website.public.thread import thread_points, word_parts
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page
from speelruimte.website.who_said import who_said


@dataclass(frozen=True, kw_only=True)
class TakePartPage(InnerPage):
    """The page of one activity; kept in the cache."""

    template: ClassVar = "public/take_part.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    activity: Activity
    facts: Rows
    says: Rows  # {group, label, say, promise}
    fixed: Sequence[SaidFrame]
    open: Rows
    on_website: bool
    has_begun: bool
    closed: str
    short: str  # what it is, in a sentence, where it is held outside the website
    is_over: bool  # nobody can take part any more, here or elsewhere in this plan
    has_stopped: bool
    is_answered: bool  # all that was sent has its answer
    # {label, url, until, by_telephone, desk}: where one can still take part in this plan
    beside: Row | None
    until: str
    between: str  # of what is done elsewhere and has no day of its own: when it is
    held: str  # when and where one can come; empty once it was
    was_held: str
    was_called_off: bool
    notice: Row | None  # {title, text, kind}: it goes otherwise than was announced
    earlier: Rows  # {day, title, text}: what was said about it before
    form_url: str
    paper_url: str
    by_telephone: bool
    falls_back: str  # that a party can still say no to this last day
    desk: str  # until when on paper and by telephone, where that is not until the last day
    next: Rows
    recent: Rows
    list_url: str


@for_every_visitor()
def take_part(request, slug, key):
    """What it is about and what not, how much say, until when, who decides, what is fixed."""
    trajectory = trajectory_at(slug, "policy")
    with_agreements(trajectory)
    activity = the_activity(trajectory, key)
    agreement = agreement_in_force(trajectory)
    closed = why_closed(activity, day=today())
    is_over = activity_is_over(activity, day=today())
    beside = _open_beside(trajectory, activity, day=today())
    notices = notices_of([activity], day=today())
    recent = recent_contributions(activity)
    return render_page(
        request,
        TakePartPage(
            crumbs=crumbs(trajectory, (activity.title, "")),
            trajectory=trajectory,
            activity=activity,
            facts=activity_facts(trajectory, activity, day=today()),
            says=says_of(trajectory, activity),
            fixed=agreement.fixed if agreement else (),
            open=_open_frames(agreement, activity, day=today()),
            on_website=website_activity(activity),
            has_begun=activity.opens_on <= today(),
            closed=_("Dit is gesloten.") if _tells_that_it_closed(notices) else closed,
            short="" if website_activity(activity) else short_of(trajectory, activity),
            is_over=is_over and beside is None,
            has_stopped=trajectory.step == Step.STOPPED,
            is_answered=trajectory.step in ANSWERED,
            beside=beside,
            until=day_words(activity.last_day),
            falls_back="" if closed else fall_back_words(trajectory, activity, day=today()),
            between=_between(activity) if not website_activity(activity) and not is_over else "",
            was_called_off=called_off(activity),
            notice=notices[0] if notices else None,
            earlier=history_of(activity)[1 if notices else 0 :],
            held="" if is_over else _held(activity),
            was_held=_was_held(activity),
            form_url=_form_url(trajectory, activity) if not closed else "",
            paper_url=_paper_url(trajectory, activity)
            if desk_is_open(activity, day=today())
            else "",
            by_telephone=can_ring(activity, day=today()),
            desk=desk_words([activity], day=today()),
            next=[]
            if called_off(activity)
            else after_sending(
                trajectory,
                activity,
                is_late=activity.pk in late_answers(trajectory, day=today()),
            ),
            recent=in_lists(recent, trajectory),
            list_url=url_or_nothing("contributions", slug=slug),
        ),
    )


def _tells_that_it_closed(notices):
    """It stands big on the page, with the days and the reason."""
    return bool(notices) and notices[0]["what"] == Alteration.What.CLOSED


def _open_frames(agreement, activity, *, day):
    """What is open, each with its door; without a frame that is open, the question itself."""
    phase = agreement.phase(activity.phase) if agreement else None
    door = phase.widest if phase else None
    say, level = (door.say, door.label) if door else (None, "")
    asked = [{"title": activity.question, "text": "", "say": say, "label": level}]
    return open_rows(open_questions(agreement, day=day)) or asked


def _open_beside(trajectory, activity, *, day):
    """Where one can take part today in the same plan otherwise than here; in writing comes first."""
    others = [other for other in trajectory.activities.all() if other.pk != activity.pk]
    for other in others:
        other.trajectory = trajectory
    can_join = [
        other for other in others if other.opens_on <= day and not activity_is_over(other, day=day)
    ]
    first = min(can_join, key=lambda other: not website_activity(other), default=None)
    if first is None:
        return None
    writes = website_activity(first)
    return {
        "label": _("Schrijf wat u vindt") if writes else _("Doe mee"),
        "url": _form_url(trajectory, first)
        if writes
        else url_or_nothing(pages_of(first).page, slug=trajectory.slug, key=first.key),
        "by_telephone": can_ring(first, day=day),
        "desk": desk_words([first], day=day),
        "until": _("U kunt nog meedoen tot en met %(day)s.")
        % {"day": day_words(max(other.last_day for other in can_join))},
    }


def _form_url(trajectory, activity):
    return url_or_nothing("contribute", slug=trajectory.slug, key=activity.key)


def _paper_url(trajectory, activity):
    paper = pages_of(activity).paper_form
    return url_or_nothing(paper, slug=trajectory.slug, key=activity.key) if paper else ""


def _held(activity):
    """When and where it is held, for what happens outside the website."""
    parts = (day_words(activity.held_on), activity.held_at, activity.place)
    return ", ".join(part for part in parts if part)


def _between(activity):
    """When it is, where that is no day but some time."""
    if activity.held_on is not None:
        return ""
    days = {"first": day_words(activity.opens_on), "last": day_words(activity.last_day)}
    return _("Dit doen we van %(first)s tot en met %(last)s.") % days


def _was_held(activity):
    """That it was, once its day has passed; nothing of what was called off by then."""
    if activity.held_on is None or activity.held_on >= today():
        return ""
    if called_off(activity):
        return ""
    return _("Dit was op %(when)s.") % {"when": _held(activity)}


@dataclass(frozen=True, kw_only=True)
class ContributionPage(InnerPage):
    """One contribution with its thread; kept in the cache."""

    template: ClassVar = "public/contribution.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    contribution: Contribution
    who: str
    parts: Rows
    # {day, text, parts, url, elsewhere}: what its writer added later, and in which plan
    added: Rows
    adds_to: Row | None  # the same, of the first words that these were added to
    points: Rows
    spot: str  # longitude,latitude, or empty
    fingerprint: str
    decision_url: str


@for_every_visitor()
def contribution(request, slug, key):
    """Own words as they came in, and their thread to theme, answer and decision."""
    trajectory = trajectory_at(slug, "policy", "decision")
    contribution = readable_contribution(trajectory, key)
    if contribution is None or contribution.activity.trajectory_id != trajectory.pk:
        moved = went_to(trajectory, key)
        if moved is None:
            return _no_more_here(request, trajectory, key)
        if moved.state not in ON_THE_SITE:
            return _not_here_now(request, trajectory, moved)
        return redirect("contribution", slug=moved.trajectory.slug, key=key)
    contribution.trajectory = contribution.activity.trajectory = trajectory
    entry, thread = entry_of(contribution), thread_of(contribution)
    return render_page(
        request,
        ContributionPage(
            crumbs=crumbs(
                trajectory,
                (_("Inbreng"), url_or_nothing("contributions", slug=slug)),
                (_("Inbreng %(key)s") % {"key": contribution.public_key}, ""),
            ),
            trajectory=trajectory,
            contribution=contribution,
            who=who_said(contribution),
            added=[_beside(words, trajectory) for words in readable_additions(contribution)],
            adds_to=_first_words(contribution, trajectory),
            parts=word_parts(contribution, thread),
            points=thread_points(contribution, thread, to_writer=False),
            spot=point_of(contribution),
            fingerprint=in_groups(entry.fingerprint) if entry else "",
            decision_url=url_or_nothing("decision", slug=slug)
            if hasattr(trajectory, "decision")
            else "",
        ),
    )


def _not_here_now(request, trajectory, moved):
    """Where words went that are first read there."""
    plan = moved.trajectory
    said = _(
        "Inbreng %(number)s hoort nu bij ‘%(there)s’. Daar lezen wij haar eerst. Tot dan staan de "
        "woorden niet op de website."
    )
    return _words_stood_here(
        request,
        trajectory,
        moved,
        lead=said % {"number": moved.public_key, "there": plan.title},
        reading_on=[
            onward(plan.title, reverse("process", kwargs={"slug": plan.slug})),
            _to_own_words(_("Schreef u dit zelf? Met uw code leest u wat ermee gebeurt.")),
        ],
    )


def _no_more_here(request, trajectory, key):
    """What became of words that everybody could read here, never what they said, nor the reason that
    only their writer reads; of others there is nothing to say."""
    gone = taken_from_the_site(trajectory, key)
    if gone is None:
        raise Http404
    reading_on = []
    if gone.state == Contribution.State.REFUSED:
        rules = f"{reverse('policy')}#huisregels"
        yours = _(
            "Schreef u dit zelf? Met uw code leest u waarom, en zegt u het als u het er niet mee eens "
            "bent. Iemand anders kijkt dan opnieuw."
        )
        reading_on = [
            onward(_("Lees hoe wij bepalen wat op de site komt"), rules),
            _to_own_words(yours),
        ]
    return _words_stood_here(request, trajectory, gone, lead=_why_gone(gone), reading_on=reading_on)


def _words_stood_here(request, trajectory, words, *, lead, reading_on):
    heading = _("Deze inbreng staat hier niet meer")
    page = StoodHerePage(
        crumbs=crumbs(
            trajectory,
            (_("Inbreng"), url_or_nothing("contributions", slug=trajectory.slug)),
            (_("Inbreng %(key)s") % {"key": words.public_key}, ""),
        ),
        heading=heading,
        name=heading,
        lead=lead,
        onward=reading_on,
    )
    return render_page(request, page, status=404)


def _to_own_words(text):
    return onward(_("Naar Mijn inbreng"), reverse("find-contribution"), text)


def _why_gone(contribution):
    if contribution.state == Contribution.State.WITHDRAWN:
        return _("De schrijver trok deze inbreng in.")
    if contribution.state == Contribution.State.ERASED:
        return _("De woorden zijn gewist.")
    day = refused_on(contribution)
    said = _("Op %(day)s besliste een medewerker dat deze inbreng niet op de website hoort.")
    return said % {"day": day_words(day)} if day else ""


def _beside(words, trajectory):
    here = {"slug": words.trajectory.slug, "key": words.public_key}
    return {
        "elsewhere": words.trajectory.title if words.trajectory_id != trajectory.pk else "",
        "day": day_words(local_day(words.received_at)),
        "text": words.text.strip(),
        "parts": [{"text": words.text.strip()}],
        "url": reverse("contribution", kwargs=here),
    }


def _first_words(contribution, trajectory):
    """What these were added to, while everybody may read it."""
    first = contribution.adds_to
    if first is None or first.state not in ON_THE_SITE:
        return None
    return _beside(first, trajectory)


urlpatterns = [
    path("trajecten/<slug:slug>/meedoen/<slug:key>/", take_part, name="take-part"),
    path("trajecten/<slug:slug>/inbreng/<slug:key>/", contribution, name="contribution"),
]
