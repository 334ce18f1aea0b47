"""What a way of taking part says of itself."""

import pytest

from speelruimte.activities.kind import Kind, kind_of
from tests.steps.refusing import refuses


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
