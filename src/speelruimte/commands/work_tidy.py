"""`speelruimte work`, tidying: what is past its time goes, each kind by itself."""

from datetime import timedelta

from .work_chores import each_by_itself


def tidy(*, at):
    """Throw away what is past its time: counts of attempts, who signed in, ended sessions, files that
    waited for a confirmation, tasks that ended, the shared cache, and what was erased from SQLite's log.
    """
    from django.conf import settings
    from django.contrib.sessions.models import Session
    from django.db import connection

    from speelruimte.connections.spreadsheet.uploads import throw_away_old
    from speelruimte.journal.background import prune_results
    from speelruimte.people.attempts import forget_attempts
    from speelruimte.people.sign_ins import forget_sign_ins
    from speelruimte.people.traces import empty_log

    each_by_itself(
        lambda: forget_attempts(before=at - timedelta(hours=2)),
        lambda: forget_sign_ins(before=at - timedelta(days=settings.SIGN_IN_LOG_DAYS)),
        lambda: Session.objects.filter(expire_date__lt=at).delete(),
        lambda: _tidy_shared_caches(at),
        throw_away_old,
        lambda: prune_results(at=at),
        lambda: connection.in_atomic_block or empty_log(),
    )


def _tidy_shared_caches(at):
    """Keys may hold the address of a visitor, and Django removes an expired row only when somebody
    asks for that very key or the table is full.
    """
    from django.conf import settings
    from django.db import connection

    # The backend writes whole seconds, as text on SQLite.
    moment = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
    for cache in settings.CACHES.values():
        if cache["BACKEND"].endswith(".DatabaseCache"):
            table = connection.ops.quote_name(cache["LOCATION"])
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])
