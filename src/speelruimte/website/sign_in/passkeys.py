"""Passkeys: the device itself shows who signs in, and no other website can ask for it."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from speelruimte.people.appointing import end_sessions
from speelruimte.people.rights import is_staff
from speelruimte.website.asking import now, the_person, today


class AddPasskeyView(AddWebAuthnView):
    """A passkey on this device; all other sessions end, as with any second step."""

    def form_valid(self, form):
        """Then the spare codes are shown, to who has none yet."""
        response = super().form_valid(form)
        person = the_person(self.request)
        end_sessions(person, by=person, at=now())
        update_session_auth_hash(self.request, person)
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    """Take a passkey away; staff keep at least one second step."""

    def form_valid(self, form):
        """Back to the own page, gone or not."""
        person = the_person(self.request)
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user=person, type__in=kinds).exclude(
            pk=self.object.pk
        )
        if is_staff(person, on=today()) and not others.exists():
            messages.error(
                self.request,
                _(
                    "Medewerkers loggen altijd in met een tweede stap. Zet eerst een andere aan: een "
                    "app met codes of een passkey op een ander apparaat."
                ),
            )
            return redirect("my-account")
        super().form_valid(form)
        return redirect("my-account")
