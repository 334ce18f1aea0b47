"""A form that came too late comes back as it was sent: nobody types it twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from speelruimte.website.private_pages import kept_private
from speelruimte.website.rendering import ShellPage, render_page
from speelruimte.website.safety import from_own_page

NOT_SENT_AGAIN = ("csrfmiddlewaretoken",)


@dataclass(frozen=True, kw_only=True)
class FormAgainPage(ShellPage):
    """What was sent, with one button to send it now; first a sign-in for who was signed out."""

    template: ClassVar = "form_again.html"
    address: str
    fields: Sequence[tuple[str, str]]
    typed: Sequence[str]  # the texts among them, to be read
    sign_in_url: str
    not_kept: bool  # it came in time, and could not be kept


def can_come_back(request) -> bool:
    """Whether what was sent may be offered again.

    Only what was typed on a page of ours, or a page elsewhere could put words in somebody's mouth.
    No files, which a page cannot hold, and no passwords.
    """
    return (
        request.method == "POST"
        and from_own_page(request)
        and not request.FILES
        and not any("password" in name for name in request.POST)
    )


def form_again(request, *, status, sign_in_url="", not_kept=False):
    """The page with everything that was sent."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_SENT_AGAIN
        for value in values
    ]
    page = FormAgainPage(
        address=request.get_full_path(),
        fields=fields,
        typed=[value for _name, value in fields if " " in value.strip()],
        sign_in_url=sign_in_url,
        not_kept=not_kept,
    )
    return kept_private(render_page(request, page, status=status))


def sign_in_first(request):
    """To the page for signing in and back; who sent a form meanwhile keeps it on the screen."""
    if can_come_back(request):
        return form_again(request, status=403, sign_in_url=reverse("account_login"))
    return redirect_to_login(request.get_full_path())
