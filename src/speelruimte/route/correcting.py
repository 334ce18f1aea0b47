"""What was filled in or sent by mistake at the door is put right, and what follows from it."""

from speelruimte.initiatives import actions as door
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action
from speelruimte.policy.schema import Gate
from speelruimte.route.case import Case
from speelruimte.route.telling import tell_initiator

Step = Initiative.Step


@action
def correct_assessment_and_follow(initiative, *, by, at, on, **corrected_to):
    """As ``correct_assessment``, with what that takes; an initiative that owes a first look after all, goes back to it.

    A trajectory that was started goes on: its gates ask what is known now.
    """
    corrected = door.correct_assessment(initiative, by=by, at=at, on=on, **corrected_to)
    if corrected.step == Step.WHO_DECIDES and _owes_a_first_look(corrected):
        if hasattr(corrected, "quickscan"):
            door.enter_door_step(corrected, step=Step.QUICKSCAN, by=by, at=at)
        else:
            door.open_quickscan(corrected, by=by, at=at, on=on)
    return corrected


def _owes_a_first_look(initiative):
    scan = getattr(initiative, "quickscan", None)
    sent = scan is not None and scan.sent_at is not None
    return not sent and Case(initiative=initiative).gate_holds(Gate.QUICKSCAN)


@action
def correct_letter_and_send(initiative, *, reason, by, at, on, etag="", **words):
    """As ``correct_letter``; whoever came with it gets the good letter, with the reason."""
    earlier = door.correct_letter(
        initiative, reason=reason, by=by, at=at, on=on, etag=etag, **words
    )
    tell_initiator(
        "quickscan_corrected", initiative, at=at, again=str(earlier.pk), earlier=earlier.pk
    )
    return earlier
