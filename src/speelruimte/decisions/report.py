"""The report on the agreement as it is kept: what was measured, and what a person says of it.

Source: heemstede#verslag-over-de-afspraken
"""

from django.utils.translation import gettext as _

from speelruimte.decisions.measured import FAR, NOT_YET_KNOWN, YES, is_better
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.sentences import check_sentence

SAID = ("far", "note")
MEASURED = ("measured", "seen")


def merged(said, measured) -> list[dict]:
    """What was measured, with what people said of it: nothing that was measured is dropped or changed.

    ``said`` are promises with ``far`` and ``note``, ``measured`` those of the draft. What is in the
    report already and no longer measured stays.
    """
    by_key = {promise["promise"]: promise for promise in said}
    rows = [promise | _said_of(by_key.get(promise["promise"])) for promise in measured]
    known = {promise["promise"] for promise in measured}
    rows += [_nothing_measured() | promise for promise in said if promise["promise"] not in known]
    return rows


def _said_of(said):
    return {part: said[part] for part in SAID} if said else {}


def _nothing_measured():
    return dict.fromkeys(MEASURED, "")


def report_rows(promises) -> list[dict]:
    """A report as it was kept, with the word for how far: ``label``."""
    return [
        _nothing_measured() | promise | {"label": str(FAR.get(promise.get("far"), ""))}
        for promise in promises
    ]


def check_said(promise) -> dict:
    """A promise with what a person says of it, as it is kept."""
    if not {"promise", "what", *SAID} <= set(promise) or promise["far"] not in (
        NOT_YET_KNOWN,
        *FAR,
    ):
        raise RuleBroken(_("Kies bij elke afspraak: ja, deels of nee."), code="unknown_choice")
    return {part: str(value).strip() for part, value in promise.items()}


def check_finished(promise, number, *, drafted=""):
    """``number`` is its place in the report, by which the fields of the form are called. The note that
    was ``drafted`` explains what was measured, and nothing better."""
    if not promise["far"]:
        raise RuleBroken(
            _("Zeg ook of deze afspraak is nagekomen: %(what)s"),
            values={"what": promise["what"]},
            field=f"far_{number}",
            code="promise_without_answer",
        )
    words = {"what": promise["what"], "seen": promise.get("seen", "")}
    if is_better(promise["far"], promise.get("measured", "")):
        said = promise["note"].strip()
        check_sentence(
            "" if said == drafted.strip() else said,
            _("Gemeten is: %(seen)s Zegt u iets anders? Leg uit waarom: %(what)s") % words,
            field=f"note_{number}",
        )
    elif promise["far"] != YES and promise["far"] != promise.get("measured", ""):
        check_sentence(
            promise["note"],
            _("Leg uit waarom deze afspraak niet helemaal is nagekomen: %(what)s") % words,
            field=f"note_{number}",
        )
