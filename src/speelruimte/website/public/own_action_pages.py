"""Asking before something is done with own words, with the code or a link from a mail in hand.

The thread page sends its code along by POST, so that nobody types it twice; it stands in no address.
What answers a form that was taken is a page to which one can go back (``just_shown``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.models import Contribution
from speelruimte.people.intake import Receipt
from speelruimte.shared.codes import RECEIPT, read_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.acting import act, act_once, refuse
from speelruimte.website.asking import now
from speelruimte.website.brake import brake, brake_mail
from speelruimte.website.days import day_words
from speelruimte.website.forms import PlainForm
from speelruimte.website.just_shown import sent_on, shown_just_now
from speelruimte.website.public.own_actions import OWN_ACTIONS, OwnAction, lead_for, words_go
from speelruimte.website.public.own_rows import (
    CodeForm,
    row_with_code,
    row_with_token,
    unseen,
)
from speelruimte.website.public.receipts import no_link, to_own_words
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.wrong_codes import found_by_code, is_shut

# The name of the button with which a thread page sends its code: nothing was asked yet.
BEGIN = "begin"


@dataclass(frozen=True, kw_only=True)
class OwnActionPage(InnerPage):
    """Asking before something is done with own words."""

    template: ClassVar = "public/own_action.html"
    nav_current: str = "contribution"
    own: OwnAction
    lead: str
    form: PlainForm
    code_form: CodeForm | None  # None for who comes by a link
    knows_code: bool
    words: str
    along: Rows  # {day, text}: what else goes
    along_lead: str
    stays: Sequence[str]  # what does not go


def _by_code(own):
    @sensitive_post_parameters("code")
    @unseen
    def asked_by_code(request):
        if request.method != "POST":
            return _asked_first(request, own)
        code_form, is_begin = CodeForm(request.POST), BEGIN in request.POST
        row = _row_of(request, code_form) if code_form.is_valid() else None
        form = own.form_for(row)(None if is_begin else request.POST)
        if row is not None:
            code = read_code(code_form.cleaned_data["code"], RECEIPT)
            if is_begin:
                return sent_on(request, reverse(own.name), {"code": code})
            done = _do(request, own, row, form)
            if done is not None:
                return _after(request, own, done, code=code)
        return _page(request, own, form, row=row, code_form=code_form)

    return asked_by_code


def _asked_first(request, own):
    """Before anything was filled in: with the code that the page before sent along, if it did."""
    code = shown_just_now(request).get("code", "")
    row = row_with_code(code)
    code_form = CodeForm(initial={"code": code} if row is not None else None)
    return _page(request, own, own.form_for(row)(), row=row, code_form=code_form)


def _row_of(request, code_form):
    """What belongs to the code; wrong codes are counted."""
    try:
        return found_by_code(request, lambda: row_with_code(code_form.cleaned_data["code"]))
    except RuleBroken as broken:
        refuse(code_form, broken)
        return None


def _by_link(own):
    @unseen
    def asked_by_link(request, token):
        try:
            row = row_with_token(token)
        except RuleBroken as broken:
            return no_link(request, broken.sentence)
        if row is None or not isinstance(row, Contribution):
            return no_link(request)
        is_sent = request.method == "POST"
        form = own.form_for(row)(request.POST if is_sent else None)
        if is_sent and _do(request, own, row, form) is not None:
            return to_own_words(request, token=token, said=own.name)
        return _page(request, own, form, row=row, code_form=None)

    return asked_by_link


def _do(request, own, row, form):
    def do(data):
        if own.mails:
            brake_mail(request, data["email"])
        if own.along is not None and words_go(data):
            _check_was_shown(request, own.along(row))
        own.do(row, data, now())
        return True

    def add(data):
        return own.do(row, data, now(), allow=lambda: _brake_added(request, row))

    return act_once(request, form, add) if own.adds else act(request, form, do)


def _check_was_shown(request, along):
    """Nothing goes that did not stand on the page with the button."""
    if str(len(along)) != request.POST.get("along", "0"):
        raise RuleBroken(
            _(
                "Er verdwijnt meer dan u zag. Het staat nu op deze bladzijde. Kijk, en druk nog eens."
            ),
            code="more_goes_along",
        )


def _brake_added(request, row):
    """Words; and to contributions a mail for them when an address is known."""
    brake(request)
    if isinstance(row, Contribution) and row.contact is not None and row.contact.email:
        brake_mail(request, row.contact.email)


def _after(request, own, done, *, code):
    """What was added has a receipt of its own; after the rest one reads the own words again."""
    if not isinstance(done, Receipt):
        return to_own_words(request, code=code, said=own.name)
    activity = done.received.activity
    place = {"slug": activity.trajectory.slug, "key": activity.key}
    return sent_on(request, reverse("contributed", kwargs=place), {"code": done.code})


def _page(request, own, form, *, row, code_form):
    bad = form.errors or (code_form is not None and code_form.errors)
    too_often = code_form is not None and is_shut(code_form)
    along = own.along(row) if own.along and row is not None else []
    page = OwnActionPage(
        own=own,
        lead=lead_for(own, row),
        form=form,
        code_form=code_form,
        knows_code=row is not None and code_form is not None,
        words=row.text if row is not None else "",
        along=[{"day": day_words(gone.said_at), "text": gone.text} for gone in along],
        along_lead=own.along_lead(len(along)) if own.along_lead else "",
        stays=list(own.stays(row)) if own.stays else [],
        crumbs=[
            {"label": _("Begin"), "url": reverse("home")},
            {"label": _("Mijn inbreng"), "url": reverse("find-contribution")},
            {"label": str(own.title), "url": ""},
        ],
    )
    return render_page(request, page, status=429 if too_often else 422 if bad else 200)


urlpatterns = [
    path(f"mijn-inbreng/{own.address}/", _by_code(own), name=own.name) for own in OWN_ACTIONS
] + [
    path(f"mijn-inbreng/volg/<str:token>/{own.address}/", _by_link(own), name=f"linked-{own.name}")
    for own in OWN_ACTIONS
    if own.by_link
]
