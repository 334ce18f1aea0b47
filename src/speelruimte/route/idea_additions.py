"""What became of what somebody added to an own idea: looked at, and told to whoever left an address."""

from speelruimte.initiatives.actions import look_at_addition
from speelruimte.initiatives.models import IdeaAddition
from speelruimte.journal.acting import action
from speelruimte.route.telling import tell_initiator


@action
def answer_addition(addition, *, refused, reason="", by, at, on) -> IdeaAddition:
    """Take it along or refuse it with a reason, and owe a mail that says which."""
    looked_at = look_at_addition(addition, refused=refused, reason=reason, by=by, at=at, on=on)
    tell_initiator(
        "idea_addition_refused" if refused else "idea_addition_taken",
        looked_at.initiative,
        at=at,
        again=str(looked_at.pk),
        addition=looked_at.pk,
    )
    return looked_at
