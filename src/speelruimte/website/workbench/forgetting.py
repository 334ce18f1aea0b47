"""Somebody asks to be forgotten: a colleague sees every text and every place before saying yes."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.people.rules import may_forget
from speelruimte.route.forgetting import forget_everywhere
from speelruimte.route.goes_along import is_taken_back_with
from speelruimte.route.whom_to_forget import (
    WhomToForget,
    near_places,
    sure_places,
    whom_with,
    whom_with_code,
)
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows, WorkPage, render_page
from speelruimte.website.wrong_codes import counting_wrong_codes_of_colleague, is_shut

FORGET = "vergeet"
YES = gettext_lazy("ja")


class WhomForm(PlainForm):
    """Who asks, by what they gave or by their code."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefoon"), max_length=30, required=False)
    code = forms.CharField(
        label=gettext_lazy("Code van het ontvangstbewijs"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self):
        """One of them is enough to look with."""
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(
                _("Vul ten minste één van deze in, dan zoeken we waar deze persoon staat.")
            )
        return data


class ForgetForm(PlainForm):
    """What goes, and yes in letters: it cannot be undone."""

    words = forms.ChoiceField(
        label=gettext_lazy("Wat gaat er weg?"),
        choices=[
            ("", gettext_lazy("Naam, adres en nummer. De eigen teksten blijven, zonder naam.")),
            ("words", gettext_lazy("Ook de eigen teksten. Antwoorden blijven.")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Ook hier weghalen"),
        help_text=gettext_lazy("Lees elke plek. Gaat het over iemand anders? Haal het vinkje weg."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.CharField(
        label=gettext_lazy("Dit is niet terug te draaien. Typ ja om door te gaan"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie is het?"),
        help_text=gettext_lazy("Een ander kan net zo heten. Haal dan het vinkje weg."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )

    field_order = ("people", "words", "places", "sure")

    def __init__(self, *args, whom, sure, near, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [
            (contact.pk, given_by(contact)) for contact in whom.contacts
        ]
        self.fields["people"].initial = [contact.pk for contact in whom.contacts]
        if not whom.contacts:
            del self.fields["people"]
        self.all_places = {place.key: place for place in [*sure, *near]}
        self.fields["places"].choices = [
            (key, f"{place.what}: {place.excerpt}") for key, place in self.all_places.items()
        ]
        self.fields["places"].initial = [place.key for place in sure]
        if not self.all_places:
            del self.fields["places"]

    def clean_sure(self):
        """The word itself, in any case."""
        typed = self.cleaned_data["sure"]
        if typed.strip().lower() != str(YES):
            raise forms.ValidationError(_("Typ ja als u het zeker weet. Er is niets veranderd."))
        return typed

    @property
    def chosen(self) -> list:
        """The places that were ticked."""
        return [self.all_places[key] for key in self.cleaned_data.get("places", ())]


@dataclass(frozen=True, kw_only=True)
class ForgettingPage(WorkPage):
    """Looking for somebody, and all that was found."""

    template: ClassVar = "workbench/forgetting.html"
    nav_current: str = "people"
    form: WhomForm
    whom: WhomToForget | None
    forget_form: ForgetForm | None
    own: Rows  # {key, title, text, who, is_open}
    account: str


@sensitive_post_parameters()
@workbench_page
def forgetting(request):
    """Look first; then the same request with what was looked at ticked, and yes typed."""
    allow_or_403(may_forget(the_person(request), on=today()))
    form = WhomForm(request.POST or None)
    whom = _whom(request, form) if request.method == "POST" and form.is_valid() else None
    forget_form = None
    if whom is not None:
        forget_form = ForgetForm(
            request.POST if FORGET in request.POST else None,
            whom=whom,
            sure=sure_places(whom),
            near=near_places(whom, name=form.cleaned_data["name"]),
        )
        is_said = FORGET in request.POST and forget_form.is_valid()
        if is_said and _forget(request, whom, forget_form):
            return redirect(reverse("work-forgetting"))
    bad = form.errors or (forget_form is not None and forget_form.errors)
    return render_page(
        request,
        ForgettingPage(
            form=form,
            whom=whom,
            forget_form=forget_form,
            own=_own(whom),
            account=_account(whom),
        ),
        status=429 if is_shut(form) else 422 if bad else 200,
    )


def _whom(request, form):
    data = form.cleaned_data
    if data["code"]:
        return act(request, form, lambda data: _with_code(request, data["code"]))
    return whom_with(email=data["email"], phone=data["phone"], name=data["name"])


def _with_code(request, code):
    with counting_wrong_codes_of_colleague(request):
        whom = whom_with_code(code)
        if whom is None:
            raise RuleBroken(
                _("Deze code kennen we niet. Kijk goed na wat er staat."),
                field="code",
                code="unknown_code",
            )
        return whom


def _forget(request, whom, form):
    try:
        done = forget_everywhere(
            whom.only(form.cleaned_data.get("people", ())),
            words=form.cleaned_data["words"] == "words",
            places=form.chosen,
            by=the_person(request),
            at=now(),
            on=today(),
        )
    except RuleBroken as broken:
        form.add_error(None, broken.sentence)
        return None
    messages.success(
        request,
        _("Vergeten. In %(rows)d teksten is iets weggehaald. Zoek nog eens om het na te kijken.")
        % {"rows": done.rows},
    )
    return done


def _own(whom):
    rows = whom.own if whom is not None else []
    return [
        {
            "key": row.key.partition(":")[2],
            "title": row.title,
            "text": row.text,
            "who": given_by(row.contact) if row.contact is not None else "",
            "is_open": is_taken_back_with(row),
        }
        for row in rows
    ]


def given_by(contact) -> str:
    """What somebody gave of themselves, in one line."""
    return ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)


def _account(whom):
    """The account that goes too, when there is one."""
    person = whom.person if whom is not None else None
    return f"{person.name}, {person.email}" if person is not None else ""


urlpatterns = [path("werk/mensen/vergeten/", forgetting, name="work-forgetting")]
