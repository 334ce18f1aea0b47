"""Whether a decision that is put right is still the same one: spelling, or something else."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.light import Mended, what_is_not_light
from speelruimte.agreements.light_texts import guarded_names, guarded_titles, spelled_right
from speelruimte.agreements.queries import version_in_force
from speelruimte.shared.edits import plain_lines
from speelruimte.shared.errors import RuleBroken

MORE_THAN_A_CORRECTION = gettext_lazy(
    "Dit is meer dan een verbetering: het is een ander besluit. Vul de dag en het nummer daarvan in, "
    "of zet dit terug zoals het was."
)
DECIDED = ("what", "reasons")
TEXTS = (*DECIDED, "departure")


def check_only_spelling(decision, values, *, departs):
    """A correction holds to what a light change of the agreement holds to; but for where it departs
    when it does not (any more).

    Measured from the text as it was decided, so that many corrections make no other decision.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    before = decision.decided_last
    places = TEXTS if departs else DECIDED
    version = version_in_force(decision.trajectory)
    refused = what_is_not_light(
        [Mended(place, getattr(before, place), values[place]) for place in places],
        names=guarded_names(version) if version else (),
        titles=guarded_titles(version) if version else (),
        spelled=spelled_right(decision.trajectory),
    )
    if refused:
        raise RuleBroken(
            _(
                "Hier verandert meer dan spelling. Is er iets anders besloten? Dat is een ander "
                "besluit: vul de dag en het nummer daarvan in. Verbeter anders alleen de spelling."
            ),
            field=refused[0].place or "what",
            code="another_decision",
        )


def check_chosen_stays(before, chosen):
    """A correction leaves what was chosen, and what was departed from, as it was decided."""
    for name, value in before.items():
        if chosen[name] != value:
            raise RuleBroken(MORE_THAN_A_CORRECTION, field=name, code="another_decision")


def same_weights(weights, stood) -> bool:
    """Each theme weighs as it did, however its lines were ended."""
    return _plain(weights) == _plain(stood)


def _plain(weights):
    return {pk: plain_lines(how) for pk, how in weights.items()}


def check_weights_stay(stood, weights):
    """A correction leaves how each theme weighed."""
    before, after = _plain(stood), _plain(weights)
    other = [pk for pk in {**before, **after} if before.get(pk) != after.get(pk)]
    if other:
        raise RuleBroken(
            MORE_THAN_A_CORRECTION, field=f"weight_{other[0]}", code="another_decision"
        )


def same_words(text, other) -> bool:
    """Both say the same, however capitals and lines stand."""
    return text.casefold().split() == other.casefold().split()


def check_another_decision(decision, values, *, decided_on, on):
    """It has a day and reasons of its own, and where decisions carry a number, a number of its own."""
    if not decision.standing_day <= decided_on <= on:
        raise RuleBroken(
            _("Een ander besluit is genomen op of na %(first)s, en niet later dan vandaag."),
            values={"first": date_format(decision.standing_day, "j F Y")},
            field="decided_on",
            code="day_of_another_decision",
        )
    if values["number"] and values["number"] == decision.standing.number:
        raise RuleBroken(
            _(
                "Dit is het nummer van het besluit van eerst. Een ander besluit heeft een eigen nummer."
            ),
            field="number",
            code="number_of_the_first",
        )
    if same_words(values["reasons"], decision.standing.reasons):
        raise RuleBroken(
            _(
                "Dit zijn de redenen van het besluit van eerst. Schrijf op waarom nu anders is besloten."
            ),
            field="reasons",
            code="reasons_of_the_first",
        )
