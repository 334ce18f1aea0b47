"""What somebody sees of an own idea: where it is, by when one hears, and what came of it."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.activities.proofs import changed_since, entry_of_words
from speelruimte.decisions.stopped import who_let_it_stop, why_it_stopped
from speelruimte.initiatives.merged import became_of_kept, kept_for
from speelruimte.initiatives.models import Initiative, Quickscan
from speelruimte.initiatives.outcome_words import (
    may_disagree,
    outcome_in_short,
    outcome_sentence,
    what_follows,
)
from speelruimte.journal.models import Entry
from speelruimte.notices.answered_words import helper_of, promised_and_answered
from speelruimte.people.erasing import GONE as WIPED
from speelruimte.people.intake import Channel
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import RouteStep
from speelruimte.promise import first_answer_owed, later_than, process_promise, stopped_at
from speelruimte.route.queries import picture
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import LaterDay, Step, Trajectory
from speelruimte.website.asking import now, today
from speelruimte.website.days import day_words, moment_words
from speelruimte.website.idea_map import point_of
from speelruimte.website.initiative_receipt import answers_beside, subject_words, where_words
from speelruimte.website.proof_words import proof_row
from speelruimte.website.public.cards import for_cards
from speelruimte.website.public.promise_words import not_kept
from speelruimte.website.public.route_words import day_in, shown_states, steps_of
from speelruimte.website.rendering import InnerPage, Row, Rows
from speelruimte.website.statutory import OMBUDSMAN

# An idea that is still here, or that went no further than who decides about it.
DECIDED_ALONE = ("", Initiative.Outcome.LEFT, Initiative.Outcome.HANDLED)


@dataclass(frozen=True, kw_only=True)
class InitiativeReceiptPage(InnerPage):
    """An own idea and where it is."""

    template: ClassVar = "public/initiative_receipt.html"
    nav_current: str = "contribution"
    initiative: Initiative
    title: str
    is_wiped: bool
    wiped_unanswered: bool  # nothing was done with it yet: nothing is kept, and nothing is to come
    verdict: str  # what it became, as the mail says it
    became: Row | None  # {day, sentence, reason}: what became of the idea that it ended in
    may_disagree: bool  # somebody decided about it: where to turn stands on the page
    ombudsman_url: str
    is_late: bool  # the day of the answer has passed, and so has a later one that was said
    point: str
    code: str
    receipt: Rows
    parts: Rows
    answers: Rows  # {question, parts}: what was told beside them
    added: Rows  # {day, parts, state, fingerprint}: what was added later
    steps: Rows
    no_first_look: str  # why its first look was passed over; empty where it was not
    decider: Row | None  # {title, label, how, why, otherwise}: who decides, once that is laid down
    letter: Quickscan | None
    trajectories: Rows  # {title, url}
    follows: str  # what may be expected of the plan in which it goes along, and what not
    stopped: Rows  # {title, day, who, reason}: what came of it and stopped
    goes_on: bool  # something that came of it did not stop
    fingerprint: str
    proof: Row | None  # as of a ThreadPage
    changed_on: str  # as of a ThreadPage
    sentence: str
    actions: Rows  # as of a ThreadPage


def initiative_receipt(
    initiative, *, code, crumbs, sentence, actions, token=""
) -> InitiativeReceiptPage:
    """What somebody sees of an own idea. Never its contact."""
    entry = Entry.objects.about(initiative.key).order_by("number").first()
    changed = changed_since(initiative)
    quickscan = getattr(initiative, "quickscan", None)
    came_of_it = list(initiative.trajectories.order_by("id"))
    is_wiped = initiative.text == WIPED
    stopped = [process for process in came_of_it if process.step == Step.STOPPED]
    steps = _steps(initiative, _grew_into(initiative, came_of_it))
    return InitiativeReceiptPage(
        crumbs=crumbs,
        initiative=initiative,
        point=point_of(initiative),
        code=code,
        sentence=sentence,
        actions=actions,
        receipt=_initiative_facts(initiative, code),
        title=_("Uw idee is gewist") if is_wiped else initiative.title,
        is_wiped=is_wiped,
        wiped_unanswered=is_wiped and initiative.outcome == Initiative.Outcome.WITHDRAWN,
        verdict=_what_came(initiative, came_of_it),
        became=_became(initiative),
        may_disagree=may_disagree(initiative) and not is_wiped,
        ombudsman_url=OMBUDSMAN,
        is_late=_is_late(initiative),
        parts=[{"text": initiative.text}] if initiative.text and not is_wiped else [],
        answers=answers_beside(initiative),
        added=_added(initiative),
        steps=steps,
        no_first_look=_why_no_first_look(initiative, steps),
        decider=_decider(initiative),
        follows=what_follows(initiative),
        letter=quickscan if quickscan and quickscan.sent_at else None,
        trajectories=[
            {"title": trajectory.title, "url": reverse("process", kwargs={"slug": trajectory.slug})}
            for trajectory in _leads_to(initiative)
        ],
        stopped=[_stopped(trajectory) for trajectory in stopped],
        goes_on=len(stopped) < len(came_of_it) or not stopped,
        fingerprint=in_groups(entry.fingerprint) if entry else "",
        changed_on=day_words(local_day(changed.at)) if changed else "",
        proof=None
        if is_wiped
        else proof_row(changed or entry_of_words(initiative), token=token, at=now()),
    )


def _became(initiative):
    became = became_of_kept(initiative)
    if became is None:
        return None
    return {
        "day": day_words(became.on),
        "sentence": became.sentence,
        "reason": became.reason,
    }


def _what_came(initiative, came_of_it):
    """What came of an idea; of a plan that is finished not that it still goes on."""
    went_on = [process for process in came_of_it if process.step != Step.STOPPED]
    if went_on and all(process.step == Step.MEMORY for process in went_on):
        if initiative.outcome == Initiative.Outcome.OPENED:
            return _("Uw idee werd een plan. Dat plan is klaar.")
        if initiative.outcome == Initiative.Outcome.JOINED:
            return _("Uw idee ging mee in een plan. Dat plan is klaar.")
    return outcome_sentence(initiative)


def _added(initiative):
    """What its writer added, on which day, and what became of it."""
    additions = list(initiative.additions.all())
    entries = Entry.objects.filter(
        about__in=[addition.key for addition in additions], verb="idea_added_to"
    )
    marks = dict(entries.values_list("about", "fingerprint")) if additions else {}
    return [
        {
            "day": _when_and_how(addition),
            "parts": [{"text": addition.text}] if addition.text else [],
            "state": _what_became_of(addition, is_over=initiative.ended_at is not None),
            "fingerprint": in_groups(marks.get(addition.key, "")),
        }
        for addition in additions
    ]


def _when_and_how(addition):
    """The day; and how it came in, where a colleague wrote it down."""
    day = day_words(local_day(addition.received_at))
    if addition.channel == Channel.WEBSITE:
        return day
    return f"{day} · {addition.get_channel_display()}"


def _what_became_of(addition, *, is_over):
    """What waits at an idea that is over is nobody's work any more."""
    if not addition.text:
        return _("Dit is gewist.")
    if addition.state == addition.State.REFUSED:
        return _("Dit nemen wij niet mee. De reden: %(why)s") % {"why": addition.refusal_reason}
    if addition.is_waiting and is_over:
        return _(
            "Dit bekeken wij niet apart voordat uw idee was afgerond. Bel ons als u er nog iets over "
            "wilt zeggen."
        )
    if addition.is_waiting:
        return _("Dit lezen wij nog.")
    return _("Dit hoort bij uw idee.")


def _leads_to(initiative):
    """The plans that came of it and can be read; of what was entered twice those of the other one."""
    other = kept_for(initiative)
    if other is not None:
        return Trajectory.objects.public().of_cases([other.case_number])
    return initiative.trajectories.public()


def _stopped(trajectory):
    """That what came of an idea stopped, when and why; also where nobody saw it on the website yet."""
    return {
        "title": trajectory.title,
        "day": day_words(stopped_at(trajectory)),
        "who": who_let_it_stop(trajectory),
        "reason": why_it_stopped(trajectory),
    }


def _initiative_facts(initiative, code):
    facts = [{"label": _("Uw code"), "value": code, "code": True}] if code else []
    return [
        *facts,
        {"label": _("Ontvangen"), "value": _received(initiative)},
        {"label": _("Zaaknummer"), "value": initiative.case_number},
        *where_words(initiative),
        *subject_words(initiative),
        *_first_answer(initiative),
        *({"label": label, "value": said} for label, said in promised_and_answered(initiative)),
        *_who_helps(initiative),
    ]


def _received(initiative):
    in_words = moment_words if initiative.hour_is_known else day_words
    return in_words(initiative.received_at)


def _who_helps(initiative):
    """Whom one can call, also after the answer."""
    if helper := helper_of(initiative, on=today()):
        yield {"label": _("Wie u helpt"), "value": helper}


def _first_answer(initiative):
    """By when an answer was promised, until one went out; and that it is late when it is."""
    day = first_answer_owed(initiative)
    if day is None:
        return
    later = later_than(initiative, LaterDay.What.FIRST_ANSWER, day, day=today())
    if day < today() or later:
        words = f"{day_words(day)}. {not_kept(later)}"
    else:
        words = _("uiterlijk op %(day)s") % {"day": day_words(day)}
    yield {"label": _("U hoort van ons"), "value": words}


def _is_late(initiative):
    day = first_answer_owed(initiative)
    if day is None or day >= today():
        return False
    later = later_than(initiative, LaterDay.What.FIRST_ANSWER, day, day=today())
    return later is None or later.is_late


def _grew_into(initiative, came_of_it):
    """The process that this idea became; one in which it goes along has a way and days of its own."""
    goes_along = initiative.outcome == Initiative.Outcome.JOINED
    return came_of_it[0] if came_of_it and not goes_along else None


def _steps(initiative, trajectory):
    """Where the idea is, or the process that came of it."""
    if trajectory is not None:
        public = for_cards(Trajectory.objects.public().filter(pk=trajectory.pk)).first()
        if public is not None:  # as its own page says it
            return steps_of(public, process_promise(public, day=today()), day=today())
    rooms = picture(trajectory=trajectory) if trajectory else picture(initiative=initiative)
    states = shown_states(trajectory)
    return [
        {
            "nr": room.number or "",
            "name": outcome_in_short(initiative) if room.key == "ended" else room.label,
            "state": states.get(room.state, room.state),
            "day": day_in(room, trajectory),
        }
        for room in rooms
    ]


def _why_no_first_look(initiative, steps):
    """Where the way says that the first look was passed over: that the policy asks none of this idea."""
    name = parsed_policy(initiative.policy).step_label(RouteStep.QUICKSCAN)
    if not any(step["state"] == "skipped" and step["name"] == name for step in steps):
        return ""
    said = _("De stap ‘%(step)s’ sloegen wij over: ons beleid vraagt die niet voor dit idee.")
    return said % {"step": name}


def _decider(initiative):
    """Who decides as the policy says it to who came with it, from the moment that it is laid down until
    a plan says it, or the idea goes another way."""
    ruling = getattr(initiative, "ruling", None)
    if ruling is None or initiative.outcome not in DECIDED_ALONE:
        return None
    policy = parsed_policy(initiative.policy)
    rule = policy.decision_route(ruling.chosen)
    return {
        "title": policy.step_label(RouteStep.WHO_DECIDES),
        "label": str(rule.label),
        "how": str(rule.way_of_working),
        "why": str(rule.reason),
        "otherwise": ruling.deviation_reason,
    }
