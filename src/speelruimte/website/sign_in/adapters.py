"""What we decide where allauth asks: who may sign up, where one lands, and in which words."""

import base64
import hashlib
import logging
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from speelruimte.notices.actions import note_sign_in, tell_of_account
from speelruimte.people.models import Person, SignIn
from speelruimte.people.rights import is_staff, works_here
from speelruimte.people.second_factor import SECOND_FACTORS
from speelruimte.people.sign_ins import has_signed_in, said_lately
from speelruimte.website.asking import now, the_address, the_person, today
from speelruimte.website.sign_in.devices import device_of, known_device, remember_device

logger = logging.getLogger(__name__)

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
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
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
        "too_many_tries_of_account": _(
            "Dit account werd het afgelopen uur te vaak geprobeerd, ook van andere plekken. Log in met "
            "uw passkey, of in een browser waarin u hier eerder inlogde. Of wacht een uur."
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

    def pre_authenticate(self, request, **credentials):
        """Whether this place may try this account once more. Raises ValidationError when not."""
        person = _person_with(credentials)
        place = self._get_login_attempts_cache_key(request, **credentials)
        if known_device(request, person):
            counts = [("login_failed_known_device", place, "too_many_login_attempts")]
        else:
            account = credentials.get("email", "").lower()
            counts = [
                ("login_failed", place, "too_many_login_attempts"),
                ("login_failed_account", account, "too_many_tries_of_account"),
            ]
        usage = RateLimitUsage(usage=[])
        for action, key, refused in counts:
            counted = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not counted:
                usage.rollback()
                note_try(request, person, SignIn.Outcome.WAITS)
                raise self.validation_error(refused)
            usage.usage += counted.usage
        self._login_failed_rl_usage = usage

    def _get_login_attempts_cache_key(self, request, **credentials):
        """An account and the place it is tried from: a browser that is known, or an address."""
        person = _person_with(credentials)
        place = known_device(request, person) or self.get_client_ip(request)
        return f"{credentials.get('email', '').lower()}@{place}"

    def authentication_failed(self, request, **credentials):
        """The owner of the account sees it."""
        note_try(request, _person_with(credentials), SignIn.Outcome.WRONG)

    def post_login(self, request, user, **more):
        """Somebody is in: written down, and told when the browser was not known."""
        response = super().post_login(request, user, **more)
        is_new = not known_device(request, user) and has_signed_in(user)
        note_try(request, user, SignIn.Outcome.IN, is_new_device=is_new)
        remember_device(request, response, user)
        return response

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
            "mfa_reauthenticate_webauthn": _("Gebruik uw passkey"),
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


def note_try(request, person, outcome, *, is_new_device=False):
    """Write down that somebody signed in, or tried to; of an account that is not there nothing."""
    at, address = now(), the_address(request)
    if person is None:
        return
    if outcome == SignIn.Outcome.WAITS:
        if said_lately(person, outcome=outcome, address=address, at=at):
            return
        logger.warning("Account %s: sign-in refused after too many tries.", person.pk)
    note_sign_in(
        person,
        outcome=outcome,
        device=device_of(request),
        address=address,
        is_new_device=is_new_device,
        at=at,
    )


def _person_with(credentials):
    return Person.objects.filter(email__iexact=credentials.get("email", "")).first()


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
        "wrong_passkey": _(
            "Deze passkey werkt hier niet. Probeer het opnieuw, of log in met uw wachtwoord."
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
        return super().is_mfa_enabled(user, types or SECOND_FACTORS)


def _lock():
    if not settings.SECOND_FACTOR_KEY:
        raise ImproperlyConfigured("Without its key no second step can be read.")
    key = hashlib.sha256(settings.SECOND_FACTOR_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
