"""What a way of taking part says of itself."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from speelruimte.activities.kind import Kind, is_over, kind_of, owed_answers, promises_answer
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Tally
from tests.steps.agreement import fresh
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.refusing import refuses


def _waiting(number):
    return lambda _trajectory: SimpleNamespace(count=lambda: number)


def closes_itself(_activity):
    raise RuleBroken("Dit sluit vanzelf.", code="closes_itself")


IDEAS = Kind("ideas", "Ideeën", takes_words=True, owed=_waiting(7))
QUIET = Kind("quiet", "Prikbord", words_on_site=True)
COUNTED = Kind("counted", "Geteld", check_can_alter=closes_itself)
KEYS = (IDEAS.key, QUIET.key)
WISHES = Kind("wishes", "Wensen", owed=_waiting(5))


@pytest.mark.parametrize(
    ("said", "has_words"),
    [({}, False), ({"takes_words": True}, True), ({"words_on_site": True}, True)],
)
def test_words_come_in_where_colleagues_bring_them_in_and_where_visitors_send_them(said, has_words):
    assert Kind("evening", "Avond", **said).has_words is has_words


def test_a_way_promises_answers_when_it_says_what_still_waits_for_one():
    assert not Kind("evening", "Avond").promises_answers
    assert Kind("evening", "Avond", owed=lambda _trajectory: ()).promises_answers


def test_a_way_that_this_installation_does_not_have_is_refused_with_what_to_do():
    with refuses("unknown_way"):
        kind_of("carrier_pigeon")


@pytest.mark.parametrize(
    ("opened", "published", "answered", "owed"),
    [
        ([], 4, 1, 0),
        (["wishes"], 4, 1, 5),  # no words: the tally says nothing of it
        (["ideas"], 4, 1, 3),  # words: what the tally says, and no row is counted
        (["ideas", "wishes"], 4, 1, 8),
        (["ideas"], 4, 4, 0),
        (["ideas"], 3, 4, 0),  # one that was answered is no longer there
        (["ideas", "quiet"], 4, 1, 7),  # the tally holds words to which nothing is promised
    ],
)
def test_what_waits_for_an_answer_is_in_the_tally_or_counted_in_every_way_that_was_opened(
    policy, settings, opened, published, answered, owed
):
    settings.KINDS = [f"{__name__}.{name}" for name in ("IDEAS", "QUIET", "WISHES")]
    trajectory = a_trajectory(policy, route="college")
    for kind in opened:
        an_activity(trajectory, key=kind, kind=kind, planned=kind)
    Tally.objects.filter(pk=trajectory.pk).update(published=published, answered=answered)

    assert owed_answers(fresh(trajectory)) == owed


def test_words_are_promised_an_answer_where_everything_that_comes_in_gets_one(settings):
    settings.KINDS = [f"{__name__}.{name}" for name in ("IDEAS", "QUIET")]
    in_ideas, on_board = (SimpleNamespace(activity=SimpleNamespace(kind=key)) for key in KEYS)

    assert promises_answer(in_ideas)
    assert not promises_answer(on_board)


@pytest.mark.parametrize(
    ("days_after", "kind", "is_closed", "over"),
    [
        (0, "ideas", False, False),  # its last day
        (1, "ideas", False, True),
        (1, "ideas", True, False),
        (1, "counted", False, False),  # its way closes it by itself
    ],
)
def test_what_stands_open_after_its_last_day_is_over_and_can_be_closed(
    settings, now, today, days_after, kind, is_closed, over
):
    settings.KINDS = [f"{__name__}.{name}" for name in ("IDEAS", "COUNTED")]
    activity = SimpleNamespace(
        kind=kind, closed_at=now if is_closed else None, promised_until=today
    )

    assert is_over(activity, on=today + timedelta(days=days_after)) is over
