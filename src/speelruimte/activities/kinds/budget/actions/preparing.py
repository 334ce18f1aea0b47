"""Before the vote opens: the terms, the plans, and the opening itself."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.actions.locking import lock_vote, record_vote
from speelruimte.activities.kinds.budget.counts import rules_text
from speelruimte.activities.kinds.budget.models import FixedRules, Plan, Vote, VotingRight
from speelruimte.activities.kinds.budget.rules import (
    MOST_PLANS,
    check_can_open_vote,
    check_can_prepare,
    check_is_in_preparation,
    check_may_prepare_vote,
    check_may_run_vote,
    check_plan,
    check_plan_fits,
    check_terms,
    check_who_was_agreed,
)
from speelruimte.activities.models import Activity
from speelruimte.journal.acting import action
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory

TERMS = ("budget", "rule", "tie_rule", "rest", "who", "minimum", "maximum", "maximum_cost")
PLANNED = ("number", "name", "cost", "text")


@action
def prepare_vote(
    activity,
    *,
    budget,
    rule,
    tie_rule,
    rest=Vote.Rest.RETURNS,
    who="",
    minimum=1,
    maximum=None,
    maximum_cost=None,
    etag="",
    by,
    at,
):
    """Set the terms of a vote, or set them anew as long as it is not open. Amounts in euro.

    ``tie_rule`` as people write it: votes, cheapest, order or lot:TEXT. ``rest`` is what happens with
    money that no plan gets; ``who`` may vote, in a sentence for voters. ``etag`` is the mark of the
    terms that were on the screen (``etag_of`` over TERMS). Raises Clash when others were set since.
    """
    trajectory = lock_trajectory(activity.trajectory)
    check_may_prepare_vote(by, trajectory, on=local_day(at))
    activity = Activity.objects.select_related("trajectory").get(pk=activity.pk)
    standing = Vote.objects.filter(activity=activity).first()
    check_can_prepare(activity, standing)
    terms = {
        "budget": budget,
        "rule": rule,
        "tie_rule": tie_rule,
        "rest": rest,
        "who": who.strip(),
        "minimum": minimum,
        "maximum": maximum,
        "maximum_cost": maximum_cost,
    }
    check_terms(
        budget=budget,
        rule=rule,
        tie=tie_rule,
        rest=rest,
        minimum=minimum,
        maximum=maximum,
        maximum_cost=maximum_cost,
    )
    check_who_was_agreed(terms["who"], activity)
    check_unchanged(standing, TERMS, etag=etag, to=terms)
    vote, _made = Vote.objects.update_or_create(activity=activity, defaults=terms)
    # Who may vote is a sentence; the journal holds keys and numbers.
    record_vote(
        "vote_prepared", vote, by=by, at=at, **{key: terms[key] for key in TERMS if key != "who"}
    )
    return vote


@action
def add_plan(vote, *, number, name, cost, text="", by, at):
    """Put a plan on the ballot, behind the others."""
    vote = _in_preparation(vote, by=by, at=at)
    check_plan(number=number, name=name, cost=cost)
    check_plan_fits(vote, number=number, cost=cost)
    position = vote.plans.count()
    if position >= MOST_PLANS:
        raise RuleBroken(
            _("Er passen hoogstens %(most)s plannen."),
            values={"most": MOST_PLANS},
            code="too_many_plans",
        )
    plan = Plan(
        vote=vote, number=number, position=position, name=name.strip(), text=text, cost=cost
    )
    _save(plan)
    record_vote("plan_added", vote, by=by, at=at, plan=number, cost=cost)
    return plan


@action
def change_plan(plan, *, number, name, cost, text="", etag="", by, at):
    """Change a plan before the vote opens.

    ``etag`` is the mark of what was on the screen (``etag_of`` over PLANNED). Raises Clash when it
    was changed or dropped since.
    """
    vote = _in_preparation(plan.vote, by=by, at=at)
    check_plan(number=number, name=name, cost=cost)
    check_plan_fits(vote, number=number, cost=cost)
    wanted = {"number": number, "name": name.strip(), "cost": cost, "text": text}
    standing = Plan.objects.filter(pk=plan.pk).first()
    check_unchanged(standing, PLANNED, etag=etag, to=wanted)
    for field, value in wanted.items():
        setattr(plan, field, value)
    _save(plan)
    record_vote("plan_changed", vote, by=by, at=at, plan=number, cost=cost)
    return plan


@action
def drop_plan(plan, *, by, at):
    """Take a plan off the ballot before the vote opens."""
    vote = _in_preparation(plan.vote, by=by, at=at)
    plan.delete()
    record_vote("plan_dropped", vote, by=by, at=at, plan=plan.number)


@action
def open_vote(vote, *, by, at):
    """From now on ballots come in, and plans and rules stand: the database refuses to change them."""
    locked = lock_vote(vote)
    trajectory = locked.activity.trajectory
    check_may_run_vote(by, trajectory, on=local_day(at))
    plans = list(locked.plans.all())
    check_can_open_vote(locked, trajectory=trajectory, plans=plans, on=local_day(at))
    rules = rules_text(locked, plans)
    fixed = FixedRules.objects.create(
        vote=locked, text=rules, fingerprint=fingerprint(rules), fixed_at=at
    )
    locked.opened_at = at
    locked.save(update_fields=["opened_at"])
    record_vote(
        "vote_opened",
        locked,
        by=by,
        at=at,
        plans=[[plan.number, plan.cost] for plan in plans],
        budget=locked.budget,
        rule=locked.rule,
        tie_rule=locked.tie_rule,
        rest=locked.rest,
        rules_fingerprint=fixed.fingerprint,
        minimum=locked.minimum,
        maximum=locked.maximum,
        maximum_cost=locked.maximum_cost,
        rights=locked.rights.exclude(used=VotingRight.Used.WITHDRAWN).count(),
        wrote=(fixed,),
    )
    vote.opened_at = at
    return locked


def _in_preparation(vote, *, by, at):
    vote = lock_vote(vote)
    check_may_prepare_vote(by, vote.activity.trajectory, on=local_day(at))
    check_is_in_preparation(vote)
    return vote


def _save(plan):
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as error:
        raise RuleBroken(
            _("Er is al een plan met nummer %(number)s. Kies een ander nummer."),
            values={"number": plan.number},
            field="number",
            code="number_is_taken",
        ) from error
