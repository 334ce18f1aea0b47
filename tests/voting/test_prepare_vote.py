from datetime import timedelta
from decimal import Decimal

import pytest

from speelruimte.activities.kinds.budget.actions import (
    add_plan,
    change_plan,
    drop_plan,
    open_vote,
    prepare_vote,
    preparing,
)
from speelruimte.journal.models import Entry
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import NotAllowed, RuleBroken
from tests.steps.refusing import refuses
from tests.steps.voting import prepared_vote

TERMS = {
    "budget": Decimal(40_000),
    "rule": "equal-shares-add1",
    "tie_rule": "votes",
    "minimum": 1,
    "maximum": 5,
    "maximum_cost": None,
}


def test_terms_are_set_and_can_be_set_anew_until_the_vote_opens(activity, cast, now):
    first = prepare_vote(activity, **TERMS, by=cast.samira, at=now)
    second = prepare_vote(activity, **TERMS | {"rule": "greedy"}, by=cast.samira, at=now)

    assert first.pk == second.pk
    assert second.rule == "greedy"
    assert Entry.objects.filter(verb="vote_prepared").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"budget": Decimal(0)}, "budget"),
        ({"rule": "wie het hardst roept"}, "rule"),
        ({"tie_rule": "kop of munt"}, "tie_rule"),
        ({"tie_rule": "lot:"}, "tie_rule"),
        ({"tie_rule": "lot:de buurvrouw van 12 trekt"}, "tie_rule"),
        ({"minimum": 4, "maximum": 3}, "maximum"),
        ({"minimum": -1}, "minimum"),
        ({"maximum_cost": Decimal(0)}, "maximum_cost"),
    ],
)
def test_terms_that_make_no_vote_are_refused_at_their_field(activity, cast, now, wrong, field):
    with pytest.raises(RuleBroken) as refusal:
        prepare_vote(activity, **TERMS | wrong, by=cast.samira, at=now)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("samira", True),  # leads this trajectory
        ("marleen", True),  # coach
        ("fatma", False),  # an official
        ("lotte", False),  # moderator
        ("wim", False),  # administrator
        ("bos", False),  # council member
        ("sofie", False),  # resident
        ("stranger", False),
    ],
)
def test_only_who_leads_sets_the_terms(activity, cast, now, who, allowed):
    person = getattr(cast, who)

    if allowed:
        assert prepare_vote(activity, **TERMS, by=person, at=now)
    else:
        with pytest.raises(NotAllowed):
            prepare_vote(activity, **TERMS, by=person, at=now)


def test_an_activity_of_another_kind_gets_no_vote(activity, cast, now):
    activity.kind = "ideas"
    activity.save()

    with refuses("no_budget_here"):
        prepare_vote(activity, **TERMS, by=cast.samira, at=now)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "1"}, "number"),
        ({"number": "plan van Jan"}, "number"),
        ({"name": "  "}, "name"),
        ({"cost": Decimal(0)}, "cost"),
        ({"cost": Decimal(40_001)}, "cost"),
    ],
)
def test_a_plan_that_cannot_stand_on_the_ballot_is_refused(activity, cast, now, wrong, field):
    vote = prepared_vote(activity, by=cast.samira, at=now)
    plan = {"number": "7", "name": "Speeltuin", "cost": Decimal(9_000)} | wrong

    with pytest.raises(RuleBroken) as refusal:
        add_plan(vote, **plan, by=cast.samira, at=now)

    assert refusal.value.field == field
    assert vote.plans.count() == 6


def test_plans_change_and_go_before_the_vote_opens(activity, cast, now):
    vote = prepared_vote(activity, by=cast.samira, at=now)
    first, second = vote.plans.all()[:2]

    change_plan(first, number="1a", name="Bankjes", cost=Decimal(7_500), by=cast.samira, at=now)
    drop_plan(second, by=cast.samira, at=now)

    assert list(vote.plans.values_list("number", flat=True)) == ["1a", "3", "4", "5", "6"]


def test_terms_and_plans_that_a_colleague_changed_are_not_overwritten_unseen(activity, cast, now):
    vote = prepared_vote(activity, by=cast.samira, at=now)
    plan, who = vote.plans.first(), {"by": cast.samira, "at": now}
    words = {"number": plan.number, "cost": plan.cost}
    seen_terms, seen_plan = etag_of(vote, preparing.TERMS), etag_of(plan, preparing.PLANNED)
    prepare_vote(activity, **TERMS | {"budget": Decimal(41_000)}, **who)
    change_plan(plan, name="Bankjes", **words, **who)

    with refuses("changed_meanwhile"):
        prepare_vote(activity, **TERMS | {"budget": Decimal(42_000)}, etag=seen_terms, **who)
    with refuses("changed_meanwhile"):
        change_plan(plan, name="Bomen", etag=seen_plan, **words, **who)

    plan.refresh_from_db()
    assert plan.name == "Bankjes"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"plans": ()}, "too_few_plans"),
        ({"minimum": 7}, "fewer_plans_than_to_choose"),
        ({"minimum": 3, "maximum_cost": Decimal(10_000)}, "cannot_choose_so_many"),
    ],
)
def test_a_vote_in_which_nobody_could_choose_does_not_open(activity, cast, now, terms, code):
    vote = prepared_vote(activity, by=cast.samira, at=now, **terms)

    with refuses(code):
        open_vote(vote, by=cast.samira, at=now)


def test_a_vote_opens_only_where_people_take_part(activity, trajectory, cast, now):
    vote = prepared_vote(activity, by=cast.samira, at=now)
    trajectory.step = "plan"
    trajectory.save()

    with refuses("not_in_this_step"):
        open_vote(vote, by=cast.samira, at=now)


def test_what_is_closed_gets_no_vote(activity, cast, now):
    activity.closed_at = now
    activity.save()

    with refuses("closed_already"):
        prepare_vote(activity, **TERMS, by=cast.samira, at=now)


def test_a_vote_opens_on_its_last_day_and_not_after_it(activity, cast, now):
    vote = prepared_vote(activity, by=cast.samira, at=now)
    last = now.replace(
        year=activity.closes_on.year, month=activity.closes_on.month, day=activity.closes_on.day
    )

    with refuses("last_day_is_over"):
        open_vote(vote, by=cast.samira, at=last + timedelta(days=1))
    assert open_vote(vote, by=cast.samira, at=last).opened_at == last


def test_a_vote_does_not_open_where_people_no_longer_take_part(activity, cast, now, today):
    vote = prepared_vote(activity, by=cast.samira, at=now)
    activity.closed_at = now
    activity.save()
    vote.refresh_from_db()

    with refuses("last_day_is_over"):
        open_vote(vote, by=cast.samira, at=now)
