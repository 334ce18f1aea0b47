"""`speelruimte backup`: database and keys in one folder, and a try whether it can be put back."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.key_files import FOLDER, KEYS, key_file
from speelruimte.shared.messages import gettext as _

from . import django_ready
from .demo_here import MARKER
from .failure import CommandError

SQLITE, POSTGRESQL = "speelruimte.sqlite3", "database.dump"
MAKE_HELP = _("""\
Zet de database, de sleutels en het laatste controlepunt samen in een nieuwe map, terwijl de website
draait. Bewaar die map op een andere machine, en zo dat anderen er niet bij kunnen: alles staat erin.
""")
TEST_HELP = _("""\
Zet de reservekopie op een tijdelijke plek terug en loopt haar na: is de database heel, horen de
sleutels erbij, en klopt het hele logboek? Eindigt met code 1 als dat niet zo is.

Voor PostgreSQL geeft u met --into een lege database waarin de kopie wordt teruggezet.
""")


def register(subparsers):
    """Add `backup` and what is under it."""
    backup = subparsers.add_parser("backup", help=_("Een reservekopie maken en proberen."))
    under = backup.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="backup_command", required=True
    )
    making = under.add_parser("make", help=_("Maak een reservekopie."), description=MAKE_HELP)
    making.add_argument("folder", metavar=_("MAP"), type=Path, help=_("Een nieuwe map."))
    making.set_defaults(run=make_backup)
    testing = under.add_parser(
        "test", help=_("Kijk of een reservekopie terug kan."), description=TEST_HELP
    )
    testing.add_argument("folder", metavar=_("MAP"), type=Path, help=_("De reservekopie."))
    testing.add_argument(
        "--into", metavar="URL", default="", help=_("Een lege database van PostgreSQL.")
    )
    testing.set_defaults(run=try_out)


def make_backup(args):
    """Copy the database as it is at one moment, with the keys that belong to it."""
    django_ready.start()
    from django.conf import settings
    from django.db import connection

    from speelruimte.journal.key_marks import present_key

    folder = args.folder
    try:
        folder.mkdir(mode=0o700, parents=True)
        if connection.vendor == "sqlite":
            _copy_sqlite(connection, folder / SQLITE)
        else:
            _dump(connection.settings_dict, folder / POSTGRESQL)
        (folder / FOLDER).mkdir(mode=0o700)
        for name in KEYS:
            file = key_file(name, data=folder)
            file.touch(mode=0o600)
            file.write_text(present_key(name))
        # The copy of a demo is one too: nothing else runs with its people and their passwords.
        for file in (settings.CHECKPOINT_FILE, settings.DATA / MARKER):
            if file and file.exists():
                shutil.copy(file, folder)
    except FileExistsError as error:
        raise CommandError(
            _("{path} bestaat al. Kies een nieuwe map.").format(path=folder)
        ) from error
    except OSError as error:
        raise CommandError(
            _("De reservekopie is niet gemaakt: {why}.").format(why=why_not(error))
        ) from error
    print(
        _("De reservekopie staat in {path}. Probeer haar: speelruimte backup test {path}").format(
            path=folder
        )
    )
    return 0


def _copy_sqlite(connection, target):
    """As it is at one moment, without what was erased before."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


def _dump(database, target):
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(database[key]) for name, key in where.items() if database.get(key)}
    _run(["pg_dump", "-Fc", "-f", str(target), database["NAME"]], os.environ | given)


def _run(command, environment):
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CommandError(
            _("Het programma {name} ontbreekt. Installeer de client van PostgreSQL.").format(
                name=command[0]
            )
        ) from error
    if done.returncode:
        raise CommandError(*(done.stderr or done.stdout).strip().splitlines())
    return done.stdout


def try_out(args):
    """Put the copy back where it harms nothing, and walk through it with a program of its own."""
    with tempfile.TemporaryDirectory(prefix="speelruimte-backup-") as folder:
        data = Path(folder)
        environment = _without_ours() | {
            "SPEELRUIMTE_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "speelruimte.config.settings",
        }
        try:
            shutil.copytree(args.folder / FOLDER, data / FOLDER)
            for file in args.folder.iterdir():
                if file.is_file() and file.name != POSTGRESQL:
                    shutil.copy(file, data)
        except OSError as error:
            raise CommandError(
                _("Dit is geen hele reservekopie: {why}.").format(why=why_not(error))
            ) from error
        if (args.folder / POSTGRESQL).exists():
            environment["DATABASE_URL"] = _restored(args)
        elif not (data / SQLITE).exists():
            raise CommandError(_("In deze map staat geen database."))
        print(_run([sys.executable, "-m", f"{__package__}.main", "journal", "verify"], environment))
    print(_("De reservekopie is heel, en de sleutels horen erbij."))
    return 0


def _restored(args):
    if not args.into:
        raise CommandError(_("Geef met --into een lege database om de kopie in terug te zetten."))
    dump = str(args.folder / POSTGRESQL)
    _run(["pg_restore", "--no-owner", "--exit-on-error", "-d", args.into, dump], os.environ)
    return args.into


def _without_ours():
    ours = {*KEYS.values(), "DATABASE_URL"}
    return {name: value for name, value in os.environ.items() if name not in ours}
