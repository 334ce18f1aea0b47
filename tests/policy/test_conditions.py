"""Conditions: whether they hold, and how they read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speelruimte.policy.conditions import evaluate, facts_named, holds, in_words
from speelruimte.policy.schema import Condition
from tests.policy.test_packs import pack

BASIS = pack("basis")


def when(data):
    return Condition.model_validate(data)


BIG = when({"at_least": {"impact": "merkbaar"}})
RESIDENT = when({"is": {"initiator": ["resident", "entrepreneur"]}})


def test_at_least_follows_the_order_of_the_policy():
    assert not holds(BIG, {"impact": "klein"}, BASIS)
    assert holds(BIG, {"impact": "merkbaar"}, BASIS)
    assert holds(BIG, {"impact": "groot"}, BASIS)


def test_what_is_not_known_is_neither_true_nor_false():
    opposite = when({"not": {"is": {"initiator": "resident"}}})
    assert evaluate(opposite, {}, BASIS) is None
    assert not holds(opposite, {}, BASIS)
    assert holds(opposite, {"initiator": "developer"}, BASIS)


def test_one_true_part_settles_any_and_one_false_part_settles_all():
    either = when({"any": [{"is": {"impact": "groot"}}, {"is": {"initiator": "resident"}}]})
    both = when({"all": [{"is": {"impact": "groot"}}, {"is": {"initiator": "resident"}}]})
    assert evaluate(either, {"impact": "groot"}, BASIS) is True
    assert evaluate(either, {"impact": "klein"}, BASIS) is None
    assert evaluate(both, {"impact": "klein"}, BASIS) is False
    assert evaluate(both, {"impact": "groot"}, BASIS) is None


def test_true_counts_as_yes():
    assert holds(when({"is": {"urgent": "yes"}}), {"urgent": True}, BASIS)
    assert holds(when({"is": {"urgent": True}}), {"urgent": "yes"}, BASIS)


def test_no_condition_always_holds():
    assert holds(None, {}, BASIS)
    assert in_words(None, BASIS) == "altijd"


def test_the_facts_asked_for_are_named_once():
    condition = when({"all": [{"is": {"impact": "groot"}}, {"not": {"is": {"impact": "klein"}}}]})
    assert facts_named(condition) == ("impact",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"is": {"initiator": "resident"}}, "het initiatief komt van een inwoner"),
        (
            {"is": {"initiator": ["resident", "entrepreneur", "developer"]}},
            "het initiatief komt van een inwoner, een ondernemer of een projectontwikkelaar",
        ),
        ({"is": {"competent": "raad"}}, "de bevoegdheid ligt bij de gemeenteraad"),
        ({"is": {"competent": "none"}}, "de bevoegdheid ligt bij niemand van de gemeente"),
        ({"at_least": {"impact": "merkbaar"}}, "de gevolgen zijn ‘Merkbaar’ of meer"),
        ({"is": {"urgent": "no"}}, "er geen gevaar of grote haast is"),
        ({"not": {"is": {"complexity": "complex"}}}, "het is niet ingewikkeld"),
        (
            {"not": {"is": {"initiator": ["municipality", "resident"]}}},
            "het initiatief komt niet van de gemeente of een inwoner",
        ),
        ({"not": {"at_least": {"impact": "merkbaar"}}}, "de gevolgen zijn niet ‘Merkbaar’ of meer"),
        ({"not": {"is": {"urgent": "yes"}}}, "er geen gevaar of grote haast is"),
        ({"not": {"is": {"urgent": "no"}}}, "er gevaar of grote haast is"),
        (
            {"not": {"is": {"competent": "none"}}},
            "het is niet zo dat de bevoegdheid ligt bij niemand van de gemeente",
        ),
        (
            {"not": {"any": [{"is": {"body": "raad"}}, {"is": {"urgent": "yes"}}]}},
            "het is niet zo dat het orgaan is de gemeenteraad of er gevaar of grote haast is",
        ),
        (
            {
                "all": [
                    {"is": {"urgent": "yes"}},
                    {"any": [{"is": {"body": "raad"}}, {"is": {"body": "college"}}]},
                ]
            },
            "er gevaar of grote haast is en (het orgaan is de gemeenteraad of het orgaan is "
            "het college)",
        ),
    ],
)
def test_a_condition_reads_in_the_words_of_the_policy(data, words):
    assert in_words(when(data), BASIS) == words


LEAVES = st.sampled_from(
    [
        {"is": {"initiator": "resident"}},
        {"is": {"urgent": "yes"}},
        {"at_least": {"impact": "merkbaar"}},
        {"is": {"competent": ["raad", "college"]}},
    ]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inside: st.one_of(
        st.builds(lambda condition: {"not": condition}, inside),
        st.builds(lambda some: {"all": some}, st.lists(inside, min_size=1, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(inside, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "initiator": st.sampled_from(["resident", "developer"]),
        "urgent": st.booleans(),
        "impact": st.sampled_from(["klein", "merkbaar", "groot"]),
        "competent": st.sampled_from(["raad", "college", "none"]),
    },
)


@given(CONDITIONS, FACTS, FACTS)
def test_what_is_settled_stays_settled_when_more_becomes_known(data, facts, more):
    condition = when(data)
    early = evaluate(condition, facts, BASIS)
    late = evaluate(condition, more | facts, BASIS)
    assert early is None or early == late
    assert in_words(condition, BASIS)
