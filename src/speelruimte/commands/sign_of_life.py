"""The worker leaves a sign of life in the data folder; the doctor looks at how old it is."""

import logging
from datetime import datetime, timedelta

logger = logging.getLogger(__name__)
SIGN_OF_LIFE = "werk-leeft"
EVERY = timedelta(minutes=1)


class Heartbeat:
    """One worker's sign of life, once a minute."""

    def __init__(self):
        self.given_at: datetime | None = None

    def give(self, *, at):
        """Touch the file, unless that was done within the minute."""
        from django.conf import settings

        if self.given_at is not None and at - self.given_at < EVERY:
            return
        self.given_at = at
        try:
            (settings.DATA / SIGN_OF_LIFE).touch()
        except OSError as error:
            logger.warning("No sign of life could be left: %s", error)
