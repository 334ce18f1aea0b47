"""Pages of the demo: look as somebody else, names with passwords and codes, and a code to try a vote."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth import login, logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from demo.cast import CAST
from demo.second_factor import PASSWORD, code_of
from demo.styleguide import samples
from speelruimte.activities.kinds.budget.actions import grant_rights
from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.people.models import Person
from speelruimte.people.queries import reach_of, roles_held
from speelruimte.people.rights import is_staff, works_here
from speelruimte.website.asking import now, today
from speelruimte.website.kinds.budget.at_the_vote import url_at, why_not_now
from speelruimte.website.rendering import Rows, ShellPage, render_page

VISITOR = "visitor"
BACKEND = "speelruimte.website.sign_in.backend.SignedIn"


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


@dataclass(frozen=True, kw_only=True)
class TryVotePage(ShellPage):
    """A voting code for who wants to see what voting is like."""

    template: ClassVar = "demo/try_vote.html"
    votes: Rows  # {key, title, url}
    code: str


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
def try_a_vote(request):
    """Every vote that is open now, and a code of one's own for the one that was pressed."""
    votes = [vote for vote in _open_votes() if not why_not_now(vote.activity, vote)]
    chosen = next((vote for vote in votes if str(vote.pk) == request.POST.get("vote", "")), None)
    code = ""
    if chosen is not None:
        coach = Person.objects.get(email=next(c.email for c in CAST if c.key == "marleen"))
        (code,) = grant_rights(chosen, number=1, channel="counter", by=coach, at=now())
    shown = [
        {"key": vote.pk, "title": vote.activity.title, "url": url_at("vote-form", vote.activity)}
        for vote in ([chosen] if chosen else votes)
    ]
    return render_page(request, TryVotePage(votes=shown, code=code))


def _open_votes():
    votes = Vote.objects.filter(opened_at__isnull=False, closed_at__isnull=True)
    return votes.select_related("activity__trajectory").order_by("pk")


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
