from fractions import Fraction
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.small_votes import plainly, vote, votes

from speelruimte.analysis.budget import (
    RULES,
    Instance,
    TieRule,
    count_by_every_rule,
    count_votes,
    payments,
)
from speelruimte.analysis.budget.exact import run_exactly
from speelruimte.analysis.budget.fast import FastCount

rules = st.sampled_from(RULES)
PAID = ("equal-shares-add1", "equal-shares")
endowments = st.fractions(0, 60, max_denominator=12)


@given(votes(), endowments)
def test_the_exact_run_is_the_definition(instance, endowment):
    ranks = TieRule().ranks(instance)

    assert run_exactly(instance, endowment, ranks).order == plainly(instance, endowment, ranks)


@given(votes(), endowments)
def test_the_fast_run_is_the_exact_run_wherever_it_is_certain(instance, endowment):
    ranks = TieRule().ranks(instance)

    fast = FastCount(instance, ranks).run(endowment)
    exact = run_exactly(instance, endowment, ranks).order

    # Where it is in doubt, what it found before the doubt is still right.
    assert fast.order == (exact if fast.certain else exact[: len(fast.order)])


def test_the_fast_run_says_so_when_money_and_cost_are_the_same():
    instance = vote("0.3", {"a": "0.3"}, "a", "a", "a")

    fast = FastCount(instance, (0,))

    assert not fast.run(Fraction(1, 10)).certain
    assert fast.run(Fraction(2, 10)).certain


@given(votes(), rules)
def test_a_count_never_overspends(instance, rule):
    outcome = count_votes(instance, rule=rule)

    costs = {plan.id: plan.cost for plan in instance.plans}
    assert outcome.spent == sum(costs[plan] for plan in outcome.funded) <= instance.budget


@given(votes(), rules, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(instance, rule, random):
    ballots = list(instance.ballots)
    random.shuffle(ballots)

    shuffled = Instance(instance.plans, ballots, instance.budget)

    assert count_votes(shuffled, rule=rule) == count_votes(instance, rule=rule)


@given(votes(), st.sampled_from(PAID))
def test_supporters_pay_exactly_the_cost_and_never_more_than_they_have(instance, rule):
    outcome = count_votes(instance, rule=rule)

    paid = [payments(outcome, ballot) for ballot in instance.ballots]
    for round_ in outcome.rounds:
        amounts = [p.amount for payment in paid for p in payment if p.plan == round_.plan]
        assert sum(amounts) == round_.cost
        assert max(amounts) == round_.price
        assert len(amounts) == round_.supporters
    for ballot in paid:
        assert sum(p.amount for p in ballot) <= outcome.endowment
        assert all(p.left >= 0 for p in ballot)


@given(votes())
def test_add1_shows_the_last_run_before_the_first_that_overspends(instance):
    outcome = count_votes(instance)

    ranks = TieRule().ranks(instance)

    def cost(increments):
        order = plainly(instance, instance.share + increments, ranks)
        return sum(instance.plans[place].cost for place in order)

    everything = len(outcome.funded) == len(instance.eligible)
    assert everything or cost(outcome.increments + 1) > instance.budget
    assert all(cost(k) <= instance.budget for k in range(outcome.increments + 1))


@given(votes(), st.sampled_from(("votes", "cheapest", "order")))
def test_what_is_left_after_add1_goes_to_most_votes_until_nothing_fits(instance, name):
    ties = TieRule(name)
    every = count_by_every_rule(instance, ties=ties)
    add1, full = every["equal-shares-add1"], every["equal-shares-add1u"]

    assert every == {rule: count_votes(instance, rule=rule, ties=ties) for rule in RULES}
    assert full.rounds[: len(add1.rounds)] == add1.rounds
    added = full.rounds[len(add1.rounds) :]
    assert all(round_.price is None for round_ in added)
    left = instance.budget - add1.spent
    for round_ in added:
        waiting = [out for out in add1.left_out if out.plan not in full.funded]
        assert round_.cost <= left
        assert all(out.supporters <= round_.supporters for out in waiting if out.cost <= left)
        left -= round_.cost
    assert all(out.cost > left for out in full.left_out if out.supporters)


@given(votes())
def test_what_is_left_out_could_not_be_paid_by_its_supporters(instance):
    outcome = count_votes(instance, rule="equal-shares")

    for out in outcome.left_out:
        assert out.available < out.cost or out.cost > instance.budget or out.supporters == 0


@given(votes(), st.sampled_from(RULES))
def test_why_a_plan_is_left_out_is_what_the_ballots_say(instance, rule):
    outcome = count_votes(instance, rule=rule)

    def left_for(out, after):
        supporters = [ballot for ballot in instance.ballots if out.plan in ballot]
        paid = {round_.plan for round_ in outcome.rounds[:after]}
        gone = sum(
            payment.amount
            for ballot in supporters
            for payment in payments(outcome, ballot)
            if payment.plan in paid
        )
        return len(supporters) * outcome.endowment - gone

    def budget_after(out, after):
        return instance.budget - sum(round_.cost for round_ in outcome.rounds[:after])

    for out in outcome.left_out:
        could = out.supporters > 0 and out.cost <= instance.budget
        assert (out.group is not None) == (could and rule != "greedy")
        assert (out.room is not None) == (could and rule in ("greedy", "equal-shares-add1u"))
        for shortage, left in ((out.group, left_for), (out.room, budget_after)):
            if shortage:
                assert left(out, shortage.after) == shortage.left < out.cost
        if out.group and out.group.after:
            assert left_for(out, out.group.after - 1) >= out.cost


@given(votes(), st.sampled_from(PAID))
def test_a_large_vote_counted_through_floating_point_has_the_same_outcome(instance, rule):
    small = count_votes(instance, rule=rule)

    with patch("speelruimte.analysis.budget.counting.SMALL", -1):
        large = count_votes(instance, rule=rule)

    assert large == small


@given(votes(), st.integers(0, 40), st.integers(2, 40))
def test_equal_traces_mean_the_same_run_at_every_endowment_between(instance, start, stride):
    ranks = TieRule().ranks(instance)
    runs = [run_exactly(instance, start + step, ranks) for step in range(stride + 1)]

    if runs[0].trace == runs[-1].trace:
        assert {run.order for run in runs} == {runs[0].order}


def test_ninety_thousand_increments_take_no_time():
    # b has a lone supporter: 10,000 for each of ten ballots, and it needs 99,999. Only the 89,999th
    # increment pays it, and overspends.
    instance = vote(100_000, {"a": 1000, "b": 99_999}, *["a"] * 9, "b")

    outcome = count_votes(instance)

    assert (outcome.funded, outcome.increments) == (("a",), 89_998)
