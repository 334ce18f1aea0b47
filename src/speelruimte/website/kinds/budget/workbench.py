"""Running a vote on a budget: terms, plans, codes, opening, files, closing and counting."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.kinds.budget.actions import (
    add_plan,
    change_plan,
    close_vote,
    drop_plan,
    grant_rights,
    open_vote,
    prepare_vote,
    withdraw_rights,
)
from speelruimte.activities.kinds.budget.actions.preparing import PLANNED, TERMS
from speelruimte.activities.kinds.budget.kind import LAID_ACTS
from speelruimte.activities.kinds.budget.models import Plan, Vote
from speelruimte.activities.kinds.budget.queries import (
    brought_in_by,
    differences,
    numbers_of,
    paper_numbers,
    rights_by_use,
)
from speelruimte.activities.kinds.budget.rules import (
    KIND,
    check_can_close_vote,
    check_somebody_else_counts,
    may_prepare_vote,
    may_run_vote,
    may_see_vote,
)
from speelruimte.activities.models import Activity
from speelruimte.agreements.queries import groups_in_force
from speelruimte.connections.pabulib import PabulibError
from speelruimte.connections.pabulib.uploaded import parse_uploaded
from speelruimte.connections.pabulib.voting import bring_in
from speelruimte.route.models import LaidReady
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.amounts import euro
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.kinds.budget import paper
from speelruimte.website.kinds.budget.at_the_vote import outcome_url
from speelruimte.website.kinds.budget.frame import prepared, show_form, vote_page
from speelruimte.website.kinds.budget.vote_words import (
    asked_of,
    plan_rows,
    rest_words,
    rule_words,
    tie_words,
    who_may_vote,
)
from speelruimte.website.kinds.budget.workbench_forms import (
    CodesForm,
    GrantForm,
    PabulibForm,
    PlanForm,
    TermsForm,
)
from speelruimte.website.rendering import Row, render_page
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, showing_code, trajectory_page
from speelruimte.website.workbench.laying import Laying, laid_message, lay, laying_of
from speelruimte.website.wrong_codes import counting_wrong_codes_of_colleague

OF_WAY = LaidReady.Act.OF_WAY


@dataclass(frozen=True, kw_only=True)
class WorkVotingPage(TrajectoryFrame):
    """The votes of one trajectory, to choose from."""

    template: ClassVar = "kinds/budget/work_voting.html"
    activities: Sequence[Activity]


@workbench_page
def voting(request, case_number):
    """The votes of a trajectory; straight on when there is one."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_see_vote(the_person(request), trajectory, on=today()))
    activities = list(trajectory.activities.filter(kind=KIND))
    if len(activities) == 1:
        return redirect("work-vote", case_number=case_number, key=activities[0].key)
    return render_page(request, WorkVotingPage(**vars(frame), activities=activities))


@dataclass(frozen=True, kw_only=True)
class WorkVotePage(TrajectoryFrame):
    """One vote; what its terms say is there once it is prepared."""

    template: ClassVar = "kinds/budget/work_vote.html"
    activity: Activity
    vote: Vote | None
    until: str
    is_over: bool
    may_run: bool
    may_prepare: bool  # terms and plans; and opening and closing, perhaps with a co-signature
    laying: Laying  # of opening
    outcome_url: str
    rows: Sequence[tuple[Plan, Row]] = ()
    budget: str = ""
    asked: Sequence[str] = ()
    rule: str = ""
    tie: str = ""
    rest: str = ""
    who: str = ""
    rights: Mapping[str, int] = field(default_factory=dict)
    rights_total: int = 0
    paper: Row | None = None
    paper_agrees: bool = True


@workbench_page
def vote(request, case_number, key):
    """Everything about one vote: what stands, what is still to be done, and the way on."""
    vote, desk = vote_page(request, case_number, key, may=may_see_vote)
    person, trajectory = the_person(request), desk.frame.trajectory
    page = WorkVotePage(
        **vars(desk.frame),
        activity=desk.activity,
        vote=vote,
        until=day_words(desk.activity.closes_on),
        is_over=desk.activity.closes_on < today(),
        may_run=may_run_vote(person, trajectory, on=today()),
        may_prepare=may_prepare_vote(person, trajectory, on=today()),
        laying=laying_of(request, trajectory, OF_WAY, f"{key}/open"),
        outcome_url=outcome_url(desk.activity, vote),
        **(_terms(vote) if vote is not None else {}),
    )
    return render_page(request, page)


def _terms(vote) -> dict[str, Any]:
    plans, rights = list(vote.plans.all()), rights_by_use(vote)
    paper = paper_numbers(vote)
    return {
        "rows": list(zip(plans, plan_rows(vote, plans), strict=True)),
        "budget": euro(vote.budget),
        "asked": asked_of(vote),
        "rule": rule_words(vote.rule)["name"],
        "tie": tie_words(vote.tie_rule),
        "rest": rest_words(vote.rest),
        "who": who_may_vote(vote),
        "rights": rights,
        "rights_total": sum(rights.values()) - rights["withdrawn"],
        "paper": paper,
        "paper_agrees": paper["marked"] == paper["sheets"] + paper["in_files"],
    }


@workbench_page
def vote_terms(request, case_number, key):
    """Amount, rules of counting and of the ballot."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Regels van de stemming"), may=may_prepare_vote
    )
    agreed = groups_in_force(desk.activity.trajectory, desk.activity.phase)
    initial = (
        TermsForm.initial_of(vote)
        if vote
        else {
            "rule": "equal-shares-add1",
            "tie_rule": "votes",
            "who": "".join(f"{group}. " for group in agreed).strip(),
        }
    )
    form = TermsForm(request.POST or None, initial=initial | {"etag": etag_of(vote, TERMS)})
    if request.method == "POST" and act_unless_changed(
        request,
        form,
        lambda _data: prepare_vote(desk.activity, **form.terms(), by=the_person(request), at=now()),
    ):
        return redirect(desk.url)
    words = _("Als de stemming open is, verandert hier niets meer.")
    return show_form(request, desk, form, words=words, button=_("Bewaar de regels"))


@workbench_page
def vote_plan_new(request, case_number, key):
    """One more plan on the ballot."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Plan toevoegen"), may=may_prepare_vote
    )
    form = PlanForm(request.POST or None, initial={"number": prepared(vote).plans.count() + 1})
    if request.method == "POST" and act(
        request,
        form,
        lambda data: add_plan(
            vote,
            **{name: data[name] for name in PLANNED},
            by=the_person(request),
            at=now(),
        ),
    ):
        return redirect(desk.url)
    return show_form(request, desk, form, button=_("Zet op het stembiljet"))


@workbench_page
def vote_plan(request, case_number, key, pk):
    """Change a plan, or take it off the ballot."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Plan wijzigen"), may=may_prepare_vote
    )
    plan = get_object_or_404(prepared(vote).plans, pk=pk)
    by = {"by": the_person(request), "at": now()}
    if request.method == "POST" and "remove" in request.POST:
        return press(
            request,
            lambda: drop_plan(plan, **by),
            done=_("Het plan staat niet meer op het stembiljet."),
            to=desk.url,
        )
    initial = {name: getattr(plan, name) for name in PLANNED}
    form = PlanForm(request.POST or None, initial=initial | {"etag": etag_of(plan, PLANNED)})
    if request.method == "POST" and act_unless_changed(
        request, form, lambda data: change_plan(plan, **data, **by)
    ):
        return redirect(desk.url)
    return show_form(
        request,
        desk,
        form,
        button=_("Bewaar het plan"),
        drop=_("Haal van het biljet"),
    )


@dataclass(frozen=True, kw_only=True)
class WorkVoteSlipsPage(TrajectoryFrame):
    """Slips to print, each with a code that is shown once."""

    template: ClassVar = "kinds/budget/work_vote_slips.html"
    activity: Activity
    page_name: str
    until: str
    vote_url: str
    vote_here: str  # the full address where a code is used
    codes: Sequence[str]


@workbench_page
def vote_codes(request, case_number, key):
    """Make codes. They stand on the answer to this form, once, as slips or as a file."""
    vote, desk = vote_page(request, case_number, key, title=_("Stemcodes maken"))
    form = GrantForm(
        request.POST or None, initial={"channel": "letter", "shape": "slips", "number": 100}
    )
    if request.method == "POST":
        codes = act(
            request,
            form,
            lambda data: grant_rights(
                prepared(vote),
                number=data["number"],
                channel=data["channel"],
                idempotency_key=data["idempotency_key"],
                by=the_person(request),
                at=now(),
            ),
        )
        if codes and form.cleaned_data["shape"] == "file":
            return _download(codes, name=f"stemcodes-{key}.csv", head=(_("nummer"), _("stemcode")))
        if codes:
            public_vote = reverse("vote", args=[desk.activity.trajectory.slug, key])
            slips = WorkVoteSlipsPage(
                **vars(showing_code(desk.frame)),
                activity=desk.activity,
                page_name=desk.page_name,
                until=day_words(desk.activity.closes_on),
                vote_url=desk.url,
                vote_here=settings.SITE_ADDRESS + public_vote,
                codes=codes,
            )
            return _private(render_page(request, slips))
    words = _(
        "De codes zijn maar één keer te zien. Print of bewaar ze meteen. Meer codes nodig? Open deze "
        "bladzijde dan opnieuw: twee keer drukken geeft twee keer dezelfde codes."
    )
    return show_form(request, desk, form, words=words, button=_("Maak de stemcodes"))


def _private(response):
    response["Referrer-Policy"] = "no-referrer"
    return response


def _download(codes, *, name, head):
    """Codes as a file that is made once and kept nowhere."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";")
    rows.writerow(head)
    rows.writerows(enumerate(codes, start=1))
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _private(response)


@workbench_page
@sensitive_post_parameters("codes")
def vote_withdraw(request, case_number, key):
    """Make lost codes worthless."""
    vote, desk = vote_page(request, case_number, key, title=_("Stemcodes intrekken"))
    form = CodesForm(request.POST or None)

    def withdraw(data):
        codes = data["codes"].split("\n")
        with counting_wrong_codes_of_colleague(request):
            return withdraw_rights(prepared(vote), codes=codes, by=the_person(request), at=now())

    if request.method == "POST" and (number := act(request, form, withdraw)):
        messages.success(request, _("Ingetrokken: %(number)d.") % {"number": number})
        return redirect(desk.url)
    return show_form(request, desk, form, button=_("Trek deze codes in"))


@workbench_page
def vote_open(request, case_number, key):
    """Open the vote: from then on plans and rules stand."""
    vote, desk = vote_page(request, case_number, key, may=may_prepare_vote)
    if request.method != "POST":
        return redirect(desk.url)
    if laying_of(request, desk.frame.trajectory, OF_WAY, f"{key}/open").lays:
        return _lay(request, desk, "open")
    return press(
        request,
        lambda: open_vote(prepared(vote), by=the_person(request), at=now()),
        done=_("De stemming is open. Plannen en regels liggen vast."),
        to=desk.url,
    )


@workbench_page
def vote_import(request, case_number, key):
    """A Pabulib file: plans before opening; ballots while open, with one download of codes."""
    vote, desk = vote_page(request, case_number, key, title=_("Bestand inlezen"))
    form = PabulibForm(request.POST or None, request.FILES or None)
    codes = []

    def do(data):
        try:
            return bring_in(
                prepared(vote),
                data=data["file"].read(),
                keep_codes=codes.extend,
                idempotency_key=data["idempotency_key"],
                read=parse_uploaded,
                by=the_person(request),
                at=now(),
            )
        except PabulibError as error:
            raise RuleBroken(
                " ".join(error.lines(shown=10)), field="file", code="faulty_file"
            ) from error

    if request.method == "POST":
        brought = act(request, form, do)
        if brought is not None and codes:
            return _download(codes, name=f"ontvangstcodes-{key}.csv", head=(_("rij"), _("code")))
        if brought is not None:
            messages.success(
                request, _("%(plans)d plannen staan op het stembiljet.") % {"plans": brought.plans}
            )
            return redirect(desk.url)
    words = (
        _(
            "De stembiljetten komen erbij. Markeer eerst hun stemcodes als ‘op papier’. U krijgt één keer "
            "een bestand met ontvangstcodes. Een collega sluit straks de stemming."
        )
        if prepared(vote).is_open
        else _("De plannen uit het bestand komen op het stembiljet.")
    )
    return show_form(request, desk, form, words=words, button=_("Lees het bestand in"))


@dataclass(frozen=True, kw_only=True)
class WorkVoteClosePage(TrajectoryFrame):
    """Does everything agree? Before the last day the number of ballots is nobody's business."""

    template: ClassVar = "kinds/budget/work_vote_close.html"
    activity: Activity
    page_name: str
    vote_url: str
    numbers: Row | None
    wrong: Sequence[str]
    paper_agrees: bool
    too_early: str
    laying: Laying


@workbench_page
def vote_close(request, case_number, key):
    """Does everything agree? Then close and count."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Sluiten en tellen"), may=may_prepare_vote
    )
    if not prepared(vote).is_open:
        return redirect(desk.url)
    laying = laying_of(request, desk.frame.trajectory, OF_WAY, f"{key}/close")
    if request.method == "POST" and laying.lays:
        return _lay(request, desk, "close")
    if request.method == "POST":
        return press(
            request,
            lambda: close_vote(vote, by=the_person(request), at=now()),
            done=_("De stemming is gesloten en geteld. De uitslag staat op de site."),
            to=desk.url,
        )
    try:
        check_can_close_vote(vote, on=today())
        check_somebody_else_counts(vote, the_person(request), brought_in_by(vote))
        too_early = ""
    except RuleBroken as broken:
        too_early = broken.sentence
    numbers = numbers_of(vote)
    page = WorkVoteClosePage(
        **vars(desk.frame),
        activity=desk.activity,
        page_name=desk.page_name,
        vote_url=desk.url,
        numbers=None if too_early else numbers,
        wrong=[] if too_early else differences(numbers),
        paper_agrees=numbers["paper_rights"]
        == numbers["paper_sheets"] + numbers["imported_ballots"],
        too_early=too_early,
        laying=laying,
    )
    return render_page(request, page)


def _lay(request, desk, what):
    """Lay opening or closing ready for who leads, as the vote stands now."""
    activity = desk.activity

    def laid():
        return lay(
            request,
            activity.trajectory,
            OF_WAY,
            f"{activity.key}/{what}",
            {"mark": LAID_ACTS[what].mark(activity)},
        )

    return press(request, laid, done=laid_message(), to=desk.url)


_HERE = "werk/trajecten/<str:case_number>/stemmen/"
_VOTE = f"{_HERE}<slug:key>/"


urlpatterns = [
    path(_HERE, voting, name="work-voting"),
    path(_VOTE, vote, name="work-vote"),
    path(f"{_VOTE}regels/", vote_terms, name="work-vote-terms"),
    path(f"{_VOTE}plan/", vote_plan_new, name="work-vote-plan-new"),
    path(f"{_VOTE}plan/<int:pk>/", vote_plan, name="work-vote-plan"),
    path(f"{_VOTE}stemcodes/", vote_codes, name="work-vote-codes"),
    path(f"{_VOTE}intrekken/", vote_withdraw, name="work-vote-withdraw"),
    path(f"{_VOTE}openen/", vote_open, name="work-vote-open"),
    path(f"{_VOTE}bestand/", vote_import, name="work-vote-import"),
    *paper.urlpatterns,
    path(f"{_VOTE}sluiten/", vote_close, name="work-vote-close"),
]
