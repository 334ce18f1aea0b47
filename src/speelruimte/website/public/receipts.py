"""My contribution: what became of it, for who holds the code or a link from a mail.

The code is typed into a form; its page is one to which one can go back for ten minutes
(``just_shown``). It is never in an address, a session or a log. Wrong and unknown codes get one
answer; so many per address and hour (``wrong_codes``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.models import Contribution
from speelruimte.activities.proofs import last_entry_of_words
from speelruimte.shared.codes import RECEIPT, read_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.acting import refuse
from speelruimte.website.asking import now
from speelruimte.website.just_shown import brought_along, sent_on, shown_just_now
from speelruimte.website.kind_pages import all_pages
from speelruimte.website.proof_words import signed_by_words
from speelruimte.website.public.idea_thread import initiative_receipt
from speelruimte.website.public.own_actions import OWN_ACTIONS, actions_for
from speelruimte.website.public.own_rows import (
    CodeForm,
    row_with_code,
    row_with_token,
    unseen,
)
from speelruimte.website.public.thread import thread_page, where_to_write_again
from speelruimte.website.rendering import InnerPage, render_page
from speelruimte.website.wrong_codes import found_by_code, is_shut

# What happened just before, by its word in ``just_shown``; the name of an own action is one too.
NO_PROOF_YET = "no-proof-yet"
# As ``next_case_number`` makes them.
CASE_NUMBER = re.compile(r"[0-9]{4}-[0-9]{4,}")


@sensitive_post_parameters("code")
@unseen
def find_contribution(request):
    """Type the code; then to the page of what belongs to it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return found_by_code(request, lambda: _page_or_elsewhere(request, form))
        except RuleBroken as broken:
            return code_refused(request, broken)
    return _form(request, form, status=422 if form.errors else 200)


def _page_or_elsewhere(request, form):
    """To the page of a code, or the form again with where such a code is for; None for a wrong one."""
    code = form.cleaned_data["code"]
    if row_with_code(code) is not None:
        return to_own_words(request, code=read_code(code, RECEIPT))
    if _standing(request, code) is not None:
        return to_own_words(request, code=code)
    if elsewhere := _elsewhere(code):
        form.add_error("code", elsewhere)
        return _form(request, form, status=422)
    return None


def to_own_words(request, *, code="", token="", said=""):
    """To the page of own words, with a sentence on what happened just before."""
    if token:
        return sent_on(request, reverse("linked", args=[token]), {"said": said})
    return sent_on(request, reverse("own-words"), {"code": code, "said": said})


@unseen
def own_words(request):
    """The page of a code that was typed just now; others are asked for theirs."""
    shown = shown_just_now(request)
    page = _page_for_code(request, shown.get("code", ""), said=shown.get("said", ""))
    return page or redirect("find-contribution")


@sensitive_post_parameters("code")
@unseen
def send_again(request):
    """From refused words to the form, with the words filled in, for who holds the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, form, status=422 if form.errors else 200)
    code = form.cleaned_data["code"]
    try:
        row = found_by_code(request, lambda: row_with_code(code))
    except RuleBroken as broken:
        return code_refused(request, broken)
    code = read_code(code, RECEIPT)
    form_url = where_to_write_again(row)
    if not form_url:
        return to_own_words(request, code=code)
    return brought_along(form_url, {"code": code})


@unseen
def linked_send_again(request, token):
    """The same, for who comes from a link in a mail."""
    try:
        row = row_with_token(token)
    except RuleBroken:
        row = None
    form_url = where_to_write_again(row) if row is not None else ""
    if not form_url:
        return redirect("linked", token)
    return brought_along(form_url, {"token": token})


def code_refused(request, broken):
    """The same form again, with what was typed and why it was refused."""
    form = CodeForm(request.POST)
    refuse(form, broken)
    return _form(request, form, status=429 if is_shut(broken) else 422)


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


def _page_for_code(request, code, *, said):
    """The page of what belongs to a code; None when nothing does."""
    row = row_with_code(code)
    if row is not None:
        return _page_of_row(request, row, code=code, said=said)
    return _standing(request, code)


def _standing(request, typed):
    answers = (pages.standing(request, typed) for pages in all_pages())
    return next((page for page in answers if page is not None), None)


def _elsewhere(typed):
    """What is said of a code of another place; that it looks like one says nothing about it."""
    if CASE_NUMBER.fullmatch(typed.strip()):
        return _(
            "Dit is een zaaknummer. Uw code staat op uw ontvangstbewijs, en begint met SR of SB."
        )
    answers = (pages.meant_elsewhere(typed) for pages in all_pages())
    return next((answer for answer in answers if answer), "")


@unseen
def linked(request, token):
    """The same pages, for who comes from a link in a mail."""
    try:
        row = row_with_token(token)
    except RuleBroken as broken:
        return no_link(request, broken.sentence)
    if row is None:
        return no_link(request)
    said = shown_just_now(request).get("said", "")
    return _page_of_row(request, row, token=token, said=said)


def no_link(request, sentence=""):
    """Of a link that leads nowhere any more: why, and the form for who holds the code."""
    gone = _("Wat bij deze link hoorde, is er niet meer.")
    return _form(request, CodeForm(), status=404, sentence=sentence or gone)


def _page_of_row(request, row, *, code="", token="", said=""):
    """The page of own words or of an own idea, for who may see it."""
    parts = {
        "code": code,
        "crumbs": _crumbs(),
        "sentence": _sentence(row, said),
        "actions": actions_for(row, token=token),
        "token": token,
    }
    if isinstance(row, Contribution):
        return render_page(request, thread_page(row, **parts))
    return render_page(request, initiative_receipt(row, **parts))


def _sentence(row, said):
    """What just happened, or nothing."""
    if said == NO_PROOF_YET:
        entry = last_entry_of_words(row)
        when = signed_by_words(entry, at=now()) if entry is not None else ""
        return f"{_('Het bewijs is er nog niet.')} {when}".strip()
    return next((str(own.done) for own in OWN_ACTIONS if own.name == said), "")


def _crumbs():
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Mijn inbreng"), "url": ""},
    ]


urlpatterns = [
    path("mijn-inbreng/", find_contribution, name="find-contribution"),
    path("mijn-inbreng/gevonden/", own_words, name="own-words"),
    path("mijn-inbreng/opnieuw/", send_again, name="send-again"),
    path("mijn-inbreng/volg/<str:token>/", linked, name="linked"),
    path("mijn-inbreng/volg/<str:token>/opnieuw/", linked_send_again, name="linked-send-again"),
]
