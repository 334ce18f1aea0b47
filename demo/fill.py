"""Filling the municipality of the demo: all of it or nothing, and never over somebody else's."""

import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from demo import folder
from demo.filling.at_the_door import filled_door
from demo.filling.days import HERE
from demo.filling.leaving import laid_ready
from demo.filling.plots import PLOTS
from demo.filling.post import sent_post
from demo.filling.stories import told_story
from demo.filling.town import HISTORY, founded, policy_of_lindewold
from speelruimte.people.models import Person
from speelruimte.policy.reading import read_file
from speelruimte.policy.shipped import policy_file, shipped
from speelruimte.policy.speaking import wording_of
from speelruimte.shared.errors import RuleBroken

EVERYBODY = 400


class NotOurs(SystemExit):
    """The folder holds a municipality that the demo did not make."""


class Faulty(SystemExit):
    """The policy that was asked for cannot be read."""


def check_folder_is_ours():
    """Refuse a database with people in it that no demo made: nothing there is touched."""
    if is_filled() or "people_person" not in connection.introspection.table_names():
        return
    if Person.objects.exists():
        raise NotOurs(
            "In deze map staat al een gemeente die niet bij de proef hoort. Daar komt de proef "
            "niet aan. Kies een andere map met SPEELRUIMTE_DATA, of verplaats deze map."
        )


def is_filled():
    """Whether a demo was filled here to the end. The mark is written last."""
    return folder.is_filled(settings.DATA)


def fill(*, policy, say, plots=PLOTS, everybody=EVERYBODY, today=None):
    """Fill the whole municipality in one transaction, send its post, and mark the folder.

    When it stops halfway nothing stays behind, and the next start begins anew. ``plots`` and
    ``everybody`` (people in the largest process) make a smaller one.
    """
    began = time.monotonic()
    today = today or timezone.localdate()
    with transaction.atomic():
        town = _founded(policy, today, say)
        for number, plot in enumerate(plots, start=1):
            story = partial(_story, town, plot, crowd=everybody)
            stands = _told(town, story, all_fit=policy in shipped())
            say(f"{number:>2} van {len(plots)}  {plot.title}: {stands}")
        stands = _told(town, partial(_door, town), all_fit=policy in shipped())
        say(f"Ideeën aan de deur: {stands}")
        stands = _told(town, partial(_leaving, town), all_fit=policy in shipped())
        say(f"Een overdracht die klaarligt: {stands}")
    letters = sent_post()
    say(f"De post is verstuurd: {letters} brieven. Niets verlaat deze computer.")
    folder.mark_filled(settings.DATA, policy)
    say(f"Klaar in {time.monotonic() - began:.0f} seconden.")
    return town


def _story(town, plot, *, crowd):
    trajectory = told_story(town, plot, crowd=crowd)
    return trajectory.get_step_display() if trajectory else "past niet bij dit beleid"


def _door(town):
    filled_door(town)
    return "klaar."


def _leaving(town):
    laid_ready(town)
    return "klaar."


def _told(town, tell, *, all_fit):
    """Tell one story. Under a policy from a file of one's own it may not fit: then nothing of it stays,
    and the sentence says what stopped it. Under a shipped policy every story fits.
    """
    try:
        with transaction.atomic():
            return tell()
    except (RuleBroken, LookupError, StopIteration, ValueError) as stopped:
        if all_fit:
            raise
        for person in town.people.values():
            person.__dict__.pop("_grants_on", None)
        why = getattr(stopped, "sentence", "") or "er is iets dat dit verhaal niet kent."
        why = wording_of(town.policy).say(why)
        return f"weggelaten, want dit past niet bij dit beleid: {why}"


def check_policy(policy):
    """Refuse a policy that is not there or has faults, before anything is made."""
    faults = read_file(policy_file(policy)).faults
    if faults:
        raise Faulty(
            "\n".join([*map(str, faults), "Er is niets gevuld. Verbeter eerst het bestand."])
        )


def _founded(policy, today, say):
    say(f"Lindewold wordt gevuld, met het beleid {policy}.")
    begin = datetime.combine(today - timedelta(days=HISTORY), time_of_day(9), tzinfo=HERE)
    town = founded(policy=policy, today=today, at=begin)
    say(f"{len(town.areas)} gebieden, {len(town.people)} mensen: klaar.")
    return town


__all__ = [
    "HISTORY",
    "check_folder_is_ours",
    "check_policy",
    "fill",
    "is_filled",
    "policy_of_lindewold",
]
