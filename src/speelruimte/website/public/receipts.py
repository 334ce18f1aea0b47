"""My contribution: what became of it, for who holds the code or a link from a mail.

The code is typed into a form and the answer is the page of that very request: it is never in an
address, a session or a log. Wrong and unknown codes get one answer, ten times per address and hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.decisions.actions import take_back
from speelruimte.initiatives.models import Initiative
from speelruimte.notices.links import read_token
from speelruimte.people.attempts import (
    WRONG_CODE,
    WRONG_CODES_PER_HOUR,
    allowed,
    count_attempt,
    source_of,
)
from speelruimte.people.receipts import code_hash
from speelruimte.shared.codes import RECEIPT, read_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import now, the_address
from speelruimte.website.forms import PlainForm
from speelruimte.website.kind_pages import all_pages
from speelruimte.website.private_pages import kept_private
from speelruimte.website.public.thread import initiative_receipt, thread_page
from speelruimte.website.rendering import InnerPage, render_page

ONE_ANSWER = gettext_lazy(
    "Deze code kennen we niet. Kijk goed na wat op uw bon staat. Een 0, 1, I, L, O of U komt er "
    "niet in voor. Lukt het niet? Bel ons."
)
TOO_OFTEN = gettext_lazy(
    "Er is te vaak een verkeerde code ingevuld. Probeer het over een uur opnieuw, of bel ons."
)


class CodeForm(PlainForm):
    """A receipt code, with or without dashes, in small letters or capitals."""

    code = forms.CharField(
        label=gettext_lazy("Uw code"),
        help_text=gettext_lazy("De code staat op uw ontvangstbewijs en begint met SR of SB."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class WithdrawForm(PlainForm):
    """Taking back is asked twice: by a tick, and by a button."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, ik weet het zeker. Niemand leest mijn inbreng nog op de website.")
    )


class WithdrawByCodeForm(CodeForm, WithdrawForm):
    """For who holds the code."""


def unseen(view):
    """Pages that one person may see: kept nowhere, found by no search engine.

    Without a form they also hide where one comes from: see ``private_pages.kept_private``.
    """

    def private(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        kept_private(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    private.__name__, private.__doc__ = view.__name__, view.__doc__
    return private


@sensitive_post_parameters("code")
@unseen
def find_contribution(request):
    """Type the code; what belongs to it comes in answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        source = source_of(the_address(request), at=now())
        if not allowed(WRONG_CODE, source, WRONG_CODES_PER_HOUR, now()):
            form.add_error("code", TOO_OFTEN)
            return _form(request, form, status=429)
        page = page_for_code(request, form.cleaned_data["code"])
        if page is not None:
            return page
        count_attempt(WRONG_CODE, source, now())
        form.add_error("code", ONE_ANSWER)
    return _form(request, form, status=422 if form.errors else 200)


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
    contribution = contribution_with_code(typed)
    if contribution is not None:
        code = read_code(typed, RECEIPT)
        return _contribution(request, contribution, code=code)
    typed_hash = code_hash(typed)
    initiative = Initiative.objects.filter(receipt_hash=typed_hash).first() if typed_hash else None
    if initiative is not None:
        return _initiative(request, initiative, code=read_code(typed, RECEIPT))
    answers = (pages.standing(request, typed) for pages in all_pages())
    return next((page for page in answers if page is not None), None)


@unseen
def linked(request, token):
    """The same pages, for who comes from a link in a mail."""
    try:
        linked_to = read_token(token)
        if linked_to.kind == "contribution":
            contribution = Contribution.objects.select_related("trajectory", "area", "activity")
            return _contribution(request, contribution.get(public_key=linked_to.key), token=token)
        return _initiative(request, Initiative.objects.get(case_number=linked_to.key))
    except RuleBroken as broken:
        sentence = broken.sentence
    except (Contribution.DoesNotExist, Initiative.DoesNotExist):
        sentence = _("Wat bij deze link hoorde, is er niet meer.")
    return _form(request, CodeForm(), status=404, sentence=sentence)


@sensitive_post_parameters("code")
@unseen
def withdraw(request):
    """Take own words back with the code in hand."""
    form = WithdrawByCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        source = source_of(the_address(request), at=now())
        if not allowed(WRONG_CODE, source, WRONG_CODES_PER_HOUR, now()):
            form.add_error("code", TOO_OFTEN)
            return _withdraw_form(request, form, status=429)
        contribution = contribution_with_code(form.cleaned_data["code"])
        if contribution is not None:
            code = read_code(form.cleaned_data["code"], RECEIPT)
            return _take_back(request, contribution, code=code)
        count_attempt(WRONG_CODE, source, now())
        form.add_error("code", ONE_ANSWER)
    return _withdraw_form(request, form, status=422 if form.errors else 200)


@unseen
def withdraw_by_link(request, token):
    """Take own words back, coming from a link in a mail."""
    try:
        linked_to = read_token(token)
    except RuleBroken as broken:
        raise Http404(broken.sentence) from broken
    if linked_to.kind != "contribution":
        raise Http404
    contribution = get_object_or_404(
        Contribution.objects.select_related("trajectory", "area", "activity"),
        public_key=linked_to.key,
    )
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _take_back(request, contribution, token=token)
    status = 422 if form.errors else 200
    return _withdraw_form(request, form, status=status, words=contribution.text)


@dataclass(frozen=True, kw_only=True)
class WithdrawPage(InnerPage):
    """Taking own words back."""

    template: ClassVar = "public/withdraw.html"
    nav_current: str = "contribution"
    form: WithdrawForm
    words: str


def _withdraw_form(request, form, *, status, words=""):
    return render_page(
        request,
        WithdrawPage(
            form=form,
            words=words,
            crumbs=_crumbs(),
        ),
        status=status,
    )


def _take_back(request, contribution, *, code="", token=""):
    sentence = ""
    try:
        take_back(contribution, by=contribution.contact, at=now())
    except RuleBroken as broken:
        sentence = broken.sentence
    return _contribution(request, contribution, code=code, token=token, sentence=sentence)


def _contribution(request, contribution, *, code="", token="", sentence=""):
    page = thread_page(
        contribution,
        code=code,
        crumbs=_crumbs(),
        sentence=sentence,
        withdraw_url=reverse("linked-withdraw", args=[token]) if token else reverse("withdraw"),
    )
    return render_page(request, page)


def _initiative(request, initiative, *, code=""):
    return render_page(request, initiative_receipt(initiative, code=code, crumbs=_crumbs()))


def _crumbs():
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Mijn inbreng"), "url": ""},
    ]


urlpatterns = [
    path("mijn-inbreng/", find_contribution, name="find-contribution"),
    path("mijn-inbreng/intrekken/", withdraw, name="withdraw"),
    path("mijn-inbreng/volg/<str:token>/", linked, name="linked"),
    path("mijn-inbreng/volg/<str:token>/intrekken/", withdraw_by_link, name="linked-withdraw"),
]
