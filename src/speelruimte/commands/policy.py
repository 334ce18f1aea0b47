"""`speelruimte policy`: check, load and list participation policies.

Checking needs no database and does not load Django.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from speelruimte.policy.reading import Reading, read_file
from speelruimte.policy.shipped import policy_file, shipped

FAULTY = 1
FINE = 0


def register(subparsers) -> None:
    """Add `policy` and its commands to the command line."""
    parser = subparsers.add_parser("policy", help="het participatiebeleid: controleren en inlezen")
    commands = parser.add_subparsers(dest="policy_command", required=True, metavar="OPDRACHT")
    names = ", ".join(shipped())

    checking = commands.add_parser(
        "check",
        help="controleer een beleidsbestand, zonder database",
        description="Controleert een beleidsbestand en noemt elke fout op een eigen regel.",
    )
    checking.add_argument("file", metavar="BESTAND", help=f"een bestand, of één van: {names}")
    checking.set_defaults(run=check)

    loading = commands.add_parser(
        "load",
        help="lees een beleidsbestand in als versie",
        description=(
            "Leest een beleid in dat geldt vanaf de dag bij effective_from. Lopende trajecten "
            "houden het beleid waarmee ze begonnen."
        ),
    )
    loading.add_argument("file", metavar="BESTAND", help=f"een bestand, of één van: {names}")
    loading.set_defaults(run=load)

    listing = commands.add_parser("list", help="toon de ingelezen versies en welke geldt")
    listing.set_defaults(run=list_versions)


def check(arguments: argparse.Namespace) -> int:
    """Print every fault on a line of its own, or OK."""
    path = policy_file(arguments.file)
    reading = read_file(path)
    if reading.policy is None:
        return _show_faults(reading)
    policy = reading.policy
    print(f"OK: {path}: {policy.name} ({policy.slug}), vanaf {policy.effective_from:%d-%m-%Y}")
    return FINE


def load(arguments: argparse.Namespace) -> int:
    """Load a file as a version with its date of effect, all or nothing."""
    path = policy_file(arguments.file)
    reading = read_file(path)
    if reading.policy is None:
        return _show_faults(reading)
    _start_django()
    from speelruimte.policy.actions import load_policy
    from speelruimte.shared.errors import RuleBroken

    now = datetime.now(UTC)
    try:
        with _database():
            version = load_policy(text=reading.text, file=str(path), by=None, at=now)
    except (RuleBroken, NoDatabase) as error:
        print(error, file=sys.stderr)
        return FAULTY
    new = version.loaded_at == now
    said = "Ingelezen" if new else "Was al ingelezen, er verandert niets"
    print(f"{said}: {version.title} ({version.key}), vanaf {version.effective_from:%d-%m-%Y}")
    return FINE


def list_versions(arguments: argparse.Namespace) -> int:
    """List the versions, newest first, with a mark at the one that holds today."""
    _start_django()
    from django.utils.timezone import localdate

    from speelruimte.policy.models import PolicyVersion

    try:
        with _database():
            versions = list(PolicyVersion.objects.order_by("-effective_from"))
    except NoDatabase as error:
        print(error, file=sys.stderr)
        return FAULTY
    if not versions:
        print("Er is nog geen beleid ingelezen. Doe dat met: speelruimte policy load BESTAND")
        return FINE
    today = localdate()
    holds = next((one for one in versions if one.effective_from <= today), None)
    for version in versions:
        mark = "geldt nu" if version == holds else _not_now(version, today)
        print(
            f"{version.effective_from:%d-%m-%Y}  {mark:<12}  {version.key}  {version.title}  "
            f"{version.fingerprint[:16]}"
        )
    return FINE


def _not_now(version, today) -> str:
    return "komt nog" if version.effective_from > today else "gold eerder"


def _show_faults(reading: Reading) -> int:
    for fault in reading.faults:
        print(fault)
    return FAULTY


class NoDatabase(Exception):  # noqa: N818
    """There is no database yet, or it has no tables."""


@contextmanager
def _database() -> Iterator[None]:
    """Turn a missing database or table into a sentence that says what to do."""
    from django.db.utils import OperationalError, ProgrammingError

    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        sentence = f"De database is niet klaar ({error}). Draai eerst: speelruimte setup"
        raise NoDatabase(sentence) from error


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
    import django

    django.setup()
