import pytest

from speelruimte.initiatives.actions import assess_initiative, rule_who_decides
from speelruimte.initiatives.models import Ruling
from speelruimte.journal.models import Entry
from speelruimte.route.door import advance
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from tests.policy.made_up import random_policy
from tests.steps.door import assessed_initiative, received_initiative, started_trajectory
from tests.steps.refusing import refuses


@pytest.fixture
def idea(load_pack, cast, now, today):
    load_pack("heemstede-2020")
    idea = received_initiative()
    assessed_initiative(idea, coach=cast.marleen, competent="college", within_existing_policy="no")
    return advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)


def test_the_policy_says_who_decides(idea, cast, now, today):
    ruling = rule_who_decides(idea, by=cast.ruben, at=now, on=today)

    assert ruling.proposed == ruling.chosen == "college-eenvoudig"
    assert not ruling.is_complex


def test_another_way_needs_a_reason_that_everyone_reads(idea, cast, now, today):
    with refuses("empty"):
        rule_who_decides(idea, chosen="raad", by=cast.ruben, at=now, on=today)

    ruling = rule_who_decides(
        idea,
        chosen="raad",
        deviation_reason="Het raakt de begroting.",
        by=cast.ruben,
        at=now,
        on=today,
    )

    assert (ruling.proposed, ruling.chosen) == ("college-eenvoudig", "raad")
    entry = Entry.objects.get(verb="who_decides_ruled")
    assert entry.facts["deviates"]
    assert "begroting" not in entry.text


def test_a_way_that_the_policy_does_not_know_is_refused(idea, cast, now, today):
    with refuses("not_in_policy"):
        rule_who_decides(
            idea, chosen="de-koning", deviation_reason="Zo", by=cast.ruben, at=now, on=today
        )


def test_a_second_press_changes_nothing_and_another_view_does(idea, cast, now, today):
    first = rule_who_decides(idea, by=cast.ruben, at=now, on=today)
    with refuses("recorded_already", kind=AlreadyDone) as again:
        rule_who_decides(idea, by=cast.ruben, at=now, on=today)
    assert again.value.result == first

    rule_who_decides(
        idea, chosen="raad", deviation_reason="Toch doen we dit.", by=cast.ruben, at=now, on=today
    )

    assert Ruling.objects.get().chosen == "raad"
    assert Entry.objects.filter(verb="who_decides_ruled").count() == 2


def test_what_is_not_known_yet_is_asked_first(load_pack, cast, now, today):
    load_pack("heemstede-2020")
    idea = received_initiative()
    assess_initiative(idea, facts={}, by=cast.marleen, at=now, on=today)
    idea = advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)

    with refuses("facts_missing"):
        rule_who_decides(idea, by=cast.marleen, at=now, on=today)


def test_nobody_rules_before_it_is_that_far(load_pack, cast, now, today):
    load_pack("heemstede-2020")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen, competent="raad")

    with refuses("not_in_this_step"):
        rule_who_decides(idea, by=cast.marleen, at=now, on=today)


@pytest.mark.parametrize("who", ["joris", "lotte", "nadia", "stranger", "bos", "wim", "iris"])
def test_only_coach_and_account_holders_rule(idea, cast, now, today, who):
    with pytest.raises(NotAllowed):
        rule_who_decides(idea, by=getattr(cast, who), at=now, on=today)


@pytest.mark.parametrize("seed", range(6))
def test_a_policy_of_random_words_walks_the_door(cast, now, seed):
    import yaml

    from speelruimte.policy.actions import load_policy

    data = random_policy(seed) | {"effective_from": "2026-01-01"}
    load_policy(text=yaml.safe_dump(data, default_flow_style=False), file="r", by=None, at=now)

    trajectory = started_trajectory(
        coach=cast.marleen, leader=cast.samira, account_holder=cast.ruben, colleague=cast.joris
    )

    assert trajectory.step == "weighing"
