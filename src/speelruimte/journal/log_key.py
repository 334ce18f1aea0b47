"""The key with which this installation signs its checkpoints: outside the database."""

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

from speelruimte.journal.signed_note import SIGNS, SigningKey, VerifierKey


def log_key() -> SigningKey:
    """The key of this journal, under the name that the journal has."""
    return _key(settings.CHECKPOINT_KEY, settings.JOURNAL_ORIGIN)


def public_key(*, named: str = "") -> VerifierKey:
    """What everybody may know of it: on the page about the journal, and with every proof.

    With ``named`` as it was when the journal had that name.
    """
    return _public(settings.CHECKPOINT_KEY, named or settings.JOURNAL_ORIGIN)


@lru_cache(maxsize=4)
def _key(secret, origin):
    if not secret:
        raise ValueError("The journal cannot be signed without a key: speelruimte setup makes it.")
    seed = hmac.new(secret.encode(), b"speelruimte checkpoint ed25519", hashlib.sha256).digest()
    return SigningKey(origin, SIGNS, seed)


@lru_cache(maxsize=4)
def _public(secret, origin):
    return _key(secret, origin).verifier
