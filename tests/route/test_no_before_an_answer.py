# ruff: noqa: F811  (fixtures come in by name)
"""Moved words wait for their answer until the last day on which their writer can say no to the move."""

from datetime import timedelta

import pytest

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_point,
    answer_theme,
    make_theme,
    place,
    split_contribution,
)
from speelruimte.decisions.queries import thread_of
from speelruimte.decisions.rules import check_everything_answered
from speelruimte.decisions.sentences import sentences_of
from speelruimte.route.case import Case
from speelruimte.route.contributions import move_and_tell, say_no_to_move
from speelruimte.route.later_gates import everyone_has_an_answer
from speelruimte.route.stopping import stop_and_answer
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.public.own_actions import actions_for
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.route.test_moving_words import elsewhere  # noqa: F401
from tests.steps.refusing import refuses
from tests.steps.taking_part import said

SAY = {"verdict": "taken_over", "reason": "De bus gaat vaker."}


@pytest.fixture
def there(elsewhere):
    """Another process, where words stand at once."""
    elsewhere.moderate_first = False
    elsewhere.save()
    return elsewhere


@pytest.fixture
def moved(ideas, there, cast, now, time_machine):
    """Words that went there, of which the writer can say no for some days, and the move."""
    time_machine.move_to(now, tick=False)
    _words, code = said(ideas, "De bus rijdt te laat. Het hok is vol.", at=now, name="Ans")
    why = "Daar loopt een plan voor."
    move = move_and_tell(_words, to=there, reason=why, by=cast.marleen, at=now)
    return contribution_with_code(code), move


@pytest.fixture
def who(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


@pytest.fixture
def after(who, moved):
    """The first day on which the no is over."""
    _words, move = moved
    day = move.answer_by + timedelta(days=1)
    return who | {"at": who["at"] + (day - who["on"]), "on": day}


def offers_the_no(words):
    words = Contribution.objects.get(pk=words.pk)
    return "Nee, zet mijn inbreng terug" in [one["label"] for one in actions_for(words)]


def ways_to_answer(there, words, who):
    """Each way in which these words would get an answer."""
    others = [said(there, text, at=who["at"])[0] for text in ("Een bus erbij.", "Een hok.")]
    full, empty = (make_theme(there.trajectory, title=title, **who) for title in ("Bus", "Hok"))
    place(there.trajectory, contributions=others[:1], theme=full, **who)
    place(there.trajectory, contributions=[words, others[1]], theme=empty, **who)
    given = answer_theme(full, **SAY, **who)
    return (
        lambda who: answer_theme(empty, **SAY, **who),
        lambda who: answer_contribution(words, **SAY, **who),
        lambda who: place(
            there.trajectory, contributions=[words], theme=full, holds=given.pk, **who
        ),
    )


@pytest.mark.parametrize("way", range(3))
def test_no_answer_takes_the_no_away_before_its_day(there, moved, who, after, way):
    words, move = moved
    answer = ways_to_answer(there, words, who)[way]
    with refuses("no_can_be_said") as refused:
        answer(who)
    assert f"tot en met {day_words(move.answer_by)} nee" in refused.value.sentence
    assert "‘De bus rijdt te laat." in refused.value.sentence
    last = who | {"at": who["at"] + (move.answer_by - who["on"]), "on": move.answer_by}
    with refuses("no_can_be_said"):
        answer(last)
    assert offers_the_no(words)

    answer(after)
    assert thread_of(Contribution.objects.get(pk=words.pk)).is_answered


def test_a_point_of_moved_words_waits_too(there, moved, who, after):
    words, _move = moved
    begins = [piece.start for piece in sentences_of(words.text)][1:]
    point = split_contribution(words, begins=begins, **who)[0]
    with refuses("no_can_be_said"):
        answer_point(point, **SAY, **who)
    answer_point(point, **SAY, **after)


def test_after_the_no_was_said_it_is_answered_where_it_was_sent(ideas, moved, who):
    words, move = moved
    say_no_to_move(move, by=words.contact, at=who["at"])
    words = Contribution.objects.get(pk=words.pk)
    assert answer_contribution(words, **SAY, **who)


def test_what_asks_for_all_answers_names_the_day(there, moved, who, after):
    _words, move = moved
    named = f"tot en met {day_words(move.answer_by)} nee tegen zeggen"

    def gaps(on):
        process = Trajectory.objects.get(pk=there.trajectory_id)
        return list(everyone_has_an_answer(Case(trajectory=process, on=on)))

    with refuses("answers_owed") as refused:
        check_everything_answered(there.trajectory, on=who["on"])
    assert named in refused.value.sentence
    (gap,) = gaps(who["on"])
    assert named in gap.sentence
    assert gap.not_before == after["on"]
    said(there, "Een bus erbij.", at=who["at"])
    (gap,) = gaps(who["on"])
    assert (named in gap.sentence, gap.not_before) == (True, None)
    (gap,) = gaps(after["on"])
    assert "nee tegen zeggen" not in gap.sentence


def test_stopping_answers_what_went_to_another_way_of_the_same_process(
    ideas, evening, cast, who, time_machine
):
    """Its no has nowhere to go any more."""
    time_machine.move_to(who["at"], tick=False)
    _words, code = said(ideas, "De bus rijdt te laat.", at=who["at"], name="Ans")
    move_and_tell(
        _words, to=evening, reason="Dit hoort bij de avond.", by=cast.marleen, at=who["at"]
    )
    words = contribution_with_code(code)
    with refuses("no_can_be_said"):
        answer_contribution(words, **SAY, **who)

    stop_and_answer(
        ideas.trajectory, reason="Er is geen geld meer.", answer="Wij stoppen hiermee.", **who
    )

    assert thread_of(Contribution.objects.get(pk=words.pk)).is_answered
