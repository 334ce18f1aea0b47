"""Organisations on the workbench, and who speaks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from speelruimte.people.actions import (
    join_organisation,
    leave_organisation,
    register_organisation,
)
from speelruimte.people.models import Membership, Organisation
from speelruimte.people.queries import all_organisations, members_of
from speelruimte.people.rules import may_see_people
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, today
from speelruimte.website.rendering import InnerWorkPage, render_page
from speelruimte.website.workbench.people_forms import MemberForm, OrganisationForm

REFUSED = 422


def _check(request):
    allow_or_403(
        may_see_people(request.user, on=today()),
        _("Organisaties beheren de beheerder en de participatiecoach."),
    )


def _crumbs(*last):
    return [
        {"label": _("Mijn werk"), "url": reverse("my-work")},
        {"label": _("Mensen"), "url": reverse("work-people")},
        *({"label": label, "url": url} for label, url in last),
    ]


@dataclass(frozen=True, kw_only=True)
class OrganisationsPage(InnerWorkPage):
    """All organisations."""

    template: ClassVar = "workbench/organisations.html"
    nav_current: str = "people"
    organisations: Iterable[Organisation]
    form: OrganisationForm


@workbench_page
def organisations(request):
    """All organisations, and a form for a new one."""
    _check(request)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST":
        made = act(
            request, form, lambda data: register_organisation(by=request.user, at=now(), **data)
        )
        if made:
            return redirect("work-organisation", pk=made.pk)
    page = OrganisationsPage(
        crumbs=_crumbs((_("Organisaties"), "")), form=form, organisations=all_organisations()
    )
    status = REFUSED if form.errors else 200
    return render_page(request, page, status=status)


@dataclass(frozen=True, kw_only=True)
class OrganisationPage(InnerWorkPage):
    """One organisation with its members."""

    template: ClassVar = "workbench/organisation.html"
    nav_current: str = "people"
    organisation: Organisation
    members: Iterable[Membership]
    form: MemberForm


@workbench_page
def organisation(request, pk):
    """One organisation with its members, and a form for a new member."""
    _check(request)
    shown = get_object_or_404(Organisation, pk=pk)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        joined = act(
            request,
            form,
            lambda data: join_organisation(
                shown,
                person=form.person,
                speaks_for=data["speaks_for"],
                by=request.user,
                at=now(),
            ),
        )
        if joined:
            messages.success(request, _("Bewaard."))
            return redirect("work-organisation", pk=pk)
    page = OrganisationPage(
        crumbs=_crumbs((_("Organisaties"), reverse("work-organisations")), (shown.name, "")),
        organisation=shown,
        members=members_of(shown, on=today()),
        form=form,
    )
    status = REFUSED if form.errors else 200
    return render_page(request, page, status=status)


@workbench_page
@require_POST
def leave(request, pk):
    """Somebody no longer belongs to the organisation, from tomorrow."""
    _check(request)
    membership = get_object_or_404(Membership.objects.select_related("person"), pk=pk)
    return press(
        request,
        lambda: leave_organisation(membership, by=request.user, at=now(), ends_on=today()),
        done=_("Het lidmaatschap eindigt vandaag."),
        to=reverse("work-organisation", args=[membership.organisation_id]),
    )


urlpatterns = [
    path("werk/organisaties/", organisations, name="work-organisations"),
    path("werk/organisaties/<int:pk>/", organisation, name="work-organisation"),
    path("werk/leden/<int:pk>/beeindigen/", leave, name="work-leave-organisation"),
]
