"""Where an amount or a number just fits, and where it just does not."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from speelruimte.activities.kinds.budget.actions import add_plan, open_vote
from speelruimte.activities.kinds.budget.models import Plan
from speelruimte.activities.kinds.budget.rules import (
    check_can_grant,
    check_plan,
    check_plan_fits,
    check_terms,
)
from speelruimte.shared.errors import RuleBroken
from tests.steps.refusing import refuses
from tests.steps.voting import PLANS, prepared_vote

CENT = Decimal("0.01")
TERMS = {
    "budget": Decimal(1_000),
    "rule": "greedy",
    "tie": "votes",
    "minimum": 1,
    "maximum": None,
    "maximum_cost": None,
}


@pytest.mark.parametrize(
    "terms",
    [
        {"budget": CENT},
        {"minimum": 0},
        {"minimum": 0, "maximum": 1},
        {"minimum": 3, "maximum": 3},
        {"maximum_cost": CENT},
        {"tie": "lot:2027-03-01"},
    ],
)
def test_terms_that_just_make_a_vote(terms):
    check_terms(**TERMS | terms)


@pytest.mark.parametrize(
    ("terms", "field", "code"),
    [
        ({"budget": None}, "budget", "not_above_zero"),
        ({"budget": Decimal(0)}, "budget", "not_above_zero"),
        ({"rule": "wie het hardst roept"}, "rule", "unknown_choice"),
        ({"rest": "feest"}, "rest", "unknown_choice"),
        ({"minimum": None}, "minimum", "below_zero"),
        ({"minimum": -1}, "minimum", "below_zero"),
        ({"minimum": 0, "maximum": 0}, "maximum", "most_below_least"),
        ({"minimum": 3, "maximum": 2}, "maximum", "most_below_least"),
        ({"maximum_cost": Decimal(0)}, "maximum_cost", "not_above_zero"),
        ({"tie": "lot:de buurvrouw trekt"}, "tie_rule", "wrong_characters"),
    ],
)
def test_terms_that_just_make_none(terms, field, code):
    with refuses(code, field=field):
        check_terms(**TERMS | terms)


def test_a_plan_may_cost_a_cent_or_everything_there_is():
    check_plan(number="1", name="Een bank", cost=CENT)
    check_plan_fits(SimpleNamespace(budget=Decimal(1_000)), number="1", cost=Decimal(1_000))


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"number": None}, "number"),
        ({"number": ""}, "number"),
        ({"name": None}, "name"),
        ({"cost": None}, "cost"),
        ({"cost": Decimal(0)}, "cost"),
    ],
)
def test_a_plan_has_a_number_a_name_and_a_cost(plan, field):
    with pytest.raises(RuleBroken) as refused:
        check_plan(**{"number": "1", "name": "Een bank", "cost": CENT} | plan)

    assert refused.value.field == field


def test_rights_are_given_out_from_one_to_200_000_at_a_time():
    vote = SimpleNamespace(closed_at=None)
    for number in (1, 200_000):
        check_can_grant(vote, number=number)
    for number in (0, 200_001):
        with refuses("number_out_of_range", field="number"):
            check_can_grant(vote, number=number)


@pytest.mark.parametrize(
    "terms",
    [
        {"plans": PLANS[:2]},
        {"minimum": 6},
        {"minimum": 3, "maximum_cost": Decimal(15_000)},  # 2,000 and 5,000 and 8,000
    ],
)
def test_a_vote_opens_where_people_can_just_choose(activity, cast, now, terms):
    vote = prepared_vote(activity, by=cast.samira, at=now, **terms)

    assert open_vote(vote, by=cast.samira, at=now).opened_at == now


@pytest.mark.parametrize(
    ("terms", "code", "said"),
    [
        ({"plans": PLANS[:1]}, "too_few_plans", "minstens twee"),
        ({"minimum": 7}, "fewer_plans_than_to_choose", "minstens 7 plannen"),
        (
            {"minimum": 3, "maximum_cost": Decimal("14999.99")},
            "cannot_choose_so_many",
            "niemand 3 plannen",
        ),
    ],
)
def test_a_vote_does_not_open_where_people_just_cannot(activity, cast, now, terms, code, said):
    vote = prepared_vote(activity, by=cast.samira, at=now, **terms)

    with refuses(code) as refused:
        open_vote(vote, by=cast.samira, at=now)

    assert said in refused.value.sentence


def test_500_plans_stand_on_a_ballot_and_no_more(activity, cast, now):
    vote = prepared_vote(activity, by=cast.samira, at=now, plans=())
    Plan.objects.bulk_create(
        Plan(vote=vote, number=str(place), name="Plan", cost=CENT, position=place)
        for place in range(499)
    )
    plan = {"name": "Een bank", "cost": CENT, "by": cast.samira, "at": now}

    add_plan(vote, number="a", **plan)
    with refuses("too_many_plans"):
        add_plan(vote, number="b", **plan)
