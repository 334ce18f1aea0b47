"""What a mail is about: its words and its links, looked up when the mail is made."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.activities.kind import promises_answer
from speelruimte.activities.models import Contribution
from speelruimte.initiatives.models import Initiative, Quickscan
from speelruimte.notices.links import full_url, password_path, sign
from speelruimte.people.models import Person
from speelruimte.policy.models import PolicyVersion
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory

# Somebody who wrote a hundred times gets the last so many links, and finds the rest by code.
MOST_LINKS = 10
WITH_A_PASSWORD_LINK = ("account_made", "password_link_asked")


class NothingToSay(Exception):  # noqa: N818
    """The mail has no reader or no subject any more; the text says why."""


@dataclass
class LetterContext:
    """The policy it falls under, if any; the words for the letter, and the links."""

    policy: PolicyVersion | None
    words: dict
    links: list = field(default_factory=list)


def letter_context(message) -> LetterContext:
    """Look up what a message is about, by the kind of key in ``about``."""
    kind, _colon, key = message.about.partition(":")
    finder = {
        "initiative": _about_an_initiative,
        "contribution": _about_a_contribution,
        "trajectory": _about_a_trajectory,
        "person": _about_an_account,
    }.get(kind)
    if finder is None:
        raise NothingToSay(_("Dit bericht gaat over iets dat we niet kennen."))
    return finder(message, key)


def _about_an_initiative(message, case_number):
    initiative = _find(Initiative, case_number=case_number)
    if message.person_id:
        links = [full_url("work-initiative", case_number)]
    else:
        links = [full_url("linked", sign("initiative", initiative.case_number))]
    words = _words(message, initiative.title) | {
        "outcome": initiative.get_outcome_display(),
        "reason": initiative.outcome_reason,
    }
    if message.kind == "quickscan_letter":
        words |= _quickscan_words(initiative)
    return LetterContext(initiative.policy, words, links)


def _quickscan_words(initiative):
    quickscan = _find(Quickscan, initiative=initiative)
    helper = quickscan.account_holder
    more = ", ".join(part for part in (helper.function, helper.phone, helper.email) if part)
    challenges, read_on = quickscan.challenges.strip(), quickscan.read_on.strip()
    return {
        "helper": f"{helper.name} ({more})" if more else helper.name,
        "chances": quickscan.chances.strip(),
        "challenges": _("Uitdagingen") + f"\n{challenges}\n\n" if challenges else "",
        "route_ahead": quickscan.route_ahead.strip(),
        "who_does_what": quickscan.who_does_what.strip(),
        "read_on": "\n\n" + _("Meer lezen") + f"\n{read_on}" if read_on else "",
    }


def _about_a_contribution(message, key):
    contribution = _find(Contribution, public_key=key)
    trajectory = contribution.trajectory
    words = _words(message, trajectory.title) | {
        "reason": contribution.refusal_reason,
        "promised": _promised(contribution),
    }
    return LetterContext(
        trajectory.policy,
        words,
        [full_url("linked", sign("contribution", contribution.public_key))],
    )


def _promised(contribution):
    """What the way in which it came promises to whoever sent it."""
    if promises_answer(contribution):
        return _("U krijgt er antwoord op. U hoort ook wat er met alle inbreng is gedaan.")
    return _("U hoort wat er met alle inbreng is gedaan.")


def _about_a_trajectory(message, case_number):
    trajectory = _find(Trajectory, case_number=case_number)
    words = _words(message, trajectory.title)
    if message.kind == "told":
        feedback = getattr(trajectory, "feedback", None)
        words["reason"] = feedback.text if feedback else ""
    else:
        words["reason"] = trajectory.stopped_reason
    return LetterContext(trajectory.policy, words, _trajectory_links(message, trajectory))


def _trajectory_links(message, trajectory):
    """Own words where we know them, else a page of the process."""
    if message.kind == "stand_asked":
        return [full_url("agreement-stand", trajectory.slug)]
    if message.kind == "agreement_changed" and "version" in message.facts:
        return [full_url("agreement-difference", trajectory.slug, message.facts["version"])]
    if message.kind == "agreement_adopted":
        return [full_url("agreements", trajectory.slug)]
    if message.person_id:
        return [full_url("work-process", trajectory.case_number)]
    tokens = [
        sign("contribution", key) for key in message.facts.get("contributions", [])[-MOST_LINKS:]
    ]
    if message.kind == "look_back" and tokens:
        return [full_url("linked-look-back", tokens[-1])]
    return [full_url("linked", token) for token in tokens] or [full_url("process", trajectory.slug)]


def _about_an_account(message, reference):
    """An account that is off hears nothing; a link to choose a password is made at this moment."""
    person = _find(Person, reference=reference, is_active=True)
    policy = PolicyVersion.objects.in_force(local_day(message.created_at)).first()
    if message.kind not in WITH_A_PASSWORD_LINK:
        return LetterContext(policy, _words(message, ""), [full_url("my-account")])
    if message.kind == "account_made" and person.has_usable_password():
        raise NothingToSay(_("Deze persoon koos al een wachtwoord."))
    return LetterContext(
        policy, _words(message, ""), [settings.SITE_ADDRESS + password_path(person)]
    )


def _words(message, title):
    shown = {name: _shown(value) for name, value in message.facts.items()}
    return {"reason": "", **shown, "title": title, "case_number": message.case_number}


def _shown(value):
    """A day in a fact as people read it; everything else as it is."""
    if isinstance(value, str):
        try:
            return date_format(date.fromisoformat(value), "j F Y")
        except ValueError:
            return value
    return value


def _find(model, **named):
    try:
        return model.objects.get(**named)
    except model.DoesNotExist as error:
        raise NothingToSay(_("Waar dit bericht over ging, is er niet meer.")) from error
