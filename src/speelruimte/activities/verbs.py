"""What happens while people take part, whatever the way."""

from speelruimte.journal.verbs import Verb

VERBS = (
    Verb("activity_opened", is_public=True),
    Verb("activity_closed", is_public=True),
    Verb("activity_follows_plan"),
    Verb("contribution_accepted", may_change=True),
    Verb("contribution_published"),
    Verb("contribution_refused"),
    Verb("contribution_withdrawn"),
    Verb("contributions_imported"),
)
