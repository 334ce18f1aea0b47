"""What a policy needs to know about a case, what it owes then, and how wide its doors are."""

from types import SimpleNamespace

from speelruimte.policy import say, terms
from speelruimte.policy.asking import (
    conditions_of,
    facts_asked_in_weighing,
    facts_obligations_wait_for,
    obligations_that_hold,
)
from speelruimte.policy.reading import read_policy
from speelruimte.policy.schema import CountsFrom, TermKey
from tests.policy.test_packs import pack
from tests.policy.test_reading import SMALL

OBLIGATIONS = """\
obligations:
  - {key: gevaar, label: Gevaar, ground: Er is gevaar., when: {is: {urgent: yes}}, source: basis}
  - {key: gevraagd, label: Gevraagd, ground: De buurt vroeg erom., source: basis}
  - key: wet
    label: De wet
    ground: Het moet.
    when: {all: [{is: {statutory: yes}}, {not: {is: {urgent: yes}}}]}
    source: basis
service_terms:
  answer_contribution: {number: 2, unit: weeks, source: basis, from: closed}
"""


def small(more=OBLIGATIONS):
    reading = read_policy(SMALL + more, file="x.yaml")
    assert reading.faults == ()
    return reading.policy


def keys(items):
    return [item.key for item in items]


def test_every_condition_is_met_wherever_it_stands():
    policy = small()
    named = [condition.fact or "several" for condition in conditions_of(policy)]
    assert sorted(named) == ["competent", "several", "urgent"]
    assert [c.fact for c in conditions_of({"een": (policy.obligations[0].when, "woord")})] == [
        "urgent"
    ]


def test_the_weighing_asks_what_an_obligation_hangs_on_and_the_door_did_not_ask():
    assert facts_asked_in_weighing(small()) == ("urgent", "statutory")
    assert facts_asked_in_weighing(small("")) == ()


def test_a_fact_that_the_policy_has_no_values_for_is_not_asked():
    load = "proportionality:\n  - {key: druk, label: Druk, when: {is: {load_over_limit: yes}}, "
    load += "advice: Minder., reason: Druk., source: basis}\nroute: {load_limit: 5}\n"
    asked = small(load)
    assert facts_asked_in_weighing(asked) == ("load_over_limit",)
    without = asked.model_copy(
        update={"route": asked.route.model_copy(update={"load_limit": None})}
    )
    assert facts_asked_in_weighing(without) == ()


def test_an_obligation_holds_by_its_condition_or_when_a_person_says_so():
    policy = small()
    assert keys(obligations_that_hold(policy, {"urgent": "yes"})) == ["gevaar"]
    assert keys(obligations_that_hold(policy, {}, ("gevraagd",))) == ["gevraagd"]
    assert keys(obligations_that_hold(policy, {"urgent": "no", "statutory": "yes"})) == ["wet"]


def test_nobody_ticks_an_obligation_that_hangs_on_facts():
    assert obligations_that_hold(small(), {"urgent": "no", "statutory": "no"}, ("gevaar",)) == ()


def test_only_what_is_not_known_yet_is_waited_for():
    policy = small()
    assert facts_obligations_wait_for(policy, {}) == ("urgent", "statutory")
    assert facts_obligations_wait_for(policy, {"urgent": "no"}) == ("statutory",)
    assert facts_obligations_wait_for(policy, {"urgent": "yes"}) == ()


def test_the_widest_door_carries_most_say_and_of_equals_is_the_first():
    doors = [SimpleNamespace(say=said) for said in (None, 0, 3, 3)]
    assert say.widest(doors) is doors[2]
    assert say.widest(doors[:2]) is doors[1]
    assert say.widest([]) is None
    assert sorted(doors, key=say.width) == doors


def test_a_promised_day_is_counted_by_the_term_and_is_none_where_none_is_promised(today):
    policy = small()
    start = today.replace(year=2027, month=3, day=1)  # a Monday
    promised = terms.promised_day(policy, TermKey.ANSWER_CONTRIBUTION, start)
    assert promised == start.replace(day=15)
    assert terms.promised_day(policy, TermKey.RECEIPT, start) is None


def test_what_a_policy_lets_people_do_afterwards_ends_on_a_day_of_its_own(today):
    start = today.replace(year=2027, month=3, day=1)  # a Monday
    policy = small(
        "own_words: {original_weeks: 1, move_days: 2, look_again_days: 4}\n"
        "light_changes: {objection_days: 3, longer_days: 5}\n"
    )

    assert terms.original_kept_until(policy, start) == start.replace(day=8)
    assert terms.no_to_a_move_until(policy, start) == start.replace(day=3)
    assert terms.look_again_until(policy, start) == start.replace(day=5)
    assert terms.objection_until(policy, start) == start.replace(day=4)
    # A last day is a day of the calendar, also where it is a Saturday.
    assert terms.last_day_made_later(policy, start) == start.replace(day=6)


def test_answers_count_from_where_the_policy_says_and_from_nowhere_without_a_term():
    assert terms.answers_count_from(small()) is CountsFrom.CLOSED
    assert terms.answers_count_from(small("")) is None


def test_each_thing_of_a_policy_is_named_by_its_key():
    policy = pack("basis")
    by_name = {
        "purposes": policy.purpose,
        "participant_roles": policy.participant_role,
        "government_roles": policy.government_role,
        "deciding_bodies": policy.body,
        "decision_routes": policy.decision_route,
        "checks": policy.check,
        "frame_kinds": policy.frame_kind,
        "policy_phases": policy.phase,
        "description_questions": policy.description_question,
        "plan_sections": policy.plan_section,
    }
    for section, get in by_name.items():
        for item in getattr(policy, section):
            assert get(item.key) is item, section
