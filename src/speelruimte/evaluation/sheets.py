"""One sheet per person: what is kept tells two sheets apart, and shows nobody who filled them in."""

from django.conf import settings

from speelruimte.activities.kind import kinds
from speelruimte.activities.queries import writer_of
from speelruimte.shared.fingerprints import keyed_fingerprint


def sheet_of_contributor(evaluation, contribution) -> str:
    """By address, so that two contributions are one sheet; else by the contribution."""
    return _sheet(evaluation, writer_of(contribution))


def sheet_of_colleague(evaluation, person) -> str:
    """By the reference of a colleague."""
    return _sheet(evaluation, f"colleague:{person.reference}")


def _sheet(evaluation, who):
    key = settings.RECEIPT_KEY.encode()
    return keyed_fingerprint(f"sheet:{evaluation.pk}:{who}", key=key)


def sheet_for_code(evaluation, typed) -> str | None:
    """The sheet of who holds this receipt, of any way of taking part; None when not of here."""
    for kind in kinds():
        who = kind.looks_back_as(evaluation.trajectory_id, typed)
        if who:
            return _sheet(evaluation, who)
    return None
