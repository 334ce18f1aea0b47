"""The addresses of signing in: only what we use of allauth, under Dutch names.

The names are allauth's own. Signing up, changing one's address and trusting a browser do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from speelruimte.website.sign_in import my_account, passkeys, work_mail


def _page(address, view, name):
    return path(address, never_cache(view), name=name)


def _change(address, view, name):
    """One transaction: what changes, its entry in the journal and the letter that is owed of it."""
    return _page(address, transaction.atomic(view), name)


urlpatterns = [
    _page("inloggen/", account.login, "account_login"),
    _page("inloggen/tweede-stap/", second_factor.authenticate, "mfa_authenticate"),
    _page("uitloggen/", account.logout, "account_logout"),
    _page("staat-uit/", account.account_inactive, "account_inactive"),
    _page("bevestigen/", account.reauthenticate, "account_reauthenticate"),
    _page("bevestigen/tweede-stap/", second_factor.reauthenticate, "mfa_reauthenticate"),
    _change("wachtwoord/", account.password_change, "account_change_password"),
    _change("wachtwoord/kiezen/", account.password_set, "account_set_password"),
    _page("wachtwoord/vergeten/", account.password_reset, "account_reset_password"),
    _page(
        "wachtwoord/vergeten/verstuurd/", account.password_reset_done, "account_reset_password_done"
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(transaction.atomic(account.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    _page(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    _page("tweede-stap/", my_account.show, "mfa_index"),
    _change(
        "tweede-stap/aanzetten/", my_account.TurnOnSecondStepView.as_view(), "mfa_activate_totp"
    ),
    _change("tweede-stap/uitzetten/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("reservecodes/", spare_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _change(
        "reservecodes/nieuw/", spare_codes.generate_recovery_codes, "mfa_generate_recovery_codes"
    ),
    _page("inloggen/passkey/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _page("bevestigen/passkey/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _page("passkeys/", my_account.show, "mfa_list_webauthn"),
    _change("passkeys/nieuw/", passkeys.AddPasskeyView.as_view(), "mfa_add_webauthn"),
    _change("passkeys/<int:pk>/weg/", passkeys.RemovePasskeyView.as_view(), "mfa_remove_webauthn"),
    *my_account.urlpatterns,
    *work_mail.urlpatterns,
]
