"""Codes of the demo: known to everybody who has this folder, so worth nothing elsewhere."""

import base64
import hashlib
import hmac
import struct
import time

PASSWORD = "lindewold-aan-de-vaart"
PERIOD = 30


def secret_of(key):
    """The secret of somebody in the cast: it follows from the name, 160 bits in base32."""
    return base64.b32encode(hashlib.sha1(f"Lindewold {key}".encode()).digest()).decode()


def code_of(key, *, at=None):
    """The six digits that the app of this person shows now, and for how many seconds more.

    RFC 6238 with SHA-1 and 30 seconds, as every authenticator app does it.
    """
    moment = int(time.time() if at is None else at)
    digest = hmac.new(
        base64.b32decode(secret_of(key)), struct.pack(">Q", moment // PERIOD), hashlib.sha1
    ).digest()
    start = digest[-1] & 0x0F
    value = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{value % 1_000_000:06}", PERIOD - moment % PERIOD
