"""What was decided after an answer, and an answer that stopping took back."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from speelruimte.decisions.models import Answer
from speelruimte.promise import decided_since, given_by_stopping, taken_back_by_stopping
from speelruimte.trajectories.models import Passage, Step
from tests.steps.bare import NOW, a_trajectory

GIVEN = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)
ANSWER = SimpleNamespace(given_at=GIVEN, verdict=Answer.Verdict.TAKEN_OVER)


def with_another_decision(at):
    another = SimpleNamespace(rectified_at=at)
    return another, SimpleNamespace(decision=SimpleNamespace(decided_last=another))


@pytest.mark.parametrize(("days", "is_since"), [(-1, False), (0, True), (1, True)])
def test_another_decision_since_the_answer_may_have_overtaken_it(days, is_since):
    another, trajectory = with_another_decision(GIVEN + timedelta(days=days))

    assert decided_since(ANSWER, trajectory) is (another if is_since else None)


def test_the_decision_that_was_taken_first_overtakes_no_answer():
    decision = SimpleNamespace(rectified_at=GIVEN + timedelta(days=1))
    decision.decided_last = decision

    assert decided_since(ANSWER, SimpleNamespace(decision=decision)) is None


def test_where_nothing_was_answered_or_decided_nothing_is_overtaken():
    _another, trajectory = with_another_decision(GIVEN)

    assert decided_since(None, trajectory) is None
    assert decided_since(ANSWER, SimpleNamespace()) is None


@pytest.mark.parametrize("verdict", Answer.Verdict)
@pytest.mark.parametrize("step", [Step.STOPPED, Step.MEMORY])
def test_only_what_would_be_done_is_taken_back_by_stopping(verdict, step):
    promised = verdict in {Answer.Verdict.TAKEN_OVER, Answer.Verdict.PARTLY}
    answer = SimpleNamespace(verdict=verdict)

    taken_back = taken_back_by_stopping(answer, SimpleNamespace(step=step))

    assert taken_back is (promised and step == Step.STOPPED)


def test_no_answer_is_not_taken_back():
    assert not taken_back_by_stopping(None, SimpleNamespace(step=Step.STOPPED))


@pytest.mark.parametrize(("days", "is_by_stopping"), [(-1, False), (0, True)])
def test_a_no_from_before_the_stop_was_weighed_and_not_given_by_stopping(
    policy, days, is_by_stopping
):
    trajectory = a_trajectory(
        policy, route="college", step=Step.STOPPED, stopped_reason="Geen geld."
    )
    before = NOW - timedelta(days=60)
    Passage.objects.create(trajectory=trajectory, step=Step.TAKING_PART, entered_at=before)
    no = SimpleNamespace(verdict=Answer.Verdict.NOT, given_at=NOW + timedelta(days=days))

    assert given_by_stopping(no, trajectory) is is_by_stopping
