"""`speelruimte setup`: an empty installation, ready for use. Again changes nothing."""

import secrets
import sys
from contextlib import suppress

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.key_files import KEYS
from speelruimte.shared.messages import gettext as _

from . import django_ready, setup_keys
from .failure import CommandError
from .given_text import given_text

SETUP_HELP = _("""\
Maakt een lege installatie klaar voor gebruik: de database, de opmaak voor de webserver, het beleid,
de gebieden, de onderwerpen en de eerste beheerder. U kunt deze opdracht zo vaak geven als u wilt:
wat er al is, blijft zoals het was. Geef haar ook na elke nieuwe versie.

Alleen deze opdracht maakt sleutels, en alleen in een nieuwe installatie. Mist er later een, of past
er een niet, dan start er niets: zet de map keys terug uit de reservekopie. Is een sleutel echt weg,
of in verkeerde handen, haal het bestand dan weg en geef --new-key. Wat ervan afhing, werkt niet meer.

Zijn er sleutels of een controlepunt, en is de database leeg, dan maakt deze opdracht geen nieuwe
gemeente: zet de reservekopie van de database terug.

Het eerste wachtwoord en de sleutel van de tweede stap staan één keer op het scherm en worden
nergens bewaard. Verander het wachtwoord na het eerste inloggen.
""")


def register(subparsers):
    """Add `setup`."""
    setup = subparsers.add_parser(
        "setup", help=_("Een lege installatie klaarmaken."), description=SETUP_HELP
    )
    setup.add_argument(
        "--policy", metavar="FILE", help=_("Beleidsbestand, of de naam van een meegeleverd beleid.")
    )
    setup.add_argument(
        "--areas",
        metavar="FILE",
        help=_("Gebieden: GeoJSON, CSV of XLSX, ook zoals CBS en PDOK ze geven."),
    )
    setup.add_argument(
        "--area-kind",
        metavar=_("SOORT"),
        default="",
        help=_("Lees alleen deze soort gebieden in, zoals wijk of buurt."),
    )
    setup.add_argument("--subjects", metavar="FILE", help=_("Onderwerpen: CSV met een kolom naam."))
    setup.add_argument("--admin-name", metavar=_("NAAM"), help=_("Naam van de eerste beheerder."))
    setup.add_argument(
        "--admin-email", metavar=_("ADRES"), help=_("E-mailadres van de eerste beheerder.")
    )
    setup.add_argument(
        "--new-key",
        choices=sorted(name.lower() for name in KEYS),
        default="",
        metavar=_("NAAM"),
        help=_("Een sleutel die echt weg is: maak een nieuwe, of neem de huidige aan."),
    )
    setup.set_defaults(run=set_up)


def set_up(args):
    """Database, keys, static files, policy, areas, subjects, administrator, in this order."""
    django_ready.start(with_keys=False)
    with django_ready.database():
        _keep_others_out()
        setup_keys.refuse_wrong_keys(args.new_key)
        _migrate()
        setup_keys.keep_keys(args.new_key)
        if args.new_key:
            print(setup_keys.LOST_WITH[args.new_key.upper()])
        _collect_static_files()
        if args.policy:
            _load_policy(args.policy)
        if args.areas:
            _load_areas(args.areas, args.area_kind)
        if args.subjects:
            _load_subjects(args.subjects)
        _administrator(args)
        _keep_what_follows()
        _what_is_missing()
    return 0


def _keep_others_out():
    """Only the user of the installation may read its folder and database, whatever made them."""
    from django.conf import settings

    try:
        settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(PermissionError):  # of somebody else: `doctor` says what to do
            settings.DATA.chmod(0o700)
            for file in settings.DATA.glob("*.sqlite3*"):
                file.chmod(0o600)
    except OSError as error:
        raise CommandError(
            _("De map {path} is niet te gebruiken: {why}.").format(
                path=settings.DATA, why=why_not(error)
            )
        ) from error


def _migrate():
    """Bring the database up to date; its triggers come back after every migrate."""
    from django.core.management import call_command

    from speelruimte.journal.write_guard import writing

    with writing("migrate"):  # SQLite writes the rows of a changed table anew
        call_command("migrate", interactive=False, verbosity=0)
    print(_("Database: klaar."))


def _collect_static_files():
    """Put style and pictures together for the web server; only what is newer is copied."""
    from django.contrib.staticfiles import finders
    from django.core.management import call_command

    if not finders.find("build/site.css"):
        print(_("Opmaak: niet gebouwd. Doe: bin/build-assets en dan opnieuw speelruimte setup"))
        return
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except OSError as error:
        raise CommandError(
            _("De opmaak is niet klaar te zetten: {why}.").format(why=error)
        ) from error
    print(_("Opmaak: klaar."))


def _keep_what_follows():
    """What waits for whom and what processes are found by, in the words of this version."""
    from django.utils.timezone import now

    from speelruimte.memory.findable import keep_all_findable
    from speelruimte.route.tasks import keep_all_tasks

    number = keep_all_tasks(by=None, at=now())
    print(_("Taken: bijgewerkt voor {number} lopende processen.").format(number=number))
    number = keep_all_findable(by=None, at=now())
    print(_("Zoeken: {number} processen zijn te vinden.").format(number=number))


def _load_policy(asked):
    from django.utils.timezone import now

    from speelruimte.policy.actions import load_policy
    from speelruimte.policy.reading import read_file
    from speelruimte.policy.shipped import policy_file

    path = policy_file(asked)
    reading = read_file(path)
    if reading.policy is None:
        raise CommandError(*map(str, reading.faults))
    version = load_policy(text=reading.text, file=str(path), by=None, at=now())
    print(_("Beleid: {title}.").format(title=version))


def _load_areas(path, kind):
    from django.utils.timezone import localdate, now

    from speelruimte.connections.areas import read_areas_apart
    from speelruimte.places.actions import import_areas
    from speelruimte.policy.models import PolicyVersion
    from speelruimte.policy.queries import parsed_policy

    version = PolicyVersion.objects.in_force(localdate()).first()
    done = import_areas(
        text=given_text(path),
        file=str(path),
        municipality=(version and parsed_policy(version).municipality.cbs_code) or "",
        kind=kind,
        read=read_areas_apart,
        by=None,
        at=now(),
    )
    _say_taken_in(_("Gebieden"), done)


def _load_subjects(path):
    from django.utils.timezone import now

    from speelruimte.places.actions import import_subjects

    done = import_subjects(text=given_text(path), file=str(path), by=None, at=now())
    _say_taken_in(_("Onderwerpen"), done)


def _say_taken_in(what, done):
    print(
        _("{what}: {new} nieuw, {changed} gewijzigd, {same} hetzelfde.").format(
            what=what, new=done.new, changed=done.changed, same=done.same
        )
    )


def _administrator(args):
    name, email = args.admin_name, args.admin_email
    if _there_is_one():
        print(_("Beheerder: er is er al een."))
        return
    if sys.stdin.isatty():
        email = email or input(_("E-mailadres van de eerste beheerder: ")).strip()
        name = name or input(_("Naam: ")).strip()
    if not email:
        return
    _welcome_administrator(name or email, _checked(email))


def _checked(email):
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(_("{email} is geen e-mailadres.").format(email=email)) from error
    return email


def _there_is_one():
    from django.utils.timezone import localdate

    from speelruimte.people.models import Grant
    from speelruimte.people.roles import Role

    return Grant.objects.not_over(localdate()).filter(role=Role.ADMINISTRATOR).exists()


def _welcome_administrator(name, email):
    from allauth.mfa.adapter import get_adapter
    from django.utils.timezone import now

    from speelruimte.people.second_factor import welcome_first_administrator
    from speelruimte.shared.terms import local_day

    password = "-".join(secrets.token_hex(3) for _part in range(4))
    moment = now()
    person, secret = welcome_first_administrator(
        name=name, email=email, password=password, at=moment, on=local_day(moment)
    )
    print(_("Beheerder: {name} ({email}).").format(name=person.name, email=person.email))
    print(_("Dit staat hier één keer. Schrijf het op een veilige plek:"))
    print(_("  wachtwoord     {password}").format(password=password))
    print(_("  tweede stap    {secret}").format(secret=secret))
    print(_("  voor de app    {url}").format(url=get_adapter().build_totp_url(person, secret)))


def _what_is_missing():
    from django.utils.timezone import localdate

    from speelruimte.policy.models import PolicyVersion

    if not PolicyVersion.objects.in_force(localdate()).exists():
        print(_("Er geldt nog geen beleid. Geef --policy FILE, of: speelruimte policy load FILE"))
    if not _there_is_one():
        print(_("Er is nog geen beheerder. Geef --admin-name en --admin-email."))
