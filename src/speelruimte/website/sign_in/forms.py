"""The forms of signing in, in plain words."""

import struct
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import get_state
from cryptography.exceptions import InvalidSignature
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import UserVerificationRequirement

from speelruimte.website.forms import PlainFormMixin

GOOD_PASSWORD = _(
    "Ten minste 12 tekens. Een zin van een paar woorden onthoudt u goed en is moeilijk te raden."
)
SAME_TWICE = _("De twee wachtwoorden zijn niet gelijk. Typ twee keer hetzelfde.")


class _OurWords(PlainFormMixin):
    """Labels and help of our own; no grey example text inside the fields."""

    labels = {}
    helps = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class _NewPassword(_OurWords):
    labels = {"password1": _("Nieuw wachtwoord"), "password2": _("Nog een keer")}
    helps = {"password1": GOOD_PASSWORD}

    def add_error(self, field, error):
        """Two passwords that differ are the one fault that allauth words itself."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = SAME_TWICE
        super().add_error(field, error)  # type: ignore[misc]


class _OneCode(_OurWords):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
        }


class SignInForm(_OurWords, account_forms.LoginForm):
    """E-mail address and password."""

    labels = {"login": _("E-mailadres"), "password": _("Wachtwoord")}


class ChangePassword(_NewPassword, account_forms.ChangePasswordForm):
    """Another password, by who knows the present one."""

    labels = _NewPassword.labels | {"oldpassword": _("Uw wachtwoord van nu")}


class SetPassword(_NewPassword, account_forms.SetPasswordForm):
    """A first password, by who is signed in without one."""


class AskNewPassword(_OurWords, account_forms.ResetPasswordForm):
    """Where to send the link; the answer is the same for every address."""

    labels = {"email": _("E-mailadres")}


class ChooseNewPassword(_NewPassword, account_forms.ResetPasswordKeyForm):
    """The new password, behind the link."""


class ConfirmPassword(_OurWords, account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    labels = {"password": _("Wachtwoord")}


class _UsedOnce(_OneCode):
    """A code of the app is good for a minute and a half, so it is remembered that long."""

    user: Any

    def clean_code(self):
        """Raises ValidationError for a code that was used already."""
        code = self.cleaned_data["code"]
        result = super().clean_code()  # type: ignore[misc]
        valid_for = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
        typed = "".join(filter(str.isalnum, code))
        if not cache.add(f"second-step:{self.user.pk}:{typed}", "used", timeout=valid_for):
            raise get_adapter().validation_error("incorrect_code")
        return result


class SecondStep(_UsedOnce, mfa_forms.AuthenticateForm):
    """The code of the app, or a spare one."""

    labels = {"code": _("Code uit uw app")}
    helps = {"code": _("Zes cijfers. Telefoon kwijt? Typ dan een van uw reservecodes.")}


class ConfirmSecondStep(_UsedOnce, mfa_forms.ReauthenticateForm):
    """The code once more, before something that matters."""

    labels = {"code": _("Code uit uw app")}


class TurnOnSecondStepForm(_OneCode, ActivateTOTPForm):
    """The first code, to show that app and account go together."""

    labels = {"code": _("Code die uw app nu toont")}
    helps = {"code": _("Zes cijfers.")}


class TurnOffSecondStep(_OurWords, DeactivateTOTPForm):
    """No fields; staff may not."""


# What a library says of bytes that are no credential, or of one that is signed with another key.
NO_CREDENTIAL = (
    *(KeyError, AttributeError, TypeError, ValueError, IndexError),
    *(struct.error, InvalidSignature),
)


class _AnyCredential(PlainFormMixin):
    """A credential comes from a browser, or from whoever writes one: wrong bytes are a wrong code."""

    def clean_credential(self):
        """Raises ValidationError for what is no credential of this account."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_CREDENTIAL as error:
            raise get_adapter().validation_error("wrong_passkey") from error
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise get_adapter().validation_error("wrong_passkey") from error


class LoginPasskey(_AnyCredential, LoginWebAuthnForm):
    """The passkey alone: then the device has looked who holds it.

    What was asked for a second step does not ask that of the device, and lets nobody in here.
    """

    def clean_credential(self):
        """Raises ValidationError when the device did not look who holds it, too."""
        asked = get_state() or {}
        if asked.get("user_verification") != UserVerificationRequirement.REQUIRED:
            raise get_adapter().validation_error("wrong_passkey")
        return super().clean_credential()


class SecondStepPasskey(_AnyCredential, AuthenticateWebAuthnForm):
    """The passkey after the password."""


class ConfirmPasskey(_AnyCredential, ReauthenticateWebAuthnForm):
    """The passkey once more, before something that matters."""


class AddPasskey(_OurWords, AddWebAuthnForm):
    """A name by which one knows the device; what the device says comes along."""

    labels = {"name": _("Hoe noemt u dit apparaat?")}
    helps = {"name": _("Bijvoorbeeld: mijn telefoon. Zo weet u later welke u weghaalt.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Every passkey of ours may stand alone, where the device looks who holds it.
        self.fields.pop("passwordless", None)
        self.initial["name"] = ""
        self.fields["name"].max_length = 60

    def clean(self):
        """Raises ValidationError for what is no credential."""
        try:
            return super().clean()
        except NO_CREDENTIAL as error:
            raise get_adapter().validation_error("wrong_passkey") from error


class NewSpareCodes(_OurWords, GenerateRecoveryCodesForm):
    """No fields."""
