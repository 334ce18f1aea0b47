"""The worker leaves a sign of life in the data folder; the doctor looks how old it is and what it says."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

logger = logging.getLogger(__name__)
SIGN_OF_LIFE = "werk-leeft"
EVERY = timedelta(minutes=1)


class Heartbeat:
    """One worker's sign of life, once a minute: a line for each chore that does not work."""

    def __init__(self):
        self.given_at: datetime | None = None
        self.said: Sequence[str] = ()

    def give(self, *, at, failing: Sequence[str] = ()):
        """Write the file, unless the same was said within the minute."""
        from django.conf import settings

        is_fresh = self.given_at is not None and at - self.given_at < EVERY
        if is_fresh and failing == self.said:
            return
        self.given_at, self.said = at, failing
        file = settings.DATA / SIGN_OF_LIFE
        try:
            file.write_text("\n".join(failing))
            file.touch()
        except OSError as error:
            logger.warning("No sign of life could be left: %s", error)
