"""The first walk: what comes in at the door goes on when no gate is closed, and ends in one way.

The actions here span apps: they ask the gates, conclude the initiative, and do what follows from
it in trajectories. Whoever came with something hears of it through the outbox.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.initiatives import actions as door
from speelruimte.initiatives.actions import lock_initiative
from speelruimte.initiatives.merged import merged_into
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import (
    LONGEST_LINE,
    check_can_end,
    check_guides,
    check_initiative_words,
)
from speelruimte.journal.acting import action
from speelruimte.journal.models import Entry
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.terms import receipt_due
from speelruimte.people.actions import grant_role
from speelruimte.people.intake import Receipt
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.people.rules import check_is_official
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema.start import OutsideScope, ScopeRule
from speelruimte.route.actions import NotYet
from speelruimte.route.apart import check_apart
from speelruimte.route.case import Case
from speelruimte.route.queries import missing_for
from speelruimte.route.route import DOOR
from speelruimte.route.telling import tell_initiator
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import join_initiative, start_trajectory
from speelruimte.trajectories.models import Step as TrajectoryStep
from speelruimte.trajectories.models import Trajectory

Step = Initiative.Step
Outcome = Initiative.Outcome


@action
def advance(initiative, *, to, by, at, on) -> Initiative:
    """Bring an initiative to a first look, or to the question who decides, when no gate is closed.

    Raises NotYet with what is missing, and AlreadyDone when somebody was first.
    """
    locked = lock_initiative(initiative)
    check_guides(by, locked, on=on)
    to = Step(to)
    if locked.step == to:
        raise AlreadyDone(
            _("Dit initiatief is al in deze stap."), result=locked, code="there_already"
        )
    if to == Step.ENDED or to not in DOOR[locked.step]:
        raise RuleBroken(
            _(
                "Van ‘%(step)s’ kan dit initiatief niet naar ‘%(to)s’. "
                "Ververs de bladzijde om te zien waar het nu is."
            ),
            values={"step": locked.get_step_display(), "to": to.label},
            code="no_such_way",
        )
    _check_gates(locked, to)
    if to == Step.QUICKSCAN:
        door.open_quickscan(locked, by=by, at=at, on=on)
    else:
        door.enter_door_step(locked, step=to, by=by, at=at)
    initiative.step = locked.step
    return locked


def _check_gates(initiative, to, *, reason=""):
    missing = missing_for(
        Case(initiative=initiative, reason=reason), DOOR, Step(initiative.step), to
    )
    if missing:
        raise NotYet(missing)


def _ended(initiative, *, outcome, reason, by, at, on, **facts):
    """Conclude: the person may, the outcome fits, and every gate to the end is open."""
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    check_can_end(initiative, outcome=outcome, reason=reason)
    # The gate wants to know which end this is: one that opens something owes no written answer.
    initiative.outcome = outcome
    _check_gates(initiative, Step.ENDED, reason=reason)
    ended = door.end_initiative(initiative, outcome=outcome, reason=reason, by=by, at=at, **facts)
    goes_on = outcome in (Outcome.OPENED, Outcome.JOINED)
    kind = "initiative_opened" if goes_on else "initiative_answered"
    again = ended.resumed_at.isoformat() if ended.resumed_at else ""
    tell_initiator(kind, ended, at=at, again=again)
    _tell_merged(ended, at=at)
    return ended


def _tell_merged(ended, *, at):
    """Whose idea ended as the same as this one was told that we go on with it: they hear what became
    of it."""
    for merged in merged_into(ended):
        tell_initiator("kept_idea_ended", merged, at=at, again=at.isoformat())


@action
def withdraw_and_tell(initiative, *, by, at) -> Initiative:
    """As ``withdraw_initiative``; whose idea ended as the same as this one hears it."""
    withdrawn = door.withdraw_initiative(initiative, by=by, at=at)
    _tell_merged(withdrawn, at=at)
    return withdrawn


def out_of_scope_answer(initiative, *, outside="") -> str:
    """What the policy says to somebody it is not for, and where to go instead; may be empty.

    ``outside`` is the key of a subject that the policy is not about.
    """
    policy = parsed_policy(initiative.policy)
    if outside:
        subjects = (subject for subject in policy.scope.outside if subject.key == outside)
        said: OutsideScope | ScopeRule | None = next(subjects, None)
    else:
        said = policy.scope_rule(initiative.kind)
    if said is None or not (said.sentence and said.go_to):
        return ""
    return f"{said.sentence} {said.go_to}"


@action
def answer_out_of_scope(initiative, *, by, at, on, reason="", outside="") -> Initiative:
    """Answer what the policy is not about, and point to the right place.

    Without a reason of one's own the policy's sentence is the answer.

    Source: assen-visie-2021#alleen-initiatief-van-de-gemeente
    """
    policy = parsed_policy(initiative.policy)
    known = {desk.key for desk in policy.scope.outside}
    if policy.in_scope(initiative.kind) and outside not in known:
        raise RuleBroken(
            _(
                "Het beleid gaat hier wel over. Kies het onderwerp dat erbuiten valt, "
                "of ga verder met ‘wie beslist’."
            ),
            field="outside",
            code="in_scope",
        )
    reason = reason.strip() or out_of_scope_answer(initiative, outside=outside)
    return _ended(
        initiative,
        outcome=Outcome.OUT_OF_SCOPE,
        reason=reason,
        by=by,
        at=at,
        on=on,
        outside=outside,
    )


@action
def answer_initiative(initiative, *, reason, by, at, on) -> Initiative:
    """Officials handle it: the answer is the outcome."""
    return _ended(initiative, outcome=Outcome.HANDLED, reason=reason, by=by, at=at, on=on)


@action
def leave_to_initiators(initiative, *, reason, by, at, on) -> Initiative:
    """The initiators go on themselves; the answer says what help there is.

    Source: aa-en-hunze#partner-of-helper
    """
    return _ended(initiative, outcome=Outcome.LEFT, reason=reason, by=by, at=at, on=on)


@action
def pass_on(initiative, *, to, reason, by, at, on) -> Initiative:
    """Pass it on to another body or government, and tell who came with it."""
    check_initiative_words(
        to, field="to", longest=LONGEST_LINE, what=_("Schrijf op naar wie u het doorstuurt.")
    )
    return _ended(
        initiative,
        outcome=Outcome.PASSED_ON,
        reason=reason,
        by=by,
        at=at,
        on=on,
        passed_to=to,
    )


@action
def end_as_duplicate(initiative, *, same_as, by, at, on, reason="") -> Initiative:
    """It was entered twice: the other one goes on. Without a reason of one's own the answer says so.

    Both are locked, so that two colleagues at once do not end each in the other.
    """
    both = Initiative.objects.filter(pk__in=[initiative.pk, same_as.pk]).order_by("pk")
    list(both.select_for_update(of=("self",)))
    if same_as.pk == initiative.pk or not both.going_on().filter(pk=same_as.pk).exists():
        raise RuleBroken(
            _("Kies het idee dat verdergaat: een ander, dat bij ons nog loopt."),
            field="same_as",
            code="not_the_same",
        )
    number = same_as.case_number
    return _ended(
        initiative,
        outcome=Outcome.DUPLICATE,
        reason=duplicate_answer(same_as, reason=reason),
        by=by,
        at=at,
        on=on,
        passed_to=number,
        same_as=number,
    )


@action
def resume_duplicate(initiative, *, reason, by, at, on) -> Initiative:
    """It turns out not to be the same: it goes on in the step where it was, and who came with it hears."""
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    entered = Entry.objects.about(initiative.key).filter(verb="door_step_entered")
    last = entered.order_by("-number").first()
    step = Step(last.facts["step"]) if last else Step.SIGNAL
    resumed = door.resume_initiative(initiative, step=step, reason=reason, by=by, at=at)
    tell_initiator("initiative_resumed", resumed, at=at, again=at.isoformat())
    return resumed


def duplicate_answer(same_as, *, reason="") -> str:
    """What is answered; without a reason of one's own that we go on with the other, where we do."""
    if reason.strip():
        return reason.strip()
    runs = Trajectory.objects.running().filter(initiatives=same_as)
    if same_as.ended_at is not None and not runs.exists():
        raise RuleBroken(
            _(
                "Zaak %(case)s is afgerond: daar gaan wij niet verder. "
                "Schrijf wat er met dat plan gebeurde, en wat dit voor het idee betekent."
            ),
            values={"case": same_as.case_number},
            field="reason",
            code="other_is_over",
        )
    said = _("Dit staat al bij ons, onder zaak %(case)s. Daar gaan wij ermee verder.")
    return said % {"case": same_as.case_number}


@action
def join_trajectory(initiative, *, trajectory, by, at, on, reason="") -> Initiative:
    """It goes along in a trajectory that is already running."""
    ended = _ended(initiative, outcome=Outcome.JOINED, reason=reason, by=by, at=at, on=on)
    join_initiative(trajectory, initiative=ended, by=by, at=at)
    return ended


@action
def open_trajectory(
    initiative,
    *,
    title,
    summary,
    areas,
    leader,
    by,
    at,
    on,
    owner=None,
    subject=None,
    reason="",
    explores_until=None,
    explores_for=None,
    apart_reason="",
):
    """Open a trajectory for it, with a project leader; several may follow from one initiative.

    ``owner`` is an initiator from outside who owns the process. ``apart_reason`` is why one person
    may have two roles here that the policy keeps apart, where it lets that for a reason. With ``explores_until`` (last day)
    and ``explores_for`` (euro) it begins by exploring without frames, where the policy knows that.

    Source: heemstede#initiatief-van-beide-kanten, sessie-2021-03-15#ruimte-om-te-verkennen
    """
    check_initiative_words(title, field="title", longest=160, what=_("Geef het traject een titel."))
    check_sentence(summary, _("Vertel in het kort waar het over gaat."), field="summary")
    check_initiative_words(summary, field="summary", longest=600)
    check_is_official(leader, on=on, field="leader")
    locked = lock_initiative(initiative)
    if locked.outcome == Outcome.OPENED:
        check_guides(by, locked, on=on)
        _refuse_second_press(locked, title)
    else:
        locked = _ended(initiative, outcome=Outcome.OPENED, reason=reason, by=by, at=at, on=on)
    exploring = explores_until is not None
    if exploring:
        _check_can_explore(locked, until=explores_until, euros=explores_for, on=on)
    trajectory = start_trajectory(
        initiative=locked,
        title=title.strip(),
        summary=summary.strip(),
        areas=areas,
        subject=subject,
        decision_route=locked.ruling.chosen,
        step=TrajectoryStep.EXPLORING if exploring else TrajectoryStep.WEIGHING,
        explores_until=explores_until,
        explores_for=explores_for,
        by=by,
        at=at,
        on=on,
    )
    for person, role in ((leader, Role.PROJECT_LEADER), (owner, Role.INITIATOR)):
        if person is not None:
            grant = grant_role(
                person,
                role=role,
                case_number=trajectory.case_number,
                by=by,
                at=at,
                starts_on=on,
            )
            check_apart(person, [grant], reason=apart_reason, by=by, at=at, on=on)
    return trajectory


def _refuse_second_press(initiative, title):
    first = initiative.trajectories.filter(title=title.strip()).first()
    if first is not None:
        raise AlreadyDone(_("Dit traject is al gestart."), result=first, code="started_already")


def _check_can_explore(initiative, *, until, euros, on):
    exploring = parsed_policy(initiative.policy).route.exploring
    if exploring is None:
        raise RuleBroken(
            _("Het beleid kent geen verkennen zonder kaders. Begin met de weging."),
            field="explores_until",
            code="no_exploring",
        )
    last = on + timedelta(weeks=exploring.weeks)
    if until < on:
        raise RuleBroken(
            _("Deze dag is voorbij. Kies een dag die nog komt."),
            field="explores_until",
            code="day_is_over",
        )
    if until > last:
        raise RuleBroken(
            _("Verkennen mag hoogstens %(weeks)s weken duren. Kies een dag tot en met %(last)s."),
            values={"weeks": exploring.weeks, "last": date_format(last, "j F Y")},
            field="explores_until",
            code="exploring_too_long",
        )
    if euros is not None and euros < 0:
        raise RuleBroken(
            _("Dit bedrag is minder dan nul. Kost verkennen niets, vul dan 0 in."),
            field="explores_for",
            code="below_zero",
        )
    if euros is None:
        raise RuleBroken(
            _("Noem het bedrag om te verkennen, in euro."), field="explores_for", code="empty"
        )
    if exploring.euros is not None and euros > exploring.euros:
        raise RuleBroken(
            _("Verkennen mag hoogstens %(euros)s euro kosten."),
            values={"euros": exploring.euros},
            field="explores_for",
            code="exploring_too_dear",
        )


# With the mails that are owed ---------------------------------------------------------------------


@action
def submit_idea(*, words, by, at, on, allow=None, **sent):
    """Take in what comes by the public door or through a colleague, and owe a message of receipt.

    Takes what ``receive_initiative`` takes, and returns the same. ``allow`` is asked as part of this,
    once it is known to be new, and may refuse it.
    """
    _check_is_new(sent.get("kind"), words.stripped(), on=on)
    receipt = door.receive_initiative(words=words, by=by, at=at, on=on, **sent)
    if allow is not None:
        allow()
    initiative = receipt.received
    received_on = local_day(initiative.received_at)
    promised_on = receipt_due(parsed_policy(initiative.policy), received_on=received_on)
    tell_initiator("signal_received", initiative, at=at, promised_on=promised_on)
    return receipt


def _check_is_new(kind, words, *, on):
    """Who went back and pressed again enters the municipality's own plan once: same day, same words."""
    if kind != Initiative.Kind.MUNICIPALITY:
        return
    same = Initiative.objects.filter(kind=kind, title=words.title, text=words.text)
    first = next((entered for entered in same if local_day(entered.received_at) == on), None)
    if first is not None:
        raise AlreadyDone(
            _("Dit plan is vandaag al ingevoerd: %(case_number)s."),
            values={"case_number": first.case_number},
            result=Receipt(first, ""),
            code="entered_already",
        )


@action
def name_helper(initiative, *, person, by, at, on, etag=""):
    """Name the account holder, who hears of it."""
    quickscan = door.name_account_holder(initiative, person=person, by=by, at=at, on=on, etag=etag)
    named = Grant.objects.not_over(on).filter(
        person=person, role=Role.ACCOUNT_HOLDER, case_number=initiative.case_number
    )
    check_apart(person, named, by=by, at=at, on=on)
    enqueue(
        "account_holder_named",
        person=person,
        about=initiative.key,
        case_number=initiative.case_number,
        at=at,
    )
    return quickscan


@action
def ask_colleague(initiative, *, colleague, by, at, on):
    """Ask a colleague for a first view, who hears of it with the last day."""
    view = door.ask_first_view(initiative, colleague=colleague, by=by, at=at, on=on)
    enqueue(
        "first_view_asked",
        person=colleague,
        about=initiative.key,
        case_number=initiative.case_number,
        at=at,
        due_on=view.due_on,
    )
    return view


@action
def send_quickscan_letter(initiative, *, by, at, on, sure=False):
    """Send the letter of the first look, as a mail where there is an address, else on paper.

    ``sure`` as for ``send_letter``.
    """
    quickscan = door.send_letter(initiative, by=by, at=at, on=on, sure=sure)
    tell_initiator("quickscan_letter", initiative, at=at)
    return quickscan


# For pages ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NextDoorStep:
    """A step an initiative may go to from here, with what is still missing for it."""

    step: str
    label: str
    missing: tuple


def next_door_steps(initiative) -> list[NextDoorStep]:
    """The steps to which an initiative can be brought on, with what is missing; not its end.

    A first look is always possible, also where the policy does not owe one.
    """
    case = Case(initiative=initiative)
    return [
        NextDoorStep(
            step=str(target),
            label=case.policy.step_label(str(target)),
            missing=missing_for(case, DOOR, Step(initiative.step), target),
        )
        for target in DOOR[Step(initiative.step)]
        if target != Step.ENDED
    ]
