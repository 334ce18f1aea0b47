"""`speelruimte work`, its chores: what goes wrong with one stops no other, is tried again, and is seen."""

import logging
from datetime import datetime, time, timedelta

logger = logging.getLogger(__name__)
AGAIN_AFTER, AT_MOST_AFTER = timedelta(minutes=10), timedelta(hours=1)
# Said by a chore when nothing is wrong, and it should be asked again after a while.
LATER = object()


def wait_after(failures, *, first, longest):
    """How long to wait after so many failures before this one: twice as long each time."""
    doubled = min(failures, 16)  # a larger power is more than a timedelta holds
    return min(first * 2**doubled, longest)


def each_round(at):
    """It may be done again at once."""
    return at


def each_few_minutes(at):
    """Five minutes after it was done."""
    return at + timedelta(minutes=5)


def each_hour(at):
    """An hour after it was done."""
    return at + timedelta(hours=1)


def each_day(at):
    """When the next day begins."""
    from speelruimte.shared.terms import HERE, local_day

    return datetime.combine(local_day(at) + timedelta(days=1), time(), tzinfo=HERE)


class Chore:
    """One thing that the worker does. ``do`` is told the moment, and says whether there may be more.

    ``name`` says what it is for who looks after the installation, ``again`` when it is due after it
    was done.
    """

    def __init__(self, name, do, *, again=each_round):
        self.name, self.do, self.again = name, do, again
        self.failures, self.not_before = 0, None

    def go(self, at):
        """Do it when it is due. True when there may be more to do at once.

        What goes wrong is logged. Only a database that is away goes through: it takes everything
        with it, and the same is done again when it is back.
        """
        from django.db import InterfaceError, OperationalError

        if self.not_before is not None and at < self.not_before:
            return False
        try:
            said = self.do(at)
        except (InterfaceError, OperationalError):
            raise
        except Exception:
            logger.exception("This went wrong, and is tried again: %s", self.name)
            wait = wait_after(self.failures, first=AGAIN_AFTER, longest=AT_MOST_AFTER)
            self.failures, self.not_before = self.failures + 1, at + wait
            return False
        self.failures, self.not_before = 0, self.again(at)
        if said is LATER:
            self.not_before = at + AGAIN_AFTER
            return False
        return bool(said)


def each_by_itself(*parts):
    """Do every part, also where one before it goes wrong; then raise all that went wrong together.

    A database that is away goes through at once, after what went wrong before it was logged.
    """
    from django.db import InterfaceError, OperationalError

    faults = []
    for part in parts:
        try:
            part()
        except (InterfaceError, OperationalError):
            for fault in faults:
                logger.error("This went wrong before the database went away", exc_info=fault)
            raise
        except Exception as fault:  # noqa: BLE001 (raised below)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("Some of this went wrong", faults)
