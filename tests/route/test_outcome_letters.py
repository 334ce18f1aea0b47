"""Who wrote is told each outcome once, and the last letter says what stands on the website."""

import pytest

from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.route.contributions import publish_and_tell, refuse_and_tell
from tests.steps.bare import a_trajectory, an_activity, words


@pytest.fixture
def decide(policy, cast, now):
    """Publish and refuse by turns: ``decide("publish")``."""
    activity = an_activity(a_trajectory(policy, route="college"))
    contribution = words(
        activity, name="Henk Mulder", email="henk@lindewold.example", state="waiting"
    )

    def do(what):
        if what == "publish":
            publish_and_tell(contribution, by=cast.lotte, at=now)
        else:
            refuse_and_tell(contribution, ground="scolding", by=cast.lotte, at=now)

    return do


def kinds(**which):
    rows = Message.objects.filter(**which).order_by("created_at", "pk")
    return [kind.removeprefix("contribution_") for kind in rows.values_list("kind", flat=True)]


def test_a_letter_that_did_not_leave_gives_way_to_the_newest(decide):
    decide("publish")
    decide("refuse")
    assert kinds() == ["refused"]


def test_a_letter_that_left_is_followed_by_the_one_that_puts_it_right(decide, now):
    for what in ("publish", "refuse", "publish"):
        decide(what)
        send_due(at=now)
    assert kinds(sent_at__isnull=False) == ["published", "refused", "published"]


def test_what_was_said_already_is_not_said_again(decide, now):
    decide("publish")
    send_due(at=now)
    decide("refuse")
    decide("publish")
    assert kinds() == ["published"]
