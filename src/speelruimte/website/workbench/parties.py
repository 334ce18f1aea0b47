"""Parties: whose agreement is asked, and what they say about this version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.actions import leave_party, record_stand
from speelruimte.agreements.models import Party
from speelruimte.agreements.queries import open_version, parties_lacking, version_in_force
from speelruimte.agreements.rules import may_record_stand, may_write
from speelruimte.agreements.texts import text_etag
from speelruimte.people.models import Organisation
from speelruimte.route.adopting import ask_party
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, act_once, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.stand_form import stand_form
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.plan_tabs import PlanFrame, with_tabs


class PartyForm(PlainForm):
    """An organisation that is known here, or somebody by name."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=gettext_lazy("Geen: iemand op eigen naam"),
    )
    name = forms.CharField(
        label=gettext_lazy("Of de naam van een persoon"),
        help_text=gettext_lazy("Op de site tellen we personen alleen, zonder naam."),
        required=False,
        max_length=120,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Om te laten weten dat de afspraken zijn gewijzigd."),
        required=False,
    )


@dataclass(frozen=True, kw_only=True)
class PartiesPage(PlanFrame):
    """Parties and what they say."""

    template: ClassVar = "workbench/parties.html"
    rows: Rows  # {party, stand, form, do}
    form: Form
    lacking: Sequence[Party]


@workbench_page
def parties(request, case_number):
    """Who was asked and what they said; a form for one more, and one for each stand."""
    trajectory, frame = trajectory_page(request, case_number)
    person, day = the_person(request), today()
    version = open_version(trajectory)
    writes = may_write(person, trajectory, on=day)
    who = {"by": request.user, "at": now()}
    doing = request.POST.get("do", "")
    form = PartyForm(request.POST if doing == "party" else None)
    rows = _rows(request, trajectory, version, person, day)
    if doing == "drop":
        allow_or_403(writes)
        party = get_object_or_404(Party, trajectory=trajectory, pk=request.POST.get("pk"))
        return press(
            request, lambda: leave_party(party, **who), done=_("Weggehaald."), to=request.path
        )
    if doing and _do(request, trajectory, version, doing, form, rows, writes, who):
        messages.success(request, _("Vastgelegd."))
        return redirect(request.path)
    return render_page(
        request,
        PartiesPage(
            **vars(with_tabs(request, frame, "parties", version)),
            rows=rows,
            form=form if writes else None,
            lacking=parties_lacking(version) if version else (),
        ),
        status=422
        if form.errors or any(row["form"] and row["form"].errors for row in rows)
        else 200,
    )


def _do(request, trajectory, version, doing, form, rows, writes, who):
    if doing == "party":
        allow_or_403(writes)
        return act_once(request, form, lambda data: ask_party(trajectory, **data, **who))
    row = next((row for row in rows if doing == f"stand-{row['party'].pk}"), None)
    allow_or_403(row is not None and row["form"] is not None)
    assert row is not None
    form = row["form"]
    said = act(request, form, lambda data: record_stand(version, party=row["party"], **data, **who))
    if said is None:
        form.about(text_etag(version))
    return said


def _rows(request, trajectory, version, person, day):
    # When nobody writes, the stands of the agreement that holds are shown.
    said_of = version or version_in_force(trajectory)
    stands = (
        {stand_taken.party_id: stand_taken for stand_taken in said_of.stands.all()}
        if said_of
        else {}
    )
    etag = text_etag(said_of) if said_of else ""
    rows = []
    for party in trajectory.parties.select_related("organisation", "contact").order_by("pk"):
        stand, do = stands.get(party.pk), f"stand-{party.pk}"
        speaks = version is not None and may_record_stand(person, party, trajectory, on=day)
        form = stand_form(request, stand, name=do, etag=etag) if speaks else None
        rows.append({"party": party, "stand": stand, "form": form, "do": do})
    return rows


urlpatterns = [
    path("werk/trajecten/<str:case_number>/partijen/", parties, name="work-parties"),
]
