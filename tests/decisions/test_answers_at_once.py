"""Two people answer one theme at the same instant: nothing is overwritten unseen."""

import pytest

from speelruimte.decisions.actions import answer_theme
from speelruimte.decisions.actions.answers import ANSWERED
from speelruimte.decisions.models import Answer, Theme
from speelruimte.journal.models import Entry
from speelruimte.people.models import Person
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import AlreadyDone, Clash
from speelruimte.trajectories.models import Tally
from tests.steps.answers import grouped
from tests.steps.at_once import at_once
from tests.steps.bare import an_activity, words
from tests.steps.leading_together import led_by_two

pytestmark = pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")


@pytest.fixture
def press(own_database, now, today):
    """A press by Samira or Ruben, who lead the path along the Vaart and saw no answer yet."""
    trajectory, people = led_by_two(at=now, on=today)
    activity = an_activity(trajectory)
    lead = {"at": now, "on": today}
    two = [words(activity), words(activity, "Er ligt glas.")]
    theme = grouped(trajectory, two, title="Groen", by=people["samira"], **lead)

    def pressing(key, reason):
        return lambda: answer_theme(
            Theme.objects.get(pk=theme.pk),
            verdict="not",
            reason=reason,
            etag=etag_of(None, ANSWERED),
            by=Person.objects.get(pk=people[key].pk),
            **lead,
        )

    return pressing


@pytest.mark.parametrize(
    ("second", "told"), [("De grond is niet van ons.", Clash), ("Dat is te duur.", AlreadyDone)]
)
def test_of_two_who_answer_one_theme_at_once_one_answer_stands(press, second, told):
    ends = at_once(press("samira", "Dat is te duur."), press("ruben", second))

    (answer,) = Answer.objects.all()
    (refusal,) = [end for end in ends if isinstance(end, told)]
    assert (getattr(refusal, "theirs", None) or refusal.result) == answer
    assert Theme.objects.get().answer == answer
    assert Entry.objects.filter(verb="answered").count() == 1
    assert Tally.objects.get().answered == 2
