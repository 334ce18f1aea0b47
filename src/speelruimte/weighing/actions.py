"""Weighing: whether people can take part, and if not, saying so in public."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.policy.recording import role_answering, role_named
from speelruimte.shared.edits import check_fits, clash, save_unless_changed
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.shared.typed_days import check_still_to_come
from speelruimte.trajectories.actions import lock_trajectory, policy_of
from speelruimte.trajectories.deciding import body_at_the_weighing
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_had_begun, check_in_step
from speelruimte.weighing.models import CheckAnswer, EarlierCheckAnswer, Waiver, Weighing
from speelruimte.weighing.queries import answers_by_check, body_on_participation, facts_of
from speelruimte.weighing.rules import (
    asked_check,
    check_asked_facts,
    check_body_refused,
    check_can_waive,
    check_can_weigh,
    check_not_obliged,
    check_obligations_are_known,
    check_on_scale,
    check_told,
    check_was_published,
    may_answer_check,
    may_waive,
    may_weigh,
)


@action
def weigh(
    trajectory,
    *,
    edits,
    by,
    at,
    impact="",
    influence_space="",
    how_early="",
    spoken_to="",
    wishes="",
    facts=None,
    obligations=None,
):
    """Say how large the effects are, how much there is to choose, and what was asked already.

    ``facts`` are answers to what the policy names and the door did not ask, by name of the fact;
    ``obligations`` the keys of those that a person finds to hold here. None leaves them as they are.

    ``edits`` is the count that the writer saw (0 when nothing was there). Raises Clash when
    somebody saved in the meantime.

    Source: assen-visie-2021#check-in-elk-traject
    """
    trajectory = lock_trajectory(trajectory)
    check_can_weigh(trajectory)
    check_may(
        may_weigh(by, trajectory, on=local_day(at)),
        _("Alleen de projectleider of de coach vult de weging in."),
    )
    policy = policy_of(trajectory)
    check_on_scale(policy.impact, impact, field="impact")
    check_on_scale(policy.influence_space, influence_space, field="influence_space")
    values = {
        "impact": impact,
        "influence_space": influence_space,
        "how_early": how_early.strip(),
        "spoken_to": spoken_to.strip(),
        "wishes": wishes.strip(),
    }
    check_fits(Weighing, **values)
    check_told(values)
    weighing = _weighing_of(trajectory)
    if facts is not None:
        values["facts"] = {name: str(value) for name, value in facts.items() if value}
    if obligations is not None:
        values["obligations"] = sorted(set(obligations))
    check_asked_facts(policy, values.get("facts", {}), values.get("obligations", ()))
    save_unless_changed(weighing, edits=edits, **values)
    record(
        "trajectory_weighed",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        impact=impact,
        influence_space=influence_space,
        known=weighing.facts,
        obligations=weighing.obligations,
        edits=weighing.edits,
        wrote=(weighing,),
    )
    return weighing


def _weighing_of(trajectory):
    return Weighing.objects.get_or_create(trajectory=trajectory)[0]


@action
def answer_check(trajectory, *, check, verdict, reason, by, at, edits=0):
    """Answer one check of the policy, with a reason that everyone will read.

    Only somebody in the role the policy names may answer. ``edits`` is the count of the answer
    that the writer saw, 0 when there was none. Raises Clash when somebody was first.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    trajectory = lock_trajectory(trajectory)
    check_can_weigh(trajectory)
    policy = policy_of(trajectory)
    asked = asked_check(policy, facts_of(trajectory), check)
    body = body_at_the_weighing(trajectory)
    role = role_answering(asked, policy.deciding_bodies, body=body)
    named = role_named(role, policy.deciding_bodies, body=body)
    check_may(
        may_answer_check(by, trajectory, asked, on=local_day(at)),
        _("Deze vraag wordt beantwoord door: %(role)s.") % {"role": named},
    )
    if verdict not in CheckAnswer.Verdict.values:
        raise RuleBroken(_("Kies ja, deels of nee."), field="verdict", code="unknown_choice")
    check_sentence(reason, _("Geef een reden. Iedereen kan die lezen."), field="reason")
    check_fits(CheckAnswer, reason=reason)
    weighing = _weighing_of(trajectory)
    values = {
        "verdict": verdict,
        "reason": reason.strip(),
        "answered_by": by.reference,
        "answered_as": str(role),
        "answered_at": at,
    }
    before = next((a for a in all_of(weighing, "answers") if a.check_key == check), None)
    verdict_before = before.verdict if before else ""
    answer, earlier = _save_answer(weighing, before, check, edits, values)
    record(
        "check_answered",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        check=check,
        verdict=verdict,
        verdict_before=verdict_before,
        edits=answer.edits,
        answered_as=str(role),
        reason_fingerprint=fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {reason.strip()}"
        ),
        wrote=(weighing, answer, *earlier),
    )
    return answer


def _save_answer(weighing, before, check, edits, values):
    """The answer, and what was answered earlier where it says another thing now."""
    if before is not None:
        earlier = {name: getattr(before, name) for name in (*values, "check_key")}
        answer = save_unless_changed(before, edits=edits, **values)
        said = ("verdict", "reason")
        if any(earlier[name] != values[name] for name in said):
            return answer, [EarlierCheckAnswer.objects.create(weighing=weighing, **earlier)]
        return answer, []
    try:
        with transaction.atomic():
            answer = CheckAnswer.objects.create(
                weighing=weighing, check_key=check, edits=edits + 1, **values
            )
            return answer, []
    except IntegrityError as error:
        raise clash(weighing.answers.filter(check_key=check).first()) from error


@dataclass
class Saved:
    """What came of saving a whole page. ``refused`` holds why, by check or "weighing"."""

    saved: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)


@action
def save_weighing(trajectory, *, by, at, weighing=None, answers=None) -> Saved:
    """Save what was filled in on one page, each part for itself: a fault in one loses no other.

    ``weighing`` holds the values of weigh, ``answers`` those of answer_check by key of the check.
    """
    came = Saved()
    parts: dict[str, tuple] = {"weighing": (weigh, weighing)} if weighing else {}
    for check, values in (answers or {}).items():
        parts[check] = (answer_check, {"check": check, **values})
    for name, (save, values) in parts.items():
        try:
            save(trajectory, by=by, at=at, **values)
            came.saved.append(name)
        except RuleBroken as broken:
            came.refused[name] = broken
    return came


@action
def waive_participation(trajectory, *, reason, inform_how, inform_by, by, at, exclusion=""):
    """Publish why people do not take part here, and how and by when they will hear.

    ``inform_by`` is the last day on which people are told. ``exclusion`` is the key of a case
    that the policy excludes; without it a check must have been answered with a no that the policy
    gives this weight. Being informed remains owed.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    trajectory = lock_trajectory(trajectory)
    check_in_step(trajectory, Step.WEIGHING)
    if hasattr(trajectory, "waiver"):
        raise AlreadyDone(
            _("Deze reden is al gepubliceerd."), result=trajectory.waiver, code="published_already"
        )
    check_may(
        may_waive(by, trajectory, on=local_day(at)),
        _("Alleen de projectleider of de coach legt vast dat meedoen hier niet past."),
    )
    policy, known = policy_of(trajectory), facts_of(trajectory)
    check_not_obliged(policy, known, _ticked(trajectory))
    body = body_on_participation(trajectory)
    if body is None or exclusion:
        check_can_waive(policy, known, answers_by_check(trajectory), exclusion)
    if body is not None:
        check_body_refused(trajectory, body)
    check_obligations_are_known(policy, known)
    check_sentence(reason, _("Leg uit waarom meedoen hier niet past."), field="reason")
    check_sentence(inform_how, _("Zeg hoe mensen het horen."), field="inform_how")
    check_fits(Waiver, reason=reason, inform_how=inform_how)
    check_still_to_come(inform_by, today=local_day(at), field="inform_by")
    waiver = Waiver.objects.create(
        trajectory=trajectory,
        exclusion=exclusion,
        reason=reason.strip(),
        inform_how=inform_how.strip(),
        inform_by=inform_by,
        published_at=at,
    )
    record(
        "participation_waived",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        exclusion=exclusion,
        inform_by=inform_by,
        reason_fingerprint=fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {waiver.reason}"
        ),
        wrote=(waiver,),
    )
    return waiver


def _ticked(trajectory):
    weighing = getattr(trajectory, "weighing", None)
    return weighing.obligations if weighing else []


@action
def show_informed(waiver, *, on, how, by, at):
    """Show that people were informed: on which day, and how.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    trajectory = lock_trajectory(waiver.trajectory)
    check_in_step(trajectory, Step.INFORMING)
    waiver = Waiver.objects.select_for_update(of=("self",)).get(pk=waiver.pk)
    if waiver.informed_on is not None:
        raise AlreadyDone(_("Dit is al vastgelegd."), result=waiver, code="recorded_already")
    check_may(
        may_waive(by, trajectory, on=local_day(at)),
        _("Alleen de projectleider of de coach legt vast dat mensen zijn geïnformeerd."),
    )
    check_sentence(how, _("Zeg hoe u mensen hebt geïnformeerd."), field="how")
    check_fits(Waiver, informed_how=how)
    if on > local_day(at):
        raise RuleBroken(
            _("Deze dag moet nog komen. Kies de dag waarop het is verteld."),
            field="on",
            code="day_to_come",
        )
    check_had_begun(trajectory, on, field="on")
    check_was_published(waiver, on, field="on")
    waiver.informed_on, waiver.informed_how = on, how.strip()
    waiver.save(update_fields=["informed_on", "informed_how"])
    record(
        "people_informed",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        on=on,
        promised_by=waiver.inform_by,
        wrote=(waiver,),
    )
    return waiver
