"""Name, logo and colour of the municipality, for an administrator."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.connections.logo import read_logo
from speelruimte.people.presenting import LONGEST_OF_NAME, change_style, may_present, style_now
from speelruimte.shared.edits import etag_of_values
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.about_website import WebsitePage, around
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed


class HouseStyleForm(SharedForm):
    """How the municipality is known on sight."""

    name = forms.CharField(
        label=gettext_lazy("Naam van de gemeente"),
        help_text=gettext_lazy("Zonder het woord ‘gemeente’ ervoor."),
        max_length=LONGEST_OF_NAME,
    )
    colour = forms.CharField(
        label=gettext_lazy("Hoofdkleur"),
        help_text=gettext_lazy(
            "Van knoppen en links, als # met zes cijfers of letters, zoals #0f5c45. Laat leeg voor "
            "ons eigen groen."
        ),
        max_length=7,
        required=False,
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("Een SVG of PNG van hoogstens 400 kB."),
        widget=forms.FileInput(attrs={"accept": ".svg,.png,image/svg+xml,image/png"}),
        required=False,
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Haal het logo weg"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial.get("has_logo"):
            del self.fields["no_logo"]

    def clean_colour(self):
        """As it is kept: in small letters."""
        return self.cleaned_data["colour"].strip().lower()

    def clean_logo(self):
        """The picture written anew, or None."""
        sent = self.cleaned_data["logo"]
        if not sent:
            return None
        try:
            return read_logo(sent.read())
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence) from broken

    def values_in(self, row):
        """What stands there now, by the names of the fields; a picture is not shown in words."""
        return {name: row[name] for name in ("name", "colour")}

    def said(self):
        """Name and colour, and that the logo goes."""
        said = {name: self.cleaned_data[name] for name in ("name", "colour")}
        return said | ({"logo": ""} if self.cleaned_data.get("no_logo") else {})


@dataclass(frozen=True, kw_only=True)
class HouseStylePage(WebsitePage):
    """Name, logo and colour."""

    template: ClassVar = "workbench/house_style.html"
    form: HouseStyleForm
    logo_now: str


@workbench_page
def change(request):
    """Name, logo and colour; they hold at once."""
    person = the_person(request)
    allow_or_403(may_present(person, on=today()), _("De huisstijl wijzigt een beheerder."))
    stands = style_now(on=today())
    initial = {name: stands[name] for name in ("name", "colour")}
    initial |= {"has_logo": stands["logo"], "etag": etag_of_values(stands)}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = HouseStyleForm(*sent, initial=initial)
    if request.method == "POST":
        done = act_unless_changed(
            request,
            form,
            lambda data: [
                change_style(form.said(), logo=data["logo"], etag=data["etag"], by=person, at=now())
            ],
        )
        if done is not None:
            messages.success(request, _("Bewaard. Het staat nu overal."))
            return redirect("work-house-style")
    page = HouseStylePage(
        **around("work-house-style"),
        form=form,
        logo_now=reverse("logo") if stands["logo"] else "",
    )
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [path("werk/huisstijl/", change, name="work-house-style")]
