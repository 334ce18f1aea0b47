"""Two pages of the demo: look as somebody else, and the sheet with names, passwords and codes."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth import login, logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from demo.cast import CAST
from demo.second_factor import PASSWORD, code_of
from demo.styleguide import samples
from speelruimte.people.models import Person
from speelruimte.people.queries import reach_of, roles_held
from speelruimte.people.rights import is_staff, works_here
from speelruimte.website.asking import today
from speelruimte.website.rendering import Rows, ShellPage, render_page

VISITOR = "visitor"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, kw_only=True)
class SwitchPage(ShellPage):
    """Look as somebody else."""

    template: ClassVar = "demo/switch.html"
    people: Rows
    visitor: str


@dataclass(frozen=True, kw_only=True)
class RolesPage(ShellPage):
    """Names, passwords and codes of the cast."""

    template: ClassVar = "demo/roles.html"
    people: Rows
    password: str


@never_cache
def switch(request):
    """Look as somebody of the cast, or as a visitor without account."""
    if request.method == "POST":
        return _become(request, request.POST.get("who", ""))
    return render_page(request, SwitchPage(people=_people(), visitor=VISITOR))


def _become(request, key):
    if key == VISITOR:
        logout(request)
        return redirect("home")
    character = next((member for member in CAST if member.key == key), None)
    person = character and Person.objects.filter(email=character.email, is_active=True).first()
    if person is None:
        raise Http404
    logout(request)
    login(request, person, backend=BACKEND)
    return redirect("my-work" if works_here(person, on=today()) else "home")


@never_cache
def roles(request):
    """Name, address, password and the code of this moment, for everybody in the cast."""
    return render_page(request, RolesPage(people=_people(), password=PASSWORD))


@never_cache
def styleguide(request):
    """Every component of the look with example words: for who builds or reviews pages."""
    return render(request, "styleguide.html", samples())


def _people():
    """The cast as far as it has an account here, each with roles and code."""
    accounts = {
        account.email: account
        for account in Person.objects.filter(email__in=[c.email for c in CAST])
    }
    people = []
    for character in CAST:
        person = accounts.get(character.email)
        if person is None:
            continue
        code, left = code_of(character.key)
        people.append(
            {
                "key": character.key,
                "name": person.name,
                "email": person.email,
                "function": character.function,
                "roles": [
                    f"{grant.get_role_display()} ({reach_of(grant)})"
                    for grant in roles_held(person, on=today())
                ],
                "code": code if is_staff(person, on=today()) else "",
                "left": left,
            }
        )
    return people
