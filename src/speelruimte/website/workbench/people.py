"""People on the workbench: accounts, roles, handing work over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from speelruimte.people import appointing
from speelruimte.people.addresses import DETAILS, change_details
from speelruimte.people.models import Grant, Membership, Person, SignIn
from speelruimte.people.queries import find_people, organisations_of, reach_of, roles_held
from speelruimte.people.rights import is_staff
from speelruimte.people.roles import Role
from speelruimte.people.rules import (
    may_close_accounts,
    may_end,
    may_name_places,
    may_see_people,
    roles_to_give,
)
from speelruimte.people.second_factor import has_second_factor, take_second_factor_away
from speelruimte.people.sign_ins import sign_ins_of
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import role_named
from speelruimte.route.apart import give_role
from speelruimte.route.beside_holders import left_to_nobody
from speelruimte.route.handing_over import (
    hand_over_work,
    prepare_hand_over,
    prepared_by,
    work_of,
)
from speelruimte.route.welcoming import welcome_by_mail
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, today
from speelruimte.website.days import day_words
from speelruimte.website.rendering import InnerWorkPage, render_page
from speelruimte.website.sign_in.password_links import password_link
from speelruimte.website.workbench import organisations, places
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.people_forms import (
    EndRoleForm,
    HandOverForm,
    NewColleagueForm,
    PersonDetailsForm,
    PrepareForm,
    RoleForm,
)
from speelruimte.website.workbench.people_in import leaves_nobody

REFUSED = 422


def _check(request):
    allow_or_403(
        may_see_people(request.user, on=today()),
        _("Mensen en rollen beheren de beheerder en de participatiecoach."),
    )


def _person(pk):
    """Somebody who is not forgotten, or 404."""
    return get_object_or_404(Person.objects.exclude(name=""), pk=pk)


def _crumbs(*last):
    return [
        {"label": _("Mijn werk"), "url": reverse("my-work")},
        {"label": _("Mensen"), "url": reverse("work-people")},
        *({"label": label, "url": url} for label, url in last),
    ]


def _bodies(day):
    """The bodies of the policy in force; none before there is a policy."""
    version = PolicyVersion.objects.in_force(day).first()
    return parsed_policy(version).deciding_bodies if version else ()


def _called(grant, bodies):
    """What a role is called; for who records, as the policy calls it for that body."""
    return role_named(Role(grant.role), bodies, body=grant.body)


def _where(grant, bodies):
    """Where a role holds; for who records, the body by its name among ``bodies``."""
    if not grant.body:
        return reach_of(grant)
    return next((str(body.label) for body in bodies if body.key == grant.body), grant.body)


@dataclass(frozen=True, kw_only=True)
class PeoplePage(InnerWorkPage):
    """Everybody with an account."""

    template: ClassVar = "workbench/people.html"
    nav_current: str = "people"
    people: Sequence[Person]
    text: str
    next_url: str
    first_url: str
    may_name_places: bool


@workbench_page
def people(request):
    """Everybody with an account, by name, with what they may."""
    _check(request)
    text, after = request.GET.get("zoek", ""), None
    if (last := whole_number(request.GET.get("na", ""))) is not None:
        after = Person.objects.filter(pk=last).values_list("name", "pk").first()
    page = find_people(text, on=today(), after=after)
    has_bodies = any(grant.body for person in page.people for grant in person.current_grants)
    bodies = _bodies(today()) if has_bodies else ()
    for person in page.people:
        person.role_words = [
            f"{_called(grant, bodies)} ({_where(grant, bodies)})" for grant in person.current_grants
        ]
    query = {"zoek": text} if text else {}
    next_url = f"?{urlencode(query | {'na': page.after[1]})}" if page.after else ""
    first_url = f"?{urlencode(query)}" if after else ""
    return render_page(
        request,
        PeoplePage(
            crumbs=_crumbs(),
            people=page.people,
            text=text,
            next_url=next_url,
            first_url=first_url,
            may_name_places=may_name_places(request.user, on=today()),
        ),
    )


@workbench_page
def welcome(request):
    """Make an account; the link to choose a password is shown once, on the page that follows."""
    _check(request)
    day = today()
    form = NewColleagueForm(
        request.POST or None,
        by=request.user,
        on=day,
        bodies=_bodies(day),
        initial={"starts_on": day},
    )
    if request.method == "POST":
        person = act(
            request,
            form,
            lambda data: welcome_by_mail(
                by=request.user, at=now(), on=day, role=form.given_role, **form.account
            ),
        )
        if person:
            return _show_link(request, person, is_mailed=True)
    return _form_page(request, form, _("Nieuw account"), _("Maak het account"))


@dataclass(frozen=True, kw_only=True)
class PeopleFormPage(InnerWorkPage):
    """One form about a person."""

    template: ClassVar = "workbench/people_form.html"
    nav_current: str = "people"
    title: str
    form: Form
    label: str
    note: str
    back: str
    asks: bool = True  # where there is nothing to fill in, the note alone says so


def _form_page(request, form, title, label, *, person=None, note="", asks=True):
    """One form on a page of its own."""
    back = reverse("work-person", args=[person.pk]) if person else reverse("work-people")
    steps = [(person.name, back)] if person else []
    page = PeopleFormPage(
        crumbs=_crumbs(*steps, (title, "")),
        title=title,
        form=form,
        label=label,
        note=note,
        back=back,
        asks=asks,
    )
    return render_page(request, page, status=REFUSED if form.errors else 200)


@dataclass(frozen=True, kw_only=True)
class PasswordLinkPage(InnerWorkPage):
    """The link to choose a password; shown once."""

    template: ClassVar = "workbench/password_link.html"
    nav_current: str = "people"
    shows_code: bool = True
    person: Person
    link: str
    is_mailed: bool


def _show_link(request, person, *, is_mailed=False):
    response = render_page(
        request,
        PasswordLinkPage(
            crumbs=_crumbs(
                (person.name, reverse("work-person", args=[person.pk])), (_("Link"), "")
            ),
            person=person,
            link=password_link(request, person),
            is_mailed=is_mailed,
        ),
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


@workbench_page
@require_POST
def new_password(request, pk):
    """A link to choose a new password, shown once."""
    _check(request)
    person = _person(pk)
    try:
        appointing.allow_new_password(person, by=request.user, at=now(), on=today())
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return redirect("work-person", pk=pk)
    return _show_link(request, person)


@dataclass(frozen=True, kw_only=True)
class PersonPage(InnerWorkPage):
    """One person: roles, organisations, account."""

    template: ClassVar = "workbench/person.html"
    nav_current: str = "people"
    person: Person
    grants: Sequence[Grant]
    work: Sequence[tuple[str, Sequence[str]]]
    organisations: Iterable[Membership]
    may_close: bool
    has_password: bool
    has_second_factor: bool
    is_self: bool
    sign_ins: Sequence[SignIn]


@workbench_page
def person(request, pk):
    """One person: roles, organisations, account."""
    _check(request)
    shown, day = _person(pk), today()
    grants = roles_held(shown, on=day)
    bodies = _bodies(day) if any(grant.body for grant in grants) else ()
    for grant in grants:
        grant.called, grant.reach = _called(grant, bodies), _where(grant, bodies)
        grant.may_end = may_end(request.user, grant, on=day)
    return render_page(
        request,
        PersonPage(
            crumbs=_crumbs((shown.name, "")),
            person=shown,
            grants=grants,
            work=work_of(shown, on=day),
            organisations=organisations_of(shown, on=day),
            may_close=may_close_accounts(request.user, on=day),
            has_password=shown.has_usable_password(),
            has_second_factor=has_second_factor(shown),
            is_self=shown.pk == request.user.pk,
            sign_ins=sign_ins_of(shown) if may_close_accounts(request.user, on=day) else (),
        ),
    )


@workbench_page
def edit(request, pk):
    """Name, address, function and telephone of somebody else."""
    allow_or_403(
        may_close_accounts(request.user, on=today()),
        _("Gegevens van een ander wijzigt de beheerder."),
    )
    shown = _person(pk)
    before = {name: getattr(shown, name) for name in DETAILS} | {"etag": etag_of(shown, DETAILS)}
    form = PersonDetailsForm(request.POST or None, initial=before)
    if request.method == "POST":
        done = act_unless_changed(
            request,
            form,
            lambda data: change_details(shown, by=request.user, at=now(), on=today(), **data),
        )
        if done:
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect("work-person", pk=pk)
    note = _("Met een ander e-mailadres logt deze persoon opnieuw in.")
    return _form_page(request, form, _("Gegevens"), _("Bewaar"), person=shown, note=note)


@workbench_page
def grant(request, pk):
    """Give a role."""
    _check(request)
    shown, day = _person(pk), today()
    form = RoleForm(
        request.POST or None,
        by=request.user,
        on=day,
        bodies=_bodies(day),
        initial={"starts_on": day},
    )
    if request.method == "POST":
        done = act(
            request,
            form,
            lambda data: give_role(shown, by=request.user, at=now(), on=day, **data),
        )
        if done:
            messages.success(request, _("De rol is gegeven."))
            return redirect("work-person", pk=pk)
    in_cases_only = not roles_to_give(request.user, on=day)
    note = (
        _("U wijst mensen aan in een zaak. Andere rollen geeft de beheerder.")
        if in_cases_only
        else _("Vul niets in bij zaak, gebied en onderwerp als de rol overal geldt.")
    )
    return _form_page(request, form, _("Rol geven"), _("Geef de rol"), person=shown, note=note)


@workbench_page
def end_role(request, pk):
    """End a role after a day."""
    _check(request)
    grant = get_object_or_404(Grant.objects.select_related("person", "area", "subject"), pk=pk)
    day = today()
    allow_or_403(may_end(request.user, grant, on=day))
    form = EndRoleForm(
        request.POST or None, left=left_to_nobody(grant, on=day), initial={"ends_on": day}
    )
    if request.method == "POST":
        done = act(
            request,
            form,
            lambda data: appointing.dismiss(grant, by=request.user, at=now(), on=day, **data),
        )
        if done:
            messages.success(request, _("De rol eindigt. Wat gedaan is, blijft gedaan."))
            return redirect("work-person", pk=grant.person_id)
    bodies = _bodies(day) if grant.body else ()
    note = f"{_called(grant, bodies)}, {_where(grant, bodies)}"
    if leaves_nobody(grant, day):
        note = f"{note}. " + _(
            "Niemand anders heeft deze rol in deze zaak, en de zaak loopt nog. Draag de zaak liever "
            "over, of geef daarna een collega deze rol."
        )
    return _form_page(
        request, form, _("Rol beëindigen"), _("Beëindig de rol"), person=grant.person, note=note
    )


@workbench_page
def hand_over(request, pk):
    """What somebody works on goes to a colleague, case by case, or somebody stands in for a while."""
    _check(request)
    shown, day = _person(pk), today()
    work = work_of(shown, on=day)
    prepared = prepared_by(shown)
    form = HandOverForm(
        request.POST or None,
        person=shown,
        by=request.user,
        on=day,
        work=work,
        prepared=prepared,
    )
    if request.method == "POST":
        cases = act_unless_changed(
            request,
            form,
            lambda data: hand_over_work(shown, **data, by=request.user, at=now(), on=day),
        )
        if cases:
            messages.success(
                request,
                _("Overgedragen. Het ging om deze zaken: %(names)s.") % {"names": ", ".join(cases)},
            )
            return redirect("work-person", pk=pk)
    note = "" if work else _("Er is geen lopend werk.")
    if work and prepared is not None:
        note = _("%(name)s bereidde dit voor op %(day)s. Kies wie het krijgt.") % {
            "name": shown.name,
            "day": day_words(prepared.prepared_at),
        }
    return _form_page(
        request,
        form,
        _("Overdragen"),
        _("Draag over"),
        person=shown,
        note=note,
        asks=bool(work or form.errors),
    )


@workbench_page
def prepare(request):
    """Who leaves lays the own hand-over ready; the coach or the administrator completes it."""
    person, day = request.user, today()
    allow_or_403(is_staff(person, on=day))
    work = work_of(person, on=day)
    form = PrepareForm(
        request.POST or None,
        person=person,
        by=person,
        on=day,
        work=work,
        prepared=prepared_by(person),
    )
    if request.method == "POST" and act(
        request,
        form,
        lambda data: prepare_hand_over(person, **data, by=person, at=now(), on=day),
    ):
        messages.success(
            request,
            _("Het staat klaar. De participatiecoach of de beheerder kiest wie het krijgt."),
        )
        return redirect("my-work")
    return render_page(
        request,
        PeopleFormPage(
            nav_current="my-work",
            crumbs=[
                {"label": _("Mijn werk"), "url": reverse("my-work")},
                {"label": _("Een overdracht voorbereiden"), "url": ""},
            ],
            form=form,
            title=_("Een overdracht voorbereiden"),
            label=_("Zet het klaar"),
            back=reverse("my-work"),
            note=_("U houdt uw zaken totdat een ander het heeft afgerond.")
            if work
            else _("U heeft nu geen werk om over te dragen."),
            asks=bool(work),
        ),
        status=REFUSED if form.errors else 200,
    )


@workbench_page
@require_POST
def account(request, pk):
    """Turn an account off or on, or let somebody begin anew with the second step."""
    _check(request)
    shown = _person(pk)
    acts = {
        "close": (appointing.close_account, _("Het account staat uit.")),
        "reopen": (appointing.reopen_account, _("Het account staat weer aan.")),
        "second-factor": (
            take_second_factor_away,
            _("Bij het volgende inloggen begint deze persoon opnieuw met de tweede stap."),
        ),
    }
    if request.POST.get("do") not in acts:
        raise Http404
    do, done = acts[request.POST["do"]]
    return press(
        request,
        lambda: do(shown, by=request.user, at=now(), on=today()),
        done=done,
        to=reverse("work-person", args=[pk]),
    )


urlpatterns = [
    path("werk/mensen/", people, name="work-people"),
    path("werk/mensen/nieuw/", welcome, name="work-welcome"),
    path("werk/mensen/<int:pk>/", person, name="work-person"),
    path("werk/mensen/<int:pk>/gegevens/", edit, name="work-edit-person"),
    path("werk/mensen/<int:pk>/rol/", grant, name="work-grant"),
    path("werk/mensen/<int:pk>/overdragen/", hand_over, name="work-hand-over"),
    path("werk/overdragen/", prepare, name="work-prepare-hand-over"),
    path("werk/mensen/<int:pk>/wachtwoord/", new_password, name="work-password-link"),
    path("werk/mensen/<int:pk>/account/", account, name="work-account"),
    path("werk/rollen/<int:pk>/beeindigen/", end_role, name="work-end-role"),
    *organisations.urlpatterns,
    *places.urlpatterns,
]
