from fractions import Fraction

import pytest

from speelruimte.analysis.budget import (
    EQUAL_SHARES,
    GREEDY,
    BallotRules,
    FundablePlan,
    ImpossibleCountError,
    Instance,
    ScoredInstance,
    check_ballot,
    count_votes,
    dutch_amount,
    in_reading_order,
    written,
)

RULES = BallotRules(
    costs={"1": Fraction(500), "2": Fraction(700), "3": Fraction("800.50")},
    minimum=1,
    maximum=2,
    maximum_cost=Fraction(1300),
)


def codes(*choice, rules=RULES):
    return [broken.code for broken in check_ballot(choice, rules)]


def test_a_ballot_within_the_rules_is_valid():
    assert codes("1", "2") == []


def test_every_broken_rule_is_named():
    assert codes() == ["too_few"]
    assert codes("1", "2", "3") == ["too_many", "too_expensive"]
    assert codes("2", "3") == ["too_expensive"]
    assert codes("1", "9") == ["unknown_plan"]
    assert codes("1", "1") == ["plan_twice"]


def test_the_sentence_says_the_limit_and_what_was_chosen():
    assert check_ballot(("2", "3"), RULES)[0].sentence == (
        "Uw plannen kosten samen 1.500,50. Dat mag hoogstens 1.300 zijn."
    )
    assert check_ballot((), RULES)[0].sentence == "Kies minstens 1 plan. U koos er 0."


def test_a_vote_without_limits_accepts_more_than_the_budget():
    assert codes("1", "2", "3", rules=BallotRules(costs=RULES.costs)) == []


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction(1000), "1000"),
        (Fraction("12.50"), "12.5"),
        (Fraction("0.05"), "0.05"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(5000, 21), "5000/21"),
        (0, "0"),
    ],
)
def test_amounts_are_written_without_losing_anything(amount, text):
    assert written(amount) == text
    assert Fraction(text) == amount


def test_amounts_for_readers_are_rounded_to_cents():
    assert [dutch_amount(a) for a in (1234567, Fraction(5000, 21), -3)] == [
        "1.234.567",
        "238,10",
        "-3",
    ]


def test_plans_are_listed_as_people_count():
    assert in_reading_order(["11", "A11", "2", "A2"]) == ("2", "11", "A2", "A11")


@pytest.mark.parametrize(
    ("plans", "ballots", "budget", "said"),
    [
        ([("1", 5), ("1", 6)], [], 10, "twee keer"),
        ([("1", 0)], [], 10, "kost niets"),
        ([("1", -2)], [], 10, "kost niets"),
        ([("1", 5)], [("1", "1")], 10, "twee keer"),
        ([("1", 5)], [("1",), ("2",)], 10, "Stembiljet 2 noemt plan 2"),
        ([("1", 5)], [], 0, "budget"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(plans, ballots, budget, said):
    with pytest.raises(ImpossibleCountError, match=said):
        Instance([FundablePlan(*plan) for plan in plans], ballots, budget)


def test_points_put_the_plan_with_most_points_first_and_no_other_rule_counts_them():
    plans = (FundablePlan("1", 6), FundablePlan("2", 6))
    scored = ScoredInstance(plans, (("1",), ("1",), ("2",)), 10, points={"1": 4, "2": 5})

    assert scored.votes == (4, 5)
    assert count_votes(scored, rule=GREEDY).funded == ("2",)
    with pytest.raises(ImpossibleCountError, match="punten of een volgorde"):
        count_votes(scored, rule=EQUAL_SHARES)


def test_amounts_in_floating_point_are_refused():
    with pytest.raises(TypeError):
        FundablePlan("1", 0.1)
    with pytest.raises(TypeError):
        Instance((), (), 0.1)
