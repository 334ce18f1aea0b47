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


def allowed(what, source, limit, at) -> bool:
    """Whether this source may still try this, in the hour of ``at``."""
    tried = Attempt.objects.filter(what=what, source=source, hour=_hour(at))
    return not tried.filter(number__gte=limit).exists()


@worker_step(because="a try is no part of any process, and is gone within two hours")
def count_attempt(what, source, at) -> None:
    """One more attempt. Two at the same instant are counted as two."""
    tally = Attempt.objects.filter(what=what, source=source, hour=_hour(at))
    if tally.update(number=F("number") + 1):
        return
    forget_attempts(before=_hour(at) - timedelta(hours=1))
    # Somebody may make the same row between these two statements: then theirs is raised.
    Attempt.objects.bulk_create(
        [Attempt(what=what, source=source, hour=_hour(at))], ignore_conflicts=True
    )
    tally.update(number=F("number") + 1)


@worker_step(because="a try is no part of any process, and is gone within two hours")
def forget_attempts(*, before) -> None:
    """Empty the table up to an hour."""
    Attempt.objects.filter(hour__lt=before).delete()


def _hour(at):
    return at.replace(minute=0, second=0, microsecond=0)
