"""One sheet per person: what is kept tells two sheets apart, and shows nobody who filled them in."""

from django.conf import settings

from speelruimte.activities.kinds.budget.models import Ballot
from speelruimte.activities.queries import contribution_with_code
from speelruimte.people.receipts import KINDS, kept_of
from speelruimte.shared.codes import read_code
from speelruimte.shared.fingerprints import keyed_fingerprint


def sheet_of_contributor(evaluation, contribution) -> str:
    """By address, so that two contributions are one sheet; else by the contribution."""
    contact = contribution.contact
    if contact is not None and contact.email:
        return _sheet(evaluation, f"address:{contact.email.strip().lower()}")
    return _sheet(evaluation, f"contribution:{contribution.pk}")


def sheet_of_voter(evaluation, code) -> str:
    """By the receipt of a ballot as it was typed and read.

    Made from the code itself, never from what is kept of the ballot: who has both tables and the
    key still cannot lay a sheet beside a ballot.
    """
    return _sheet(evaluation, f"ballot:{code}")


def sheet_of_colleague(evaluation, person) -> str:
    """By the reference of a colleague."""
    return _sheet(evaluation, f"colleague:{person.reference}")


def _sheet(evaluation, who):
    key = settings.RECEIPT_KEY.encode()
    return keyed_fingerprint(f"sheet:{evaluation.pk}:{who}", key=key)


def sheet_for_code(evaluation, typed) -> str | None:
    """The sheet of who holds this receipt, of words or of a ballot; None when it is not of here."""
    trajectory = evaluation.trajectory_id
    contribution = contribution_with_code(typed)
    if contribution is not None and contribution.trajectory_id == trajectory:
        return sheet_of_contributor(evaluation, contribution)
    kept = kept_of(typed, "ballot")
    here = Ballot.objects.filter(vote__activity__trajectory=trajectory)
    if kept is not None and here.filter(receipt_hash=kept).exists():
        return sheet_of_voter(evaluation, read_code(typed, **KINDS["ballot"]))
    return None
