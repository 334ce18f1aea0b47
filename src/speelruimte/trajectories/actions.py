"""Starting a trajectory and letting it into a step. Whether it may, is up to the route."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, count, not_counted_yet, record
from speelruimte.policy.queries import parsed_policy
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import one_of
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.slugs import short_name
from speelruimte.trajectories.models import Passage, Step, Tally, Trajectory


@action
def start_trajectory(
    *,
    initiative,
    title,
    summary,
    areas,
    by,
    at,
    on,
    decision_route,
    subject=None,
    step=Step.WEIGHING,
    explores_until=None,
    explores_for=None,
):
    """Open a trajectory for an initiative, under the policy the initiative came in under.

    The first trajectory carries the initiative's case number; a further one gets a suffix.
    ``on`` is the day it starts; exploring needs a last day and an amount in euro.
    """
    trajectory = Trajectory.objects.create(
        case_number=_next_case_number(initiative),
        slug=_free_slug(title),
        title=title,
        summary=summary,
        policy=initiative.policy,
        subject=subject or initiative.subject,
        step=step,
        started_on=on,
        decision_route=decision_route,
        explores_until=explores_until,
        explores_for=explores_for,
    )
    trajectory.initiatives.add(initiative)
    trajectory.areas.set(areas := list(areas))
    Tally.objects.create(trajectory=trajectory)
    passage = Passage.objects.create(trajectory=trajectory, step=step, entered_at=at)
    record(
        "trajectory_started",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        policy=initiative.policy.fingerprint,
        decision_route=decision_route,
        step=str(step),
        initiative=initiative.case_number,
        areas=[area.key for area in areas],
        wrote=(trajectory, passage),
    )
    return trajectory


def _next_case_number(initiative):
    number = initiative.case_number
    taken = Trajectory.objects.filter(initiatives=initiative).count()
    return number if not taken else f"{number}-{taken + 1}"


def _free_slug(title):
    wanted = short_name(title, longest=54)
    taken = set(Trajectory.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@action
def join_initiative(trajectory, *, initiative, by, at):
    """An initiative goes along in a trajectory that is already running."""
    if trajectory.step in (Step.MEMORY, Step.STOPPED):
        raise RuleBroken(
            _("Dit traject is afgerond. Start een nieuw traject voor dit initiatief."),
            code="process_is_over",
        )
    trajectory.initiatives.add(initiative)
    record(
        "initiative_joined",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        initiative=initiative.case_number,
    )


@action
def let_decide(trajectory, *, body, by, at):
    """From now on this body decides: the one that did until now forwarded it. Part of adopting."""
    trajectory.forwarded_to = body
    trajectory.save(update_fields=["forwarded_to"])
    record(
        "decision_forwarded",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        body=body,
        wrote=(trajectory,),
    )
    return trajectory


def lock_trajectory(trajectory):
    """The trajectory as it is now, locked until the transaction ends. First in the order of locks."""
    [locked] = _locked(trajectory=trajectory.pk)
    return locked


@compiled_query
def _locked(*, trajectory):
    return Trajectory.objects.select_for_update(of=("self",)).filter(pk=trajectory)


@action
def enter_step(trajectory, *, step, by, at, reason="", **facts):
    """Put a trajectory in a step and remember it. Only the route calls this.

    ``reason`` is for everyone to read; the journal holds its fingerprint.
    """
    trajectory.step = step
    trajectory.save(update_fields=["step"])
    passage = Passage.objects.create(trajectory=trajectory, step=step, entered_at=at, reason=reason)
    if reason:
        facts["reason_fingerprint"] = fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {reason}"
        )
    record(
        "step_entered",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        step=str(step),
        wrote=(trajectory, passage),
        **facts,
    )
    return trajectory


def raise_tally(trajectory, **steps):
    """Raise kept counts when the action ends."""
    count(Tally, trajectory.pk, **steps)


@compiled_query
def _tally(*, trajectory):
    return Tally.objects.filter(pk=trajectory)


def tally_of(trajectory) -> Tally:
    """The kept counts as they are now; during an action, as they will be when it ends. One query.

    Only to read: saving what this gives would count twice.
    """
    [tally] = _tally(trajectory=trajectory.pk)
    for field, step in not_counted_yet(Tally, trajectory.pk).items():
        setattr(tally, field, getattr(tally, field) + step)
    return tally


def policy_of(trajectory):
    """The policy this trajectory is bound to."""
    return parsed_policy(one_of(trajectory, "policy"))
