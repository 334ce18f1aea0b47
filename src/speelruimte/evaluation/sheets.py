"""One sheet per person: what is kept tells two sheets apart, and shows nobody who filled them in."""

from django.conf import settings

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
