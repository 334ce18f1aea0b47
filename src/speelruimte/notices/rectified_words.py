"""What a letter says of a text that was put right, and of another decision."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.models import EarlierFeedback, Rectification
from speelruimte.decisions.terms import result_told_due
from speelruimte.evaluation.models import EarlierLesson
from speelruimte.notices.promised_words import letter_day
from speelruimte.trajectories.models import Step

RECTIFIED = ("rectified", "decision_replaced")
# What was put right, by the first part of its key, the page where both texts stand, and in words.
_RECTIFIED = {
    "decision": (Rectification, "decision", gettext_lazy("de tekst van het besluit")),
    "feedback": (EarlierFeedback, "decision", gettext_lazy("het bericht over het besluit")),
    "lesson": (EarlierLesson, "look-back", gettext_lazy("wat wij leerden")),
}


def what_was_rectified(message):
    """The model and the key of what was put right, and the name of its page."""
    kind, _colon, pk = str(message.facts.get("version", "")).partition(":")
    model, page, _where = _RECTIFIED[kind]
    return model, pk, page


def rectified_words(message, row, trajectory) -> dict:
    """The words of a letter about ``row``, which was put right."""
    kind = str(message.facts["version"]).partition(":")[0]
    return {
        "where": _RECTIFIED[kind][2],
        "reason": row.why,
        "untold": _of_a_decision_untold(trajectory),
        "again": _told_again_by(trajectory),
    }


def _of_a_decision_untold(trajectory):
    """What was put right may be the first that somebody hears of a decision."""
    if hasattr(trajectory, "feedback") or trajectory.step not in (Step.DECISION, Step.FEEDBACK):
        return ""
    return " " + _("Daarover is een besluit genomen. U krijgt daar nog bericht over.")


def _told_again_by(trajectory):
    """By which day whoever was told of the first decision hears what another one means."""
    feedback = getattr(trajectory, "feedback", None)
    if feedback is None or not feedback.is_owed_again:
        return ""
    day = result_told_due(trajectory)
    if day is None:
        return " " + _("U krijgt nog bericht wat dit voor u betekent.")
    sentence = _("Uiterlijk op %(day)s krijgt u bericht wat dit voor u betekent.")
    return " " + sentence % {"day": letter_day(day)}
