"""How often one address tried something this hour, so that nobody guesses codes by the thousand.

No action and no journal: attempts are no part of any process, and are gone within three hours. The
address itself is never kept, only a keyed fingerprint that differs from hour to hour.
"""

from django.conf import settings
from django.db import connection
from django.db.models import F

from speelruimte.journal.write_guard import worker_step
from speelruimte.people.models import Attempt
from speelruimte.shared.fingerprints import keyed_fingerprint

WRONG_RECEIPT, WRONG_VOTING_CODE = "wrong_receipt", "wrong_voting_code"
WRONG_CODE_OF_A_COLLEAGUE = "wrong_code_of_a_colleague"
WRONG_CODES_PER_HOUR = 10
# Many live or work behind one address, and no code can be guessed in so few: until here a right one passes.
MOST_WRONG_CODES_PER_HOUR = 200
# Who types the codes of a whole evening makes more slips.
WRONG_CODES_OF_A_COLLEAGUE = 60
_TAKE = """
    INSERT INTO people_attempt (what, source, hour, number) VALUES (%s, %s, %s, 1)
    ON CONFLICT (what, source, hour) DO UPDATE SET number = people_attempt.number + 1
    WHERE people_attempt.number < %s
"""


def source_of(address, *, at) -> str:
    """What is kept of a network address during one hour."""
    return keyed_fingerprint(
        f"address:{_hour(at).isoformat()}:{address}", key=settings.SECRET_KEY.encode()
    )


@worker_step(because="a try is no part of any process, and is gone within three hours")
def take_attempt(what, source, limit, at) -> bool:
    """Count one more attempt, if this source has one left in the hour of ``at``.

    Counting and asking are one statement, the same for both databases: of any number at the same
    instant ``limit`` get True, and who sends words waits for one answer of the database more.
    """
    hour = connection.ops.adapt_datetimefield_value(_hour(at))
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [what, source, hour, limit])
        return cursor.rowcount > 0


def has_attempt_left(what, source, limit, at) -> bool:
    """Whether ``take_attempt`` would count one more; nothing is counted or written."""
    spent = Attempt.objects.filter(what=what, source=source, hour=_hour(at), number__gte=limit)
    return not spent.exists()


@worker_step(because="a try is no part of any process, and is gone within three hours")
def give_back_attempt(what, source, at) -> None:
    """It was none after all: the code was right."""
    tally = Attempt.objects.filter(what=what, source=source, hour=_hour(at), number__gt=0)
    tally.update(number=F("number") - 1)


@worker_step(because="a try is no part of any process, and is gone within three hours")
def forget_attempts(*, before) -> None:
    """Empty the table up to an hour."""
    Attempt.objects.filter(hour__lt=before).delete()


def _hour(at):
    return at.replace(minute=0, second=0, microsecond=0)
