# ruff: noqa: F811  (fixtures come in by name)
"""A word is never lost: what came too early or too late is taken in, labelled and answered."""

from datetime import timedelta

import pytest

from speelruimte.activities.actions import close_activity, publish_contribution
from speelruimte.activities.models import Contribution
from speelruimte.activities.rules import timing_of
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions import answer_contribution, place
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.intake import Reach, Words
from speelruimte.route.contributions import enter_late_words
from speelruimte.trajectories.models import Step, Tally
from speelruimte.website.days import day_words
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.steps.answers import grouped
from tests.steps.refusing import refuses
from tests.steps.taking_part import said

Timing = Contribution.Timing


def entered(ideas, cast, at, *, received_at, answer=None, key="k", by=None):
    return enter_late_words(
        ideas,
        answer=answer,
        words=Words(text="Denk ook aan de bus."),
        reach=Reach(name="Henk", email="henk@lindewold.example"),
        channel="letter",
        received_at=received_at,
        by=by or cast.samira,
        at=at,
        idempotency_key=key,
    ).received


def test_a_letter_says_whether_it_came_too_early_or_too_late(ideas, cast, now, later, today):
    early = entered(ideas, cast, now, received_at=now - timedelta(days=3), key="a")
    in_time = entered(ideas, cast, later(1), received_at=later(1), key="b")
    close_activity(ideas, by=cast.samira, at=later(2), on=today, reason="Het pad is weg.")
    late = entered(ideas, cast, later(5), received_at=later(4), key="c")
    assert [words.timing for words in (early, in_time, late)] == [Timing.EARLY, "", Timing.LATE]
    mail = compose_mail(Message.objects.filter(about=late.key).get()).text
    day = day_words(answer_due(late))
    assert (
        f"kwam na de laatste dag. U krijgt een eigen antwoord. Dat komt uiterlijk op {day}." in mail
    )


def test_what_comes_until_the_last_day_of_what_was_called_off_is_in_time(ideas, today, later):
    ideas.closed_at = ideas.cancelled_at = later(1)

    assert timing_of(ideas, received_on=today + timedelta(days=3)) == ""
    assert timing_of(ideas, received_on=ideas.closes_on) == ""
    assert timing_of(ideas, received_on=ideas.closes_on + timedelta(days=1)) == Timing.LATE


def test_what_came_too_late_lies_in_no_theme_and_has_an_answer_of_its_own(
    ideas, trajectory, cast, now, later, today
):
    in_time = said(ideas, "Op tijd.", at=now)[0]
    late = entered(ideas, cast, later(50), received_at=later(49))
    who = {"by": cast.samira, "at": later(50), "on": today}
    theme = grouped(trajectory, [in_time.pk], title="Lopen", **who)
    with refuses("needs_no_answer"):
        place(trajectory, contributions=[late.pk], theme=theme, **who)
    assert place(trajectory, contributions=[late.pk, in_time.pk], theme=theme, **who) == 1


@pytest.mark.parametrize("step", [Step.DECISION, Step.EVALUATION, Step.MEMORY])
def test_after_the_result_it_is_taken_in_and_answered_in_one_press(
    ideas, trajectory, cast, now, later, step
):
    trajectory.step = step
    trajectory.save()
    ideas.refresh_from_db()
    answer = {"verdict": "not", "reason": "Het besluit is genomen. Wij bewaren uw idee."}
    missed = entered(ideas, cast, later(1), received_at=now, answer=answer)
    assert missed.timing == Timing.MISSED
    assert missed.answers.get().reason.startswith("Het besluit")
    tally = Tally.objects.get(pk=trajectory.pk)
    assert (tally.received, tally.published, tally.answered) == (1, 1, 1)


def test_late_words_are_looked_at_and_answered_whatever_the_step(
    ideas, trajectory, cast, now, later, today
):
    ideas.moderate_first = True
    ideas.save()
    trajectory.step = Step.EVALUATION
    trajectory.save()
    ideas.refresh_from_db()
    late = entered(ideas, cast, later(60), received_at=later(59))
    publish_contribution(late, by=cast.lotte, at=later(60))
    answer_contribution(
        late, verdict="not", reason="Te laat.", by=cast.samira, at=later(60), on=today
    )
    early = said(ideas, "Gewoon.", at=now, by=cast.samira, channel="paper")[0]
    assert early.timing == Timing.MISSED
