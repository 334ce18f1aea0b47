# ruff: noqa: F811  (fixtures come in by name)
"""Points of own words, and what happens to those words elsewhere: unreadable, moved, wiped."""

import pytest

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import (
    answer_point,
    give_point,
    make_theme,
    place,
    split_contribution,
)
from speelruimte.decisions.models import Answer, Placement, Point, Theme
from speelruimte.decisions.queries import points_asked_of, points_of, thread_of
from speelruimte.decisions.sentences import sentences_of
from speelruimte.route.contributions import move_and_tell, say_no_to_move
from speelruimte.route.forgetting import forget_contact, forget_person, forget_words
from speelruimte.route.handing_over import hand_over_work
from speelruimte.route.laid_acts import SIGNABLE, name_of_act
from speelruimte.route.models import LaidReady
from speelruimte.route.redacting import redact_and_tell
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Tally
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.route.test_moving_words import elsewhere  # noqa: F401
from tests.steps.refusing import refuses
from tests.steps.taking_part import said

NUMBER = "06-12345678"
FIRST = f"Bel mij op {NUMBER} over het pad."
SECOND = f"Mevrouw Jansen vindt ook dat de bomen moeten blijven. Haar nummer is {NUMBER}!"
THIRD = "En er is geen lamp."
TEXT = f"{FIRST} {SECOND} {THIRD}"
SAY = {"verdict": "taken_over", "reason": "Dat doen we."}


@pytest.fixture
def lead(cast, now, today):
    return {"by": cast.samira, "at": now, "on": today}


@pytest.fixture
def words(ideas, now):
    return said(ideas, TEXT, at=now, name="Ans Blom", email="ans@blom.example")[0]


@pytest.fixture
def split(words, lead):
    sentences = sentences_of(TEXT)
    return split_contribution(words, begins=[sentences[1].start, sentences[3].start], **lead)


def as_read(words):
    """The words of each point, as everybody reads them now."""
    return [point.words for point in points_of(Contribution.objects.get(pk=words.pk))]


def test_what_is_made_unreadable_is_unreadable_in_its_point_and_moves_no_other(
    words, split, cast, now, later
):
    assert as_read(words) == [FIRST, SECOND, THIRD]
    for number, piece in enumerate([NUMBER, "mevrouw Jansen"]):
        redact_and_tell(
            words, pieces=[piece], reason="Dat is van een ander.", by=cast.lotte, at=later(number)
        )
        words.refresh_from_db()
    assert as_read(words) == [
        "Bel mij op ▇▇▇ over het pad.",
        "▇▇▇ vindt ook dat de bomen moeten blijven. Haar nummer is ▇▇▇!",
        THIRD,
    ]
    assert verify().faults == []


def test_a_name_over_the_border_of_two_points_is_read_in_none(words, split, cast, now):
    over = "het pad. Mevrouw Jansen"
    redact_and_tell(words, pieces=[over], reason="Dat is van een ander.", by=cast.lotte, at=now)
    first, second, third = as_read(words)
    assert (first, third) == (f"Bel mij op {NUMBER} over ▇▇▇", THIRD)
    assert second.startswith("▇▇▇ vindt ook")


def test_who_is_forgotten_goes_out_of_the_points_of_others(ideas, words, split, cast, now):
    named = said(ideas, "Ik ook.", at=now, name="Mevrouw Jansen", email="j@jansen.example")[0]
    forget_contact(named.contact, by=None, at=now)
    assert "Jansen" not in " ".join(as_read(words))
    assert as_read(words)[2] == THIRD
    assert verify().faults == []


def test_who_forgets_the_own_name_keeps_the_points(ideas, cast, now, lead):
    text = "Ans Blom hier. De bomen moeten blijven."
    words = said(ideas, text, at=now, name="Ans Blom", email="ans@blom.example")[0]
    split_contribution(words, begins=[sentences_of(text)[1].start], **lead)
    forget_contact(words.contact, by=None, at=now)
    first, second = as_read(words)
    assert "Ans" not in first
    assert second == "De bomen moeten blijven."


def test_wiped_words_are_in_no_point_and_their_answers_and_counts_stay(
    words, split, trajectory, lead, now
):
    theme = make_theme(trajectory, title="Bomen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)
    answer_point(split[0], **SAY, **lead)

    forget_words(words, by=None, at=now)

    assert as_read(words) == ["", "", ""]
    assert Theme.objects.get().placed == 1
    assert Answer.objects.get().point == 1
    assert Tally.objects.get(pk=trajectory.pk).answered == 0
    with refuses("needs_no_answer"):
        answer_point(split[1], **SAY, **lead)
    assert verify().faults == []


def test_words_that_move_leave_their_points_behind(
    words, split, trajectory, elsewhere, cast, lead, later
):
    theme = make_theme(trajectory, title="Bomen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)
    move = move_and_tell(
        words, to=elsewhere, reason="Dit hoort bij de bus.", by=cast.marleen, at=later(1)
    )
    assert not Point.objects.exists()
    assert not Placement.objects.exists()
    assert (Theme.objects.get().placed, Theme.objects.get().in_points) == (0, 0)
    say_no_to_move(move, by=words.contact, at=later(2))
    assert thread_of(Contribution.objects.get(pk=words.pk)).points == ()
    assert verify().faults == []


def test_words_of_which_one_point_was_answered_do_not_move(
    words, split, elsewhere, cast, lead, later
):
    answer_point(split[0], **SAY, **lead)
    with refuses("answered_already"):
        move_and_tell(
            words, to=elsewhere, reason="Dit hoort bij de bus.", by=cast.marleen, at=later(1)
        )
    assert Point.objects.count() == 3


def test_who_is_forgotten_is_asked_for_no_answer_any_more(words, split, cast, lead, now, today):
    give_point(split[0], to=cast.marleen, answer_by=today, **lead)
    forget_person(cast.marleen, by=cast.wim, at=now, on=today)
    point = Point.objects.get(number=1)
    assert (point.answerer, point.answer_by) == (None, None)


def test_who_takes_a_case_over_takes_over_what_was_asked(words, split, cast, lead, now, today):
    give_point(split[0], to=cast.samira, answer_by=today, **lead)
    over = {"to": cast.fatma, "by": cast.wim, "at": now, "on": today}
    hand_over_work(cast.samira, **over)
    assert points_asked_of(cast.fatma) == [Point.objects.get(number=1)]
    assert points_asked_of(cast.samira) == []


def test_an_answer_to_a_point_can_lie_ready(words, split, trajectory, cast, lead, today):
    act = SIGNABLE[LaidReady.Act.ANSWER_WORDS]
    said_so = SAY | {"frame": None, "etag": ""}
    act.check(trajectory, split[0].key, said_so, on=today)
    laid = LaidReady(
        trajectory=trajectory, act=LaidReady.Act.ANSWER_WORDS, about=split[0].key, said=said_so
    )
    assert name_of_act(laid) == "het antwoord op één punt"
    act.do(trajectory, split[0].key, said_so, **lead)
    assert Answer.objects.get().point == 1
    with refuses("gone"):
        act.do(trajectory, f"{words.public_key}-9", said_so, **lead)


def test_who_stops_a_process_answers_every_point_that_is_open(
    words, split, trajectory, cast, lead, now, today
):
    answer_point(split[0], **SAY, **lead)
    theme = make_theme(trajectory, title="Bomen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)

    stop_and_answer(
        trajectory,
        reason="Het geld is op.",
        answer="Dit gaat niet door.",
        by=cast.marleen,
        at=now,
        on=today,
    )

    thread = thread_of(Contribution.objects.get(pk=words.pk))
    assert [one.answer.reason for one in thread.points] == [
        "Dat doen we.",
        "Dit gaat niet door.",
        "Dit gaat niet door.",
    ]
    assert Tally.objects.get(pk=trajectory.pk).answered == 1
    assert verify().faults == []
