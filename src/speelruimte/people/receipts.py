"""Receipt codes: shown once, kept as a hash with a key of its own.

A form carries an idempotency key. The code that belongs to it follows from that key, so that a
second press of the same button can show the same code, although neither code nor key is kept: only
a keyed hash of each.
"""

import hashlib
import hmac
import secrets

from django.conf import settings

from speelruimte.shared.codes import ALPHABET, RECEIPT, CodeShape, code_of, read_code
from speelruimte.shared.fingerprints import keyed_fingerprint


def new_idempotency_key() -> str:
    """A fresh idempotency key for a form: 192 random bits."""
    return secrets.token_urlsafe(24)


def new_code(shape: CodeShape = RECEIPT, *, idempotency_key="") -> tuple[str, str]:
    """A code and what is kept of it: ``("SR-7F3K-2Q9D-M4TX", hash)``.

    With ``idempotency_key`` the same key gives the same code, and nobody can tell one from the
    other.
    """
    drawn = _drawn(shape, seed=idempotency_key or new_idempotency_key())
    code = code_of(drawn, prefix=shape.prefix)
    return code, _hash(shape, code)


def code_hash(typed, shape: CodeShape = RECEIPT) -> str | None:
    """What would be kept of a typed code; None when it cannot be a code at all."""
    code = read_code(typed, shape)
    return _hash(shape, code) if code else None


def idempotency_hash(idempotency_key) -> str | None:
    """What is kept of an idempotency key: enough to know it again, too little to find its code."""
    if not idempotency_key:
        return None
    return keyed_fingerprint(f"idempotency:{idempotency_key}", key=_key())


def _drawn(shape, *, seed):
    """Characters that follow from a seed, each equally likely."""
    drawn, block = "", 0
    while len(drawn) < shape.characters:
        digest = hmac.new(
            _key(), f"code:{shape.name}:{block}:{seed}".encode(), hashlib.sha256
        ).digest()
        # 240 = 8 * 30: bytes above it are thrown away, or the first letters would come up more.
        drawn += "".join(ALPHABET[byte % 30] for byte in digest if byte < 240)
        block += 1
    return drawn[: shape.characters]


def _hash(shape, code):
    return keyed_fingerprint(f"{shape.name}:{code}", key=_key())


def _key():
    return settings.RECEIPT_KEY.encode()
