"""`speelruimte work`: what happens in the background.

Sends the mails that are owed, does the tasks that were enqueued, signs the journal, reminds once a
day of what falls due, and throws away what is past its time. Any number of these may run beside each other; SIGTERM
or Ctrl-C ends one after what it is doing.
"""

import logging
import secrets
import signal
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta

from speelruimte.shared.messages import gettext as _

from . import django_ready
from .database_faults import what_to_do
from .failure import CommandError
from .sign_of_life import Heartbeat
from .work_post import PostRounds

HELP = _("""\
Doet het werk op de achtergrond: verstuurt de post die klaarstaat, doet de taken die lang duren,
herinnert elke dag aan wat voor een dag is beloofd en ruimt op wat over de tijd is. Blijft draaien
tot u het stopt (Ctrl-C of SIGTERM): wat bezig is, gaat eerst af. Met --once doet het één ronde en
stopt dan.
""")
logger = logging.getLogger(__name__)
PAUSE = 2  # seconds between two rounds when there was nothing to do; somebody may be watching
LONGEST_PAUSE = 60
TIDY_EVERY = timedelta(hours=1)
SIGN_AGAIN_AFTER = timedelta(minutes=10)


def register(subparsers):
    """Add `work`."""
    parser = subparsers.add_parser(
        "work", help=_("Werk op de achtergrond: post en opruimen."), description=HELP
    )
    parser.add_argument("--once", action="store_true", help=_("Doe één ronde en stop."))
    parser.set_defaults(run=work)


def work(args):
    """Go round until told to stop."""
    django_ready.start(with_keys=False)
    rounds = Rounds()
    if args.once:
        rounds.go(all_tasks=True)
        return
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_ignored: stop.set())
    print(_("Het werk op de achtergrond is begonnen. Stop met Ctrl-C."), flush=True)
    keep_going(rounds, stop)
    print(_("Het werk op de achtergrond is gestopt."), flush=True)


def keep_going(rounds, stop):
    """Round after round. A database that restarts, is locked or full comes back: until then we wait,
    longer each time, and say so once."""
    from django.db import InterfaceError, OperationalError

    failures = 0
    while not stop.is_set():
        try:
            busy = rounds.go()
        except (InterfaceError, OperationalError) as error:
            if not failures:
                logger.exception("The database does not answer; trying until it does")
                print(what_to_do(error), file=sys.stderr, flush=True)
            stop.wait(min(PAUSE * 2**failures, LONGEST_PAUSE))
            failures += 1
            continue
        if failures:
            logger.warning("The database answers again, after %s tries", failures)
            failures = 0
        if not busy:
            stop.wait(PAUSE)


class Rounds:
    """What one worker remembers between two rounds: its name, and when it last did what is done
    once an hour or once a day."""

    def __init__(self):
        self.worker_id = secrets.token_hex(8)
        self.tidied_at = self.reminded_on = self.sign_after = self.ask_after = None
        self.has_right_keys = False
        self.post, self.heart = PostRounds(), Heartbeat()

    def go(self, *, all_tasks=False):
        """Do what is due now. True when there may be more to do at once."""
        from django.db import close_old_connections
        from django.utils import timezone

        close_old_connections()
        self._refuse_wrong_keys()
        at = timezone.now()
        self.heart.give(at=at)
        self._do_what_a_day_brings(at)
        busy = self.post.go(at=at, said=all_tasks)
        busy |= do_tasks(worker_id=self.worker_id, all_of_them=all_tasks)
        if self.sign_after is None or at >= self.sign_after:
            self.sign_after = None if sign_when_due(at=at) else at + SIGN_AGAIN_AFTER
        if self.ask_after is None or at >= self.ask_after:
            self.ask_after = None if ask_witnesses() else at + SIGN_AGAIN_AFTER
        if self.tidied_at is None or at - self.tidied_at >= TIDY_EVERY:
            tidy(at=at)
            self.tidied_at = at
        return busy

    def _refuse_wrong_keys(self):
        """Asked here and not before: a database that is away comes back."""
        from speelruimte.journal.key_marks import WrongKeysError, check_keys

        if self.has_right_keys:
            return
        try:
            check_keys()
        except WrongKeysError as error:
            raise CommandError(str(error)) from error
        self.has_right_keys = True

    def _do_what_a_day_brings(self, at):
        from speelruimte.shared.terms import local_day

        day = local_day(at)
        if self.reminded_on != day:
            remind_of(day, at=at)
            wipe_past(day, at=at)
            tell_who_asked(day, at=at)
            self.reminded_on = day


@contextmanager
def stopping_nothing_else(said, *about):
    """What goes wrong in here is logged, and stops no other work. Only a database that is away goes
    through: it takes everything with it, and the same is done again when it is back."""
    from django.db import InterfaceError, OperationalError

    try:
        yield
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception(said, *about)


def remind_of(day, *, at):
    """Owe the reminders of this day. What goes wrong stops no other work, and is tried tomorrow."""
    from speelruimte.route.falling_due import remind

    with stopping_nothing_else("The reminders of %s could not be written", day):
        remind(on=day, at=at)


def tell_who_asked(day, *, at):
    """Owe a mail to who asked for one, where people can join from this day."""
    from speelruimte.notices.asked import owe_asked_of_day

    with stopping_nothing_else("Who asked to hear of %s could not be told", day):
        owe_asked_of_day(on=day, at=at)


def wipe_past(day, *, at):
    """Wipe what was kept until the day before. What goes wrong is tried tomorrow."""
    from speelruimte.activities.originals import wipe_past_originals
    from speelruimte.notices.asked import forget_asked_of_ended

    with stopping_nothing_else("What was kept until %s could not be wiped", day):
        wipe_past_originals(on=day, at=at)
    with stopping_nothing_else("Who asked to hear of what has ended was not forgotten on %s", day):
        forget_asked_of_ended(at=at)


def do_tasks(*, worker_id, all_of_them=False):
    """Do one task that is ready, or all. True when something was done, so that there may be more."""
    from django.utils import timezone

    from speelruimte.journal.background import run_next

    done = 0
    while (all_of_them or not done) and run_next(worker_id=worker_id, at=timezone.now()):
        done += 1
    return bool(done)


def sign_when_due(*, at):
    """A checkpoint of the journal when there is news, and the proofs that follow from it.

    What goes wrong stops no other work. False when it did.
    """
    from django.db import transaction

    from speelruimte.journal.signing import checkpoint_is_due, newest_checkpoint, write_checkpoint
    from speelruimte.notices.proofs import owe_proofs

    with stopping_nothing_else("The journal could not be signed"):
        if checkpoint_is_due(at=at):
            with transaction.atomic():
                last = newest_checkpoint()
                checkpoint = write_checkpoint(at=at)
                if last and checkpoint:  # nobody waits for a proof of before the first
                    owe_proofs(after=last.size, up_to=checkpoint.size, at=at)
        return True
    return False


def ask_witnesses():
    """Have those outside sign along. A witness that is away or refuses stops no other work.

    False when one did, so that it is asked again later.
    """
    from speelruimte.connections.witness.asking import ask_witness, unsigned_by

    all_signed = True
    try:
        for witness in unsigned_by():
            all_signed &= _asked(ask_witness, witness)
    except ValueError:  # what the setting says is no witness; the doctor says so too
        logger.exception("The witnesses could not be asked")
        return False
    return all_signed


def _asked(ask, witness):
    from speelruimte.connections.witness.asking import WitnessRefusesError

    try:
        ask(witness)
    except WitnessRefusesError as refusal:
        logger.error("No witness: %s", refusal)
        return False
    return True


def tidy(*, at):
    """Throw away what is past its time: counts of attempts, who signed in, ended sessions, files that waited for a
    confirmation, tasks that ended, the shared cache, and what was erased from SQLite's log.
    """
    from django.conf import settings
    from django.contrib.sessions.models import Session
    from django.db import connection

    from speelruimte.connections.spreadsheet.uploads import throw_away_old
    from speelruimte.journal.background import prune_results
    from speelruimte.people.attempts import forget_attempts
    from speelruimte.people.sign_ins import forget_sign_ins
    from speelruimte.people.traces import empty_log

    forget_attempts(before=at - timedelta(hours=2))
    forget_sign_ins(before=at - timedelta(days=settings.SIGN_IN_LOG_DAYS))
    Session.objects.filter(expire_date__lt=at).delete()
    _tidy_shared_caches(at)
    throw_away_old()
    prune_results(at=at)
    if not connection.in_atomic_block:
        empty_log()


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
