"""The report on the agreement, with what only the outbox knows."""

from dataclasses import asdict

from django.utils.translation import gettext as _

from speelruimte.decisions.actions import offer_result, write_result
from speelruimte.decisions.kept import draft_of
from speelruimte.decisions.measured import NO, PARTLY, YES, measured
from speelruimte.decisions.report import merged
from speelruimte.journal.acting import action
from speelruimte.notices.terms import receipts_in_time
from speelruimte.policy.schema import TermKey
from speelruimte.policy.speaking import speaking
from speelruimte.trajectories.actions import policy_of


def draft_report(trajectory, *, on) -> list[dict]:
    """Every promise with what the data say of it, as ``draft_of``; and whether messages of receipt
    went out in time.
    """
    with speaking(lambda: policy_of(trajectory)):
        return [*draft_of(trajectory, on=on), *_receipts(trajectory, on)]


def report_of(trajectory, *, on) -> list[dict]:
    """What stands in the report now: what was said, beside what is measured today."""
    result = getattr(trajectory, "result", None)
    return merged(result.kept if result else [], draft_report(trajectory, on=on))


@action
def write_measured_result(trajectory, *, summary, promises, edits, by, at, on):
    """As ``write_result``, held to all that is measured, mail too."""
    return write_result(
        trajectory,
        summary=summary,
        promises=promises,
        edits=edits,
        measured=draft_report(trajectory, on=on),
        by=by,
        at=at,
        on=on,
    )


@action
def offer_measured_result(trajectory, *, by, at, on):
    """As ``offer_result``, held to all that is measured, mail too."""
    return offer_result(trajectory, measured=draft_report(trajectory, on=on), by=by, at=at, on=on)


def _receipts(trajectory, on):
    term = policy_of(trajectory).term(TermKey.RECEIPT)
    in_time, late = receipts_in_time(trajectory.case_number, on=on)
    if term is None or not in_time + late:
        return
    what = _("Wie een e-mailadres gaf, krijgt binnen %(term)s bericht van ontvangst.") % {
        "term": term
    }
    note = _("%(in_time)s keer op tijd, %(late)s keer later.") % {"in_time": in_time, "late": late}
    far = YES if not late else NO if not in_time else PARTLY
    yield asdict(measured("receipts", what, far, note))
