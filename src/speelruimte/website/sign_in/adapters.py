"""What we decide where allauth asks: who may sign up, where one lands, and in which words."""

import base64
import hashlib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from speelruimte.notices.actions import tell_of_account
from speelruimte.people.rights import is_staff, works_here
from speelruimte.website.asking import now, the_address, the_person, today

WRONG_CODE = _(
    "Deze code klopt niet. Kijk in uw app welke code er nu staat en typ die over. "
    "Staat de klok van uw telefoon goed?"
)


# What allauth tells of, by its name for a mail, and what we call it.
HAPPENED = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_chosen",
    "account/email/password_set": "password_chosen",
    "mfa/email/recovery_codes_generated": "spare_codes_made",
    "mfa/email/totp_activated": "second_factor_turned_on",
    "mfa/email/totp_deactivated": "second_factor_turned_off",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a colleague; who works here lands on the workbench."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account staat uit. Bel de beheerder als dat niet klopt."),
        "email_password_mismatch": _(
            "E-mailadres en wachtwoord horen niet bij elkaar. Kijk ze allebei na."
        ),
        "enter_current_password": _("Dit is niet uw wachtwoord van nu. Typ het opnieuw."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Dit wachtwoord klopt niet. Typ het opnieuw."),
        "invalid_or_expired_key": _("Deze link werkt niet meer. Vraag een nieuwe aan."),
        "invalid_login": _("Inloggen lukte niet. Probeer het opnieuw."),
        "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe aan."),
        "too_many_login_attempts": _(
            "Dit ging te vaak mis. Wacht vijf minuten en probeer het dan opnieuw."
        ),
        "rate_limited": _("Dit ging te snel achter elkaar. Wacht een minuut en probeer het dan."),
    }

    def is_open_for_signup(self, request):
        """Nobody makes an account by himself; taking part needs none."""
        return False

    def get_login_redirect_url(self, request):
        """The workbench for who has something to do there, home for others."""
        return resolve_url("my-work" if works_here(request.user, on=today()) else "home")

    def get_client_ip(self, request):
        """The address by which tries are counted: the same as everywhere else."""
        return the_address(request)

    def set_password(self, user, password):
        """The password and nothing else: who changes a name meanwhile loses nothing."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_password_change_redirect_url(self, request):
        return resolve_url("my-account")

    def reauthenticate(self, user, password):
        """The password once more, counted with the failed tries of this account."""
        authenticated = self.authenticate(
            allauth_context.request, email=user.email, password=password
        )
        return authenticated is not None and authenticated.pk == user.pk

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in a moment ago has just shown who it is: no second time at the first door."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _just_signed_in()

    def get_reauthentication_methods(self, user):
        """The ways to show that it is still you, in our words."""
        words = {
            "reauthenticate": _("Typ uw wachtwoord"),
            "mfa_reauthenticate": _("Gebruik de code uit uw app"),
        }
        methods = super().get_reauthentication_methods(user)
        return [
            method | {"description": words.get(method["id"], method["description"])}
            for method in methods
        ]

    def send_password_reset_mail(self, user, email, context):
        """Owed in the outbox; the link is made when the mail is sent, and kept nowhere."""
        tell_of_account(user, kind="password_link_asked", by=None, at=now())

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """What happened to an account goes into the journal and, as a letter, into the outbox."""
        by = the_person(self.request)
        tell_of_account(user, kind=HAPPENED[template_prefix], by=by, at=now())


def _just_signed_in():
    request = allauth_context.request
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records), default=0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second step: kept encrypted, and not optional for who works for the municipality."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Medewerkers loggen altijd in met een tweede stap. Hebt u een nieuwe telefoon? "
            "Vraag de beheerder om uw tweede stap opnieuw te beginnen."
        ),
        "cannot_generate_recovery_codes": _("Zet eerst de tweede stap aan. Daarna krijgt u codes."),
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text):
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Raises ValueError when the key is another one than it was kept with."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ValueError(
                _(
                    "De sleutel van de tweede stap past niet. Zet het bestand second_factor_key "
                    "terug."
                )
            ) from error

    def can_delete_authenticator(self, authenticator):
        return not is_staff(authenticator.user, on=today())

    def is_mfa_enabled(self, user, types=None):
        """Spare codes alone are no second step."""
        return super().is_mfa_enabled(user, types or [Authenticator.Type.TOTP])


def _lock():
    if not settings.SECOND_FACTOR_KEY:
        raise ImproperlyConfigured("Without its key no second step can be read.")
    key = hashlib.sha256(settings.SECOND_FACTOR_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
