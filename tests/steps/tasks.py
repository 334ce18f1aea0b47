"""Tasks that only tests enqueue, and doing all that is ready."""

from django.utils import timezone
from django_tasks import task

from speelruimte.journal.background import run_next

done = []


class TestedError(RuntimeError):
    """What a task raises that is meant to fail."""


@task
def note(key):
    """Leaves a trace in the process that runs it."""
    done.append(key)


@task
def fail(key):
    """Fails, with a sentence that could hold somebody's name."""
    raise TestedError(f"Wilma Zonderland, {key}")


def do_all(at=None):
    """Everything that is ready. Returns how many tasks that was."""
    number = 0
    while run_next(worker_id="test", at=at or timezone.now()):
        number += 1
    return number
