"""What the writer of words could do where they were, and cannot where they go."""

import pytest

from speelruimte.activities.actions import close_activity
from speelruimte.activities.models import Activity
from speelruimte.activities.rules import can_take_part, shuts_by_moving


@pytest.mark.parametrize(
    ("here_is_open", "there_is_open", "shuts"),
    [(True, True, False), (True, False, True), (False, True, False), (False, False, False)],
)
def test_what_shuts_is_open_where_the_words_are_and_closed_where_they_go(
    ideas, cast, now, today, here_is_open, there_is_open, shuts
):
    is_open, is_closed = ideas, Activity.objects.get(pk=ideas.pk)
    close_activity(is_closed, reason="Het is vol.", by=cast.marleen, at=now, on=today)
    is_closed.refresh_from_db()
    here, there = (is_open if is_so else is_closed for is_so in (here_is_open, there_is_open))

    assert can_take_part(is_open, on=today)
    assert not can_take_part(is_closed, on=today)
    assert shuts_by_moving(here, there, on=today) is shuts
