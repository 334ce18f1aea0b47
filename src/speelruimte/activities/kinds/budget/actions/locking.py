"""Who waits for whom. Ballots come in side by side; closing waits for all of them, and they for it.

An advisory lock and no row lock: it leaves nothing behind in any row.
"""

from django.db import connection

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.journal.acting import record
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.actions import lock_trajectory

# Any fixed number will do, as long as nothing else in this database uses it for such a lock.
_VOTES = 7_071_854


def lock_vote_shared(vote):
    """The vote as it is now, until the end of this transaction; others may come in beside us."""
    return _with_advisory_lock(vote, "pg_advisory_xact_lock_shared")


def lock_vote(vote):
    """The vote as it is now, with nobody else at work in it. The trajectory is locked first."""
    trajectory = lock_trajectory(vote.activity.trajectory)
    vote = _with_advisory_lock(vote, "pg_advisory_xact_lock")
    vote.activity.trajectory = trajectory
    return vote


def _with_advisory_lock(vote, lock):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s, %s)", [_VOTES, vote.pk])
    # SQLite has one writer at a time, who waits at the start of the transaction.
    [locked] = _as_it_is_now(vote=vote.pk)
    return locked


@compiled_query
def _as_it_is_now(*, vote):
    return Vote.objects.filter(pk=vote).select_related("activity__trajectory")


def record_vote(act, vote, *, by, at, **facts):
    """The journal entry of something that happens to a vote."""
    record(
        act,
        about=vote.key,
        by=by,
        at=at,
        case_number=vote.activity.trajectory.case_number,
        activity=vote.activity.address,
        **facts,
    )
