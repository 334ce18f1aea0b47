"""How an idea may end at the door: by the step it is in and by who decides, and never twice."""

import pytest

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import check_can_end, check_can_resume, ends_allowed, may_see
from speelruimte.shared.errors import AlreadyDone
from tests.steps.door import assessed_initiative, received_initiative, ruled_initiative
from tests.steps.refusing import refuses

Outcome, Step = Initiative.Outcome, Initiative.Step
ANSWER = "Dit is niet aan ons."


@pytest.fixture
def idea(load_pack, cast):
    load_pack("heemstede-2020")
    return received_initiative()


@pytest.fixture
def ruled(idea, cast):
    assessed_initiative(idea, coach=cast.marleen, competent="college", within_existing_policy="no")
    return ruled_initiative(idea, coach=cast.marleen)


def test_from_the_signal_only_what_was_never_ours_ends(idea):
    assert ends_allowed(idea) == {Outcome.OUT_OF_SCOPE, Outcome.PASSED_ON, Outcome.DUPLICATE}
    check_can_end(idea, outcome=Outcome.PASSED_ON, reason=ANSWER)
    with refuses("outcome_does_not_fit"):
        check_can_end(idea, outcome=Outcome.LEFT, reason=ANSWER)


def test_only_what_was_taken_for_entered_twice_is_taken_up_again(idea):
    with refuses("not_entered_twice"):
        check_can_resume(idea, reason="Dit is een andere straat.")
    idea.outcome = Outcome.DUPLICATE
    with refuses("no_sentence", field="reason"):
        check_can_resume(idea, reason=".")
    check_can_resume(idea, reason="Dit is een andere straat.")


def test_what_a_body_decides_about_is_not_left_to_who_came_with_it(ruled):
    check_can_end(ruled, outcome=Outcome.OPENED, reason="")
    for outcome in (Outcome.LEFT, Outcome.HANDLED, Outcome.OUT_OF_SCOPE):
        with refuses("outcome_does_not_fit"):
            check_can_end(ruled, outcome=outcome, reason=ANSWER)


def test_nothing_ends_before_it_is_laid_down_who_decides_or_while_colleagues_look(idea):
    idea.step = Step.WHO_DECIDES
    assert ends_allowed(idea) == frozenset()
    idea.step = Step.QUICKSCAN
    assert ends_allowed(idea) == {Outcome.DUPLICATE}
    with refuses("not_in_this_step"):
        check_can_end(idea, outcome=Outcome.PASSED_ON, reason=ANSWER)


def test_whoever_came_with_it_hears_why_unless_it_goes_on(ruled):
    with refuses("empty", field="reason"):
        check_can_end(ruled, outcome=Outcome.PASSED_ON, reason=" ")
    check_can_end(ruled, outcome=Outcome.JOINED, reason="")


def test_the_answer_at_the_end_takes_8_000_characters(idea):
    check_can_end(idea, outcome=Outcome.PASSED_ON, reason="Het is " + "x" * 7_993)
    with refuses("too_long", field="reason"):
        check_can_end(idea, outcome=Outcome.PASSED_ON, reason="Het is " + "x" * 7_994)


def test_an_idea_ends_once(idea, now):
    idea.ended_at = now
    with refuses("ended_already", kind=AlreadyDone) as again:
        check_can_end(idea, outcome=Outcome.PASSED_ON, reason=ANSWER)
    assert again.value.result is idea


@pytest.mark.parametrize(
    ("who", "may"),
    [("joris", True), ("marleen", True), ("dewit", True), ("henk", False), ("stranger", False)],
)
def test_who_reads_an_idea_at_the_door(idea, cast, today, who, may):
    assert may_see(getattr(cast, who), idea, on=today) is may
