"""How often one address tried something this hour, so that nobody guesses codes by the thousand.

No action and no journal: attempts are no part of any process, and are gone within two hours. The
address itself is never kept, only a keyed fingerprint that differs from hour to hour.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import F

from speelruimte.journal.write_guard import worker_step
from speelruimte.people.models import Attempt
from speelruimte.shared.fingerprints import keyed_fingerprint

WRONG_CODE = "wrong_code"
WRONG_CODES_PER_HOUR = 10


def source_of(address, *, at) -> str:
    """What is kept of a network address during one hour."""
    return keyed_fingerprint(
        f"address:{_hour(at).isoformat()}:{address}", key=settings.SECRET_KEY.encode()
    )


@worker_step(because="a try is no part of any process, and is gone within two hours")
def take_attempt(what, source, limit, at) -> bool:
    """Count one more attempt, if this source has one left in the hour of ``at``.

    Counting and asking are one statement: of any number at the same instant, ``limit`` get True.
    """
    tally = Attempt.objects.filter(what=what, source=source, hour=_hour(at))
    left = tally.filter(number__lt=limit)
    if left.update(number=F("number") + 1):
        return True
    if tally.exists():
        return False
    forget_attempts(before=_hour(at) - timedelta(hours=1))
    # Somebody may make the same row between these two statements: then theirs is raised.
    Attempt.objects.bulk_create(
        [Attempt(what=what, source=source, hour=_hour(at))], ignore_conflicts=True
    )
    return bool(left.update(number=F("number") + 1))


@worker_step(because="a try is no part of any process, and is gone within two hours")
def give_back_attempt(what, source, at) -> None:
    """It was none after all: the code was right."""
    tally = Attempt.objects.filter(what=what, source=source, hour=_hour(at), number__gt=0)
    tally.update(number=F("number") - 1)


@worker_step(because="a try is no part of any process, and is gone within two hours")
def forget_attempts(*, before) -> None:
    """Empty the table up to an hour."""
    Attempt.objects.filter(hour__lt=before).delete()


def _hour(at):
    return at.replace(minute=0, second=0, microsecond=0)
