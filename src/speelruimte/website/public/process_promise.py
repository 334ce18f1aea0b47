"""What a process promised, on its page, in words. The facts are those of ``speelruimte.promise``."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from speelruimte.activities.kind import come_words
from speelruimte.decisions.stopped import why_it_stopped
from speelruimte.policy.schema import WayOfDeciding
from speelruimte.promise import is_behind_us
from speelruimte.promise.promises import ways_of
from speelruimte.route.route import ROUTE
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.deciding import way_chosen
from speelruimte.trajectories.models import ENDED_STEPS, Step
from speelruimte.website.days import day_words
from speelruimte.website.public.channel_words import by_which_channels, desk_words
from speelruimte.website.public.promise_words import (
    adopted_sentence,
    answers_from,
    fixed_rows,
    in_a_sentence,
    in_sentences,
    open_rows,
    promise_rows,
    put_off,
    unknown_rows,
    who_decides_label,
)
from speelruimte.website.public.what_comes import what_comes
from speelruimte.website.rendering import Rows


@dataclass(frozen=True, kw_only=True)
class PromiseShown:
    """All on the page of a process that was promised. Rows are those of the component they go to."""

    facts: Rows
    about: str  # what it is about, and what not
    fixed: Rows
    open: Rows
    unknown: Rows
    was_waived: bool
    waived_reason: str
    waived_note: str  # that people cannot take part, and what they hear
    stopped_reason: str  # of what stopped before there was an agreement or a waiver
    why_stopped: str  # of what stopped with one: beside what was agreed or said
    levels: Rows
    level_now: str
    level_notes: list[str]
    promises: Rows  # {text, missed, lapsed}
    adopted: str
    promise_links: Rows
    working_together: str  # what kind of working together it is, and what the policy means by it
    who_decides: Rows
    versions: Rows  # {label, since, url}
    compare_url: str
    next: Rows


def promise_shown(trajectory, policy, promise, *, day) -> PromiseShown:
    """What this process promised, in words."""
    agreement, waiver = promise.agreement, promise.waiver
    has_stopped = trajectory.step == Step.STOPPED
    return PromiseShown(
        facts=_facts(promise, trajectory),
        about=agreement.about if agreement else "",
        fixed=fixed_rows(promise.fixed),
        open=open_rows(promise.open_questions),
        unknown=unknown_rows(promise.unknown, promise.promises, step=trajectory.step),
        was_waived=waiver is not None,
        stopped_reason="" if agreement or waiver else trajectory.stopped_reason,
        why_stopped=why_it_stopped(trajectory) if has_stopped and (agreement or waiver) else "",
        waived_reason=waiver.reason if waiver else "",
        waived_note=_waived_note(trajectory, waiver) if waiver else "",
        levels=levels_of(policy),
        level_now=promise.level_key,
        level_notes=_level_notes(agreement),
        promises=promise_rows(promise.promises, step=trajectory.step),
        adopted=_adopted(promise),
        promise_links=_promise_links(promise, trajectory),
        working_together=_working_together(trajectory) if waiver is None else "",
        who_decides=_who_decides(trajectory, promise, day=day),
        versions=versions_of(trajectory),
        compare_url=compare_url(trajectory),
        next=what_comes(trajectory, promise, day=day),
    )


def _facts(promise, trajectory):
    facts = []
    if promise.level:
        facts.append({"label": _("Uw invloed"), "value": promise.level, "say": promise.say})
    who = capfirst(promise.decider.label)
    facts.append({"label": who_decides_label(trajectory), "value": who})
    if promise.decision_day:
        facts.append({"label": _("Besluit"), "value": _decided_when(promise)})
    return facts


def _waived_note(trajectory, waiver):
    """That people cannot take part, or could not, and that they hear what happens, or did."""
    if trajectory.step not in ENDED_STEPS:
        said = _("U kunt hier niet meedoen. U hoort wel op tijd wat er gebeurt, en waarom.")
    elif waiver.informed_on is None:
        said = _("U kon hier niet meedoen.")
    else:
        said = _("U kon hier niet meedoen. U hoorde wel wat er gebeurde, en waarom.")
    return in_sentences(said, _("Hebt u een vraag? Bel of mail ons."))


def _promise_links(promise, trajectory):
    """To the whole agreement; where people do not take part, to the reason."""
    if promise.agreement is None and promise.waiver is None:
        return []
    label = (
        _("Lees alle afspraken") if promise.agreement else _("Lees waarom meedoen hier niet past")
    )
    return [{"url": reverse("agreements", kwargs={"slug": trajectory.slug}), "label": label}]


def levels_of(policy):
    """The policy's own levels, in its order; without levels, the roles people can have."""
    named = policy.influence_levels or [
        role for role in policy.participant_roles if role.say is not None and not role.owns_process
    ]
    return [
        {
            "key": level.key,
            "label": str(level.label),
            "promise": str(getattr(level, "promise", None) or level.explanation or ""),
            "say": level.say,
        }
        for level in named
    ]


def _level_notes(agreement):
    """What each group may do, when not everybody has the same say; where it differs by phase, of each
    phase with its name and days."""
    phases = [phase for phase in agreement.phases if phase.says] if agreement else []
    if len({said.label for phase in phases for said in phase.says}) < 2:
        return []
    said = [_who_may_what(phase.says) for phase in phases]
    if len(set(said)) == 1:
        return said[:1]
    return [
        _("%(phase)s, van %(first)s tot en met %(last)s. %(said)s")
        % {
            "phase": phase.name,
            "first": day_words(phase.starts_on),
            "last": day_words(phase.ends_on),
            "said": words,
        }
        for phase, words in zip(phases, said, strict=True)
    ]


def _who_may_what(says):
    rows = dict.fromkeys((said.group, said.label) for said in says)
    return " ".join(f"{group}: {label.lower()}." for group, label in rows)


def _adopted(promise):
    if promise.waiver is not None:
        return _("Gepubliceerd op %(day)s.") % {
            "day": day_words(local_day(promise.waiver.published_at))
        }
    if promise.agreement is None:
        return ""
    read = _("U leest versie %(number)s.") % {"number": promise.agreement.number}
    return f"{adopted_sentence(promise.agreement)} {read}"


def _takes_part(promise, is_over, *, ways, day):
    how, closes = by_which_channels(ways), day_words(promise.last_day)
    desk = desk_words(promise.closes_last, day=day)
    if is_over and closes:
        when = _("Dat kon tot en met %(closes)s.") % {"closes": closes}
        return {"title": _("U deed mee"), "text": in_sentences(when, how, desk)}
    when = _("Tot en met %(closes)s.") % {"closes": closes} if closes else ""
    return {"title": _("U doet mee"), "text": in_sentences(when, how, desk)}


def _working_together(trajectory):
    """What kind of working together it is, and how one works then, in the words of the policy. Those
    speak to who came with the idea where they decide themselves, and then are no news for others.
    """
    chosen = way_chosen(trajectory)
    kind = _("Dit is %(kind)s.") % {"kind": chosen.nature.label} if chosen.nature else ""
    together = _("Dit besluit nemen we samen met inwoners.") if chosen.together_with_city else ""
    is_own = chosen.way is WayOfDeciding.INITIATORS
    if is_own:
        return in_sentences(kind, together, _who_may_stop(trajectory))
    return in_sentences(kind, together, str(chosen.way_of_working))


def _who_may_stop(trajectory):
    """That the municipality can stop what others decide about, as long as it can."""
    if Step.STOPPED not in ROUTE[Step(trajectory.step)]:
        return ""
    return _(
        "De gemeente kan dit plan wel stoppen. Dat doet wie het bij de gemeente leidt. U leest dan waarom."
    )


def _who_decides(trajectory, promise, *, day):
    decides = _decides(promise)
    if trajectory.step == Step.STOPPED:
        decides = {"title": _("Er komt geen besluit"), "text": _("Dit plan is gestopt.")}
    if promise.waiver is not None:
        return [_hears(trajectory, promise.waiver), decides]
    is_over = is_behind_us(trajectory, promise.taking_part)
    ways = ways_of(trajectory, promise.agreement)
    takes_part = _takes_part(promise, is_over, ways=ways, day=day)
    if trajectory.step == Step.STOPPED:
        return [takes_part, decides]
    answers = _answers(promise) if come_words(ways) else _what_came_out(promise, is_over)
    return [takes_part, answers, decides]


def _decides(promise):
    title = (
        _("Het besluit was aan %(who)s") if promise.is_decided else _("Het besluit is aan %(who)s")
    )
    return {
        "title": title % {"who": in_a_sentence(promise.decider.label)},
        "text": _decided_why_then(promise),
        "decides": True,
    }


def _decided_when(promise):
    """The day of the decision; of one that was put off the day that it becomes."""
    later = promise.decision_later
    if later is None:
        return day_words(promise.decision_day)
    words = (
        _("Uiterlijk %(day)s (niet gehaald)")
        if later.is_late
        else _("Uiterlijk %(day)s (later dan beloofd)")
    )
    return words % {"day": day_words(later.day)}


def _decided_why_then(promise):
    later = promise.decision_later
    if later is None:
        return day_words(promise.decision_day)
    when = _("Uiterlijk %(day)s.") % {"day": day_words(later.day)}
    return in_sentences(when, put_off(day_words(promise.decision_day), later))


def _hears(trajectory, waiver):
    title = _("U hoort wat er gebeurt")
    if waiver.informed_on is not None:
        title = _("U hoorde wat er gebeurt")
    elif trajectory.step == Step.STOPPED:
        title = _("U zou horen wat er gebeurt")
    return {"title": title, "text": waiver.inform_how}


def _answers(promise):
    is_over = promise.is_answered
    if promise.who_answers.initiator:
        title = _("U kreeg antwoord") if is_over else _("U krijgt antwoord")
    else:
        title = _("We schreven antwoorden") if is_over else _("We schrijven antwoorden")
    return {
        "title": title,
        "text": in_sentences(
            answers_from(promise.who_answers, is_over=is_over),
            promise.agreement.how_weighed if promise.agreement else "",
        ),
    }


def _what_came_out(promise, is_over):
    return {
        "title": _("U leest wat eruit kwam"),
        "text": in_sentences(
            _("En hoe dat is bepaald. Wat u koos, kreeg geen eigen antwoord.")
            if is_over
            else _("En hoe dat is bepaald. Wat u kiest, krijgt geen eigen antwoord."),
            promise.agreement.how_weighed if promise.agreement else "",
        ),
    }


def versions_of(trajectory):
    return [
        {
            "label": _("Versie %(number)s") % {"number": version.number},
            "since": _("sinds %(day)s") % {"day": day_words(version.adopted_on)},
            "url": reverse(
                "agreement-version", kwargs={"slug": trajectory.slug, "number": version.number}
            ),
        }
        for version in trajectory.agreed
    ]


def compare_url(trajectory):
    if len(trajectory.agreed) < 2:
        return ""
    newest = trajectory.agreed[0].number
    return reverse("agreement-difference", kwargs={"slug": trajectory.slug, "number": newest})
