"""What areas and subjects are called, on one page for the administrator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from speelruimte.people.naming import rename_places
from speelruimte.people.rules import may_name_places
from speelruimte.places.models import Area, Subject
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.about_website import WebsitePage, around

SEEN = "was-"


class PlacesForm(PlainForm):
    """A name for every area and subject, each beside the name that was on the screen."""

    def __init__(self, *args, areas, subjects, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {f"area-{area.pk}": area for area in areas}
        self.places |= {f"subject-{subject.pk}": subject for subject in subjects}
        for name, place in self.places.items():
            self.add_field(
                name,
                forms.CharField(
                    label=_("Naam van ‘%(name)s’") % {"name": place.name},
                    max_length=120,
                    initial=place.name,
                ),
            )
            self.add_field(
                f"{SEEN}{name}",
                forms.CharField(widget=forms.HiddenInput, required=False, initial=place.name),
            )

    def named(self, kind) -> list[tuple[BoundField, BoundField]]:
        """The fields of areas, or of subjects."""
        return [
            (self[name], self[f"{SEEN}{name}"])
            for name in self.places
            if name.startswith(f"{kind}-")
        ]

    @property
    def changes(self):
        """What was given another name: field, place, name, and the name that was on the screen."""
        return [
            (name, place, self.cleaned_data[name], self.cleaned_data[f"{SEEN}{name}"])
            for name, place in self.places.items()
            if self.cleaned_data[name] != self.cleaned_data[f"{SEEN}{name}"]
        ]


@dataclass(frozen=True, kw_only=True)
class PlacesPage(WebsitePage):
    """Areas and subjects by name."""

    template: ClassVar = "workbench/places.html"
    form: PlacesForm
    areas: Sequence[tuple[BoundField, BoundField]]
    subjects: Sequence[tuple[BoundField, BoundField]]


@workbench_page
def places(request):
    """Give areas and subjects another name; where they are drawn comes from a file."""
    allow_or_403(
        may_name_places(request.user, on=today()),
        _("Namen van gebieden en onderwerpen wijzigt een beheerder."),
    )
    form = PlacesForm(
        request.POST or None, areas=Area.objects.all(), subjects=Subject.objects.all()
    )
    if request.method == "POST":
        done = act(
            request,
            form,
            lambda data: rename_places(form.changes, by=request.user, at=now(), on=today()),
        )
        if done is not None:
            messages.success(request, _("De namen zijn bewaard."))
            return redirect(request.path)
    page = PlacesPage(
        **around("work-places"),
        form=form,
        areas=form.named("area"),
        subjects=form.named("subject"),
    )
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [path("werk/gebieden/", places, name="work-places")]
