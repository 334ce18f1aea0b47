"""New codes for the words of a file whose codes were lost."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from speelruimte.activities.actions.renew_codes import renew_codes
from speelruimte.activities.models import Import
from speelruimte.activities.rules import may_renew_codes
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import SendOnceForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.importing import ImportFrame, activity_of, taken_in_page


class RenewCodesForm(SendOnceForm):
    """Yes, the old codes may go."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ik weet dat de oude codes van dit bestand dan niet meer werken.")
    )


@dataclass(frozen=True, kw_only=True)
class RenewCodesPage(ImportFrame):
    """Asking before the old codes go."""

    template: ClassVar = "workbench/import_codes.html"
    came_with: Import
    form: RenewCodesForm


@workbench_page
def import_codes(request, case_number, key, pk):
    """Ask, and then show the new codes once."""
    trajectory, frame = trajectory_page(request, case_number)
    activity = activity_of(trajectory, key)
    allow_or_403(may_renew_codes(the_person(request), trajectory, on=today()))
    came_with = get_object_or_404(
        activity.imports.filter(contributions__isnull=False).distinct(), pk=pk
    )
    came_with.activity = activity
    frame = ImportFrame(**vars(frame), activity=activity)
    form = RenewCodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = renew_codes(
            came_with,
            idempotency_key=form.cleaned_data["idempotency_key"],
            by=the_person(request),
            at=now(),
        )
        return taken_in_page(request, frame, codes, renewed=True)
    page = RenewCodesPage(**vars(frame), came_with=came_with, form=form)
    return render_page(request, page, status=422 if form.errors else 200)
