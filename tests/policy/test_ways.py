"""Who decides, what is complex, what is advised."""

from itertools import product

import pytest

from speelruimte.policy.facts import NO_BODY, domains, fact
from speelruimte.policy.schema import Gate, WayOfDeciding
from speelruimte.policy.ways import (
    FactsMissing,
    advice,
    always_owed,
    checks_asked,
    complexity_fact,
    decide_way,
    facts_asked,
    gate_applies,
    is_complex,
    is_required,
    never_possible,
    question_in,
)
from tests.policy.made_up import as_policy, random_policy
from tests.policy.test_packs import NAMES, pack

HEEMSTEDE = [
    # initiator, competent, within existing policy, criteria, the rule, who
    ("resident", "none", "no", [], "initiatiefnemers-zelf", None),
    ("organisation", "none", "yes", [], "initiatiefnemers-zelf", None),
    ("resident", "college", "yes", [], "ambtelijk", None),
    ("municipality", "none", "yes", [], "ambtelijk", None),
    ("municipality", "none", "no", [], "ambtelijk-overig", None),
    ("resident", "college", "no", [], "college-eenvoudig", "college"),
    ("developer", "college", "no", ["veel-belangen"], "college-ingewikkeld", "college"),
    ("developer", "college", "yes", ["veel-partijen"], "college-ingewikkeld", "college"),
    ("municipality", "raad", "no", ["grote-wijziging"], "raad", "raad"),
    ("resident", "raad", "yes", [], "raad", "raad"),
]


@pytest.mark.parametrize(("initiator", "competent", "within", "ticked", "rule", "who"), HEEMSTEDE)
def test_heemstede_decides_as_its_table_says(initiator, competent, within, ticked, rule, who):
    policy = pack("heemstede-2020")
    facts = {"initiator": initiator, "competent": competent, "within_existing_policy": within}
    facts |= complexity_fact(policy, ticked, facts)
    ruling = decide_way(policy, facts)
    assert (ruling.route_key, ruling.decides) == (rule, who)
    assert ruling.facts["body"] == (who or NO_BODY)
    assert str(ruling.rule.reason)


def test_a_scale_is_asked_about_in_the_words_of_the_policy_and_all_else_in_our_own():
    policy = pack("heemstede-2020")

    assert question_in(policy, "impact") == str(policy.impact.question)
    assert question_in(policy, "impact") != fact("impact").question
    for name in ("body", "urgent"):
        assert question_in(policy, name) == fact(name).question


def test_in_heemstede_nothing_is_complex_that_officials_may_do():
    policy = pack("heemstede-2020")
    ticked = ["grote-wijziging", "veel-partijen", "veel-belangen"]
    assert not is_complex(policy, ticked, {"competent": "none"})
    assert is_complex(policy, ticked[:1], {"competent": "raad"})
    assert not is_complex(policy, [], {"competent": "raad"})


def test_a_criterion_the_policy_does_not_have_is_refused():
    with pytest.raises(KeyError, match="veel-lawaai"):
        is_complex(pack("heemstede-2020"), ["veel-lawaai"])


def test_heemstede_does_a_quickscan_only_for_what_is_complex():
    policy = pack("heemstede-2020")
    assert gate_applies(policy, Gate.QUICKSCAN, {"complexity": "complex"})
    assert not gate_applies(policy, Gate.QUICKSCAN, {"complexity": "simple"})


def test_heemstede_adopts_what_is_complex_or_the_councils():
    policy = pack("heemstede-2020")
    adopts = Gate.BODY_ADOPTS
    assert gate_applies(policy, adopts, {"complexity": "complex", "body": "college"})
    assert gate_applies(policy, adopts, {"complexity": "simple", "body": "raad"})
    assert not gate_applies(policy, adopts, {"complexity": "simple", "body": "college"})


def test_a_gate_that_hangs_on_something_unknown_holds():
    assert gate_applies(pack("heemstede-2020"), Gate.QUICKSCAN, {})


def test_who_decides_waits_for_the_answers_it_hangs_on():
    with pytest.raises(FactsMissing) as waiting:
        decide_way(pack("heemstede-2020"), {"initiator": "resident"})
    assert waiting.value.facts == ("competent",)
    assert "bevoegd" in str(waiting.value)


def test_an_answer_that_does_not_matter_is_not_waited_for():
    ruling = decide_way(pack("basis"), {"competent": "raad", "initiator": "municipality"})
    assert ruling.decides == "raad"


@pytest.mark.parametrize("name", NAMES)
def test_every_case_has_somebody_who_decides(name):
    policy = pack(name)
    known = domains(policy.as_data())
    names = [*facts_asked(policy), *(["complexity"] if policy.complexity else [])]
    for values in product(*(known[fact_name] for fact_name in names)):
        ruling = decide_way(policy, dict(zip(names, values, strict=True)))
        assert (ruling.way is WayOfDeciding.BODY) == (ruling.decides is not None)


@pytest.mark.parametrize("seed", range(40))
def test_a_made_up_policy_always_knows_who_decides(seed):
    policy = as_policy(random_policy(seed))
    for body in policy.deciding_bodies:
        assert decide_way(policy, {"competent": body.key}).decides == body.key
    assert decide_way(policy, {"competent": "none"}).decides is None


def test_in_aa_en_hunze_the_college_adopts_before_the_council():
    ruling = decide_way(
        pack("aa-en-hunze-2023"), {"competent": "raad", "initiator": "municipality"}
    )
    assert ruling.adopters == ("college", "raad")
    assert ruling.bodies == ("college", "raad")


def test_advice_names_its_rule_and_number():
    policy = pack("basis")
    given = advice(policy, {"impact": "groot", "influence_space": "veel"})
    assert [(advised.number, advised.rule.key) for advised in given] == [
        (4, "groot"),
        (5, "groot-en-open"),
    ]
    assert given[1].advises.level == "meebeslissen"


def test_nothing_is_advised_on_what_is_not_known():
    assert advice(pack("basis"), {}) == ()


def test_the_council_is_asked_only_where_the_council_decides():
    policy = pack("basis")
    asked = {check.key for check in checks_asked(policy, {"body": "college"})}
    assert "raad-open" not in asked
    assert "raad-open" in {check.key for check in checks_asked(policy, {"body": "raad"})}


def test_danger_rules_taking_part_out_and_the_law_demands_it():
    policy = pack("basis")
    assert [exclusion.key for exclusion in never_possible(policy, {"urgent": True})] == ["gevaar"]
    assert [obligation.key for obligation in always_owed(policy, {"statutory": True})] == [
        "wettelijk"
    ]


def test_a_section_is_required_when_its_condition_holds():
    policy = pack("basis")
    section = policy.plan_section("partijen")
    assert is_required(policy, section, {"nature": "cooperation"})
    assert not is_required(policy, section, {"nature": "participation"})
