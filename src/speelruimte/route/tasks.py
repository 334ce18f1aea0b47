"""Keeping what waits for whom: the tasks of a trajectory follow from its gates, and are kept."""

from dataclasses import replace

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from speelruimte.agreements.queries import held_over_by, version_in_force
from speelruimte.agreements.rules import AMENDABLE
from speelruimte.decisions.day_of_decision import held_over_decision
from speelruimte.journal.acting import action
from speelruimte.journal.verbs import verb
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.policy.recording import body_named
from speelruimte.policy.schema import Gate
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.route.adopters import all_let_it_stop
from speelruimte.route.case import Case
from speelruimte.route.due import task_due_on
from speelruimte.route.gates import agreement_is_adopted
from speelruimte.route.laid_acts import name_of_act
from speelruimte.route.missing import Missing, decision_held_over_words
from speelruimte.route.models import OpenTask
from speelruimte.route.queries import forward_of, missing_for
from speelruimte.route.route import ROUTE
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import all_of, fetch_ahead
from speelruimte.trajectories.deciding import cosigned_in
from speelruimte.trajectories.models import Step, Trajectory

_PLAN = ("versions__sections", "versions__frames", "versions__stands", "versions__phases__says")
# What the gates of a step's normal way on read, fetched at once for all languages. What is not
# named here is still found, one query at a time.
_READ_IN = {
    Step.PLAN: (*_PLAN, "versions__phases__methods", "versions__moments", "parties"),
    Step.ADOPTION: ("versions__adoptions", "versions__moments"),
    Step.TAKING_PART: ("versions__phases__methods", "versions__frames", "activities"),
    Step.RESULT: ("versions__moments", "versions__frames", "activities"),
    Step.DECISION: ("versions__moments",),
    Step.FEEDBACK: ("lessons",),
    Step.EVALUATION: ("evaluation__answers", "lessons"),
}
_COMPARED = ("role", "body", "page", "sentences", "number", "position", "due_on", "waits_from")


def tasks_of(trajectory) -> list[OpenTask]:
    """What waits in a trajectory now, by role and page, as rows that are not saved."""
    fetch_ahead([trajectory], "weighing__answers", "versions", *_READ_IN.get(trajectory.step, ()))
    if trajectory.becomes_later:
        fetch_ahead([trajectory], "later_days")
    case = Case(trajectory=trajectory)
    tasks = {}
    for language, _name in settings.LANGUAGES:
        with override(language), in_the_words_of(trajectory.policy):
            for missing in missing_on_the_way(case):
                place = (str(missing.who), missing.body, missing.page, missing.not_before)
                tasks.setdefault(place, {}).setdefault(language, []).append(str(missing.sentence))
    return [
        OpenTask(
            trajectory=trajectory,
            role=role,
            body=body,
            page=page,
            sentences=sentences,
            number=len(sentences[settings.LANGUAGE_CODE]),
            position=position,
            due_on=task_due_on(case, page, waits_from=not_before),
            waits_from=not_before,
        )
        for position, ((role, body, page, not_before), sentences) in enumerate(tasks.items())
    ]


def missing_on_the_way(case):
    """What keeps a trajectory from its normal next step; when nothing does, that it can go on."""
    forward = forward_of(case)
    if forward is None:
        return ()
    missing = (
        *held_over(case),
        *decision_held_over(case),
        *amendment_waits(case),
        *missing_for(case, ROUTE, Step(case.trajectory.step), forward),
    ) or (Missing(_("Alles is klaar: laat dit traject verder gaan."), "process"),)
    missing = (*missing, *unknowns_come_due(case))
    if all_let_it_stop(case):
        missing = (
            Missing(_("Dit traject mag stoppen: zo is besloten. Rond het af."), "stop"),
            *(_waits_for_stopping(gap) for gap in missing),
        )
    return (*missing, *stopping_waits(case), *laid_ready(case))


def held_over(case):
    """A text that a body held over waits for who leads too, with the reason that the body gave."""
    last = held_over_by(case.version)
    if last is not None:
        label = body_named(case.policy, last.body)
        sentence = _("Aangehouden door {label} op {day}: {reason} Wat doet u nu met de tekst?")
        day = date_format(last.decided_on, "j F Y")
        yield Missing(sentence.format(label=label, reason=last.reason, day=day), "adoption")


def decision_held_over(case):
    """A decision that a body held over is told to who leads too, with the reason that the body gave."""
    later = held_over_decision(case.trajectory)
    if later is not None:
        said = decision_held_over_words(later, body_named(case.policy, later.body))
        yield Missing(
            _("{held_over} Zorg dat dit orgaan dan kan beslissen.").format(held_over=said),
            "decision",
        )


def laid_ready(case):
    """What was laid ready waits for who leads, and what was sent back for who laid it ready. Where the
    policy asks no co-signature, nothing is asked."""
    if not cosigned_in(case.trajectory):
        return
    newest = {(laid.act, laid.about): laid for laid in case.trajectory.laid_ready.order_by("pk")}
    for laid in newest.values():
        laid.trajectory = case.trajectory
        if laid.state == laid.State.WAITING:
            sentence = _("Teken mee of stuur terug, met de reden: {what}.")
            yield Missing(sentence.format(what=name_of_act(laid)), "cosign")
        elif laid.state == laid.State.RETURNED:
            sentence = _("Teruggestuurd: {what}. {reason} Pas het aan en leg het opnieuw klaar.")
            said = sentence.format(what=name_of_act(laid), reason=laid.reason)
            yield Missing(said, "cosign", who=Role.INITIATOR)


def unknowns_come_due(case):
    """What the agreement in force does not know yet waits from the day on which it would, for who leads:
    a change says what it is, or chooses another day.

    Source: heemstede#participatieplan
    """
    version = version_in_force(case.trajectory) if case.trajectory.step in AMENDABLE else None
    for frame in all_of(version, "frames") if version else ():
        if frame.status == frame.Status.UNKNOWN and frame.known_on is not None:
            sentence = _(
                "‘{title}’ zouden we weten op {day}. Wijzig de afspraken: schrijf op wat het is, of "
                "kies een nieuwe dag en zeg waarom."
            )
            said = sentence.format(title=frame.title, day=date_format(frame.known_on, "j F Y"))
            yield Missing(said, "frame", not_before=frame.known_on)


def stopping_waits(case):
    """Whether it may stop waits for each body that was asked."""
    trajectory = case.trajectory
    if trajectory.step != Step.TAKING_PART or not case.gate_holds(Gate.STOPPING):
        return
    for question in all_of(trajectory, "stop_questions"):
        if question.agrees is None:
            body = case.policy.body(question.body)
            yield Missing(
                _("Gevraagd is of dit traject mag stoppen. Leg vast wat is besloten."),
                "stop-decision",
                Role(body.recorded_by),
                body=question.body,
            )


def _waits_for_stopping(gap):
    """What who leads does for the next step is done for nothing where it stops."""
    if gap.who != Role.PROJECT_LEADER:
        return gap
    said = _("{sentence} Dit wacht: rondt u het traject af, dan hoeft het niet meer.")
    return replace(gap, sentence=said.format(sentence=gap.sentence))


def amendment_waits(case):
    """A change of the agreement waits for who leads while it is written, and for the bodies while it
    lies before them, in whatever step the process is."""
    version = case.version
    if version is None or not version.amends or version.is_adopted:
        return ()
    if version.state == version.State.DRAFT:
        sentence = _(
            "Een wijziging van de afspraken is nog niet voorgelegd. Leg haar voor, of haal haar terug."
        )
        return (Missing(sentence, "adoption"),)
    return agreement_is_adopted(case)


def cases_with_other_tasks(entries) -> set[str]:
    """The cases of which an action may have changed the tasks.

    A verb says itself when it changes none (``Verb.leaves_tasks``): no visitor waits for this.
    """
    return {entry["case_number"] for entry in entries if not _leaves_tasks(entry)} - {""}


def _leaves_tasks(entry):
    leaves_tasks = verb(entry["verb"]).leaves_tasks
    return leaves_tasks is not None and leaves_tasks(entry["facts"])


def keep_tasks(keys):
    """Write the tasks of these trajectories where they differ from what is kept.

    Locks each trajectory against other actions, and not against words that come in.
    """
    if keys:
        for trajectory in _locked_of_keys(keys=list(keys)):
            keep_tasks_of(trajectory)


@compiled_query
def _locked_of_keys(*, keys):
    return locked_for_tasks(Trajectory.objects.filter(pk__in=keys))


def locked_for_tasks(trajectories):
    """With what most gates read, locked in one order."""
    return _with_what_gates_read(trajectories.select_for_update(of=("self",), no_key=True))


def _with_what_gates_read(trajectories):
    return (
        trajectories.select_related(
            "policy", "weighing", "waiver", "result", "decision", "feedback"
        )
        .defer(*POLICY_TEXTS)
        .order_by("pk")
    )


@compiled_query
def _written(*, trajectory):
    return OpenTask.objects.filter(trajectory=trajectory)


def keep_tasks_of(trajectory):
    """Write its tasks where they differ from what is kept; ``locked_for_tasks``, in an action."""
    written, tasks = _written(trajectory=trajectory.pk), tasks_of(trajectory)
    if not _are_the_same(written, tasks):
        if written:
            trajectory.open_tasks.all().delete()
        OpenTask.objects.bulk_create(tasks)


def _are_the_same(written, tasks):
    return [_compared(task) for task in written] == [_compared(task) for task in tasks]


def _compared(task):
    return [getattr(task, name) for name in _COMPARED]


def cases_kept_otherwise() -> list[str]:
    """The numbers of the processes of which other tasks are kept than follow from their gates: no act
    leaves them so. Locks nothing."""
    running = Trajectory.objects.running()
    ended = Trajectory.objects.filter(open_tasks__isnull=False).exclude(pk__in=running)
    numbers = set(ended.values_list("case_number", flat=True))
    for trajectory in _with_what_gates_read(running):
        if not _are_the_same(_written(trajectory=trajectory.pk), tasks_of(trajectory)):
            numbers.add(trajectory.case_number)
    return sorted(numbers)


@action
def renew_tasks(case_numbers, *, by, at):
    """Write the tasks of these processes anew, where somebody changed them in the database."""
    these = Trajectory.objects.of_cases(case_numbers)
    keep_tasks(these.running().order_by("pk").values_list("pk", flat=True))
    OpenTask.objects.filter(trajectory__in=these).exclude(
        trajectory__in=Trajectory.objects.running()
    ).delete()


@action
def keep_all_tasks(*, by, at):
    """Write the tasks of all running trajectories anew, as a new version of the product says them.

    Returns how many trajectories that were.
    """
    keys = list(Trajectory.objects.running().order_by("pk").values_list("pk", flat=True))
    for key in keys:
        keep_tasks([key])
    OpenTask.objects.exclude(trajectory__in=Trajectory.objects.running()).delete()
    return len(keys)
