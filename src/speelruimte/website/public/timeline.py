"""The public timeline of a process: the journal, in sentences.

Only what the public may know has a sentence here; everything else stays in the journal.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.journal.models import Entry
from speelruimte.policy.queries import read
from speelruimte.route.route import ROOMS
from speelruimte.trajectories.models import Step

SHOWN_AT_MOST = 60


def timeline_of(trajectory):
    """What happened, newest first, for the component ``timeline``. Two queries."""
    policy = read(trajectory.policy)
    reasons = {
        (passage.step, passage.entered_at): passage.reason for passage in trajectory.passages.all()
    }
    entries = (
        Entry.objects.of_case(trajectory.case_number)
        .filter(verb__in=_SENTENCES)
        .order_by("-number")[:SHOWN_AT_MOST]
    )
    rows = []
    for entry in entries:
        row = _SENTENCES[entry.verb](entry, policy, reasons)
        if row:
            rows.append({"day": date_format(entry.at, "j F Y")} | row)
    return rows


def _step_entered(entry, policy, reasons):
    step = entry.facts["step"]
    own = {one: room.key for room in ROOMS for one in room.steps}
    label = (
        Step(step).label
        if step in ("stopped", "informing", "exploring")
        else policy.step_label(own[step])
    )
    reason = next((why for (to, at), why in reasons.items() if to == step and at == entry.at), "")
    if step == Step.STOPPED:
        return {"title": _("Dit traject is gestopt"), "why": reason, "kind": "change"}
    if entry.facts.get("sent_back"):
        return {"title": _("Teruggestuurd naar ‘%s’") % label, "why": reason, "kind": "change"}
    return {"title": _("Begonnen met ‘%s’") % label}


def _said(title, kind="", text=""):
    def sentence(entry, policy, reasons):
        return {"title": title, "kind": kind, "text": text}

    return sentence


def _agreement_adopted(entry, policy, reasons):
    number = entry.facts.get("version", 1)
    if number > 1:
        return {
            "title": _("De afspraken zijn gewijzigd"),
            "text": _("U leest nu versie %s.") % number,
            "kind": "change",
        }
    return {
        "title": _("De afspraken zijn vastgesteld"),
        "text": _("Vanaf nu staat de tekst op slot."),
        "kind": "decision",
    }


_SENTENCES = {
    "trajectory_started": _said("Dit traject is begonnen"),
    "step_entered": _step_entered,
    "participation_waived": _said(
        "Meedoen past hier niet. De reden staat bij de afspraken.", "change"
    ),
    "people_informed": _said("Mensen zijn geïnformeerd"),
    "agreement_adopted": _agreement_adopted,
    "adoption_recorded": _said("Een orgaan nam een besluit over de afspraken"),
    "amendment_started": _said("Er is een wijziging van de afspraken voorgesteld", "change"),
    "activity_opened": _said("Meedoen is geopend"),
    "activity_closed": _said("Meedoen is gesloten"),
    "vote_opened": _said("De stemming is geopend"),
    "vote_closed": _said("De stemming is gesloten en geteld"),
    "result_offered": _said("De uitkomst is aangeboden"),
    "decision_recorded": _said("Er is een besluit genomen", "decision"),
    "contributors_told": _said("Iedereen die meedeed, heeft bericht gekregen"),
    "evaluation_opened": _said("We kijken samen terug"),
    "lesson_drawn": _said("Er is een les opgeschreven"),
}
