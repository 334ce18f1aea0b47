"""`speelruimte work`: what happens in the background.

Sends the mails that are owed, does the tasks that were enqueued, signs the journal, reminds once a
day of what falls due, and throws away what is past its time. Any number of these may run beside each other; SIGTERM
or Ctrl-C ends one after what it is doing.
"""

import logging
import os
import secrets
import signal
import threading
from datetime import timedelta

from speelruimte.shared.messages import gettext as _

HELP = _("""\
Doet het werk op de achtergrond: verstuurt de post die klaarstaat, doet de taken die lang duren,
herinnert elke dag aan wat voor een dag is beloofd en ruimt op wat over de tijd is. Blijft draaien
tot u het stopt (Ctrl-C of SIGTERM): wat bezig is, gaat eerst af. Met --once doet het één ronde en
stopt dan.
""")
logger = logging.getLogger(__name__)
PAUSE = 2  # seconds between two rounds when there was nothing to do; somebody may be watching
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
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
    django.setup()
    from django.db import InterfaceError, OperationalError

    rounds = Rounds()
    if args.once:
        rounds.go(all_tasks=True)
        return
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_ignored: stop.set())
    print(_("Het werk op de achtergrond is begonnen. Stop met Ctrl-C."), flush=True)
    while not stop.is_set():
        try:
            busy = rounds.go()
        except (InterfaceError, OperationalError):
            # A database that restarts or is locked comes back; what was begun is tried again.
            logger.exception("The database does not answer; trying again in %s seconds", PAUSE)
            busy = False
        if not busy:
            stop.wait(PAUSE)
    print(_("Het werk op de achtergrond is gestopt."), flush=True)


class Rounds:
    """What one worker remembers between two rounds: its name, and when it last did what is done
    once an hour or once a day."""

    def __init__(self):
        self.worker_id = secrets.token_hex(8)
        self.tidied_at = self.reminded_on = self.sign_after = self.ask_after = None

    def go(self, *, all_tasks=False):
        """Do what is due now. True when there may be more to do at once."""
        from django.db import close_old_connections
        from django.utils import timezone

        from speelruimte.shared.terms import local_day

        close_old_connections()
        at = timezone.now()
        if self.reminded_on != local_day(at):
            self.reminded_on = local_day(at)
            remind_of(self.reminded_on, at=at)
            wipe_past(self.reminded_on, at=at)
        busy = one_round(at=at, said=all_tasks)
        busy |= do_tasks(worker_id=self.worker_id, all_of_them=all_tasks)
        if self.sign_after is None or at >= self.sign_after:
            self.sign_after = None if sign_when_due(at=at) else at + SIGN_AGAIN_AFTER
        if self.ask_after is None or at >= self.ask_after:
            self.ask_after = None if ask_witnesses() else at + SIGN_AGAIN_AFTER
        if self.tidied_at is None or at - self.tidied_at >= TIDY_EVERY:
            tidy(at=at)
            self.tidied_at = at
        return busy


def remind_of(day, *, at):
    """Owe the reminders of this day. What goes wrong stops no other work, and is tried tomorrow."""
    from speelruimte.route.falling_due import remind

    try:
        remind(on=day, at=at)
    except Exception:
        logger.exception("The reminders of %s could not be written", day)


def wipe_past(day, *, at):
    """Wipe what was kept until the day before. What goes wrong is tried tomorrow."""
    from speelruimte.activities.originals import wipe_past_originals

    try:
        wipe_past_originals(on=day, at=at)
    except Exception:
        logger.exception("What was kept until %s could not be wiped", day)


def one_round(*, at, said=False):
    """Send what is due. True when there may be more to do at once."""
    from speelruimte.notices.sending import send_due

    sent = send_due(at=at)
    if said or sent.sent or sent.failed or sent.dropped:
        print(
            _("Post: {sent} verstuurd, {failed} uitgesteld, {dropped} opgegeven.").format(
                **vars(sent)
            ),
            flush=True,
        )
    return bool(sent.sent)


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

    try:
        if checkpoint_is_due(at=at):
            with transaction.atomic():
                last = newest_checkpoint()
                checkpoint = write_checkpoint(at=at)
                if last and checkpoint:  # nobody waits for a proof of before the first
                    owe_proofs(after=last.size, up_to=checkpoint.size, at=at)
    except Exception:
        logger.exception("The journal could not be signed")
        return False
    return True


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
    """Throw away what is past its time: counts of attempts, ended sessions, files that waited for a
    confirmation, tasks that ended, the shared cache, and what was erased from SQLite's log.
    """
    from django.contrib.sessions.models import Session
    from django.db import connection

    from speelruimte.connections.spreadsheet.uploads import throw_away_old
    from speelruimte.journal.background import prune_results
    from speelruimte.people.attempts import forget_attempts
    from speelruimte.people.traces import empty_log

    forget_attempts(before=at - timedelta(hours=2))
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
