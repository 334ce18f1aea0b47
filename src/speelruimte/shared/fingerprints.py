"""One way to write things down, and the fingerprint (SHA-256) of what was written."""

import hashlib
import hmac
import json
import secrets
from datetime import date, datetime
from decimal import Decimal

MARK = 40  # characters of a mark, as many as the journal has room for


def canonical(facts) -> str:
    """The one text that stands for these facts: JSON, keys sorted, no spaces, UTF-8 as it is.

    Moments are written in UTC with microseconds, days as YYYY-MM-DD, amounts as strings.
    """
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_written
    )


def _written(value):
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("A moment without a time zone cannot be written down.")
        from datetime import UTC

        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"Cannot write down {type(value).__name__}.")


def fingerprint(text: str) -> str:
    """SHA-256 of a text, 64 hexadecimal characters."""
    return hashlib.sha256(_in_bytes(text)).hexdigest()


def _in_bytes(text):
    """UTF-8, and half a character as it is: nothing may be written that has no fingerprint."""
    return text.encode(errors="surrogatepass")


def new_salt() -> str:
    """128 random bits: without them nobody can try texts against a fingerprint."""
    return secrets.token_hex(16)


def keyed_fingerprint(text: str, *, key: bytes) -> str:
    """SHA-256 with a key: who has the table but not the key cannot try codes out."""
    if not key:
        raise ValueError("Without a key anybody can try codes out: speelruimte setup makes it.")
    return hmac.new(key, _in_bytes(text), hashlib.sha256).hexdigest()


def mark_in(reference: str | None, case_number: str) -> str:
    """How the journal knows who did something in one case; empty for nobody in particular.

    In another case the same person has another mark: who reads entries of both cannot tell that they
    are of one person without the reference, which no entry of a case says of who acted.
    """
    if not reference or not case_number:
        return reference or ""
    return fingerprint(f"{reference} {case_number}")[:MARK]


def in_groups(text: str) -> str:
    """A fingerprint as people read it aloud: the first 16 characters in groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, 16, 4))
