"""Work that is done later: an action enqueues a task, the worker does it, tries again and forgets it.

A task is a function of a module with ``@task`` of django_tasks. It is enqueued inside the action
that asks for it and stands or falls with that. A worker can die halfway, so a task may be done
twice: doing it again must change nothing. What it is given are keys, never a name or a typed
sentence: nobody is forgotten from the table of tasks. See ADR 31.
"""

import logging
import re
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import exclusive_transaction

logger = logging.getLogger(__name__)

# After the n-th failure wait so long. When the list is at its end, the task stays failed.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
# Who began so long ago and did not finish is dead: somebody else tries again.
LOST_AFTER = timedelta(minutes=30)
_FRAME = re.compile(r'^  File ".*$', re.MULTILINE)


class WorkerLostError(RuntimeError):
    """A worker began this task and was not heard of again."""


@dataclass(frozen=True)
class QueueState:
    """How the queue stands: which tasks were given up, and how long the oldest is ready."""

    failed: tuple[str, ...]
    waits: timedelta | None


def run_next(*, worker_id, at) -> bool:
    """Do one task that is ready; False when there was none. Not inside a transaction.

    Two workers never take the same one. What fails is logged whole and tried again later, and
    stays as failed after the last of ``WAITS``.
    """
    ready = DBTaskResult.objects.ready()
    if not ready.exists():  # who only looks takes no lock
        _take_back_lost(at)
        return False
    with exclusive_transaction():
        result = ready.get_locked()
        if result is None:
            return False
        result.claim(worker_id)
    _worker(worker_id).run_task(result)
    if result.status == TaskResultStatus.FAILED:
        # The message of an error may hold what somebody typed; where it arose does not.
        frames = "\n".join(_FRAME.findall(result.traceback))
        DBTaskResult.objects.filter(pk=result.pk).update(
            traceback=frames, **_after_failure(result, at)
        )
    return True


def _worker(worker_id):
    """The library's own, of which only the running of one task is asked: our loop does more."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=worker_id,
        excluded_queue_names=[],
    )


def _after_failure(result, at):
    attempts = len(result.worker_ids)
    if attempts > len(WAITS):
        logger.error("Task %s (%s) is given up", result.pk, result.task_path)
        return {"status": TaskResultStatus.FAILED, "finished_at": at}
    return {
        "status": TaskResultStatus.READY,
        "run_after": at + WAITS[attempts - 1],
        "finished_at": None,
    }


def _take_back_lost(at):
    lost = DBTaskResult.objects.running().filter(started_at__lte=at - LOST_AFTER)
    for result in lost:
        same = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
        taken = same.update(
            exception_class_path=f"{__name__}.{WorkerLostError.__name__}",
            **_after_failure(result, at),
        )
        if taken:
            logger.warning("Task %s (%s) was begun and not ended", result.pk, result.task_path)


def prune_results(*, at) -> int:
    """Throw away tasks that ended so many days ago (``TASK_RESULTS_DAYS``). Returns how many."""
    ended = DBTaskResult.objects.finished().filter(
        finished_at__lte=at - timedelta(days=settings.TASK_RESULTS_DAYS)
    )
    return ended.delete()[0]


def settle(task) -> None:
    """Somebody did by hand what this task is for: what failed or waits of it is no longer owed."""
    DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=(TaskResultStatus.FAILED, TaskResultStatus.READY)
    ).delete()


def queue_state(*, at) -> QueueState:
    """The names of tasks that were given up, and how long the oldest that is ready has waited."""
    fresh = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after=get_date_max())
    again = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=at)
    moments = [
        *fresh.order_by("enqueued_at").values_list("enqueued_at", flat=True)[:1],
        *again.order_by("run_after").values_list("run_after", flat=True)[:1],
    ]
    return QueueState(
        failed=tuple(sorted({result.task_name for result in DBTaskResult.objects.failed()})),
        waits=max(at - min(moments), timedelta()) if moments else None,
    )
