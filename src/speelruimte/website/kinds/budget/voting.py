"""Voting: the ballot, the question whether it is right, and the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from speelruimte.activities.kinds.budget.actions import cast_ballot
from speelruimte.activities.kinds.budget.queries import use_of_code
from speelruimte.activities.kinds.budget.rules import check_code_is_free
from speelruimte.activities.models import Activity
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.website.acting import act, refuse
from speelruimte.website.amounts import euro
from speelruimte.website.asking import today
from speelruimte.website.days import day_words
from speelruimte.website.just_shown import MINUTES, sent_on, shown_just_now
from speelruimte.website.kinds.budget.at_the_vote import (
    an_opened_vote,
    crumbs_at,
    outcome_url,
    url_at,
    why_not_now,
)
from speelruimte.website.kinds.budget.ballot_form import BallotForm
from speelruimte.website.kinds.budget.chosen_words import BallotBar, ballot_bar
from speelruimte.website.kinds.budget.vote_words import asked_of, plan_rows, who_may_vote
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.wrong_codes import counting_wrong_codes, is_shut

# The buttons that show the ballot again as it was: to count it up, and to change it.
NOT_SENT = {"count", "change"}


@dataclass(frozen=True, kw_only=True)
class VoteFormPage(InnerPage):
    """The ballot. Kept by nobody; touches no session."""

    template: ClassVar = "kinds/budget/vote_form.html"
    nav_current: str = "processes"
    activity: Activity
    form: BallotForm
    form_url: str
    sum_url: str  # the same, at the bar
    plans: Rows
    asked: Sequence[str]
    who: str
    budget: str
    closed: str
    not_cast: str  # what was pressed too late; empty where nothing was
    chosen: Rows  # and what one had chosen then
    outcome_url: str
    vote_url: str
    bar: BallotBar


@dataclass(frozen=True, kw_only=True)
class VoteSurePage(InnerPage):
    """What one chose, before it is final. Stands on this page and nowhere else."""

    template: ClassVar = "kinds/budget/vote_sure.html"
    nav_current: str = "processes"
    activity: Activity
    form_url: str
    chosen: Rows
    chosen_words: str
    code: str
    idempotency_key: str


@dataclass(frozen=True, kw_only=True)
class VoteReceiptPage(InnerPage):
    """The receipt of a ballot; or that the vote was in already, or that it can be seen no more."""

    template: ClassVar = "kinds/budget/vote_receipt.html"
    nav_current: str = "processes"
    heading: str
    code: str
    in_before: str
    minutes: int
    until: str
    vote_url: str


@sensitive_post_parameters("code", "choices")
@require_http_methods(["GET", "HEAD", "POST"])
def vote_form(request, slug, key):
    """Code and choices in one request, looked at once more before they are final.

    No session is read or made and no ballot is counted. A refusal is answered with status 200: a
    higher one would leave the moment in the log. Only a wrong code after many others gets 429, and
    after far more any code: from there nobody votes this hour.
    """
    activity, vote = an_opened_vote(slug, key)
    plans = list(vote.plans.all())
    closed = why_not_now(activity, vote)
    form = BallotForm(request.POST or None, vote=vote, plans=plans)
    if request.method == "POST" and not closed:
        if NOT_SENT & request.POST.keys():
            form = BallotForm(vote=vote, plans=plans, initial=form.as_typed())
        elif answer := _answer(request, form, vote, plans):
            return answer
    is_late = request.method == "POST" and bool(closed)
    before, shut_late = _looked_at_late(request, vote) if is_late else (None, False)
    if before is not None:
        page = _receipt_page(activity, in_before=before.sentence)
        return _private(render_page(request, page), referrer="no-referrer")
    rows = plan_rows(vote, plans, chosen=form.chosen())
    page = VoteFormPage(
        crumbs=crumbs_at(activity, _("Uw stem")),
        activity=activity,
        form=form,
        form_url=url_at("vote-form", activity),
        sum_url=f"{url_at('vote-form', activity)}#som",
        plans=rows,
        asked=asked_of(vote),
        who=who_may_vote(vote),
        budget=euro(vote.budget),
        closed=closed,
        not_cast=_not_cast(vote, knows=not shut_late) if is_late else "",
        chosen=[row for row in rows if row["chosen"]] if is_late else (),
        outcome_url=outcome_url(activity, vote),
        vote_url=url_at("vote", activity),
        bar=ballot_bar(vote, plans, form.chosen()),
    )
    shut = shut_late if is_late else is_shut(form)
    return _private(render_page(request, page, status=429 if shut else 200))


@dataclass(frozen=True)
class _InBefore:
    """The code was used before, and not by a press of this button."""

    sentence: str


def _looked_at_late(request, vote):
    """That the vote of this code was in before it was too late, if it was; and whether too many wrong
    codes were typed to look."""
    code = request.POST.get("code", "")
    try:
        return _looked_at(request, vote, code) if code else None, False
    except RuleBroken as broken:
        return None, is_shut(broken)


def _not_cast(vote, *, knows):
    """What is true of a ballot that came too late. Once the vote was closed nobody ``knows`` any more
    whether an earlier press of this button was in time; nor does who may not look.
    """
    if vote.closed_at is not None or not knows:
        return _("Er is nu niets verstuurd")
    return _("Uw stem is niet uitgebracht")


def _answer(request, form, vote, plans):
    """The question whether it is right, the receipt, or that the vote was in; None when refused."""
    do = _cast if "sure" in request.POST else _look_at
    done = act(request, form, lambda data: do(request, vote, data))
    if done is None:
        done = _said_of_code_too(request, form, vote)
    if done is None:
        return None
    if isinstance(done, _InBefore):
        page = _receipt_page(vote.activity, in_before=done.sentence)
        return _private(render_page(request, page), referrer="no-referrer")
    if do is _cast:
        return sent_on(request, url_at("vote-receipt", vote.activity), {"code": done})
    return _private(render_page(request, _sure_page(vote, plans, form.cleaned_data)))


def _said_of_code_too(request, form, vote):
    """Where the choices were refused: what there is to say of the code, in the same answer."""
    code = form.cleaned_data.get("code")
    if not code:
        return None
    try:
        return _looked_at(request, vote, code)
    except RuleBroken as broken:
        refuse(form, broken)
        return None


def _looked_at(request, vote, code):
    try:
        with counting_wrong_codes(request):
            check_code_is_free(use_of_code(vote, code))
    except AlreadyDone as done:
        return _InBefore(done.sentence)
    return None


def _look_at(request, vote, data):
    """Whether this code is still of use."""
    return _looked_at(request, vote, data["code"]) or data


def _cast(request, vote, data):
    """The receipt; a second press of the same button gives the same one."""
    try:
        with counting_wrong_codes(request):
            return cast_ballot(
                vote,
                code=data["code"],
                choices=data["choices"],
                idempotency_key=request.POST.get("idempotency_key", ""),
                on=today(),
            )
    except AlreadyDone as done:
        return done.result or _InBefore(done.sentence)


def _sure_page(vote, plans, data):
    chosen = data["choices"]
    return VoteSurePage(
        crumbs=crumbs_at(vote.activity, _("Klopt dit?")),
        activity=vote.activity,
        form_url=url_at("vote-form", vote.activity),
        chosen=[row for row in plan_rows(vote, plans, chosen) if row["chosen"]],
        chosen_words=ballot_bar(vote, plans, chosen).chosen,
        code=data["code"],
        idempotency_key=new_idempotency_key(),
    )


def _receipt_page(activity, *, code="", in_before=""):
    if in_before:
        heading = _("Uw stem was al binnen")
    elif code:
        heading = _("Uw stem is binnen")
    else:
        heading = _("Uw ontvangstcode is hier niet meer te zien")
    return VoteReceiptPage(
        crumbs=crumbs_at(activity, _("Uw stem")),
        heading=heading,
        code=code,
        in_before=in_before,
        minutes=MINUTES,
        until=day_words(activity.last_day),
        vote_url=url_at("vote", activity),
    )


def vote_receipt(request, slug, key):
    """The receipt, for the browser that just voted; it can be loaded again, printed and copied."""
    activity, _vote = an_opened_vote(slug, key)
    page = _receipt_page(activity, code=shown_just_now(request).get("code", ""))
    return _private(render_page(request, page), referrer="no-referrer")


def _private(response, *, referrer="same-origin"):
    """Kept by nobody. A page with a form cannot say no-referrer: browsers then send the origin
    "null" with the form, and it is refused as one from elsewhere.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = referrer
    return response


# The access log is to be off where the path ends in "/stembiljet/" (docs/privacy.md).
_VOTE = "trajecten/<slug:slug>/stemmen/<slug:key>/"
urlpatterns = [
    path(f"{_VOTE}stembiljet/", vote_form, name="vote-form"),
    path(f"{_VOTE}bewijs/stembiljet/", vote_receipt, name="vote-receipt"),
]
