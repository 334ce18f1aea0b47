"""What comes in from somebody: their words, where they are about, and how to reach them.

A form, a file and a colleague all build the same three, and every model of own words is a
``Received``. Each of them comes in once: a second press of the same button makes no second row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.db import IntegrityError, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.people.models import Contact, default_language, languages
from speelruimte.people.receipts import idempotency_hash, new_code
from speelruimte.places.models import Area
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import new_salt


@dataclass(frozen=True)
class Words:
    """What somebody says, exactly as typed."""

    text: str
    title: str = ""

    def columns(self) -> dict:
        """The columns of a ``Received`` that these fill."""
        return {"text": self.text, "title": self.title}


@dataclass(frozen=True)
class Where:
    """The place that words are about; a point in degrees (ETRS89), both or neither."""

    area: Area | None = None
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None

    def columns(self) -> dict:
        """The columns of a ``Received`` that these fill."""
        point = (self.longitude, self.latitude)
        longitude, latitude = (None, None) if None in point else point
        return {
            "area": self.area,
            "place": self.place,
            "longitude": longitude,
            "latitude": latitude,
        }


@dataclass(frozen=True)
class Reach:
    """How to reach somebody, as far as they left it.

    ``language`` is the one they chose to be written to in; empty, or one that the website does not
    have, is that of the municipality.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""

    def columns(self) -> dict:
        """The columns of a ``Contact`` that this fills."""
        known = self.language in dict(languages())
        return {
            "name": self.name.strip(),
            "email": self.email.strip(),
            "phone": self.phone.strip(),
            "language": self.language if known else default_language(),
        }


NOWHERE, NOBODY = Where(), Reach()


class Channel(models.TextChoices):
    """How own words came in."""

    WEBSITE = "website", gettext_lazy("website")
    PAPER = "paper", gettext_lazy("papier")
    PHONE = "phone", gettext_lazy("telefoon")
    LETTER = "letter", gettext_lazy("brief")
    MAIL = "mail", gettext_lazy("e-mail")
    MEETING = "meeting", gettext_lazy("bijeenkomst")
    COUNTER = "counter", gettext_lazy("balie of gesprek")
    FILE = "file", gettext_lazy("bestand")


# What a colleague writes down by hand.
BY_HAND = tuple(channel for channel in Channel if channel not in (Channel.WEBSITE, Channel.FILE))


class Received(models.Model):
    """Somebody's own words as they came in, with what is kept of receipt and form.

    ``idempotency_hash`` is that of the key that the form carried, ``salt`` makes the
    fingerprint of the words in the journal worthless to who would guess them. Receipt and key are
    unique: each model says so by constraints, which make no second index for patterns.
    """

    title = models.CharField(gettext_lazy("titel"), max_length=160, blank=True)
    text = models.TextField(gettext_lazy("tekst"), max_length=20_000)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, verbose_name=gettext_lazy("gebied")
    )
    place = models.CharField(gettext_lazy("plek"), max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    channel = models.CharField(
        gettext_lazy("kanaal"), max_length=8, choices=Channel, default=Channel.WEBSITE
    )
    received_at = models.DateTimeField(gettext_lazy("ontvangen"))
    created_at = models.DateTimeField(gettext_lazy("ingevoerd"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="%(class)ss"
    )
    receipt_hash = models.CharField(max_length=64)
    idempotency_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    salt = models.CharField(max_length=32)

    class Meta:
        abstract = True

    @property
    def channel_label(self) -> str:
        """How it came in, in words. For lists: Django's own way translates all labels to find one."""
        return str(Channel(self.channel).label)

    @property
    def hour_is_known(self) -> bool:
        """At which hour it came: of what a colleague writes down only the day is known."""
        return self.channel == Channel.WEBSITE


@dataclass(frozen=True)
class Receipt:
    """What came in, with the code to be shown once."""

    received: Received
    code: str


def receipt_of(idempotency_key) -> tuple[str, dict]:
    """The code for who presses this form, and the columns of ``Received`` that know it again."""
    code, receipt_hash = new_code(idempotency_key=idempotency_key)
    columns = {
        "receipt_hash": receipt_hash,
        "idempotency_hash": idempotency_hash(idempotency_key),
        "salt": new_salt(),
    }
    return code, columns


class FormWasUsed(RuleBroken):
    """This form brought in other words already: these come in under a key of their own."""


def received_once(model: type[Received]) -> Callable:
    """Above ``@action``: what one form sends comes in once.

    The action takes ``words`` and ``idempotency_key``. A second press with the same words raises AlreadyDone
    with the Receipt of the first; with other words FormWasUsed, so that those are not lost. It
    stands outside the action because nothing can be looked up in a transaction that has failed.
    """

    def outside(accept):
        @wraps(accept)
        def accepting(*args, words, idempotency_key="", **given):
            try:
                return accept(*args, words=words, idempotency_key=idempotency_key, **given)
            except IntegrityError as error:
                first = first_press(model, idempotency_key)
                if first is None:
                    raise
                raise _second_press(first, words, idempotency_key) from error

        return accepting

    return outside


def first_press(model, idempotency_key) -> Received | None:
    """What this form brought in already; None when nothing did."""
    pressed_hash = idempotency_hash(idempotency_key)
    return model.objects.filter(idempotency_hash=pressed_hash).first() if pressed_hash else None


def form_was_used() -> FormWasUsed:
    """What is raised where a form that was sent comes again with other words."""
    return FormWasUsed(
        _(
            "Met dit formulier hebt u al iets verstuurd. Wilt u dit ook nog insturen? "
            "Druk dan nog een keer op versturen."
        ),
        code="form_was_used",
    )


def _second_press(first, words, idempotency_key):
    if first.text.strip() != words.text.strip():
        return form_was_used()
    code, _kept = new_code(idempotency_key=idempotency_key)
    return AlreadyDone(
        _("U hebt dit al verstuurd. Hieronder staat uw code nog een keer."),
        result=Receipt(first, code),
        code="sent_already",
    )
