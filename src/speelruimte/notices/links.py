"""The links in mails: made when a mail is sent, signed, and kept nowhere.

Such a link shows what a receipt code shows. It never holds a code: who reads along in a mailbox
must not be able to take a code from it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken

# A process may take years; an old mail must still lead somewhere, but not for ever.
LONGEST = timedelta(days=3 * 365)
KINDS = ("contribution", "initiative", "party")


@dataclass(frozen=True)
class Linked:
    """What a link leads to: the kind of row and its public key (an initiative: its case number,
    a party: its number).

    ``signed_at`` is when the mail with it was made, to the second.
    """

    kind: str
    key: str
    signed_at: datetime


def sign(kind, key) -> str:
    """A token for one contribution, initiative or party."""
    if kind not in KINDS:
        raise ValueError(f"Links lead to {KINDS}, not to {kind}.")
    return _signer().sign(f"{kind[0]}{key}")


def read_token(token) -> Linked:
    """What a token leads to. Refused with one sentence when it is old, cut off or made up."""
    try:
        signed = _signer().unsign(token, max_age=LONGEST)
        kind = next(kind for kind in KINDS if kind[0] == signed[0])
        seconds = b62_decode(token.rsplit(":", 2)[1])
        return Linked(kind, signed[1:], datetime.fromtimestamp(seconds, UTC))
    except (BadSignature, IndexError, StopIteration) as error:
        raise RuleBroken(
            _(
                "Deze link werkt niet meer. Kijk of u het hele adres hebt, of gebruik de code "
                "die u kreeg."
            ),
            code="link_does_not_work",
        ) from error


def full_url(name, *args) -> str:
    """The full address of a page, for use in a mail."""
    return settings.SITE_ADDRESS + reverse(name, args=args)


def password_path(person) -> str:
    """Where somebody chooses a password: works once, for three days.

    Kept nowhere: it is checked against the account as it is then.
    """
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


def _signer():
    return TimestampSigner(salt="speelruimte.notices.links")
