import hashlib

import pytest
from tests.analysis.small_votes import vote

from speelruimte.analysis.budget import TieRule, count_votes, tie_rule


def tied():
    # Two plans, each with two supporters who share them: equal rates (1/2), and money for one.
    return vote(20, {"b": 20, "a": 18}, "ab", "ab")


@pytest.mark.parametrize(
    ("ties", "chosen", "decided"),
    [("votes", "b", "order"), ("order", "b", "order"), ("cheapest", "a", "cheapest")],
)
def test_a_tie_is_broken_by_the_rule_and_told(ties, chosen, decided):
    outcome = count_votes(tied(), rule="equal-shares", ties=tie_rule(ties))

    assert outcome.funded == (chosen,)
    tie = outcome.tie_breaks[0]
    assert (tie.between, tie.chosen, tie.rule) == (("b", "a"), chosen, decided)


def test_anyone_can_redo_the_lot_from_its_seed():
    drawn = {p: hashlib.sha256(f"Dorpshuis 7:{p}".encode()).hexdigest() for p in "ab"}

    outcome = count_votes(tied(), rule="equal-shares", ties=tie_rule("lot:Dorpshuis 7"))

    assert outcome.funded == (min(drawn, key=drawn.get),)
    assert outcome.tie_breaks[0].rule == outcome.ties == "lot:Dorpshuis 7"


def test_different_seeds_can_draw_different_plans():
    drawn = {count_votes(tied(), ties=tie_rule(f"lot:{seed}")).funded for seed in range(20)}

    assert drawn == {("a",), ("b",)}


def test_a_tie_of_plans_with_different_numbers_of_supporters_goes_to_most_votes():
    # 40 over four ballots is 10 each. x (30) is paid by voters 2, 3 and 4 (rate 1/3): 10 each,
    # they are empty. a (5) has supporter 1, rate 1. b (5) has supporters 1 and 2, and 2 has
    # nothing: rate 1 too. By votes b goes first, by order a.
    instance = vote(40, {"x": 30, "a": 5, "b": 5}, "ab", "xb", "x", "x")

    by_votes = count_votes(instance, rule="equal-shares", ties=tie_rule("votes"))
    by_order = count_votes(instance, rule="equal-shares", ties=tie_rule("order"))

    assert [r.plan for r in by_votes.rounds] == ["x", "b", "a"]
    assert [r.plan for r in by_order.rounds] == ["x", "a", "b"]
    assert by_votes.tie_breaks[0].rule == "votes"
    assert by_order.tie_breaks[0].rule == "order"


@pytest.mark.parametrize("text", ["", "lot", "lot:", "lot: ", "votes:3", "Votes", "dearest"])
def test_another_tie_rule_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="Kies|Schrijf"):
        tie_rule(text)


@pytest.mark.parametrize("text", ["votes", "cheapest", "order", "lot:2024-05-01"])
def test_a_tie_rule_reads_as_it_was_written(text):
    assert str(tie_rule(text)) == text


def test_votes_is_the_rule_when_none_is_named():
    assert str(TieRule()) == "votes"
