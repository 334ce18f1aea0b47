"""The receipt of an initiative, for whoever sent it and for whoever brought it to a colleague."""

from django.utils.translation import gettext as _

from speelruimte.initiatives.queries import told_beside
from speelruimte.policy.schema import Gate, RouteStep
from speelruimte.policy.ways import gate_is_certain
from speelruimte.shared.terms import local_day
from speelruimte.website.days import day_words

STEPS_AT_THE_DOOR = (RouteStep.SIGNAL, RouteStep.QUICKSCAN, RouteStep.WHO_DECIDES)


def steps_to_come(policy, initiative):
    """What follows at the door after somebody read what came in: the quickscan where it is certain."""
    steps = steps_at_the_door(policy)
    return steps if quickscan_is_next(policy, initiative) else steps[1:]


def quickscan_is_next(policy, initiative):
    """The policy asks a quickscan of this one, whatever else becomes known of it."""
    is_signal = initiative.step == initiative.Step.SIGNAL
    return is_signal and gate_is_certain(policy, Gate.QUICKSCAN, initiative.facts)


def steps_at_the_door(policy):
    """What follows at the door; the signal itself is what the reader sends."""
    return [
        {"name": policy.step_label(step), "text": str(policy.step_explanation(step) or "")}
        for step in STEPS_AT_THE_DOOR[1:]
    ]


def where_words(received):
    """The place that own words are about, as their writer gave it; nothing where none was."""
    area = received.area.name if received.area else ""
    words = ", ".join(part for part in (received.place, area) if part)
    return [{"label": _("Waar"), "value": words}] if words else []


def subject_words(initiative):
    """The subject that its writer chose; nothing where none was."""
    subject = initiative.subject
    return [{"label": _("Onderwerp"), "value": subject.name}] if subject else []


def answers_beside(initiative):
    """What was answered beside the own words, as its writer reads it: {question, parts}."""
    return [
        {"question": told["question"], "parts": [{"text": told["text"]}]}
        for told in told_beside(initiative)
    ]


def code_and_number(receipt):
    """The code, which is shown this one time and stands in no address, and the day and the case number."""
    return [
        {"label": _("Uw code"), "value": receipt.code, "code": True},
        {"label": _("Ontvangen"), "value": day_words(local_day(receipt.received.received_at))},
        {"label": _("Zaaknummer"), "value": receipt.received.case_number},
    ]
