"""What came in at the door: the list, one initiative, entering it, and assessing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions import assess_initiative
from speelruimte.initiatives.models import IdeaAddition, Initiative
from speelruimte.initiatives.queries import initiatives_page, told_beside
from speelruimte.initiatives.rules import (
    may_guide,
    may_mend_own_plan,
    may_read_additions,
    may_receive,
    may_see_all,
    may_write_down_addition,
)
from speelruimte.initiatives.terms import first_answer_due, initiative_due_on
from speelruimte.journal.models import Entry
from speelruimte.people.erasing import GONE
from speelruimte.places.models import Area
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.route.correcting import correct_assessment_and_follow
from speelruimte.route.door import NextDoorStep, next_door_steps, submit_idea
from speelruimte.route.queries import to_do_at_the_door
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.trajectories.models import LaterDay, Trajectory
from speelruimte.trajectories.postponing import last_said
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words, days_left
from speelruimte.website.idea_map import point_of
from speelruimte.website.initiative_form import IdeaForm, OwnPlanForm, StaffEntryForm
from speelruimte.website.initiative_receipt import code_and_number, quickscan_is_next
from speelruimte.website.led_on import old_places_lead_on
from speelruimte.website.rendering import InnerWorkPage, Rows, WorkPage, render_page
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.door_correcting import earlier_assessments
from speelruimte.website.workbench.door_correcting import urlpatterns as correcting
from speelruimte.website.workbench.door_ending import ends_of
from speelruimte.website.workbench.door_ending import urlpatterns as ending
from speelruimte.website.workbench.door_frame import DoorFrame, guides, initiative_page
from speelruimte.website.workbench.door_quickscan import bring_on
from speelruimte.website.workbench.door_quickscan import urlpatterns as quickscan
from speelruimte.website.workbench.door_ruling import urlpatterns as ruling
from speelruimte.website.workbench.frame import link_words
from speelruimte.website.workbench.initiative_forms import AssessForm
from speelruimte.website.workbench.people_in import named_with_holders

Kind = Initiative.Kind
Step = Initiative.Step
GO_ON = "verder"
# What a colleague enters, by the word in the address.
ENTERED = {
    "gemeente": (Kind.MUNICIPALITY, gettext_lazy("Ontwikkeling van de gemeente")),
    "overheid": (Kind.OTHER_GOVERNMENT, gettext_lazy("Plan van een andere overheid")),
    "bewoner": (Kind.RESIDENT, gettext_lazy("Idee van een bewoner")),
    "ondernemer": (Kind.ENTREPRENEUR, gettext_lazy("Plan van een ondernemer")),
    "organisatie": (Kind.ORGANISATION, gettext_lazy("Plan van een organisatie")),
    "ontwikkelaar": (Kind.DEVELOPER, gettext_lazy("Plan van een projectontwikkelaar")),
}
# What an entry says that somebody filled in.
FILLED_IN = ("known", "criteria", "area", "more_areas", "subject")
HAPPENED = {
    "initiative_received": gettext_lazy("Ontvangen"),
    "own_plan_mended": gettext_lazy("Een typefout verbeterd"),
    "initiative_assessed": gettext_lazy("Bekeken: ingevuld wat het is"),
    "door_step_entered": gettext_lazy("Begonnen met een stap"),
    "account_holder_named": gettext_lazy("Accounthouder aangewezen"),
    "assessment_corrected": gettext_lazy("Verbeterd: ingevuld wat het is"),
    "letter_corrected": gettext_lazy("Verbeterde brief verstuurd"),
    "first_view_asked": gettext_lazy("Een collega om een eerste blik gevraagd"),
    "first_view_called_off": gettext_lazy("Een eerste blik was toch niet nodig"),
    "first_view_given": gettext_lazy("Een eerste blik gegeven"),
    "letter_sent": gettext_lazy("Brief verstuurd"),
    "who_decides_ruled": gettext_lazy("Vastgelegd wie beslist"),
    "day_made_later": gettext_lazy("Gezegd dat het antwoord later komt"),
    "initiative_ended": gettext_lazy("Afgerond"),
    "initiative_resumed": gettext_lazy("Toch niet dubbel: weer opgepakt"),
}


@dataclass(frozen=True, kw_only=True)
class InitiativesPage(WorkPage):
    """Everything at the door."""

    template: ClassVar = "workbench/initiatives.html"
    nav_current: str = "initiatives"
    rows: Rows  # {initiative, url, where, step, due, left, late, helper}
    steps: Sequence[tuple[str, str]]
    step: str
    areas: Iterable[Area]
    area: str
    entered: Rows  # {label, url}
    next_url: str
    previous_url: str


@workbench_page
@old_places_lead_on
def initiatives(request):
    """What is at the door, the newest first, 25 at a time."""
    person, day = the_person(request), today()
    allow_or_403(may_see_all(person, on=day))
    step, area = request.GET.get("stap", ""), request.GET.get("gebied", "")
    step = step if step in Step.values else ""
    page = initiatives_page(step=step, area=area, after=request.GET.get("na", ""))
    areas = list(Area.objects.all())
    query = f"?stap={step}&gebied={area}"
    return render_page(
        request,
        InitiativesPage(
            rows=[_row(initiative, day, areas) for initiative in page.rows],
            steps=[(choice.value, choice.label) for choice in Step],
            step=step,
            areas=areas,
            area=area,
            entered=_entered() if may_receive(person, on=day) else [],
            next_url=f"{query}&na={page.after}" if page.after else "",
            previous_url=query if request.GET.get("na") else "",
        ),
    )


def _entered():
    return [
        {"label": label, "url": reverse("work-initiative-new", args=[word])}
        for word, (_kind, label) in ENTERED.items()
    ]


def _row(initiative, day, areas):
    within = [area.name for area in areas if area.key in initiative.area_keys]
    due = initiative_due_on(initiative)
    quickscan = getattr(initiative, "quickscan", None)
    return {
        "initiative": initiative,
        "url": reverse("work-initiative", args=[initiative.case_number]),
        "where": ", ".join(within) or initiative.place or _everywhere(initiative),
        "due": day_words(due),
        "left": days_left(due, today=day) if due else "",
        "late": bool(due and due < day),
        "step": initiative.get_outcome_display()
        or parsed_policy(initiative.policy).step_label(initiative.step),
        "helper": quickscan.account_holder if quickscan else None,
    }


@dataclass(frozen=True, kw_only=True)
class InitiativeSlipPage(WorkPage):
    """The slip for whoever came with it, shown once."""

    template: ClassVar = "workbench/initiative_slip.html"
    nav_current: str = "initiatives"
    initiative: Initiative
    receipt: Rows
    answer_by: str
    work_url: str


@dataclass(frozen=True, kw_only=True)
class InitiativeNewPage(InnerWorkPage):
    """A colleague enters what came in."""

    template: ClassVar = "workbench/initiative_new.html"
    nav_current: str = "initiatives"
    title: str
    form: IdeaForm
    is_own: bool
    in_scope: bool


@workbench_page
def enter(request, who):
    """Enter a development, or what came by paper, phone or mail; then show the slip once."""
    allow_or_403(may_receive(the_person(request), on=today()))
    if who not in ENTERED:
        raise Http404
    kind, label = ENTERED[who]
    try:
        policy = parsed_policy(policy_in_force(on=today()))
    except RuleBroken:
        messages.error(
            request, _("Er geldt nog geen beleid. Vraag de beheerder om er een te laden.")
        )
        return redirect("work-initiatives")
    is_own = kind == Kind.MUNICIPALITY
    form = (OwnPlanForm if is_own else StaffEntryForm)(
        request.POST if request.method == "POST" else None, policy=policy, kind=kind
    )
    if request.method == "POST":
        receipt = act(request, form, lambda data: _entered_by(request, form.sent(data)))
        if receipt is not None:
            url = reverse("work-initiative", args=[receipt.received.case_number])
            if is_own:
                messages.success(
                    request, _("Het plan is opgenomen. Hieronder staat wie verdergaat.")
                )
                # Who may say what it is, goes straight on with that.
                if guides(request, receipt.received):
                    return redirect("work-assess", receipt.received.case_number)
                return redirect(url)
            due = first_answer_due(receipt.received)
            return render_page(
                request,
                InitiativeSlipPage(
                    initiative=receipt.received,
                    receipt=code_and_number(receipt),
                    answer_by=day_words(due),
                    work_url=url,
                ),
            )
    return render_page(
        request,
        InitiativeNewPage(
            crumbs=[
                {"label": _("Initiatieven"), "url": reverse("work-initiatives")},
                {"label": label, "url": ""},
            ],
            title=label,
            form=form,
            is_own=is_own,
            in_scope=policy.in_scope(kind),
        ),
        status=422 if form.errors else 200,
    )


def _entered_by(request, sent):
    try:
        return submit_idea(by=request.user, at=now(), on=today(), **sent)
    except AlreadyDone as first:
        return first.result


@dataclass(frozen=True, kw_only=True)
class InitiativePage(DoorFrame):
    """One initiative."""

    template: ClassVar = "workbench/initiative.html"
    answers: Rows  # {question, text}
    additions: Sequence[IdeaAddition]
    reads_additions: bool  # also what waits for a look, and what was not taken along
    may_guide: bool
    has_work: bool  # there is something that who asks can do
    may_mend: bool
    may_write_down: bool  # what somebody adds by phone or on paper
    ways: Sequence[NextDoorStep]
    onward: str
    missing: Rows
    ends: Rows  # {label, url}
    due: str
    left: str
    later: LaterDay | None  # what was said of the day of the answer
    trajectories: Iterable[Trajectory]
    ruled_label: str
    history: Rows
    point: str
    where: str


@workbench_page
def initiative(request, case_number):
    """One initiative: the words, where it is, what is missing, and what can be done now."""
    initiative, frame = initiative_page(request, case_number)
    policy, due, ways = frame.policy, initiative_due_on(initiative), next_door_steps(initiative)
    may_guide_here = guides(request, initiative)
    ends = ends_of(initiative) if may_guide_here else []
    return render_page(
        request,
        InitiativePage(
            **vars(frame),
            answers=told_beside(initiative),
            additions=initiative.additions.all(),
            reads_additions=may_read_additions(the_person(request), initiative, on=today()),
            may_guide=may_guide_here,
            has_work=may_guide_here and (bool(ends) or _can_be_worked_on(initiative)),
            may_mend=may_mend_own_plan(the_person(request), initiative),
            may_write_down=_may_write_down(request, initiative),
            ways=ways,
            onward=_onward(policy, initiative, ways),
            missing=_missing(initiative, may_guide_here),
            ends=ends,
            due=day_words(due),
            left=days_left(due, today=today()) if due else "",
            later=last_said(initiative, LaterDay.What.FIRST_ANSWER) if due else None,
            trajectories=initiative.trajectories.all(),
            ruled_label=str(policy.decision_route(initiative.ruling.chosen).label)
            if hasattr(initiative, "ruling")
            else "",
            history=_history(initiative),
            point=point_of(initiative),
            where=_where(initiative),
        ),
    )


def _can_be_worked_on(initiative):
    """It goes on; or what was filled in of it, or that it was entered twice, can be put right."""
    is_open, was_assessed = initiative.ended_at is None, initiative.assessed_at is not None
    return is_open or was_assessed or initiative.outcome == Initiative.Outcome.DUPLICATE


def _may_write_down(request, initiative):
    """Until it was answered or wiped, by who takes in what comes by phone or on paper."""
    is_open = initiative.ended_at is None and initiative.text != GONE
    return is_open and may_write_down_addition(the_person(request), initiative, on=today())


def _where(initiative):
    """The areas it is about, by name; a plan of the municipality that names none is for all."""
    if not initiative.more_areas:
        return initiative.area.name if initiative.area else _everywhere(initiative)
    named = Area.objects.filter(key__in=initiative.area_keys)
    return ", ".join(named.values_list("name", flat=True))


def _everywhere(initiative):
    return _("De hele gemeente") if initiative.is_own else ""


def _history(initiative):
    """What happened at the door, newest first, as colleagues say it."""
    entries = Entry.objects.about(initiative.key).filter(verb__in=HAPPENED).order_by("-number")[:30]
    policy = parsed_policy(initiative.policy)
    rows, filled_in = [], None
    for entry in reversed(entries):
        if entry.verb == "initiative_assessed":
            before, filled_in = filled_in, {name: entry.facts.get(name) for name in FILLED_IN}
            if filled_in == before:  # looked at again, with nothing new
                continue
        rows.append({"title": _happened(entry, policy), "day": day_words(entry.at)})
    return rows[::-1]


def _happened(entry, policy):
    """What happened, in words; of a step which one."""
    if entry.verb == "door_step_entered":
        label = policy.step_label(entry.facts["step"])
        return _("Begonnen met ‘%(label)s’") % {"label": label}
    if entry.verb == "initiative_assessed" and not _says_what_it_is(entry.facts):
        return _("Bekeken: nog niet ingevuld wat het is")
    return HAPPENED[entry.verb]


def _says_what_it_is(facts):
    """A question of the policy was answered, beside who comes with it, or a sign was ticked."""
    return bool(facts["criteria"] or set(facts["known"]) - {"initiator"})


def _onward(policy, initiative, ways):
    """What the next step is called; where it depends on what is not known yet, who decides."""
    if ways and quickscan_is_next(policy, initiative):
        return policy.step_label("quickscan")
    return ways[-1].label if ways else _("een antwoord")


def _missing(initiative, may_guide_here):
    """What is missing; the way to where it is done is for who may do it."""
    return [
        {
            "sentence": gap.sentence,
            "who": named_with_holders(gap.who, initiative, on=today()),
            "url": _page(gap.page, initiative, may_guide_here),
            "link": link_words(gap.page),
        }
        for gap in to_do_at_the_door(initiative)
    ]


def _page(name, initiative, may_guide_here):
    """Where something is done; what has no page of its own is done by assessing, by who guides."""
    known = {"quickscan": "work-quickscan", "who-decides": "work-who-decides"}
    if name not in known and not may_guide_here:
        return ""
    return reverse(known.get(name, "work-assess"), args=[initiative.case_number])


@dataclass(frozen=True, kw_only=True)
class AssessPage(DoorFrame):
    """What it is."""

    template: ClassVar = "workbench/assess.html"
    form: AssessForm
    earlier: Rows  # {day, reason, answers: {question, text}, signs}
    goes_on: bool  # a button saves it and goes on to the next step


@workbench_page
def assess(request, case_number):
    """Fill in what it is, so that the policy can say who decides."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    form = AssessForm(
        request.POST if request.method == "POST" else None,
        policy=frame.policy,
        initiative=initiative,
    )
    if request.method == "POST":
        done = act_unless_changed(
            request,
            form,
            lambda data: _filled_in(initiative, form, by=request.user, at=now(), on=today()),
        )
        if done is not None:
            return _assessed(request, case_number)
    status = 422 if form.errors else 200
    page = AssessPage(
        **vars(frame),
        form=form,
        earlier=earlier_assessments(initiative, frame.policy),
        goes_on=initiative.step == Step.SIGNAL,
    )
    return render_page(request, page, status=status)


def _assessed(request, case_number):
    """Straight on to the step that the policy asks for next, where that was pressed."""
    initiative = Initiative.objects.get(case_number=case_number)
    if GO_ON in request.POST and initiative.step == Step.SIGNAL:
        open_ways = [way for way in next_door_steps(initiative) if not way.missing]
        if open_ways:
            return bring_on(request, initiative, open_ways[-1].step)
    return redirect("work-initiative", case_number)


def _filled_in(initiative, form, **who):
    """Gaps are filled in; what stood there is put right with a reason."""
    reason = form.cleaned_data.get("reason", "")
    if reason.strip() or initiative.step == Step.ENDED:
        return correct_assessment_and_follow(initiative, reason=reason, **form.given, **who)
    return assess_initiative(initiative, **form.given, **who)


urlpatterns = [
    path("werk/initiatieven/", initiatives, name="work-initiatives"),
    path("werk/initiatieven/nieuw/<slug:who>/", enter, name="work-initiative-new"),
    path("werk/initiatieven/<str:case_number>/", initiative, name="work-initiative"),
    path("werk/initiatieven/<str:case_number>/bekijken/", assess, name="work-assess"),
    *quickscan,
    *ruling,
    *correcting,
    *ending,
]
