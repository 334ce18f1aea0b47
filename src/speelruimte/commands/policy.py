"""`speelruimte policy`: check, load and list participation policies.

Checking needs no database and does not load Django.
"""

import argparse
from datetime import UTC, datetime

from speelruimte.policy.reading import Reading, read_file
from speelruimte.policy.reading.reference import reference
from speelruimte.policy.shipped import policy_file, shipped
from speelruimte.shared.messages import gettext as _

from . import django_ready

FAULTY = 1
FINE = 0


def register(subparsers) -> None:
    """Add `policy` and its commands to the command line."""
    parser = subparsers.add_parser(
        "policy", help=_("het participatiebeleid: controleren en inlezen")
    )
    commands = parser.add_subparsers(dest="policy_command", required=True, metavar=_("OPDRACHT"))
    names = ", ".join(shipped())

    checking = commands.add_parser(
        "check",
        help=_("controleer een beleidsbestand, zonder database"),
        description=_("Controleert een beleidsbestand en noemt elke fout op een eigen regel."),
    )
    checking.add_argument(
        "file", metavar=_("BESTAND"), help=_("een bestand, of één van: {names}").format(names=names)
    )
    checking.set_defaults(run=check)

    previewing = commands.add_parser(
        "preview",
        help=_("bekijk de bladzijden zoals ze zouden zijn, zonder iets in te lezen"),
        description=_(
            "Toont op deze computer de bladzijden zoals ze onder een beleidsbestand zouden lezen. "
            "Er wordt niets ingelezen: na het stoppen is alles weg."
        ),
    )
    previewing.add_argument(
        "file", metavar=_("BESTAND"), help=_("een bestand, of één van: {names}").format(names=names)
    )
    previewing.add_argument("--port", type=int, default=8010, help=_("de poort op deze computer"))
    previewing.set_defaults(run=preview)

    showing = commands.add_parser(
        "fields",
        help=_("toon alle velden van een beleidsbestand"),
        description=_("Toont alle velden, poorten en gegevens van een beleidsbestand."),
    )
    showing.set_defaults(run=show_fields)

    loading = commands.add_parser(
        "load",
        help=_("lees een beleidsbestand in als versie"),
        description=_(
            "Leest een beleid in dat geldt vanaf de dag bij effective_from. Lopende trajecten "
            "houden het beleid waarmee ze begonnen."
        ),
    )
    loading.add_argument(
        "file", metavar=_("BESTAND"), help=_("een bestand, of één van: {names}").format(names=names)
    )
    loading.add_argument(
        "--replace",
        action="store_true",
        help=_("in plaats van een ingelezen beleid van dezelfde dag dat nog niet geldt"),
    )
    loading.set_defaults(run=load)

    listing = commands.add_parser("list", help=_("toon de ingelezen versies en welke geldt"))
    listing.set_defaults(run=list_versions)


def check(arguments: argparse.Namespace) -> int:
    """Print every fault on a line of its own, or OK."""
    path = policy_file(arguments.file)
    reading = read_file(path)
    if reading.policy is None:
        return _show_faults(reading)
    _show_warnings(reading)
    policy = reading.policy
    said = _("OK: {path}: {title} ({key}), vanaf {day:%d-%m-%Y}")
    print(said.format(path=path, title=policy.name, key=policy.slug, day=policy.effective_from))
    return FINE


def preview(arguments: argparse.Namespace) -> int:
    """Serve the pages as they would read under a file, and leave nothing behind."""
    reading = read_file(policy_file(arguments.file))
    if reading.policy is None:
        return _show_faults(reading)
    from .policy_preview import serve_preview

    serve_preview(reading, port=arguments.port)
    return FINE


def show_fields(arguments: argparse.Namespace) -> int:
    """Print every field a policy file can have, made from the schema."""
    print(reference(), end="")
    return FINE


def load(arguments: argparse.Namespace) -> int:
    """Load a file as a version with its date of effect, all or nothing."""
    path = policy_file(arguments.file)
    reading = read_file(path)
    if reading.policy is None:
        return _show_faults(reading)
    _show_warnings(reading)
    django_ready.start()
    from speelruimte.policy.actions import load_policy

    now = datetime.now(UTC)
    with django_ready.database():
        version = load_policy(
            text=reading.text, file=str(path), by=None, at=now, replace=arguments.replace
        )
        same_key = _others_with_key(version)
        new = version.loaded_at == now
        took_the_place_of = _held_meanwhile(version) if new else None
    said = (
        _("Ingelezen: {title} ({key}), vanaf {day:%d-%m-%Y}")
        if new
        else _("Was al ingelezen, er verandert niets: {title} ({key}), vanaf {day:%d-%m-%Y}")
    )
    print(said.format(title=version.title, key=version.key, day=version.effective_from))
    if took_the_place_of is not None:
        warning = _(
            "Let op: {day:%d-%m-%Y} is voorbij, en sindsdien gold {title} ({key}). Wat toen begon, "
            "houdt dat beleid. Wat vanaf nu begint, krijgt het nieuwe."
        )
        other = took_the_place_of
        print(warning.format(day=version.effective_from, title=other.title, key=other.key))
    for other in same_key:
        warning = _("Let op: het beleid vanaf {day:%d-%m-%Y} heeft dezelfde key: {key}")
        print(warning.format(day=other.effective_from, key=other.key))
    return FINE


def _others_with_key(version) -> list:
    """Versions from another day that are called by the same key."""
    named_alike = type(version).objects.filter(key=version.key)
    return list(named_alike.exclude(effective_from=version.effective_from))


def _held_meanwhile(version):
    """What held until now on days that this version, loaded afterwards, says it holds on."""
    from django.utils.timezone import localdate

    today = localdate()
    if version.effective_from >= today:
        return None
    others = type(version).objects.exclude(pk=version.pk).filter(effective_from__lte=today)
    other = others.order_by("-effective_from", "-edition").first()
    return other if other and other.effective_from <= version.effective_from else None


def list_versions(arguments: argparse.Namespace) -> int:
    """List the versions, newest first, with a mark at the one that holds today."""
    django_ready.start()
    from django.utils.timezone import localdate

    from speelruimte.policy.models import PolicyVersion

    with django_ready.database():
        versions = list(PolicyVersion.objects.order_by("-effective_from", "-edition"))
    if not versions:
        print(_("Er is nog geen beleid ingelezen. Doe dat met: speelruimte policy load BESTAND"))
        return FINE
    today = localdate()
    holds = next((in_force for in_force in versions if in_force.effective_from <= today), None)
    days: set = set()
    for version in versions:
        mark = _("geldt nu") if version == holds else _not_now(version, today)
        if version.effective_from in days:
            mark = _("vervangen")
        days.add(version.effective_from)
        print(
            f"{version.effective_from:%d-%m-%Y}  {mark:<12}  {version.key}  {version.title}  "
            f"{version.fingerprint[:16]}"
        )
    return FINE


def _not_now(version, today) -> str:
    return _("komt nog") if version.effective_from > today else _("gold eerder")


def _show_faults(reading: Reading) -> int:
    for fault in reading.faults:
        print(fault)
    _show_warnings(reading)
    return FAULTY


def _show_warnings(reading: Reading) -> None:
    for warning in reading.warnings:
        print(_("Let op: {warning}").format(warning=warning))
