"""When a proof is there, in words that receipts and pages share."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.journal.signing import signed_by
from speelruimte.shared.hours import clock_words
from speelruimte.shared.terms import local_day
from speelruimte.website.days import day_words

MINUTE = timedelta(minutes=1)  # a moment is said as the first whole minute after it


def signed_by_words(entry, *, at) -> str:
    """That an entry was signed, or by when it will be; once that has passed, that it is late."""
    moment = signed_by(entry)
    if moment is None:
        return _("Dat is ondertekend.")
    if at <= moment + MINUTE:
        return _("Dat wordt uiterlijk %(moment)s ondertekend.") % {"moment": _words(moment, at)}
    return _(
        "Dat zou uiterlijk %(moment)s ondertekend zijn. Het is nog niet gebeurd. Kijk later nog eens."
    ) % {"moment": _words(moment, at)}


def proof_from_words(entry, *, at) -> str:
    """By when the proof of what came in with this entry is there: the same wherever it is said."""
    moment = signed_by(entry)
    if moment is None:
        return _("Het bewijs hiervan is er.")
    if at <= moment + MINUTE:
        return _("Het bewijs hiervan is er uiterlijk %(moment)s.") % {"moment": _words(moment, at)}
    return _(
        "Het bewijs hiervan zou er uiterlijk %(moment)s zijn. Het is er nog niet. Kijk later nog eens."
    ) % {"moment": _words(moment, at)}


def proof_row(entry, *, token="", at) -> dict | None:
    """What the page of own words says of their proof; None when the journal knows nothing of them."""
    if entry is None:
        return None
    signed = signed_by(entry) is None
    return {
        "url": reverse("linked-proof", args=[token]) if token else reverse("own-proof"),
        "from_when": "" if signed else proof_from_words(entry, at=at),
    }


def _words(moment, at):
    moment += MINUTE
    clock = clock_words(moment)
    if local_day(moment) == local_day(at):
        return _("om %(clock)s") % {"clock": clock}
    return _("op %(day)s om %(clock)s") % {"day": day_words(moment), "clock": clock}
