"""Commands that need the database load Django here, and hear it plainly when it is not there."""

import os
from contextlib import contextmanager

from .database_faults import is_database_fault, what_to_do
from .failure import CommandError


def start(*, with_keys=True):
    """Load Django with our settings. Doing it twice is harmless.

    Refuses an installation whose keys do not belong to its database; only who makes keys or says
    what is wrong with them goes on without.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
    if with_keys:
        refuse_other_keys()


def refuse_other_keys():
    """Refuse to go on with keys that do not belong to this database."""
    from speelruimte.journal.key_marks import WrongKeysError, check_keys

    with database():
        try:
            check_keys()
        except WrongKeysError as error:
            raise CommandError(str(error)) from error


@contextmanager
def database():
    """Turn a database that does not do what was asked into a sentence that says what helps."""
    from speelruimte.shared.errors import RuleBroken

    try:
        yield
    except RuleBroken as error:
        raise CommandError(error.sentence) from error
    except Exception as error:
        if not is_database_fault(error):
            raise
        raise CommandError(what_to_do(error)) from error
