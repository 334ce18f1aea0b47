"""A session ends when nothing was done with it for a while, and at the end of a working day."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.utils.translation import gettext as _

BEGAN, LAST = "began_at", "last_seen_at"
# A session is written once in so many seconds, not at every request.
WRITTEN_EVERY = 60


class EndIdleSessions:
    """Middleware. Who was away is signed out; what was typed comes back (``website/again.py``)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            self._look_at(request)
        return self.get_response(request)

    def _look_at(self, request):
        session, moment = request.session, int(time.time())
        idle = settings.IDLE_MINUTES * 60
        was_away = idle and moment - session.get(LAST, moment) > idle
        if was_away or moment - session.get(BEGAN, moment) > settings.SESSION_COOKIE_AGE:
            logout(request)
            messages.info(
                request,
                _(
                    "U deed een tijd niets en bent uitgelogd. Wat u bewaarde, is er nog. Log opnieuw in."
                ),
            )
        elif moment - session.get(LAST, 0) >= WRITTEN_EVERY:
            session.setdefault(BEGAN, moment)
            session[LAST] = moment
