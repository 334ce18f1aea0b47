"""What happens while people take part, whatever the way."""

from speelruimte.journal.verbs import Verb
from speelruimte.people.intake import Channel


def _came_through_the_website(facts):
    """Such words come while people take part, and the way on from there asks nothing of words."""
    return facts["channel"] == Channel.WEBSITE


VERBS = (
    Verb("activity_opened", is_public=True),
    Verb("activity_closed", is_public=True),
    Verb("activity_follows_plan"),
    Verb("contribution_accepted", may_change=True, leaves_tasks=_came_through_the_website),
    Verb("contribution_published"),
    Verb("contribution_refused"),
    Verb("contribution_withdrawn"),
    Verb("contributions_imported"),
)
