import pytest

from speelruimte.initiatives.actions import assess_initiative
from speelruimte.journal.models import Entry
from speelruimte.route.door import advance
from speelruimte.shared.errors import NotAllowed, RuleBroken
from tests.steps.door import assessed_initiative, known_facts, received_initiative
from tests.steps.refusing import refuses

COMPLEX = ["veel-partijen"]


@pytest.fixture
def idea(load_pack, cast, areas):
    load_pack("heemstede-2020")
    return received_initiative(area=areas["centrum"])


def test_what_it_is_is_kept_and_remembered(idea, cast):
    done = assessed_initiative(
        idea, coach=cast.marleen, competent="college", within_existing_policy="no"
    )

    assert done.facts["competent"] == "college"
    assert done.facts["complexity"] == "simple"
    assert done.facts["initiator"] == "resident"
    assert done.assessed_at is not None
    assert Entry.objects.get(verb="initiative_assessed").facts["known"] == done.facts


def test_one_sign_makes_it_complex_where_a_body_decides(idea, cast):
    done = assessed_initiative(idea, coach=cast.marleen, criteria=COMPLEX, competent="raad")

    assert done.facts["complexity"] == "complex"


def test_it_is_not_simple_while_that_hangs_on_something_unknown(idea, cast, now, today):
    done = assess_initiative(
        idea, facts={"competent": ""}, criteria=COMPLEX, by=cast.marleen, at=now, on=today
    )

    assert "complexity" not in done.facts


@pytest.mark.parametrize(
    ("facts", "criteria", "field"),
    [
        ({"competent": "paus"}, (), "fact_competent"),
        ({"impact": "groot"}, (), "fact_impact"),
        ({"bestaat-niet": "ja"}, (), "fact_bestaat-niet"),
        ({}, ("geen-kenmerk",), "criteria"),
    ],
)
def test_answers_that_the_policy_does_not_know_are_refused(
    idea, cast, now, today, facts, criteria, field
):
    with pytest.raises(RuleBroken) as refused:
        assess_initiative(idea, facts=facts, criteria=criteria, by=cast.marleen, at=now, on=today)

    assert refused.value.field == field


def test_nobody_gets_round_a_first_look_by_changing_the_answers(idea, cast, now, today):
    assessed_initiative(idea, coach=cast.marleen, competent="college")
    advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)

    with refuses("filled_in_already"):
        assessed_initiative(idea, coach=cast.marleen, competent="raad")
    with refuses("filled_in_already"):
        assessed_initiative(idea, coach=cast.marleen, criteria=COMPLEX, competent="college")


def test_a_gap_is_filled_while_saying_who_decides(idea, cast, now, today):
    facts = known_facts(idea, competent="college") | {"within_existing_policy": ""}
    assess_initiative(idea, facts=facts, by=cast.marleen, at=now, on=today)
    advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)

    done = assessed_initiative(
        idea, coach=cast.marleen, competent="college", within_existing_policy="no"
    )

    assert done.facts["within_existing_policy"] == "no"


@pytest.mark.parametrize(
    "who", ["nadia", "stranger", "henk", "joris", "lotte", "bos", "wim", "teun"]
)
@pytest.mark.parametrize("moment", ["signal", "who_decides"])
def test_only_coach_and_account_holders_assess(idea, cast, now, today, who, moment):
    if moment == "who_decides":
        assessed_initiative(idea, coach=cast.marleen, competent="college")
        advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)

    with pytest.raises(NotAllowed):
        assessed_initiative(idea, coach=getattr(cast, who), competent="college")
