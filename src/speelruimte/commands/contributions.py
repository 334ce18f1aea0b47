"""`speelruimte contributions`: words that came in elsewhere."""

import argparse
import os
from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from . import django_ready
from .failure import CommandError

IMPORT_HELP = _("""\
Leest inbreng in uit een spreadsheet (.xlsx of .csv).

Kolommen, in elke volgorde: tekst (verplicht), titel, gebied, naam, e-mail, kanaal,
ontvangen op, nummer. De namen staan bovenaan. Hoogstens 10.000 rijen. Heten de kolommen anders,
zeg dan met --columns welke wat is; de rest slaan we over. Bij een volgend bestand van dezelfde
herkomst (--origin) weten we dat nog:

  --columns "body/nl=tekst;title/nl=titel;id=nummer" --origin Decidim

Een rij met een nummer wordt herkend aan activiteit, herkomst en nummer. Een rij zonder nummer aan
het bestand en de rij, en anders aan de woorden met naam en e-mailadres. Hetzelfde bestand, of een
langere versie ervan, geeft dus niets dubbel. Met --again komen rijen met dezelfde woorden toch
binnen. Klopt er één rij niet, dan wordt er niets ingelezen en ziet u alle fouten. Met
--without-faulty komen de goede rijen binnen en ziet u welke niet. Een rij met alleen een
totaal, zoals ‘Totaal: 12’, slaan we over, behalve met --with-totals.

Een dag schrijft u zo: 21-03-2026. Ook 2026/3/21, 21-mrt-26 en zaterdag 21 maart 2026 lezen we.
Staat in het bestand de maand vooraan, zoals 03/21/2026 of 3/21/26 2:05 PM, gebruik dan
--month-first. Kan elke dag in het bestand op twee manieren gelezen worden, zoals 05/04/2026, dan
vragen we om --day-first of --month-first.

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
    reading.add_argument(
        "--columns",
        metavar="KOLOM=NAAM;…",
        type=_columns,
        help=_("Welke kolom van het bestand wat is."),
    )
    reading.add_argument(
        "--again",
        action="store_true",
        help=_("Lees ook rijen in waarvan de woorden al binnen zijn."),
    )
    reading.add_argument(
        "--without-faulty", action="store_true", help=_("Laat rijen met een fout weg.")
    )
    reading.add_argument(
        "--with-totals",
        action="store_true",
        help=_("Lees ook rijen in die een totaal lijken."),
    )
    order = reading.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first",
        dest="month_first",
        action="store_const",
        const=False,
        help=_("In dagen staat de dag vooraan, zoals 21/03/2026."),
    )
    order.add_argument(
        "--month-first",
        dest="month_first",
        action="store_const",
        const=True,
        help=_("In dagen staat de maand vooraan, zoals 03/21/2026."),
    )
    reading.set_defaults(run=import_contributions_file)


def _columns(text):
    """Which column is which, from ``heading=name`` with semicolons between."""
    from speelruimte.connections.spreadsheet.columns import COLUMNS, plain_heading

    columns = {}
    for part in filter(str.strip, text.split(";")):
        heading, _equals, name = part.rpartition("=")
        if plain_heading(name) not in COLUMNS or not plain_heading(heading):
            raise argparse.ArgumentTypeError(
                _("‘{part}’ is niet te lezen. Schrijf KOLOM=NAAM met een van: {names}.").format(
                    part=part, names=", ".join(COLUMNS)
                )
            )
        columns[plain_heading(heading)] = COLUMNS[plain_heading(name)]
    return columns


def import_contributions_file(args):
    """Read one file and take it in."""
    data = _data(args.file)
    django_ready.start()
    from django.utils import timezone

    from speelruimte.activities.importing import (
        ImportChoices,
        file_fingerprint_of,
        import_contributions,
    )
    from speelruimte.shared.errors import RuleBroken

    activity = _activity(_trajectory(args.trajectory), args.activity)
    sheet, columns = _sheet(data, args)
    known_by = {"origin": args.origin.strip(), "file_fingerprint": file_fingerprint_of(data)}
    now = timezone.now()
    faulty, totals, doubtful = _told_of_rows(
        activity, sheet.rows, now, with_totals=args.with_totals, **known_by
    )
    receipts = ReceiptCodesFile(args.receipts)
    try:
        codes = import_contributions(
            activity,
            rows=sheet.rows,
            **known_by,
            choices=ImportChoices(columns, args.again, args.without_faulty, args.with_totals),
            by=None,
            at=now,
            hand_over=receipts.write,
        )
    except RuleBroken as broken:
        receipts.take_back()
        raise CommandError(*broken.sentence.splitlines()) from broken
    except BaseException:
        receipts.take_back()
        raise
    _report(activity, sheet, codes, receipts, faulty, totals)
    for double in doubtful:
        print(f"  {double}")


def _sheet(data, args):
    """What the file holds, and which column is which where somebody said so, now or last time."""
    from speelruimte.activities.importing import columns_of_origin
    from speelruimte.connections.spreadsheet import read_spreadsheet

    columns, order = args.columns, {"month_first": bool(args.month_first)}
    sheet = read_spreadsheet(data, columns=columns, **order)
    if sheet.asks_columns and not columns:
        headings = [column.heading for column in sheet.columns]
        columns = columns_of_origin(args.origin.strip(), headings=headings) or None
        sheet = read_spreadsheet(data, columns=columns, **order)
    if sheet.faults:
        raise CommandError(*(f"{args.file}: {fault}" for fault in sheet.faults))
    if sheet.doubtful_day and args.month_first is None:
        raise CommandError(
            _(
                "{file}: {day} kan twee dagen zijn, en geen andere dag zegt welke. Zeg met --day-first of "
                "--month-first wat vooraan staat."
            ).format(file=args.file, day=sheet.doubtful_day)
        )
    return sheet, columns or {}


def _told_of_rows(activity, rows, now, **given):
    """The rows in which something is wrong, those that look like a total, and those that may be in
    already under another number."""
    from speelruimte.activities.outlook import FAULT, TOTAL, outlook
    from speelruimte.connections.spreadsheet import SpreadsheetFault
    from speelruimte.shared.terms import local_day

    seen = outlook(activity, rows, on=local_day(now), **given)
    told = (
        [row for row in seen if row.what == FAULT],
        [row for row in seen if row.what == TOTAL],
        [row for row in seen if row.is_double],
    )
    return [[SpreadsheetFault(row.row.row, row.sentence) for row in some] for some in told]


def _report(activity, sheet, codes, receipts, faulty, totals):
    known = len(sheet.rows) - len(codes) - len(faulty) - len(totals)
    print(
        _("Ingelezen bij ‘%(title)s’: %(number)d.")
        % {"title": activity.title, "number": len(codes)}
    )
    if known:
        print(_("Al bekend en overgeslagen: %(known)d.") % {"known": known})
    if faulty:
        print(_("Niet ingelezen, want er klopt iets niet: %(number)d.") % {"number": len(faulty)})
    for fault in faulty:
        print(f"  {fault}")
    for total in totals:
        print(total, _("Is het wel inbreng? Gebruik dan --with-totals."))
    for note in sheet.notes:
        print(note)
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
        try:
            with self.path.open("w", encoding="utf-8", newline="") as file:
                file.write("rij;code\r\n")
                file.writelines(f"{row};{code}\r\n" for row, code in codes)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise CommandError(
                _("Het bestand %(path)s is niet te schrijven: %(reason)s. Er is niets ingelezen.")
                % {"path": self.path, "reason": why_not(error)}
            ) from error

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
