"""Whoever came with an idea adds to it until it was answered or wiped."""

import pytest

from speelruimte.initiatives.actions import (
    add_to_idea,
    end_initiative,
    look_at_addition,
    write_down_addition,
)
from speelruimte.initiatives.rules import (
    check_can_end,
    may_read_additions,
    may_write_down_addition,
)
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.route.agenda import tasks_for
from speelruimte.route.forgetting import forget_oneself
from speelruimte.shared.errors import RuleBroken
from tests.steps.bare import an_initiative
from tests.steps.door import AT, ON, received_initiative
from tests.steps.refusing import refuses

MORE = "En er moet water bij de tuin."


def added(idea):
    key = new_idempotency_key()
    return add_to_idea(idea, text=MORE, by=None, at=AT, idempotency_key=key)


def test_an_idea_that_still_waits_is_added_to(policy):
    idea = received_initiative()

    first, second = added(idea), added(idea)

    assert list(idea.additions.all()) == [first, second]
    assert (first.text, first.received_at, first.is_waiting) == (MORE, AT, True)
    assert first.salt != second.salt


def test_what_was_answered_is_added_to_no_more(policy):
    idea = received_initiative()
    end_initiative(idea, outcome="out_of_scope", reason="Dit past hier niet.", by=None, at=AT)

    with refuses("ended_already"):
        added(idea)


def test_what_was_wiped_is_added_to_no_more(policy):
    idea = received_initiative()
    forget_oneself(idea, words=True, by=None, at=AT)

    with refuses("nothing_to_add_to"):
        added(idea)


def test_nothing_ends_before_what_was_added_is_read(policy, cast):
    idea = received_initiative()
    addition = added(idea)
    answer = {"outcome": "out_of_scope", "reason": "Dit past hier niet."}

    with refuses("addition_waits"):
        end_initiative(idea, by=None, at=AT, **answer)

    look_at_addition(addition, refused=False, by=cast.marleen, at=AT, on=ON)
    check_can_end(idea, **answer)


def test_what_was_wiped_waits_for_nobody(policy, cast):
    idea = received_initiative()
    addition = added(idea)
    forget_oneself(idea, words=True, by=None, at=AT)
    addition.refresh_from_db()
    waits = [
        task for task in tasks_for(cast.marleen, on=ON).tasks if "toegevoegd" in str(task.sentences)
    ]

    assert (waits, addition.is_waiting) == ([], False)
    with refuses("withdrawn_or_erased"):
        look_at_addition(addition, refused=False, by=cast.marleen, at=AT, on=ON)


def test_who_receives_ideas_writes_down_what_is_added_to_one_and_not_to_a_plan_of_our_own(
    policy, cast
):
    idea, plan = received_initiative(), an_initiative(policy, case_number="2027-0099")

    assert may_write_down_addition(cast.marleen, idea, on=ON)
    assert not may_write_down_addition(cast.nadia, idea, on=ON)
    assert not may_write_down_addition(cast.marleen, plan, on=ON)


@pytest.mark.parametrize("code", ["ended_already", "nothing_to_add_to"])
def test_who_writes_down_hears_what_to_do_with_more_to_an_idea_that_was_answered_or_wiped(
    policy, cast, code
):
    idea = received_initiative()
    by_phone = {"text": MORE, "channel": "phone", "by": cast.marleen, "at": AT, "on": ON}
    write_down_addition(idea, **by_phone, idempotency_key=new_idempotency_key())
    if code == "nothing_to_add_to":
        forget_oneself(idea, words=True, by=None, at=AT)
    else:
        look_at_addition(idea.additions.get(), refused=False, by=cast.marleen, at=AT, on=ON)
        end_initiative(idea, outcome="out_of_scope", reason="Dit past hier niet.", by=None, at=AT)

    with pytest.raises(RuleBroken, match="Voer het in als nieuw idee") as refused:
        write_down_addition(idea, **by_phone, idempotency_key=new_idempotency_key())
    assert refused.value.code == code


@pytest.mark.parametrize(("who", "may"), [("marleen", True), ("bos", False), ("joris", False)])
def test_what_waits_or_was_not_taken_along_is_read_by_who_guides_the_idea(who, may, policy, cast):
    idea = received_initiative()

    assert may_read_additions(getattr(cast, who), idea, on=ON) is may
