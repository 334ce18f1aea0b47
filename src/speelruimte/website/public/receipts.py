"""My contribution: what became of it, for who holds the code or a link from a mail.

The code is typed into a form and the answer is the page of that very request: it is never in an
address, a session or a log. Wrong and unknown codes get one answer, ten times per address and hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.models import Contribution
from speelruimte.shared.codes import RECEIPT, read_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.kind_pages import all_pages
from speelruimte.website.public.own_actions import actions_for
from speelruimte.website.public.own_rows import (
    CodeForm,
    found_by_code,
    row_with_code,
    row_with_token,
    unseen,
)
from speelruimte.website.public.thread import initiative_receipt, thread_page
from speelruimte.website.rendering import InnerPage, render_page


@sensitive_post_parameters("code")
@unseen
def find_contribution(request):
    """Type the code; what belongs to it comes in answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return found_by_code(request, lambda: _page_or_elsewhere(request, form))
        except RuleBroken as broken:
            return code_refused(request, broken)
    return _form(request, form, status=422 if form.errors else 200)


def _page_or_elsewhere(request, form):
    """The page of a code, or the form again with where such a code is for; None for a wrong one."""
    code = form.cleaned_data["code"]
    page = page_for_code(request, code)
    if page is None and (elsewhere := _elsewhere(code)):
        form.add_error("code", elsewhere)
        return _form(request, form, status=422)
    return page


def code_refused(request, broken):
    """The same form again, with what was typed and why it was refused."""
    form = CodeForm(request.POST)
    form.add_error("code", broken.sentence)
    return _form(request, form, status=429 if broken.code == "too_many_codes" else 422)


@dataclass(frozen=True, kw_only=True)
class FindContributionPage(InnerPage):
    """Look up by code."""

    template: ClassVar = "public/find_contribution.html"
    nav_current: str = "contribution"
    form: CodeForm
    code_notes: Sequence[str]
    sentence: str = ""


def _form(request, form, *, status, sentence=""):
    notes = [pages.code_note for pages in all_pages() if pages.code_note]
    page = FindContributionPage(form=form, crumbs=_crumbs(), code_notes=notes, sentence=sentence)
    return render_page(request, page, status=status)


def page_for_code(request, typed):
    """The page of what belongs to a code; None when nothing does."""
    row = row_with_code(typed)
    if row is not None:
        return page_of_row(request, row, code=read_code(typed, RECEIPT))
    answers = (pages.standing(request, typed) for pages in all_pages())
    return next((page for page in answers if page is not None), None)


def _elsewhere(typed):
    """What is said of a code of another place; that it looks like one says nothing about it."""
    answers = (pages.meant_elsewhere(typed) for pages in all_pages())
    return next((answer for answer in answers if answer), "")


@unseen
def linked(request, token):
    """The same pages, for who comes from a link in a mail."""
    sentence = _("Wat bij deze link hoorde, is er niet meer.")
    try:
        row = row_with_token(token)
    except RuleBroken as broken:
        row, sentence = None, broken.sentence
    if row is not None:
        return page_of_row(request, row, token=token)
    return _form(request, CodeForm(), status=404, sentence=sentence)


def page_of_row(request, row, *, code="", token="", sentence=""):
    """The page of own words or of an own idea, for who may see it."""
    actions = actions_for(row, token=token)
    if isinstance(row, Contribution):
        page: InnerPage = thread_page(
            row, code=code, crumbs=_crumbs(), sentence=sentence, actions=actions, token=token
        )
    else:
        page = initiative_receipt(
            row, code=code, crumbs=_crumbs(), sentence=sentence, actions=actions, token=token
        )
    return render_page(request, page)


def _crumbs():
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Mijn inbreng"), "url": ""},
    ]


urlpatterns = [
    path("mijn-inbreng/", find_contribution, name="find-contribution"),
    path("mijn-inbreng/volg/<str:token>/", linked, name="linked"),
]
