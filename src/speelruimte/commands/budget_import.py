"""`speelruimte budget import` and `sweep`: these need the database."""

import csv
import os
from contextlib import nullcontext
from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from . import django_ready
from .failure import CommandError

IMPORT_HELP = _("""\
Brengt een Pabulib-bestand (.pb) in een stemming over een budget. De stemming is al voorbereid op
de werkbank: bedrag, telregel en de regel bij gelijke stand.

  Is de stemming nog niet open, dan komen de plannen uit het bestand op het stembiljet.
  Is de stemming open, dan komen de stembiljetten uit het bestand erbij. De plannen en hun kosten
  moeten dan gelijk zijn, en elk stembiljet heeft een stemcode die is gemarkeerd als ‘op papier’.

Met --receipts krijgt elk stembiljet een ontvangstcode. Die codes staan daarna alleen in dat bestand
(CSV: rij;code) en zijn nergens anders terug te vinden.
""")


def register(under):
    """Add `import` and `sweep` below `budget`."""
    importing = under.add_parser(
        "import", help=_("Breng plannen of stembiljetten in een stemming."), description=IMPORT_HELP
    )
    importing.add_argument(
        "trajectory",
        metavar="TRAJECTORY",
        help=_("Het zaaknummer of de korte naam in het adres van het traject."),
    )
    importing.add_argument("file", metavar="FILE", help=_("Het Pabulib-bestand."))
    importing.add_argument(
        "--activity",
        metavar="NAME",
        help=_("De activiteit, als het traject er meer dan één heeft."),
    )
    importing.add_argument(
        "--receipts", metavar="FILE", help=_("Nieuw bestand voor de ontvangstcodes.")
    )
    importing.set_defaults(run=import_ballots_file)
    sweeping = under.add_parser(
        "sweep", help=_("Wis oude versies van stembiljetten uit de bestanden van de database.")
    )
    sweeping.set_defaults(run=sweep)


def import_ballots_file(args):
    """Take in one file; all or nothing."""
    data = _bytes_of(args.file)
    django_ready.start()
    from django.db import DatabaseError
    from django.utils import timezone

    from speelruimte.connections.pabulib import PabulibError
    from speelruimte.connections.pabulib.voting import bring_in
    from speelruimte.shared.errors import RuleBroken

    receipts = BallotCodesFile(args.receipts) if args.receipts else None
    try:
        vote = _vote(args.trajectory, args.activity)
        with receipts or nullcontext():
            brought = bring_in(
                vote,
                data=data,
                keep_codes=receipts.keep if receipts else None,
                by=None,
                at=timezone.now(),
            )
    except PabulibError as error:
        raise CommandError(*(f"{args.file}: {line}" for line in error.lines())) from error
    except RuleBroken as error:
        raise CommandError(error.sentence) from error
    except DatabaseError as error:
        raise CommandError(
            _("De database werkt niet mee: {why}").format(why=str(error).strip()),
            _("Er is niets ingelezen. Is de installatie klaar? Zo niet: speelruimte setup."),
        ) from error
    for line in _report(brought, receipts):
        print(line)


def _report(brought, receipts):
    if brought.plans:
        yield _("{plans} plannen staan op het stembiljet.").format(plans=brought.plans)
        yield _("Open de stemming en voer deze opdracht nog eens uit voor de stembiljetten.")
        return
    yield _("{ballots} stembiljetten ingelezen, waarvan {invalid} ongeldig.").format(
        ballots=brought.ballots, invalid=brought.invalid
    )
    if receipts:
        yield _("De ontvangstcodes staan in {path}. Ze zijn nergens anders te vinden.").format(
            path=receipts.path
        )
    else:
        yield _("Er zijn geen ontvangstcodes gemaakt, want --receipts is niet opgegeven.")


def _bytes_of(path):
    from speelruimte.connections.pabulib.reading import MAXIMUM_BYTES

    try:
        if Path(path).stat().st_size > MAXIMUM_BYTES:
            raise CommandError(_("Het bestand is groter dan 100 MB."))
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(
            _("Het bestand {path} is niet te lezen: {why}.").format(path=path, why=why_not(error))
        ) from error


class BallotCodesFile:
    """A new file, readable by its owner only, in which codes are written before the import is final."""

    def __init__(self, path):
        self.path = Path(path)
        if self.path.exists():
            raise CommandError(
                _("{path} bestaat al. Kies een nieuwe naam: oude codes mogen niet weg.").format(
                    path=path
                )
            )

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        """Codes of an import that failed belong to nothing: away with them."""
        if error is not None:
            self.path.unlink(missing_ok=True)

    def keep(self, codes):
        """Write the codes and wait until the disk has them."""
        try:
            self._write(codes)
        except OSError as error:
            raise CommandError(
                _("De ontvangstcodes passen niet in {path}: {why}. Er is niets ingelezen.").format(
                    path=self.path, why=why_not(error)
                )
            ) from error

    def _write(self, codes):
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as opened:
            rows = csv.writer(opened, delimiter=";")
            rows.writerow([_("rij"), _("code")])
            rows.writerows(enumerate(codes, start=1))
            opened.flush()
            os.fsync(opened.fileno())


def _vote(name, activity_name):
    """The prepared vote that is meant, or a sentence that says which one could be meant."""
    from django.db.models import Q

    from speelruimte.activities.kinds.budget.rules import KIND
    from speelruimte.trajectories.models import Trajectory

    trajectory = Trajectory.objects.filter(Q(case_number=name) | Q(slug=name)).first()
    if trajectory is None:
        raise CommandError(
            _("Er is geen traject met zaaknummer of korte naam {name}.").format(name=name)
        )
    activities = list(trajectory.activities.filter(kind=KIND))
    if activity_name:
        wanted = activity_name.casefold()
        activities = [
            activity
            for activity in activities
            if wanted in (activity.key, activity.title.casefold())
        ]
    if not activities:
        raise CommandError(
            _("Dit traject heeft geen activiteit waarin een budget wordt verdeeld{which}.").format(
                which=f" ({activity_name})" if activity_name else ""
            )
        )
    if len(activities) > 1:
        raise CommandError(
            _("Dit traject heeft er meer dan één. Kies met --activity uit: {names}.").format(
                names=", ".join(activity.key for activity in activities)
            )
        )
    return _prepared(activities[0])


def _prepared(activity):
    from speelruimte.activities.kinds.budget.queries import vote_of

    vote = vote_of(activity)
    if vote is None:
        raise CommandError(
            _("Bereid de stemming eerst voor op de werkbank: bedrag, telregel en gelijke stand.")
        )
    return vote


def sweep(args):
    """Remove what deleted rights and ballots left behind in the files of the database."""
    django_ready.start()
    from speelruimte.activities.kinds.budget.traces import sweep_after_vote, sweep_traces
    from speelruimte.journal.background import settle

    if not sweep_traces():
        raise CommandError(
            _("Nog niet alles is weg: een ander leest nu mee, zoals een reservekopie."),
            _("Voer deze opdracht later nog eens uit."),
        )
    settle(sweep_after_vote)
    print(_("Klaar. Er zijn geen oude versies van stemrechten en stembiljetten meer."))
