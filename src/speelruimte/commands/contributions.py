"""`speelruimte contributions`: words that came in elsewhere."""

import os
from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from .failure import CommandError

IMPORT_HELP = _("""\
Leest inbreng in uit een spreadsheet (.xlsx of .csv).

Kolommen, in elke volgorde: tekst (verplicht), titel, gebied, naam, e-mail, kanaal,
ontvangen op, nummer. De namen staan in de eerste rij. Hoogstens 10.000 rijen.

Een rij met een nummer wordt herkend aan activiteit, herkomst (--origin) en nummer. Een rij zonder
nummer aan het bestand en de rij. Hetzelfde bestand twee keer inlezen geeft dus niets dubbel.
Klopt er één rij niet, dan wordt er niets ingelezen en ziet u alle fouten.

Ontvangstcodes worden nergens bewaard. Met --receipts komen ze één keer in een bestand te staan,
dat alleen u kunt lezen. Dat bestand mag nog niet bestaan.
""")


def register(subparsers):
    """Add `contributions` and what is under it."""
    contributions = subparsers.add_parser("contributions", help=_("Inbreng uit een bestand."))
    under = contributions.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="contributions_command", required=True
    )
    reading = under.add_parser(
        "import", help=_("Lees inbreng uit een spreadsheet."), description=IMPORT_HELP
    )
    reading.add_argument(
        "trajectory",
        metavar="TRAJECTORY",
        help=_("Het zaaknummer, of de korte naam in het adres van het traject."),
    )
    reading.add_argument("file", metavar="FILE", help=_("De spreadsheet."))
    reading.add_argument(
        "--activity",
        metavar="NAME",
        default="",
        help=_("De naam in het adres, of de titel, van de activiteit."),
    )
    reading.add_argument(
        "--origin",
        metavar="NAME",
        default="",
        help=_("Waar het bestand vandaan komt. Verplicht als er nummers in staan."),
    )
    reading.add_argument(
        "--receipts", metavar="FILE", help=_("Schrijf de ontvangstcodes eenmalig in dit bestand.")
    )
    reading.set_defaults(run=import_contributions_file)


def import_contributions_file(args):
    """Read one file and take it in."""
    data = _data(args.file)
    _start_django()
    from django.utils import timezone

    from speelruimte.activities.importing import file_fingerprint_of, import_contributions
    from speelruimte.connections.spreadsheet import read_spreadsheet
    from speelruimte.shared.errors import RuleBroken

    activity = _activity(_trajectory(args.trajectory), args.activity)
    sheet = read_spreadsheet(data)
    if sheet.faults:
        raise CommandError(*(f"{args.file}: {fault}" for fault in sheet.faults))
    receipts = ReceiptCodesFile(args.receipts)
    try:
        codes = import_contributions(
            activity,
            rows=sheet.rows,
            origin=args.origin.strip(),
            file_fingerprint=file_fingerprint_of(data),
            by=None,
            at=timezone.now(),
            hand_over=receipts.write,
        )
    except RuleBroken as broken:
        receipts.take_back()
        raise CommandError(*broken.sentence.splitlines()) from broken
    except BaseException:
        receipts.take_back()
        raise
    _report(activity, sheet, codes, receipts)


def _report(activity, sheet, codes, receipts):
    known = len(sheet.rows) - len(codes)
    print(
        _("Ingelezen bij ‘%(title)s’: %(number)d.")
        % {"title": activity.title, "number": len(codes)}
    )
    if known:
        print(_("Al bekend en overgeslagen: %(known)d.") % {"known": known})
    if not codes:
        receipts.take_back()
    elif receipts.path:
        print(
            _("De ontvangstcodes staan in %(path)s. Ze staan nergens anders.")
            % {"path": receipts.path}
        )
    else:
        print(_("De ontvangstcodes zijn niet bewaard. Gebruik een volgende keer --receipts."))


class ReceiptCodesFile:
    """The one file with codes: made before anything is taken in, readable by its owner only."""

    def __init__(self, path):
        self.path = Path(path) if path else None
        if self.path is None:
            return
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError as error:
            raise CommandError(
                _("Het bestand %(path)s bestaat al. Kies een andere naam voor de codes.")
                % {"path": path}
            ) from error
        except OSError as error:
            raise CommandError(
                _("Het bestand %(path)s is niet te maken: %(reason)s.")
                % {"path": path, "reason": why_not(error)}
            ) from error

    def write(self, codes):
        """Put the codes on disk; called before the import is final."""
        if self.path is None:
            return
        with self.path.open("w", encoding="utf-8", newline="") as file:
            file.write("rij;code\r\n")
            file.writelines(f"{row};{code}\r\n" for row, code in codes)
            file.flush()
            os.fsync(file.fileno())

    def take_back(self):
        """Nothing was taken in: no file either."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def _data(path):
    from speelruimte.connections.spreadsheet.reading import MOST_BYTES

    try:
        with Path(path).open("rb") as file:
            # One byte too many is enough to refuse it.
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise CommandError(_("Het bestand %(path)s bestaat niet.") % {"path": path}) from error
    except IsADirectoryError as error:
        raise CommandError(_("%(path)s is een map, geen bestand.") % {"path": path}) from error
    except OSError as error:
        raise CommandError(
            _("Het bestand %(path)s is niet te lezen: %(reason)s.")
            % {"path": path, "reason": why_not(error)}
        ) from error


def _start_django():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
    import django

    django.setup()


def _trajectory(name):
    from django.db.models import Q

    from speelruimte.trajectories.models import Trajectory

    trajectory = Trajectory.objects.filter(Q(case_number=name) | Q(slug=name)).first()
    if trajectory is None:
        raise CommandError(
            _(
                "Er is geen traject ‘%(name)s’. Gebruik het zaaknummer of de korte naam in het adres."
            )
            % {"name": name}
        )
    return trajectory


def _activity(trajectory, name):
    """The activity that was named, or the only one there is that takes words."""
    from speelruimte.activities.kind import keys_that_take_words

    taking_words = [
        activity
        for activity in trajectory.activities.all()
        if activity.kind in keys_that_take_words()
    ]
    wanted = (
        [activity for activity in taking_words if name in (activity.key, activity.title)]
        if name
        else taking_words
    )
    if len(wanted) == 1:
        return wanted[0]
    if not taking_words:
        raise CommandError(_("In dit traject is nog niets geopend waar inbreng bij hoort."))
    names = ", ".join(activity.key for activity in taking_words)
    raise CommandError(
        _("Kies met --activity bij welke activiteit dit hoort: %(names)s.") % {"names": names}
    )
