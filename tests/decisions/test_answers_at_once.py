"""Two people answer one theme at the same instant: nothing is overwritten unseen."""

from datetime import date

import pytest
from demo.cast import welcome_cast

from speelruimte.decisions.actions import answer_theme
from speelruimte.decisions.actions.answers import ANSWERED
from speelruimte.decisions.models import Answer, Theme
from speelruimte.journal.models import Entry
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Person
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import AlreadyDone, Clash
from speelruimte.trajectories.models import Tally
from tests.steps.answers import grouped
from tests.steps.at_once import at_once
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.beginning import load_shipped

pytestmark = pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")


@pytest.fixture
def press(own_database, now, today):
    """A press by Samira or Ruben, who lead the path along the Vaart and saw no answer yet."""
    people = welcome_cast(by=None, at=now, on=date(2026, 1, 1))
    trajectory = a_trajectory(load_shipped("basis", at=now), route="college")
    an_agreement(trajectory, level="meedenken", say=2)
    for key in ("samira", "ruben"):
        grant_role(
            people[key],
            role="project_leader",
            case_number=trajectory.case_number,
            by=people["wim"],
            at=now,
            starts_on=today,
        )
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
