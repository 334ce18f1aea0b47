"""`speelruimte work`, the post: what is due goes out, and a mail server that is away is left alone."""

import logging
from datetime import timedelta

from speelruimte.shared.messages import gettext as _

from .work_chores import wait_after

logger = logging.getLogger(__name__)
PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=10)


class PostRounds:
    """Sending what is due, and leaving a mail server that is away alone for longer each time."""

    def __init__(self):
        self.failures, self.not_before = 0, None

    def go(self, *, at, said=False):
        """One round. True when there may be more to do at once."""
        if self.not_before is not None and at < self.not_before:
            return False
        sent = one_round(at=at, said=said)
        if not sent.unreachable:
            self.failures, self.not_before = 0, None
            return bool(sent.sent)
        if not self.failures:
            logger.error("The mail server cannot be used: %s", sent.unreachable)
        self.not_before = at + wait_after(self.failures, first=PAUSE, longest=LONGEST_PAUSE)
        self.failures += 1
        return False


def one_round(*, at, said=False):
    """Send what is due, and say what came of it."""
    from speelruimte.notices.sending import send_due

    sent = send_due(at=at)
    if said or sent.sent or sent.failed or sent.dropped:
        print(
            _("Post: {sent} verstuurd, {failed} uitgesteld, {dropped} opgegeven.").format(
                **vars(sent)
            ),
            flush=True,
        )
    return sent
