"""`speelruimte work`: what happens in the background.

Sends the mails that are owed, does the tasks that were enqueued, signs the journal, tells people what
waits for them, reminds once a day of what falls due, and throws away what is past its time. Any number of these may run beside each other; SIGTERM
or Ctrl-C ends one after what it is doing.
"""

import logging
import secrets
import signal
import sys
import threading
from functools import partial

from speelruimte.shared.messages import gettext as _

from . import django_ready
from .database_faults import what_to_do
from .failure import CommandError
from .sign_of_life import Heartbeat
from .work_chores import (
    LATER,
    Chore,
    each_by_itself,
    each_day,
    each_few_minutes,
    each_hour,
    wait_after,
)
from .work_post import PostRounds
from .work_tidy import tidy

HELP = _("""\
Doet het werk op de achtergrond: verstuurt de post die klaarstaat, doet de taken die lang duren,
vertelt mensen wat op hen wacht, herinnert elke dag aan wat voor een dag is beloofd en ruimt op wat
over de tijd is. Blijft draaien tot u het stopt (Ctrl-C of SIGTERM): wat bezig is, gaat eerst af. Met
--once doet het één ronde en stopt dan, met code 1 als er iets niet lukte.

Lukt één ding niet, dan gaat de rest door. Binnen een uur probeert het dat opnieuw, en speelruimte
doctor zegt wat er niet lukt.
""")
logger = logging.getLogger(__name__)
PAUSE = 2  # seconds between two rounds when there was nothing to do; somebody may be watching
LONGEST_PAUSE = 60


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
        return 1 if rounds.failing() else 0
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_ignored: stop.set())
    print(_("Het werk op de achtergrond is begonnen. Stop met Ctrl-C."), flush=True)
    keep_going(rounds, stop)
    print(_("Het werk op de achtergrond is gestopt."), flush=True)
    return 0


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
            stop.wait(wait_after(failures, first=PAUSE, longest=LONGEST_PAUSE))
            failures += 1
            continue
        if failures:
            logger.warning("The database answers again, after %s tries", failures)
            failures = 0
        if not busy:
            stop.wait(PAUSE)


class Rounds:
    """What one worker remembers between two rounds: its name, and when each chore is due again."""

    def __init__(self):
        self.worker_id = secrets.token_hex(8)
        self.has_right_keys = self.all_tasks = False
        self.post, self.heart = PostRounds(), Heartbeat()
        self.chores = [
            Chore(_("bijhouden wat op mensen wacht"), lambda at: renew_work(at=at), again=each_day),
            Chore(_("herinneren aan wat is beloofd"), _on_its_day(remind_of), again=each_day),
            Chore(_("wissen wat over de tijd is"), _on_its_day(wipe_past), again=each_day),
            Chore(
                _("melden dat mensen kunnen meedoen"), _on_its_day(tell_who_asked), again=each_day
            ),
            Chore(
                _("vertellen wat op mensen wacht"),
                lambda at: tell_of_work_waiting(at=at),
                again=each_few_minutes,
            ),
            Chore(_("post versturen"), lambda at: self.post.go(at=at, said=self.all_tasks)),
            Chore(_("taken doen"), self._do_tasks),
            Chore(_("het logboek ondertekenen"), lambda at: sign_when_due(at=at)),
            Chore(_("getuigen vragen"), lambda _at: None if ask_witnesses() else LATER),
            Chore(_("opruimen"), lambda at: tidy(at=at), again=each_hour),
        ]

    def go(self, *, all_tasks=False):
        """Do what is due now. True when there may be more to do at once."""
        from django.db import close_old_connections
        from django.utils import timezone

        close_old_connections()
        self._refuse_wrong_keys()
        self.all_tasks, at = all_tasks, timezone.now()
        self.heart.give(at=at, failing=self.failing())
        busy = [chore.go(at) for chore in self.chores]
        self.heart.give(at=at, failing=self.failing())
        return any(busy)

    def failing(self):
        """The names of the chores that went wrong when they were last done."""
        return [chore.name for chore in self.chores if chore.failures]

    def _do_tasks(self, _at):
        return do_tasks(worker_id=self.worker_id, all_of_them=self.all_tasks)

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


def _on_its_day(do):
    def doing(at):
        from speelruimte.shared.terms import local_day

        do(local_day(at), at=at)

    return doing


def renew_work(*, at):
    """Write anew what waits for people, where something else is kept than waits. Each process by itself."""
    from speelruimte.route.tasks import cases_kept_otherwise, renew_tasks

    for case_number in cases_kept_otherwise():
        logger.error("What waits for people in %s was changed, and is written anew", case_number)
        renew_tasks([case_number], by=None, at=at)


def remind_of(day, *, at):
    """Owe the reminders of this day."""
    from speelruimte.route.falling_due import remind

    remind(on=day, at=at)


def tell_of_work_waiting(*, at):
    """Owe everybody who works here a mail of what is new on "Mijn werk". What goes wrong for one stops
    no other."""
    from speelruimte.route.telling_of_work import tell_of_work, who_works
    from speelruimte.shared.terms import local_day

    people = who_works(on=local_day(at))
    each_by_itself(*(partial(tell_of_work, person, at=at) for person in people))


def tell_who_asked(day, *, at):
    """Owe a mail to who asked for one, where people can join from this day."""
    from speelruimte.notices.asked import owe_asked_of_day

    owe_asked_of_day(on=day, at=at)


def wipe_past(day, *, at):
    """Wipe what was kept until the day before."""
    from speelruimte.activities.originals import wipe_past_originals
    from speelruimte.notices.asked import forget_asked_of_ended

    each_by_itself(lambda: wipe_past_originals(on=day, at=at), lambda: forget_asked_of_ended(at=at))


def do_tasks(*, worker_id, all_of_them=False):
    """Do one task that is ready, or all. True when something was done, so that there may be more."""
    from django.utils import timezone

    from speelruimte.journal.background import run_next

    done = 0
    while (all_of_them or not done) and run_next(worker_id=worker_id, at=timezone.now()):
        done += 1
    return bool(done)


def sign_when_due(*, at):
    """A checkpoint of the journal when there is news, and the proofs that follow from it."""
    from django.db import transaction

    from speelruimte.journal.signing import checkpoint_is_due, newest_checkpoint, write_checkpoint
    from speelruimte.notices.proofs import owe_proofs

    if checkpoint_is_due(at=at):
        with transaction.atomic():
            last = newest_checkpoint()
            checkpoint = write_checkpoint(at=at)
            if last and checkpoint:  # nobody waits for a proof of before the first
                owe_proofs(after=last.size, up_to=checkpoint.size, at=at)


def ask_witnesses():
    """Have those outside sign along. A witness that is away or refuses stops no other work.

    False when one did, so that it is asked again later.
    """
    from speelruimte.connections.witness.asking import ask_witness, unsigned_by

    return all([_asked(ask_witness, witness) for witness in unsigned_by()])


def _asked(ask, witness):
    from speelruimte.connections.witness.asking import WitnessRefusesError

    try:
        ask(witness)
    except WitnessRefusesError as refusal:
        logger.error("No witness: %s", refusal)
        return False
    return True
