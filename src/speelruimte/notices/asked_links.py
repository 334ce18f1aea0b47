"""The links in mails of who asked to hear when people can join.

Before somebody confirmed nothing is kept: address and subject travel in the link itself, sealed, so
that no log, history or neighbour reads them from it.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken

CONFIRM_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Asking:
    """Who asks to hear of what: ``about`` is a kind and a key, such as ``area:centrum``.

    ``sealed_at`` is when the link was made; None before there is one.
    """

    email: str
    about: str
    language: str
    sealed_at: datetime | None = None


def seal(asking: Asking) -> str:
    """A token that holds all of it, and that only this installation can open."""
    told = {"email": asking.email, "about": asking.about, "language": asking.language}
    return _fernet().encrypt(json.dumps(told).encode()).decode().rstrip("=")


def unseal(token: str, *, within: timedelta | None = None) -> Asking:
    """What a token holds. Refused with one sentence when it is old, cut off or made up."""
    padded = token + "=" * (-len(token) % 4)
    try:
        told = _fernet().decrypt(
            padded.encode(), ttl=int(within.total_seconds()) if within else None
        )
        sealed_at = datetime.fromtimestamp(_fernet().extract_timestamp(padded.encode()), UTC)
        return Asking(**json.loads(told), sealed_at=sealed_at)
    except (InvalidToken, UnicodeEncodeError, ValueError) as error:
        raise RuleBroken(
            _("Deze link werkt niet meer. Vraag het bericht opnieuw aan."),
            code="link_does_not_work",
        ) from error


def _fernet():
    secret = hashlib.sha256(b"speelruimte.notices.asked:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))
