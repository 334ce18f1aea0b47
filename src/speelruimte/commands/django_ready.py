"""Commands that need the database load Django here, and hear it plainly when it is not there."""

import os
from contextlib import contextmanager

from speelruimte.shared.messages import gettext as _

from .failure import CommandError


def start():
    """Load Django with our settings. Doing it twice is harmless."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
    import django

    django.setup()


@contextmanager
def database():
    """Turn a database or table that is not there into a sentence that says what to do."""
    from django.db.utils import OperationalError, ProgrammingError

    from speelruimte.shared.errors import RuleBroken

    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise CommandError(
            _("De database is niet klaar: {why}.").format(why=str(error).strip()),
            _("Maak haar met: speelruimte setup"),
        ) from error
    except RuleBroken as error:
        raise CommandError(error.sentence) from error
