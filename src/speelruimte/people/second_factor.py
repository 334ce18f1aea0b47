"""The second step of signing in: given at set-up, taken away when a telephone is lost."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.actions import grant_role, welcome_person
from speelruimte.people.appointing import end_sessions
from speelruimte.people.roles import Role
from speelruimte.people.rules import may_close_accounts
from speelruimte.shared.errors import RuleBroken, check_may

# Spare codes alone are none.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person) -> bool:
    """Signs in with a code from an app, or with a passkey."""
    return Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()


@action
def give_second_factor(person, *, by, at, secret=""):
    """Turn the second step on with a fresh secret, or a given one; returns it, once.

    The secret is 160 random bits in base32, as authenticator apps read it.
    """
    if has_second_factor(person):
        raise RuleBroken(_("Dit account heeft al een tweede stap."), code="second_factor_already")
    secret = secret or generate_totp_secret()
    TOTP.activate(person, secret)
    record("second_factor_given", about=f"person:{person.reference}", by=by, at=at)
    return secret


@action
def take_second_factor_away(person, *, by, at, on):
    """A lost telephone: the person sets a new second step up at the next signing in."""
    check_may(may_close_accounts(by, on=on), _("Alleen een beheerder kan dit doen."))
    taken, _models = Authenticator.objects.filter(user=person).delete()
    if not taken:
        raise RuleBroken(_("Dit account heeft geen tweede stap."), code="no_second_factor")
    end_sessions(person, by=by, at=at)
    record("second_factor_taken_away", about=f"person:{person.reference}", by=by, at=at)


@action
def welcome_first_administrator(*, name, email, password, at, on, by=None):
    """The first account of an installation: administrator, with a second step from the start.

    Returns the person and the secret of the second step, which is shown once.
    """
    person = welcome_person(name=name, email=email, password=password, by=by, at=at)
    grant_role(person, role=Role.ADMINISTRATOR, by=by, at=at, starts_on=on)
    return person, give_second_factor(person, by=by, at=at)
