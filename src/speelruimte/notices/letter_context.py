"""What a mail is about: its words and its links, looked up when the mail is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity, Alteration, Contribution, Move
from speelruimte.activities.terms import look_again_days
from speelruimte.activities.when import announced_words, when_and_where
from speelruimte.agreements.queries import changes_between
from speelruimte.evaluation.terms import looking_back_until
from speelruimte.initiatives.models import EarlierLetter, IdeaAddition, Initiative, Quickscan
from speelruimte.initiatives.outcome_words import outcome_sentence
from speelruimte.initiatives.queries import told_beside
from speelruimte.notices.answered_words import answered_words, helper_words
from speelruimte.notices.links import full_url, password_path, sign
from speelruimte.notices.models import Message
from speelruimte.notices.promised_words import (
    is_true_now,
    letter_day,
    own_day_stays,
    promised_to_contributor,
    promised_to_initiator,
    until_when_no,
    what_shut_by_moving,
    what_stayed_behind,
    where_they_stand,
    why_they_went_back,
)
from speelruimte.notices.proof_words import proof_words
from speelruimte.notices.rectified_words import RECTIFIED, rectified_words, what_was_rectified
from speelruimte.notices.role_words import role_words
from speelruimte.notices.stopped_words import stopped_links, stopped_words
from speelruimte.notices.unchecked import unchecked
from speelruimte.notices.work_letters import WORK_LETTERS, titles_of, work_words
from speelruimte.people.models import Person
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import body_named
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.shared.hours import clock_words
from speelruimte.shared.terms import HERE, local_day
from speelruimte.trajectories.models import LaterDay, Trajectory

# Somebody who wrote a hundred times gets the last so many links, and finds the rest by code.
MOST_LINKS = 10
# So much of somebody's own words is quoted.
MOST_LINES, MOST_LETTERS = 6, 300
# So much of a changed agreement stands in the mail about it; more is read on the page.
MOST_CHANGES, MOST_LETTERS_OF_CHANGES = 3, 1_200
WITH_A_PASSWORD_LINK = ("account_made", "password_link_asked")


class NothingToSay(Exception):  # noqa: N818
    """The mail has no reader or no subject any more; the text says why."""


@dataclass
class LetterContext:
    """The policy it falls under, if any; the words for the letter, and the links."""

    policy: PolicyVersion | None
    words: dict
    links: list = field(default_factory=list)


@dataclass(frozen=True)
class _Subject:
    """What a letter can be about: how it is looked up, whose policy holds, what is told of it."""

    find: Callable[[str], Model]
    policy: Callable[[Message, Any], PolicyVersion | None]
    words: Callable[[Message, Any, date], dict]
    links: Callable[[Message, Any], list]


def letter_context(message, *, on) -> LetterContext:
    """Look up what a message that goes out on this day is about, by the kind of key in ``about``.

    What is told of it is said in the words of its policy, like the letter around it.
    """
    kind, _colon, key = message.about.partition(":")
    subject = _SUBJECTS.get(kind)
    if subject is None:
        raise NothingToSay(_("Dit bericht gaat over iets dat we niet kennen."))
    row = subject.find(key)
    policy = subject.policy(message, row)
    with in_the_words_of(policy):
        return LetterContext(policy, subject.words(message, row, on), subject.links(message, row))


def _initiative_words(message, initiative, on):
    words = _words(message, unchecked(initiative.title))
    words["outcome"] = outcome_sentence(initiative)
    words |= answered_words(message, initiative, on=on)
    if message.kind == "signal_received":
        words["received"] = _received(initiative, on)
        words["promised"] = promised_to_initiator(initiative, on=on)
        words["own_words"] = _own_words(initiative.text, more=bool(told_beside(initiative)))
    if message.kind in ("quickscan_letter", "quickscan_corrected"):
        words |= _quickscan_words(initiative)
    if message.kind == "quickscan_corrected":
        words["reason"] = _find(EarlierLetter, pk=message.facts.get("earlier")).reason
    words |= proof_words(message, initiative)
    if message.kind == "initiative_resumed":
        words["reason"] = initiative.resumed_reason
    if message.kind in ("idea_addition_taken", "idea_addition_refused"):
        addition = _find(IdeaAddition, pk=message.facts.get("addition"))
        words |= {"reason": addition.refusal_reason, "own_words": _own_words(addition.text)}
    if message.kind == "day_later":
        words |= _later_words(message)
    return words


def _later_words(message):
    """What becomes later, from which day to which, and why."""
    later = _find(LaterDay, pk=message.facts.get("later"))
    return {
        "what": later.get_what_display(),
        "promised_on": letter_day(later.promised_on),
        "later_on": letter_day(later.later_on),
        "held_over": f"\n{_who_held_it_over(later)}" if later.body else "",
        "reason": later.reason,
    }


def _who_held_it_over(later):
    return _("Het is aangehouden door %(body)s, op %(day)s.") % {
        "body": body_named(parsed_policy(later.trajectory.policy), later.body),
        "day": letter_day(later.held_over_on),
    }


def _initiative_links(message, initiative):
    if message.kind == "address_mended":  # whoever reads there holds no code
        return []
    if message.person_id:
        return [full_url("work-initiative", initiative.case_number)]
    return [full_url("linked", sign("initiative", initiative.case_number))]


def _quickscan_words(initiative):
    quickscan = _find(Quickscan, initiative=initiative)
    challenges, read_on = quickscan.challenges.strip(), quickscan.read_on.strip()
    return {
        "helper": helper_words(quickscan.account_holder),
        "chances": quickscan.chances.strip(),
        "challenges": _("Uitdagingen") + f"\n{challenges}\n\n" if challenges else "",
        "route_ahead": quickscan.route_ahead.strip(),
        "who_does_what": quickscan.who_does_what.strip(),
        "read_on": "\n\n" + _("Meer lezen") + f"\n{read_on}" if read_on else "",
    }


def _contribution_words(message, contribution, on):
    if not is_true_now(message, contribution):
        raise NothingToSay(_("Met deze inbreng is intussen iets anders gebeurd."))
    words = _words(message, contribution.trajectory.title)
    words["reason"] = _reason(message, contribution)
    words["look_again_days"] = look_again_days(contribution.trajectory)
    if message.kind in ("contribution_received", "contribution_moved", "contribution_moved_back"):
        words["received"] = _received(contribution, on)
        words["promised"] = promised_to_contributor(contribution, on=on)
    if message.kind == "contribution_moved":
        words["say_no"] = until_when_no(contribution, on=on)
        move = _find(Move, pk=message.facts.get("move"))
        words["stayed_behind"] = what_stayed_behind(contribution, move)
        words["shut"] = what_shut_by_moving(contribution, move, on=on)
    if message.kind == "contribution_moved_back":
        words["counts"] = where_they_stand(contribution)
    if message.kind == "contribution_received":
        words["own_words"] = _own_words(contribution.text)
    words |= proof_words(message, contribution)
    if message.kind == "contribution_published":
        slug, key = contribution.trajectory.slug, contribution.public_key
        words["public"] = full_url("contribution", slug, key)
    return words


def _received(sent, on):
    """On which day it came in, where that is another day than that of the mail."""
    day = local_day(sent.received_at)
    return _("Het kwam binnen op %(day)s.") % {"day": letter_day(day)} + "\n" if day != on else ""


def _own_words(text, *, more=False):
    """How somebody's words begin, as a mail quotes them; nothing once they were erased.

    Where ``more`` came in with them, or they are longer, it says that this is a part.
    """
    lines = text.strip().splitlines()
    begin = "\n".join(lines[:MOST_LINES])
    if len(begin) > MOST_LETTERS:
        begin = begin[:MOST_LETTERS].rsplit(None, 1)[0]
    if not begin:
        return ""
    is_cut = begin != "\n".join(lines)
    lines = unchecked(f"{begin} …" if is_cut else begin).splitlines()
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    a_part = _("Dit is een deel van wat u stuurde. Alles leest u met de link hieronder.")
    said = "\n\n" + _("Dit schreef u:") + f"\n{quoted}"
    return f"{said}\n\n{a_part}" if is_cut or more else said


def _reason(message, contribution):
    """Why something was done with these words, as who decided it wrote it down."""
    if message.kind == "contribution_redacted":
        return contribution.redaction_reason
    if message.kind == "contribution_moved":
        return _find(Move, pk=message.facts.get("move")).reason
    if message.kind == "contribution_moved_back":
        return why_they_went_back(_find(Move, pk=message.facts.get("move")))
    return contribution.refusal_reason


def _contribution_links(message, contribution):
    if message.kind == "address_mended":  # whoever reads there holds no code
        return []
    return [full_url("linked", sign("contribution", contribution.public_key))]


def _trajectory_words(message, trajectory, _on):
    words = _words(message, trajectory.title)
    if message.kind == "told":
        feedback = getattr(trajectory, "feedback", None)
        words["reason"] = feedback.text if feedback else ""
    elif message.kind in RECTIFIED:
        model, pk, _page = what_was_rectified(message)
        words |= rectified_words(message, _find(model, pk=pk), trajectory)
    elif message.kind == "point_asked":
        by = message.facts.get("answer_by")
        by_when = _("Doe dat uiterlijk op %(day)s.") % {"day": _shown(by)} if by else ""
        words["by_when"] = f"\n{by_when}" if by_when else ""
    elif message.kind == "day_later":
        words |= _later_words(message)
    elif message.kind in ("agreement_changed", "light_change_told"):
        words["last_days"], words["changes"] = _what_changed(
            trajectory, message.facts.get("version")
        )
    elif message.kind == "look_back":
        words["until"] = _look_back_until(trajectory)
    elif message.kind == "adopted_learned":
        words["reason"] = _learned(trajectory)
    else:
        words |= _stopped(message, trajectory)
    return words


def _stopped(message, trajectory):
    """That it stopped; nothing more in a letter about an answer, which stands with the own words."""
    is_answer = message.kind in ("words_answered", "words_answered_anew")
    return {} if is_answer else stopped_words(message, trajectory)


def _what_changed(trajectory, number):
    """The other last days, a line each; and all else that changed, where a mail can hold it."""
    version = trajectory.versions.filter(number=number).prefetch_related("phases").first()
    if version is None or version.amends is None:
        return "", ""
    replaced = trajectory.versions.get(number=version.amends)
    before = {phase.key: phase for phase in replaced.phases.all()}
    later = [
        phase
        for phase in version.phases.all()
        if phase.key in before and before[phase.key].ends_on != phase.ends_on
    ]
    last_days = [
        _("De laatste dag van ‘%(phase)s’ is nu %(day)s.")
        % {"phase": phase.name, "day": letter_day(phase.ends_on)}
        for phase in later
    ]
    told = {phase.key for phase in later if before[phase.key].starts_on == phase.starts_on}
    last_days += own_day_stays(trajectory, later, before)
    return "".join(f"\n{line}" for line in last_days), _in_short(
        changes_between(replaced, version), told
    )


def _in_short(changes, told):
    """Each change with what stood there and what stands there now; nothing where that is too long.

    ``told`` are the phases of which the last day was told already.
    """
    said = []
    for change in changes:
        first, now = change.before.splitlines(), change.after.splitlines()
        gone = [line for line in first if line not in now]
        came = [line for line in now if line not in first]
        if change.kind == "phase" and change.key in told and len(gone) == len(came) == 1:
            continue
        lines = [_("Eerst: %(text)s") % {"text": line} for line in gone]
        lines += [_("Nu: %(text)s") % {"text": line} for line in came]
        said.append("\n".join([change.title, *lines]))
    text = "\n\n".join(said)
    if not said or len(said) > MOST_CHANGES or len(text) > MOST_LETTERS_OF_CHANGES:
        return ""
    return "\n\n" + _("Dit is anders:") + f"\n\n{text}\n"


def _look_back_until(trajectory):
    """The last day that one surely can, where the policy gives one."""
    evaluation = getattr(trajectory, "evaluation", None)
    until = looking_back_until(evaluation) if evaluation and evaluation.opened_at else None
    return (
        "\n" + _("Dat kan zeker tot en met %(day)s.") % {"day": letter_day(until)} if until else ""
    )


def _learned(trajectory):
    """What went well and what did not, a line each; or why nothing was learned."""
    lines = [
        (_("Dit ging goed: %(lesson)s") if lesson.went_well else _("Dit kan beter: %(lesson)s"))
        % {"lesson": lesson.text}
        for lesson in trajectory.lessons.order_by("-went_well", "pk")
    ]
    evaluation = getattr(trajectory, "evaluation", None)
    return "\n".join(lines) or (evaluation.no_lesson_reason if evaluation else "")


# The page of the process that a letter is about.
_WORK_PAGES = {"light_change_objected": "work-adoption", "signed_along": "work-cosign"}
_PAGES = {
    "stand_asked": "agreement-stand",
    "agreement_adopted": "agreements",
    "adopted_learned": "look-back",
}


def _trajectory_links(message, trajectory):
    """Own words where we know them, else a page of the process."""
    if message.kind in RECTIFIED:
        return [full_url(what_was_rectified(message)[2], trajectory.slug)]
    if message.kind == "point_asked":
        facts = message.facts
        words, point = facts.get("words"), facts.get("point")
        return [full_url("work-answer-point", trajectory.case_number, words, point)]
    if message.kind in _PAGES:
        return [full_url(_PAGES[message.kind], trajectory.slug)]
    if message.kind in _LINKS_OF:
        return _LINKS_OF[message.kind](message, trajectory)
    if message.kind == "agreement_changed" and "version" in message.facts:
        return [full_url("agreement-difference", trajectory.slug, message.facts["version"])]
    if message.person_id:
        page = _WORK_PAGES.get(message.kind, "work-process")
        return [full_url(page, trajectory.case_number)]
    tokens = [
        sign("contribution", key) for key in message.facts.get("contributions", [])[-MOST_LINKS:]
    ]
    if message.kind == "look_back" and tokens:
        return [full_url("linked-look-back", tokens[-1])]
    return [full_url("linked", token) for token in tokens] or [full_url("process", trajectory.slug)]


def _alteration(message):
    return _find(Alteration, pk=message.facts.get("alteration"))


def _alteration_words(message, activity, _on):
    """What was announced, what holds now, and why."""
    alteration = _alteration(message)
    return _words(message, activity.trajectory.title) | {
        "activity": activity.title,
        "reason": alteration.reason,
        "announced": announced_words(alteration),
        "moved_to": when_and_where(alteration.to_day, alteration.to_time, alteration.to_place),
        "until": letter_day(alteration.promised_until),
    }


def _activity_links(message, activity):
    """Own words stand on another page; here one reads what holds now."""
    slug = activity.trajectory.slug
    if activity.kind:
        return [full_url("process", slug)]
    return [full_url("take-part", slug, activity.key)]


def _objection_links(message, trajectory):
    """Where a party reads what changed and objects: by name with a link of its own."""
    party = message.facts.get("party")
    if party is None:
        return [full_url("agreement-objection", trajectory.slug)]
    return [full_url("linked-objection", trajectory.slug, sign("party", str(party)))]


_LINKS_OF = {"light_change_told": _objection_links, "plan_stopped": stopped_links}


def _person_words(message, _person, on):
    words = _words(message, "") | {"moment": _moment(message.created_at)}
    if message.kind in WORK_LETTERS:
        return words | work_words(message)
    if message.kind == "role_also_held":
        return words | role_words(message, on=on)
    if message.kind != "work_handed_over":
        return words
    numbers, until = message.facts.get("cases", []), message.facts.get("until")
    titles = titles_of(numbers)
    listed = "\n".join(f"- {titles.get(number, '')} ({number})" for number in numbers)
    until_day = _(" tot en met %(day)s") % {"day": _shown(until)} if until else ""
    told = {"cases": listed, "until_day": until_day, "noted": "", "lapsed": ""}
    if message.facts.get("noted"):
        told["noted"] = "\n\n" + _("Wat u moet weten, staat bij elke zaak onder ‘Notities’.")
    if lapsed := message.facts.get("lapsed"):
        told["lapsed"] = "\n\n" + _(
            "Een tweede eerste blik is niet nodig bij: %(cases)s. Die was al aan u gevraagd."
        ) % {"cases": ", ".join(lapsed)}
    return {"from_day": "", "until": ""} | words | told


def _account_links(message, person):
    """A link to choose a password is made at this moment."""
    if message.kind == "work_handed_over" or message.kind in WORK_LETTERS:
        return [full_url("my-work")]
    if message.kind not in WITH_A_PASSWORD_LINK:
        return [full_url("my-account")]
    if message.kind == "account_made" and person.has_usable_password():
        raise NothingToSay(_("Deze persoon koos al een wachtwoord."))
    return [settings.SITE_ADDRESS + password_path(person)]


def _words(message, title):
    shown = {name: _shown(value) for name, value in message.facts.items()}
    return {
        "reason": "",
        "untold": "",
        "again": "",
        **shown,
        "title": title,
        "case_number": message.case_number,
    }


def _shown(value):
    """A day in a fact as people read it; everything else as it is."""
    if isinstance(value, str):
        try:
            return letter_day(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def _moment(at):
    day = letter_day(at.astimezone(HERE))
    return _("%(day)s, %(clock)s") % {"day": day, "clock": clock_words(at)}


def _find(model, **named):
    try:
        return model.objects.get(**named)
    except model.DoesNotExist as error:
        raise NothingToSay(_("Waar dit bericht over ging, is er niet meer.")) from error


_SUBJECTS = {
    "initiative": _Subject(
        find=lambda key: _find(Initiative, case_number=key),
        policy=lambda _message, initiative: initiative.policy,
        words=_initiative_words,
        links=_initiative_links,
    ),
    "contribution": _Subject(
        find=lambda key: _find(Contribution, public_key=key),
        policy=lambda _message, contribution: contribution.trajectory.policy,
        words=_contribution_words,
        links=_contribution_links,
    ),
    "activity": _Subject(
        find=lambda key: _find(Activity, public_key=key),
        policy=lambda _message, activity: activity.trajectory.policy,
        words=_alteration_words,
        links=_activity_links,
    ),
    "trajectory": _Subject(
        find=lambda key: _find(Trajectory, case_number=key),
        policy=lambda _message, trajectory: trajectory.policy,
        words=_trajectory_words,
        links=_trajectory_links,
    ),
    # An account that is off hears nothing.
    "person": _Subject(
        find=lambda key: _find(Person, reference=key, is_active=True),
        policy=lambda message, _person: PolicyVersion.objects.in_force(
            local_day(message.created_at)
        ).first(),
        words=_person_words,
        links=_account_links,
    ),
}
