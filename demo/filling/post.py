"""The post of the demo: every mail that was owed is sent on its own day, into a folder."""

from datetime import timedelta

from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due

MOST = 2_000


def sent_post():
    """Send what is owed, a few minutes after it was owed. Returns how many went."""
    moments = Message.objects.unsent().order_by("created_at").values_list("created_at", flat=True)
    return sum(
        send_due(at=moment + timedelta(minutes=4), limit=MOST).sent
        for moment in list(moments.distinct())
    )
