"""Mijn gegevens: name, telephone, password, second step, and where else one is signed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from speelruimte.agreements.asking import stands_asked_of
from speelruimte.agreements.models import Party
from speelruimte.people.appointing import change_own_details, end_sessions
from speelruimte.people.models import Membership, Person, SignIn
from speelruimte.people.queries import organisations_of, reach_of, roles_held
from speelruimte.people.rights import is_staff, works_here
from speelruimte.people.sign_ins import sign_ins_of
from speelruimte.website.access import signed_in_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import (
    LanguageField,
    OfferLanguagesMixin,
    PlainForm,
    long_enough_to_call,
)
from speelruimte.website.rendering import Rows, ShellPage, render_page


class DetailsForm(OfferLanguagesMixin, PlainForm):
    """Name, telephone number, and the language to be written to in."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        validators=[long_enough_to_call],
        max_length=30,
        required=False,
        help_text=gettext_lazy("Collega's en deelnemers kunnen u dan bellen."),
    )
    language = LanguageField(label=gettext_lazy("In welke taal schrijven wij u?"))


@dataclass(frozen=True, kw_only=True)
class MyAccountPage(ShellPage):
    """What is kept of who is signed in."""

    template: ClassVar = "account/my_account.html"
    nav_current: str = "my-account"
    person: Person
    form: DetailsForm
    roles: Rows
    organisations: Iterable[Membership]
    stands_asked: Sequence[Party]
    has_app: bool
    passkeys: Sequence[Authenticator]
    has_spare_codes: bool
    must_have_second_factor: bool
    works_here: bool
    is_staff: bool
    sign_ins: Sequence[SignIn]


@never_cache
@signed_in_page
def show(request):
    """Everything that is kept of who is signed in, and what can be changed."""
    person = the_person(request)
    initial = {"name": person.name, "phone": person.phone, "language": person.language}
    form = DetailsForm(request.POST or None, initial=initial)
    if not works_here(person, on=today()):
        form.fields["phone"].help_text = _("Alleen de gemeente ziet dit, en kan u dan bellen.")
    if request.method == "POST":
        changed = act(
            request,
            form,
            lambda data: change_own_details(person, by=person, at=now(), **data),
        )
        if changed:
            messages.success(request, _("Uw gegevens zijn bewaard."))
            return redirect("my-account")
        person.refresh_from_db()
    status = 422 if form.errors else 200
    return render_page(request, _page(person, form), status=status)


def _page(person, form):
    day = today()
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return MyAccountPage(
        stands_asked=stands_asked_of(person, on=day),
        form=form,
        person=person,
        roles=[
            {
                "role": grant.get_role_display(),
                "reach": reach_of(grant),
                "ends_on": grant.ends_on,
            }
            for grant in roles_held(person, on=day)
        ],
        organisations=organisations_of(person, on=day),
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN),
        has_spare_codes=Authenticator.Type.RECOVERY_CODES in kinds,
        must_have_second_factor=is_staff(person, on=day),
        works_here=works_here(person, on=day),
        is_staff=is_staff(person, on=day),
        sign_ins=sign_ins_of(person),
    )


class TurnOnSecondStepView(ActivateTOTPView):
    """Turning the second step on ends all other sessions: those came in with a password alone."""

    def form_valid(self, form):
        """Then the spare codes are shown."""
        response = super().form_valid(form)
        person = the_person(self.request)
        end_sessions(person, by=person, at=now())
        update_session_auth_hash(self.request, person)
        return response


@never_cache
@signed_in_page
@require_POST
def end_other_sessions(request):
    """Sign out everywhere else; this browser stays in."""
    person = the_person(request)
    end_sessions(person, by=person, at=now())
    update_session_auth_hash(request, person)
    messages.success(request, _("U bent op alle andere apparaten uitgelogd."))
    return redirect("my-account")


urlpatterns = [
    path("", show, name="my-account"),
    path("elders-uitloggen/", end_other_sessions, name="end-other-sessions"),
]
