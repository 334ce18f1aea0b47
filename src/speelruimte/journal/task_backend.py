"""The queue of tasks, which takes keys and nothing else."""

import re

from django_tasks_db import DatabaseBackend

_KEY = re.compile(r"[A-Za-z0-9_:-]{1,64}")


class NoKeyError(ValueError):
    """A task was given something that is no key: a sentence, an address, a name with a space."""


class KeysOnlyBackend(DatabaseBackend):
    """Tasks in the database, in the transaction of whoever enqueues them.

    Nobody is forgotten from the table of tasks, so nothing that says who somebody is gets in.
    """

    def enqueue(self, task, args, kwargs):
        """Raises NoKeyError for an argument that is no key and no number."""
        for argument in (*args, *kwargs.values()):
            if not isinstance(argument, int) and not _is_key(argument):
                raise NoKeyError(f"{task.module_path} takes keys and numbers only.")
        return super().enqueue(task, args, kwargs)


def _is_key(argument):
    return isinstance(argument, str) and _KEY.fullmatch(argument) is not None
