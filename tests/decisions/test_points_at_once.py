"""Two people split, or one splits while another answers, at the same instant: one of the two holds."""

import pytest

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import answer_contribution, answer_point, split_contribution
from speelruimte.decisions.models import Answer, Placement, Point
from speelruimte.decisions.queries import points_of
from speelruimte.decisions.sentences import sentences_of
from speelruimte.journal.models import Entry
from speelruimte.people.models import Person
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Tally
from tests.steps.at_once import at_once
from tests.steps.bare import an_activity, words
from tests.steps.leading_together import led_by_two

pytestmark = pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")

TEXT = "Het pad is te smal. De bomen moeten blijven. En er is geen lamp."
SAY = {"verdict": "taken_over", "reason": "Dat doen we."}


@pytest.fixture
def press(own_database, now, today):
    """What Samira or Ruben, who lead the path along the Vaart, do with the same words."""
    trajectory, people = led_by_two(at=now, on=today)
    said = words(an_activity(trajectory), TEXT)

    def pressing(key, do):
        return lambda: do(
            Contribution.objects.get(pk=said.pk),
            by=Person.objects.get(pk=people[key].pk),
            at=now,
            on=today,
        )

    return pressing


def split_at(number):
    begins = [sentences_of(TEXT)[number].start]
    return lambda words, **who: split_contribution(words, begins=begins, **who)


def test_of_two_who_split_at_once_one_split_stands(press):
    ends = at_once(press("samira", split_at(1)), press("ruben", split_at(2)))

    (refusal,) = [end for end in ends if isinstance(end, RuleBroken)]
    assert refusal.code == "split_already"
    assert Point.objects.count() == Placement.objects.get().points == 2
    assert Entry.objects.filter(verb="contribution_split").count() == 1


def test_words_are_split_or_answered_and_never_both(press):
    def answer(words, **who):
        return answer_contribution(words, **SAY, **who)

    ends = at_once(press("samira", split_at(1)), press("ruben", answer))

    (refusal,) = [end for end in ends if isinstance(end, RuleBroken)]
    assert refusal.code in ("split_already", "answered_already")
    assert Point.objects.exists() != Answer.objects.exists()


def test_two_points_answered_at_once_are_one_contribution_answered(press):
    press("samira", split_at(1))()

    def answers(number):
        return lambda words, **who: answer_point(points_of(words)[number], **SAY, **who)

    at_once(press("samira", answers(0)), press("ruben", answers(1)))

    assert Placement.objects.get().points_open == 0
    assert Tally.objects.get().answered == 1
