import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from speelruimte.activities.kinds.budget.actions import (
    add_plan,
    change_plan,
    close_vote,
    drop_plan,
    open_vote,
    prepare_vote,
)
from speelruimte.activities.kinds.budget.counts import count_rules, outcome_text
from speelruimte.activities.kinds.budget.models import FixedRules, Outcome, Plan, Vote
from speelruimte.journal.models import Entry
from speelruimte.journal.triggers import missing_triggers
from speelruimte.route.locks import all_locks
from speelruimte.route.verification import verify
from speelruimte.shared.fingerprints import fingerprint
from tests.steps.refusing import refuses


def test_opening_is_one_entry_with_plans_rules_and_the_number_of_rights(open_vote_of):
    vote = open_vote_of(rights=7).vote

    entry = Entry.objects.get(verb="vote_opened")
    assert entry.about == vote.key
    assert entry.facts["rights"] == 7
    assert entry.facts["rule"] == "equal-shares-add1"
    assert entry.facts["tie_rule"] == "votes"
    assert entry.facts["plans"][0] == ["1", "8000.00"]
    assert "Bankjes" not in entry.text


def test_nothing_of_an_open_vote_changes_any_more(open_vote_of, activity, cast, now):
    vote = open_vote_of().vote
    plan = vote.plans.first()
    by = {"by": cast.samira, "at": now}
    cost = Decimal(1)
    attempts = [
        lambda: add_plan(vote, number="9", name="Extra", cost=cost, **by),
        lambda: change_plan(plan, number="1", name="Anders", cost=cost, **by),
        lambda: drop_plan(plan, **by),
        lambda: open_vote(vote, **by),
        lambda: prepare_vote(activity, budget=cost, rule="greedy", tie_rule="votes", **by),
    ]

    for attempt in attempts:
        with refuses("opened_already"):
            attempt()


def test_the_database_refuses_it_too(open_vote_of):
    vote = open_vote_of().vote
    attempts = [
        lambda: Plan.objects.filter(vote=vote).update(cost=1),
        lambda: Plan.objects.filter(vote=vote).first().delete(),
        lambda: Plan.objects.create(vote=vote, number="9", name="Extra", cost=1),
        lambda: Vote.objects.filter(pk=vote.pk).update(rule="greedy"),
        lambda: Vote.objects.filter(pk=vote.pk).update(tie_rule="lot:1"),
        lambda: Vote.objects.filter(pk=vote.pk).update(opened_at=None),
    ]

    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_the_rules_are_one_text_that_stands_in_the_journal_and_never_changes(
    open_vote_of, activity, cast, now, later
):
    vote = open_vote_of(rest="next-time", maximum=3, rights=3, who="Wie in de wijk woont.").vote
    entry = Entry.objects.get(verb="vote_opened")
    fixed = vote.fixed

    rules = json.loads(fixed.text)
    assert rules == {
        "ballot": "approval",
        "budget": "40000.00",
        "maximum": 3,
        "maximum_cost": None,
        "minimum": 1,
        "plans": entry.facts["plans"],
        "rest": "next-time",
        "rule": "equal-shares-add1",
        "tie_rule": "votes",
        "who": fingerprint("Wie in de wijk woont."),
        "words": {
            plan.number: {"name": fingerprint(plan.name), "text": fingerprint(plan.text)}
            for plan in vote.plans.all()
        },
    }
    assert entry.facts["rules_fingerprint"] == fixed.fingerprint == fingerprint(fixed.text)
    for attempt in (
        lambda: FixedRules.objects.filter(vote=vote).update(text="{}"),
        lambda: FixedRules.objects.filter(vote=vote).delete(),
        lambda: Vote.objects.filter(pk=vote.pk).update(rest="returns"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    assert verify().faults == []

    close_vote(vote, by=cast.samira, at=later(11))

    assert json.loads(Outcome.objects.get(vote=vote).text)["rest"] == "next-time"
    assert verify().faults == []


def test_a_count_reads_the_rules_that_were_fixed_and_nothing_else(open_vote_of):
    vote = open_vote_of(rights=3).vote
    names = dict(vote.plans.values_list("number", "name"))
    rules = count_rules(vote.fixed.text)

    said = json.loads(outcome_text(rules, names, choices=[["3"]], invalid_reasons=[], received={}))

    assert (said["rule"], said["ties"], said["budget"]) == ("equal-shares-add1", "votes", "40000")
    assert [plan["number"] for plan in said["plans"]] == ["1", "2", "3", "4", "5", "6"]


def test_all_triggers_of_votes_are_in_the_database(db):
    budget = [lock for lock in all_locks() if lock.table.startswith("budget_")]

    assert len(budget) == 6
    assert missing_triggers(budget) == []
