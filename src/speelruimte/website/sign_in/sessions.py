"""Sessions in the database, as Django keeps them, read by SQL that is written once: each page of the
workbench begins with it.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from speelruimte.shared.compiled_query import compiled_query


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is read."""

    def _get_session_from_db(self):
        """The session of this key as long as it lasts; None, and no key any more, without one."""
        for session in _lasting(key=self.session_key, moment=timezone.now()):
            return session
        self._session_key = None
        return None


@compiled_query
def _lasting(*, key, moment):
    return Session.objects.filter(session_key=key, expire_date__gt=moment)
