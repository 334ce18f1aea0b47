"""How people reach the municipality, for an administrator to keep up to date."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.people.presenting import (
    LONGEST,
    change_contact,
    contact_before,
    contact_now,
    may_present,
)
from speelruimte.policy.letterheads import CONTACT
from speelruimte.shared.edits import etag_of_values
from speelruimte.shared.terms import local_day
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import OwedText
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.about_website import WebsitePage, around
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed


def _line(label, help_text=""):
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, required=False)


class ContactForm(SharedForm):
    """Everything at once, as it stands now."""

    phone = OwedText(
        label=gettext_lazy("Telefoonnummer"),
        help_text=gettext_lazy("Het staat zo op elke bladzijde, bijvoorbeeld 0500 12 34 56."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    hours = _line(
        gettext_lazy("Wanneer neemt iemand op?"),
        gettext_lazy("Bijvoorbeeld: op werkdagen van 9 tot 17 uur."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Hier komen ook antwoorden op onze mails binnen."),
        max_length=LONGEST,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    website = forms.URLField(
        label=gettext_lazy("Webadres van de gemeente"),
        assume_scheme="https",
        max_length=LONGEST,
        required=False,
    )
    counter = _line(gettext_lazy("Hoe heet de balie?"))
    address = _line(
        gettext_lazy("Adres van de balie"), gettext_lazy("Straat, huisnummer en plaats.")
    )
    counter_hours = _line(gettext_lazy("Wanneer is de balie open?"))
    coach = _line(
        gettext_lazy("Naar wie kan men vragen?"),
        gettext_lazy("De participatiecoach of het loket."),
    )

    def values_in(self, row):
        """What stands there now, by the names of the fields."""
        return row

    def texts(self):
        """What was filled in, as it is kept."""
        return {key: self.cleaned_data[key] for key in CONTACT}


@dataclass(frozen=True, kw_only=True)
class ContactDataPage(WebsitePage):
    """How people reach the municipality."""

    template: ClassVar = "workbench/contact_data.html"
    form: ContactForm
    earlier: Rows  # {what, text, until}


@workbench_page
def contact_data(request):
    """Change a telephone number, address or hours; it holds at once and is no new policy."""
    person = the_person(request)
    allow_or_403(may_present(person, on=today()), _("Contactgegevens wijzigt een beheerder."))
    stands = contact_now(on=today())
    form = ContactForm(request.POST or None, initial=stands | {"etag": etag_of_values(stands)})
    if request.method == "POST":
        done = act_unless_changed(
            request,
            form,
            lambda data: [change_contact(form.texts(), etag=data["etag"], by=person, at=now())],
        )
        if done is not None:
            messages.success(request, _("Bewaard. Het staat nu overal."))
            return redirect("work-contact")
    page = ContactDataPage(**around("work-contact"), form=form, earlier=_earlier(form))
    return render_page(request, page, status=422 if form.errors else 200)


def _earlier(form):
    return [
        {
            "what": form.fields[row.key].label,
            "text": row.text,
            "until": date_format(local_day(row.until), "j F Y"),
        }
        for row in contact_before()
    ]


urlpatterns = [path("werk/contact/", contact_data, name="work-contact")]
