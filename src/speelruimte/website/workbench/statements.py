"""What the website says of itself because the law asks it, for an administrator to fill in."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.people.stating import may_state, said, state
from speelruimte.shared.edits import etag_of_values
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput, OwedChoice, OwedDay, OwedText
from speelruimte.website.rendering import render_page
from speelruimte.website.statutory import GROUND_FOR_MANY, STATUSES
from speelruimte.website.workbench.about_website import WebsitePage, around
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed


def _long(label, help_text="", **more):
    area = forms.Textarea(attrs={"rows": 3})
    return OwedText(label=label, help_text=help_text, widget=area, max_length=4_000, **more)


class StatementsForm(SharedForm):
    """Everything at once; what is left empty stands on the website as not yet known."""

    controller = _long(
        gettext_lazy("Wie is verantwoordelijk voor de gegevens?"),
        gettext_lazy(
            "Bijvoorbeeld: het college van burgemeester en wethouders, met het postadres."
        ),
    )
    officer = _long(
        gettext_lazy("Hoe bereikt men de functionaris gegevensbescherming?"),
        gettext_lazy("Een e-mailadres of telefoonnummer. Een naam hoeft niet."),
    )
    ground = _long(gettext_lazy("Op welke grond bewaart u gegevens?"))
    terms = _long(
        gettext_lazy("Hoe lang bewaart u wat?"),
        gettext_lazy("Zoals het in uw selectielijst en verwerkingsregister staat."),
    )
    accessibility_status = OwedChoice(
        label=gettext_lazy("Welke status heeft de toegankelijkheid?"),
        choices=[("", gettext_lazy("Nog niet bekend")), *STATUSES],
    )
    accessibility_day = OwedDay(
        label=gettext_lazy("Wanneer is dat voor het laatst onderzocht?"),
        widget=DayInput,
    )
    accessibility_register = forms.URLField(
        label=gettext_lazy("Waar staat de verklaring in het register?"),
        help_text=gettext_lazy("Een webadres op toegankelijkheidsverklaring.nl."),
        assume_scheme="https",
        required=False,
    )
    accessibility_complaint = _long(
        gettext_lazy("Waar klaagt iemand die er met u niet uitkomt?"),
        gettext_lazy("Bijvoorbeeld: de klachtenregeling van de gemeente, daarna de ombudsman."),
    )
    security = forms.CharField(
        label=gettext_lazy("Waar meldt men een zwakke plek in de website?"),
        help_text=gettext_lazy("Een e-mailadres, of een webadres dat begint met https://"),
        max_length=200,
        required=False,
    )

    def clean_security(self):
        """One address that a machine can read."""
        address = self.cleaned_data["security"].strip()
        if address and " " in address or (address and not _is_address(address)):
            raise forms.ValidationError(
                _("Schrijf één e-mailadres, of een webadres dat begint met https://")
            )
        return address

    def values_in(self, row):
        """What is said now, by the names of the fields."""
        return row

    def texts(self):
        """What was filled in, as it is kept."""
        rows = {name: said for name, said in self.cleaned_data.items() if name != "etag"}
        return {
            name: value.isoformat() if hasattr(value, "year") else value or ""
            for name, value in rows.items()
        }


def _is_address(text):
    return text.startswith("https://") or ("@" in text and "." in text.partition("@")[2])


@dataclass(frozen=True, kw_only=True)
class StatementsPage(WebsitePage):
    """What the website says of itself."""

    template: ClassVar = "workbench/statements.html"
    form: StatementsForm


@workbench_page
def statements(request):
    """Fill in what the law asks the website to say."""
    person = the_person(request)
    allow_or_403(may_state(person, on=today()), _("Dit vult de beheerder in."))
    now_said = said()
    initial = now_said | {"etag": etag_of_values(now_said)}
    initial["ground"] = now_said["ground"] or str(GROUND_FOR_MANY)
    form = StatementsForm(request.POST or None, initial=initial)
    if request.method == "POST":
        done = act_unless_changed(
            request,
            form,
            lambda data: state(form.texts(), etag=data["etag"], by=person, at=now()) or True,
        )
        if done:
            messages.success(request, _("Bewaard. Het staat nu op de website."))
            return redirect("work-statements")
    page = StatementsPage(**around("work-statements"), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [path("werk/verklaringen/", statements, name="work-statements")]
