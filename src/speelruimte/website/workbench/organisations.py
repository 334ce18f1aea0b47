"""Organisations on the workbench, and who speaks for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

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
from speelruimte.website.workbench.beside import FormsBeside
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
    members: Sequence[tuple[Membership, str]]  # and what the button is called that ends it
    form: MemberForm


LEAVE = "leave-"


@workbench_page
def organisation(request, pk):
    """One organisation with its members, and a form for a new member."""
    _check(request)
    shown = get_object_or_404(Organisation, pk=pk)
    page = FormsBeside(
        request, {"member": lambda sent, typed: MemberForm(sent, initial=typed)}, otherwise="member"
    )
    if request.method == "POST":
        answer = _answer(request, shown, page)
        if answer is not None:
            return answer
    form = page.forms["member"]
    status = REFUSED if form.errors else 200
    return render_page(
        request,
        OrganisationPage(
            crumbs=_crumbs((_("Organisaties"), reverse("work-organisations")), (shown.name, "")),
            organisation=shown,
            members=[(member, f"{LEAVE}{member.pk}") for member in members_of(shown, on=today())],
            form=form,
        ),
        status=status,
    )


def _answer(request, organisation, page):
    """Run what was pressed; a redirect, or None when the page is shown again."""
    if page.doing.startswith(LEAVE):
        key = page.doing.removeprefix(LEAVE)
        if not key.isdecimal():
            raise Http404
        membership = get_object_or_404(
            Membership.objects.select_related("person"), pk=key, organisation=organisation
        )
        press(
            request,
            lambda: leave_organisation(membership, by=request.user, at=now(), ends_on=today()),
            done=_("Het lidmaatschap eindigt vandaag."),
            to=request.path,
        )
        return page.done(request.path)
    form = page.forms["member"]
    joined = page.doing == "member" and act(
        request,
        form,
        lambda data: join_organisation(
            organisation,
            person=form.person,
            speaks_for=data["speaks_for"],
            by=request.user,
            at=now(),
        ),
    )
    if not joined:
        return None
    messages.success(request, _("Bewaard."))
    return page.done(request.path)


urlpatterns = [
    path("werk/organisaties/", organisations, name="work-organisations"),
    path("werk/organisaties/<int:pk>/", organisation, name="work-organisation"),
]
