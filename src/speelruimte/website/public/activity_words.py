"""What the pages of an activity say about it, from the agreement as it was frozen."""

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from speelruimte.activities.kind import kind_of
from speelruimte.activities.rules import activity_is_over, check_can_take_part, way_to_write
from speelruimte.decisions.stopped import why_it_stopped
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import CountsFrom, TermKey
from speelruimte.promise import (
    agreement_in_force,
    answer_due,
    answer_due_if_sent,
    answers_count_from,
    day_of_answer,
    decider_of,
    later_than,
    may_fall_back,
    who_answers,
)
from speelruimte.promise.taking_part import ANSWERED
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import LaterDay, Step
from speelruimte.website.asking import today
from speelruimte.website.days import day_words
from speelruimte.website.kind_pages import SHARED_PAGE, pages_of
from speelruimte.website.public.promise_words import (
    NOT_KEPT,
    NOT_KEPT_FOR_ALL,
    answers_from,
    how_it_stopped,
    in_a_sentence,
    in_sentences,
    not_kept,
    put_off,
    who_decides_label,
)


def the_activity(trajectory, key):
    """An activity of it by its name in the address, where it has no page of its own."""
    for activity in trajectory.activities.all():
        if activity.key == key and pages_of(activity).page == SHARED_PAGE:
            activity.trajectory = trajectory
            return activity
    raise Http404


def fall_back_words(trajectory, activity, *, day) -> str:
    """That a party can still say no to a last day that became later, beside that day; else nothing."""
    back = may_fall_back(trajectory, activity.phase, today=day)
    if back is None or activity.last_day <= back.last_day:
        return ""
    said = _(
        "Tot en met %(until)s kan een partij daar nee tegen zeggen. Dan kan het tot en met %(day)s."
    )
    return said % {"until": day_words(back.until), "day": day_words(back.last_day)}


def url_or_nothing(name, **parts):
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""


def crumbs(trajectory, *pages):
    """Begin, the process, and the pages below it: (label, address)."""
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": url_or_nothing("process", slug=trajectory.slug)},
        *({"label": label, "url": url} for label, url in pages),
    ]


def called_off(activity) -> bool:
    """It does not take place; also what was closed by the day on which it would be held."""
    return activity.cancelled_at is not None or (
        activity.held_on is not None
        and activity.closed_at is not None
        and local_day(activity.closed_at) <= activity.held_on
    )


def closed_early(activity) -> str:
    """That a promised day was not kept: when it closed, what was promised, and why."""
    return _(
        "Eerder gesloten dan beloofd: op %(closed)s. Beloofd was: tot en met %(promised)s. "
        "De reden: %(reason)s"
    ) % {
        "closed": day_words(activity.last_day),
        "promised": day_words(activity.promised_until),
        "reason": activity.closed_reason,
    }


def ended_early(activity) -> str:
    """That it does not take place, or closed before the promised day, and why; else empty."""
    if activity.cancelled_at is not None:
        return _("Dit gaat niet door. De reden: %(reason)s") % {"reason": activity.closed_reason}
    return closed_early(activity) if activity.closed_reason else ""


def why_closed(activity, *, day) -> str:
    """Why one cannot send anything here on this day; empty when one can."""
    if ended := ended_early(activity):
        return ended
    try:
        check_can_take_part(activity, day)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def where_to_write(activity, *, day) -> str:
    """The form on which one writes here, or else at another way of the plan; empty where none is open."""
    way = way_to_write(activity, on=day)
    return url_or_nothing("contribute", slug=way.trajectory.slug, key=way.key) if way else ""


def phase_of(trajectory, activity):
    """The phase as it was promised; None when no agreement holds it."""
    agreement = agreement_in_force(trajectory)
    return agreement.phase(activity.phase) if agreement else None


def short_of(trajectory, activity) -> str:
    """What this way of meeting is, as the plan that was adopted says it."""
    phase = phase_of(trajectory, activity)
    methods = phase.methods if phase else ()
    return next((said.short for said in methods if said.key == activity.planned), "")


def says_of(trajectory, activity) -> list[dict]:
    """Per group how much say it has here: group, label, say and what the municipality promises."""
    phase = phase_of(trajectory, activity)
    return [
        {
            "group": said.group,
            "label": said.label,
            "say": said.say,
            "promise": said.promise or said.expected,
        }
        for said in (phase.says if phase else ())
    ]


def activity_facts(trajectory, activity, *, day) -> list[dict]:
    """How much say, who decides, until when: what stands on every page of an activity."""
    phase, facts = phase_of(trajectory, activity), []
    if phase and phase.widest:
        door = phase.widest
        facts.append({"label": _("Uw invloed"), "value": door.label, "say": door.say})
    who = capfirst(decider_of(trajectory).label)
    facts.append({"label": who_decides_label(trajectory), "value": who})
    if activity.cancelled_at is not None:
        return [*facts, {"label": _("Stand"), "value": _("Gaat niet door")}]
    if activity.held_on == activity.last_day:
        said = (day_words(activity.held_on), activity.held_at)
        return [*facts, {"label": _("Wanneer"), "value": ", ".join(filter(None, said))}]
    is_over = activity_is_over(activity, day=day)
    until = _("Meedoen kon tot en met") if is_over else _("Meedoen tot en met")
    facts.append({"label": until, "value": day_words(activity.last_day)})
    return facts


def answered_when(activity, contribution=None) -> str:
    """By when words were promised an answer; of words that were sent, and where the term counts from
    the last day of taking part, the day itself.
    """
    policy = parsed_policy(activity.trajectory.policy)
    if contribution is None and answers_count_from(policy) == CountsFrom.RECEIVED:
        return _("Binnen %(term)s") % {"term": policy.term(TermKey.ANSWER_CONTRIBUTION)}
    day = _promised_by(activity, contribution)
    return _("Uiterlijk %(day)s") % {"day": day_words(day)} if day else _("Daarna")


def _promised_by(activity, contribution):
    """The day of these words, or of what is sent today; once it is closed, of who took part last."""
    if contribution is None and activity.closed_at is None:
        return answer_due_if_sent(activity, on=max(today(), activity.opens_on))
    return answer_due(contribution or activity)


def _put_off(activity, contribution) -> dict:
    """Where it was said that an answer to these words, or to what is sent today, comes later than was
    promised: the day that it becomes and why. Empty where the promise holds.
    """
    policy, day = parsed_policy(activity.trajectory.policy), today()
    if contribution is None and answers_count_from(policy) == CountsFrom.RECEIVED:
        promised = day_of_answer(policy, closes_on=day, received_on=day)
    else:
        promised = _promised_by(activity, contribution)
    later = promised and later_than(activity.trajectory, LaterDay.What.ANSWERS, promised, day=day)
    if not later:
        return {}
    when = _("Uiterlijk %(day)s") % {"day": day_words(later.day)}
    return {"when": when, "text": put_off(day_words(promised), later)}


def after_sending(trajectory, activity, contribution=None, *, is_late=False) -> list[dict]:
    """What happens with somebody's words, for the component what_next.

    ``is_late``: somebody's words in this activity should have been answered by now.
    """
    if trajectory.step == Step.STOPPED:
        why = in_sentences(how_it_stopped(trajectory), why_it_stopped(trajectory))
        return [{"when": _("Nu"), "title": _("Dit plan is gestopt"), "text": why}]
    if trajectory.step in ANSWERED and contribution is None:
        return _what_was_done(trajectory, activity)
    first = (
        _("Eerst leest iemand van de gemeente het. Daarna staat het op de site.")
        if activity.moderate_first
        else _("Uw tekst staat op de site, zonder uw naam.")
    )
    answered = {
        "when": answered_when(activity, contribution),
        "title": _("U krijgt antwoord"),
        "text": _late(activity)
        if is_late
        else in_sentences(
            _("Overgenomen, deels, niet, of al zo. Altijd met de reden."),
            answers_from(who_answers(trajectory)),
        ),
    }
    answered |= _put_off(activity, contribution)
    return [
        {"when": _("Nu"), "title": _what_we_do(activity), "text": first},
        *([answered] if kind_of(activity.kind).promises_answers else []),
        _decision(trajectory),
    ]


def _decision(trajectory):
    agreement = agreement_in_force(trajectory)
    return {
        "when": _("Daarna"),
        "title": _("Er is een besluit"),
        "text": _("%(label)s: %(who)s. %(how)s")
        % {
            "label": who_decides_label(trajectory),
            "who": in_a_sentence(decider_of(trajectory).label),
            "how": agreement.how_weighed if agreement else "",
        },
    }


def _what_was_done(trajectory, activity):
    """The same, once all that was sent has its answer."""
    answered = {
        "when": _("Daarna"),
        "title": _("U kreeg antwoord"),
        "text": in_sentences(
            _("Overgenomen, deels, niet, of al zo. Altijd met de reden."),
            answers_from(who_answers(trajectory), is_over=True),
        ),
    }
    return [
        {"when": _("Eerst"), "title": _what_we_did(activity), "text": ""},
        *([answered] if kind_of(activity.kind).promises_answers else []),
        _decision(trajectory),
    ]


def _what_we_did(activity):
    is_written = kind_of(activity.kind).words_on_site
    return _("We lazen wat u schreef") if is_written else _("We schreven op wat u zei")


def _what_we_do(activity):
    is_written = kind_of(activity.kind).words_on_site
    return _("We lezen wat u schreef") if is_written else _("We schrijven op wat u zegt")


def _late(activity):
    """That a day was not kept: the one that everybody was promised, or somebody's own."""
    counted = answers_count_from(parsed_policy(activity.trajectory.policy))
    words = NOT_KEPT_FOR_ALL if counted == CountsFrom.RECEIVED else NOT_KEPT
    later = later_than(activity.trajectory, LaterDay.What.ANSWERS, None, day=today())
    return not_kept(later, words)
