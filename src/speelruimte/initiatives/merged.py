"""Ideas that ended as the same as another: what became of that other one since, and who reads it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.models import Initiative
from speelruimte.shared.terms import local_day

Outcome = Initiative.Outcome
_SAID = {
    Outcome.OUT_OF_SCOPE: gettext_lazy("Voor het idee met zaaknummer %(case)s is een andere weg."),
    Outcome.HANDLED: gettext_lazy("Op het idee met zaaknummer %(case)s gaven wij antwoord."),
    Outcome.LEFT: gettext_lazy("Wie met zaaknummer %(case)s kwam, gaat er zelf mee verder."),
    Outcome.PASSED_ON: gettext_lazy(
        "Wij stuurden het idee met zaaknummer %(case)s door naar %(who)s."
    ),
    Outcome.JOINED: gettext_lazy(
        "Het idee met zaaknummer %(case)s gaat mee in een plan dat al loopt."
    ),
    Outcome.OPENED: gettext_lazy(
        "Met het idee met zaaknummer %(case)s gaan we verder in een plan."
    ),
    Outcome.WITHDRAWN: gettext_lazy(
        "Wie met zaaknummer %(case)s kwam, trok dat idee in. Wij gaan er niet mee verder. Wilt u dat wij "
        "met uw idee verdergaan? Bel of mail ons dan."
    ),
}


@dataclass(frozen=True)
class BecameOf:
    """What became of the idea that was kept: in a sentence, on which day, and what was answered."""

    sentence: str
    on: date
    reason: str = ""


def merged_into(initiative) -> list[Initiative]:
    """The ideas that ended as the same as this one, also through another one."""
    ideas: dict[str, Initiative] = {}
    numbers = {initiative.case_number}
    while numbers:
        same = Initiative.objects.filter(outcome=Outcome.DUPLICATE, passed_to__in=numbers)
        new = {idea.case_number: idea for idea in same.select_related("contact")}
        numbers = new.keys() - ideas.keys() - {initiative.case_number}
        ideas |= {number: new[number] for number in numbers}
    return sorted(ideas.values(), key=lambda idea: idea.pk)


def kept_for(initiative) -> Initiative | None:
    """With which other idea we went on, at the end of the chain; None for what did not end in another."""
    passed, other = {initiative.case_number}, None
    last = initiative
    while last.outcome == Outcome.DUPLICATE and last.passed_to not in passed:
        passed.add(last.passed_to)
        other = Initiative.objects.filter(case_number=last.passed_to).first()
        if other is None:
            return None
        last = other
    return other


def became_of_kept(initiative) -> BecameOf | None:
    """What became of the other idea since this one ended in it; None where nothing did yet."""
    other = kept_for(initiative)
    if other is None:
        return None
    moved_on = other.case_number != initiative.passed_to
    if other.ended_at is None:
        return _merged_on(initiative, other) if moved_on else None
    if not moved_on and other.ended_at <= initiative.ended_at:
        return None
    said = _SAID[Outcome(other.outcome)] % {"case": other.case_number, "who": other.passed_to}
    reason = "" if other.outcome == Outcome.WITHDRAWN else other.outcome_reason
    return BecameOf(str(said), local_day(other.ended_at), reason)


def _merged_on(initiative, other):
    first = Initiative.objects.get(case_number=initiative.passed_to)
    said = _(
        "Het idee met zaaknummer %(first)s voegden wij bij dat met zaaknummer %(case)s. Daar gaan wij "
        "ermee verder."
    )
    return BecameOf(
        said % {"first": first.case_number, "case": other.case_number}, local_day(first.ended_at)
    )
