"""What a gate answers with."""

from dataclasses import dataclass, replace
from datetime import date
from functools import wraps

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.people.roles import Role
from speelruimte.policy.schema import FirmGate, Gate


@dataclass(frozen=True)
class Missing:
    """One thing that is still missing: a sentence, the page where it is done, and by whom.

    ``gate`` is the name of the gate that asks for it, whatever the sentence. ``about`` is the key
    of the one thing it is about, as the journal names it, where there is one.
    ``body`` is the key of the body for which it is recorded, where that is what is missing.
    ``not_before`` is the day from which it waits for somebody: until then people can still do it.
    """

    sentence: str
    page: str
    who: Role = Role.PROJECT_LEADER
    gate: str = ""
    about: str = ""
    body: str = ""
    not_before: date | None = None


def held_over_words(holding, label) -> str:
    """That a body, by its name, held the agreement over, on which day and why."""
    sentence = _("De afspraken zijn op {day} aangehouden door {label}. De reden: {reason}")
    day = date_format(holding.decided_on, "j F Y")
    return sentence.format(day=day, label=label, reason=holding.reason)


def decision_held_over_words(later, label) -> str:
    """That a body, by its name, held its decision over, on which day and why, and by when it comes."""
    sentence = _(
        "Het besluit is op {day} aangehouden door {label}. Het komt nu uiterlijk op {later}. De reden: "
        "{reason}"
    )
    return sentence.format(
        day=date_format(later.held_over_on, "j F Y"),
        label=label,
        later=date_format(later.later_on, "j F Y"),
        reason=later.reason,
    )


def gate(*, switch: Gate | None = None, always: FirmGate | None = None):
    """Make a function a gate. ``switch`` is the policy's gate that turns it on and words it.

    A gate without a switch holds under every policy: ``always`` says which of the things that hold
    everywhere it asks for. It has one of the two; TypeError otherwise. The policy's own sentence,
    when it has one, is said first and the details behind it.
    """
    if (switch is None) is (always is None):
        raise TypeError("A gate is switched by a policy or holds always: give one of the two.")

    def decorate(function):
        @wraps(function)
        def asked(case):
            if switch is not None and not case.gate_holds(switch):
                return []
            missing = list(function(case))
            own = case.gate_sentence(switch) if switch is not None and missing else ""
            return [
                replace(
                    gap,
                    sentence=f"{own} {gap.sentence}" if own else gap.sentence,
                    gate=function.__name__,
                )
                for gap in missing
            ]

        asked.switch = switch  # type: ignore[attr-defined]
        asked.always = always  # type: ignore[attr-defined]
        return asked

    return decorate
