"""What the policy obliges: asked when it matters, and never waived."""

import pytest

from speelruimte.people.roles import Role
from speelruimte.policy.asking import facts_asked_in_weighing
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.reading import read_policy
from speelruimte.policy.schema import AlwaysOrNever, text
from speelruimte.policy.shipped import policy_file, shipped
from speelruimte.policy.ways import facts_asked
from speelruimte.route.queries import to_do
from speelruimte.weighing.actions import waive_participation, weigh
from speelruimte.weighing.models import Weighing
from speelruimte.weighing.queries import facts_of, obligations_of
from tests.policy.test_reading import SMALL
from tests.steps.agreement import fresh, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.refusing import refuses

NO = {"relevant": "no"}


@pytest.fixture
def square(load_pack, cast, areas, now):
    """At its weighing under a policy with an obligation that hangs on what the law says."""
    return trajectory_of(load_pack("assen-2021"), cast, areas, at=now)


@pytest.fixture
def said(later):
    return {
        "reason": "Er valt niets te kiezen.",
        "inform_how": "Een brief.",
        "inform_by": later(5).date(),
    }


def test_what_the_law_obliges_is_never_waived_and_the_ground_is_named(square, cast, now, said):
    trajectory = weighed(square, cast, at=now, verdicts=NO, facts={"statutory": "yes"})

    (case,) = obligations_of(trajectory)
    with refuses("obliged") as broken:
        waive_participation(trajectory, by=cast.samira, at=now, **said)
    assert str(case.ground) in broken.value.sentence
    assert not hasattr(fresh(trajectory), "waiver")


@pytest.mark.once
def test_where_the_law_obliges_a_no_never_leads_to_waiving(square, cast, now):
    trajectory = weighed(square, cast, at=now, verdicts=NO, facts={"statutory": "yes"})
    (case,) = obligations_of(trajectory)
    (gap,) = [gap for gap in to_do(trajectory) if gap.gate == "no_check_forbids"]
    assert gap.page == "weighing"
    assert f"meedoen is hier verplicht: {case.label}" in gap.sentence


def test_a_no_that_who_leads_did_not_give_is_work_of_who_can_change_it(square, cast, now):
    theirs = {"bestuur-staat-open": "no"}
    trajectory = weighed(square, cast, at=now, verdicts=theirs, facts={"statutory": "yes"})
    (gap,) = [gap for gap in to_do(trajectory) if gap.gate == "no_check_forbids"]
    assert gap.who == Role.PORTFOLIO_HOLDER
    row = fresh(trajectory).open_tasks.get(page="weighing", role=Role.PORTFOLIO_HOLDER)
    assert "is nee, maar meedoen is hier verplicht" in " ".join(row.sentences["nl"])


def test_while_it_is_not_known_whether_the_law_obliges_nobody_waives(square, cast, now, said):
    weighed(square, cast, at=now, verdicts=NO)
    trajectory = fresh(square)
    edits = Weighing.objects.get(trajectory=trajectory).edits
    weigh(trajectory, facts={"statutory": ""}, edits=edits, by=cast.samira, at=now)

    with refuses("obligations_unknown"):
        waive_participation(fresh(trajectory), by=cast.samira, at=now, **said)


def test_where_the_law_does_not_oblige_a_no_may_be_waived(square, cast, now, said):
    trajectory = weighed(square, cast, at=now, verdicts=NO, facts={"statutory": "no"})
    assert waive_participation(trajectory, by=cast.samira, at=now, **said).pk


def test_an_exclusion_with_a_condition_may_be_picked_when_it_holds(
    load_pack, cast, areas, now, said
):
    trajectory = trajectory_of(load_pack("basis"), cast, areas, at=now)
    policy = parsed_policy(trajectory.policy)
    small = {name: getattr(policy, name).steps[0].key for name in ("impact", "influence_space")}
    trajectory = weighed(trajectory, cast, at=now, facts={"urgent": "no"}, **small)
    with refuses("exclusion_does_not_hold"):
        waive_participation(trajectory, exclusion="gevaar", by=cast.samira, at=now, **said)

    known = trajectory.weighing.facts | {"urgent": "yes"}
    weigh(trajectory, facts=known, edits=trajectory.weighing.edits, by=cast.samira, at=now, **small)
    trajectory = fresh(trajectory)
    assert waive_participation(trajectory, exclusion="gevaar", by=cast.samira, at=now, **said).pk


@pytest.mark.parametrize(
    "facts", [{"statutory": "maybe"}, {"urgent": "yes"}, {"competent": "raad"}, {"niets": "yes"}]
)
def test_only_what_the_weighing_asks_can_be_answered(facts, square, cast, now):
    with refuses("unknown_choice") as broken:
        weigh(square, facts=facts, edits=0, by=cast.samira, at=now)
    assert broken.value.field == f"fact_{next(iter(facts))}"
    assert "statutory" not in facts_of(fresh(square))


def test_an_obligation_without_a_condition_holds_once_somebody_ticks_it(
    square, cast, now, said, monkeypatch
):
    policy = parsed_policy(square.policy)
    owed = AlwaysOrNever(
        key="beloofd", label=text("Het is beloofd"), ground=text("Belofte."), source="basis"
    )
    changed = policy.model_copy(update={"obligations": (owed,)})
    monkeypatch.setattr("speelruimte.policy.queries._READ", {square.policy.fingerprint: changed})
    with refuses("not_in_policy"):
        weigh(square, obligations=["anders"], edits=0, by=cast.samira, at=now)
    weigh(square, obligations=["beloofd"], edits=0, by=cast.samira, at=now)

    with refuses("obliged"):
        waive_participation(fresh(square), by=cast.samira, at=now, **said)


@pytest.mark.parametrize("name", list(shipped()))
def test_every_fact_that_a_shipped_policy_names_is_asked_somewhere(name):
    policy = read_policy(policy_file(name).read_text(), file=name).policy
    elsewhere = {"initiator", "impact", "influence_space", "complexity", "way", "body", "nature"}
    asked = {*facts_asked(policy), *facts_asked_in_weighing(policy)}
    text_of_policy = policy_file(name).read_text()
    for fact in ("statutory", "urgent", "subject_kind", "area_scale", "policy_phase"):
        if f"{{{fact}:" in text_of_policy:
            assert fact in asked | elsewhere, fact


def test_a_condition_on_what_is_never_asked_at_the_start_is_a_fault():
    asks = (
        "start_requirements:\n"
        "  - initiators: [resident]\n"
        "    questions:\n"
        "      - {key: a, label: Wat, required_when: {is: {statutory: yes}}, source: basis}\n"
    )
    (fault,) = read_policy(SMALL + asks, file="x.yaml").faults
    assert "bij de start nog niet bekend" in fault.wrong
