"""When a proof is there, in words that receipts and pages share."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.journal.proof import first_checkpoint_over
from speelruimte.journal.signing import EVERY, next_checkpoint_by


def signed_by_words(checkpoint, *, at) -> str:
    """That an entry was signed, or by when it will be; ``checkpoint`` is the first over it."""
    if checkpoint is not None:
        return _("Dat is ondertekend.")
    return _("Dat wordt uiterlijk om %(time)s uur ondertekend.") % {
        "time": _clock(next_checkpoint_by(at=at))
    }


def proof_from_words(*, at) -> str:
    """From when who sent something in now can fetch its proof. Asks the database nothing."""
    return _("Het bewijs hiervan haalt u op vanaf %(time)s uur.") % {"time": _clock(at + EVERY)}


def proof_row(entry, *, token="", at) -> dict | None:
    """What the page of own words says of their proof; None when the journal knows nothing of them."""
    if entry is None:
        return None
    signed = first_checkpoint_over(entry) is not None
    return {
        "url": reverse("linked-proof", args=[token]) if token else reverse("own-proof"),
        "from_when": "" if signed else proof_from_words(at=at),
    }


def _clock(moment):
    """The minute after this moment."""
    return date_format(timezone.localtime(moment) + timedelta(minutes=1), "H.i")
