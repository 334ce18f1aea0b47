"""Receipt codes: shown once, kept as a hash with a key of its own."""

from django.conf import settings

from speelruimte.shared.codes import BALLOT_RECEIPT, RECEIPT, VOTING, new_code, read_code
from speelruimte.shared.fingerprints import keyed_fingerprint

KINDS = {"receipt": RECEIPT, "voting": VOTING, "ballot": BALLOT_RECEIPT}


def give_code(kind="receipt") -> tuple[str, str]:
    """A fresh code and what is kept of it: ``("SR-7F3K-2Q9D-M4TX", hash)``."""
    code = new_code(**KINDS[kind])
    return code, _kept(kind, code)


def kept_of(typed, kind="receipt") -> str | None:
    """What would be kept of a typed code; None when it cannot be a code at all."""
    code = read_code(typed, **KINDS[kind])
    return _kept(kind, code) if code else None


def _kept(kind, code):
    return keyed_fingerprint(f"{kind}:{code}", key=settings.RECEIPT_KEY.encode())
