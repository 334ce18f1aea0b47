"""`speelruimte doctor`: is this installation in order? One line for each thing."""

from speelruimte.shared.messages import gettext as _

from . import django_ready, doctor_files, doctor_journal, doctor_post, doctor_settings
from .database_faults import DAMAGED
from .doctor_post import LATE_AFTER
from .doctor_statements import look_at_statements
from .failure import CommandError


def register(subparsers):
    """Add `doctor`."""
    doctor = subparsers.add_parser(
        "doctor",
        help=_("Kijk na of alles in orde is."),
        description=_(
            "Kijkt de installatie na en schrijft per onderdeel één regel: goed, let op of fout.\n"
            "Eindigt met code 1 als er iets fout is. Verandert niets."
        ),
    )
    doctor.set_defaults(run=examine)


def examine(args):
    """Run every check; without a database the ones that need it are left out."""
    results = []
    try:
        django_ready.start(with_keys=False)
        results.extend(doctor_settings.look_at_settings())
        results.extend(doctor_files.look_at_files())
        with django_ready.database():
            results.extend(_look_at_database())
    except CommandError as error:
        results += [("fout", " ".join(error.sentences))]
    for mark, sentence in results:
        print(f"{mark:<7}{sentence}")
    return 1 if any(mark == "fout" for mark, _sentence in results) else 0


def _look_at_database():
    """One by one: what was seen before the database gave up is said."""
    yield _connection()
    if lost := _lost():
        yield "fout", lost
        yield "let op", _("De rest is niet nagekeken: zet eerst de database terug.")
        return
    yield (migrated := _migrations())
    if migrated[0] == "fout":
        yield "let op", _("De rest is niet nagekeken: werk eerst de database bij.")
        return
    for check in (_own_keys, _triggers, _policy, _administrator):
        yield check()
    yield from doctor_post.look_at_work_and_post()
    for check in (_tasks, _waiting, _journal, _search):
        yield check()
    yield from doctor_journal.look_at_signing()
    yield look_at_statements()


def _lost():
    from speelruimte.journal.key_marks import lost_database

    return lost_database()


def _own_keys():
    from speelruimte.journal.key_marks import key_faults

    if faults := key_faults():
        return "fout", _("Sleutels: {what}").format(what=" ".join(faults))
    return "goed", _("Sleutels: horen bij deze database.")


def _connection():
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            if cursor.fetchone()[0] != "ok":
                return "fout", _("Database: {what}").format(what=DAMAGED)
        else:
            cursor.execute("SELECT 1")
    return "goed", _("Database: {kind} antwoordt.").format(kind=connection.vendor)


def _migrations():
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return "fout", _("Database: {number} wijzigingen wachten. Doe: speelruimte setup").format(
            number=len(waiting)
        )
    return "goed", _("Database: bijgewerkt.")


def _triggers():
    from django.apps import apps

    missing = apps.get_app_config("config").missing_triggers()
    if missing:
        return "fout", _("Sloten: {names} ontbreken. Doe: speelruimte setup").format(
            names=", ".join(missing)
        )
    return "goed", _("Sloten: alle sloten zitten op de database.")


def _policy():
    from django.utils.timezone import localdate

    from speelruimte.policy.models import PolicyVersion

    version = PolicyVersion.objects.in_force(localdate()).first()
    if version is None:
        return "fout", _("Beleid: er geldt geen beleid. Doe: speelruimte policy load BESTAND")
    return "goed", _("Beleid: {title} geldt.").format(title=version.title)


def _administrator():
    from django.utils.timezone import localdate

    from speelruimte.people.models import Grant
    from speelruimte.people.roles import Role

    today = localdate()
    administrators = Grant.objects.current(today).filter(
        role=Role.ADMINISTRATOR, person__is_active=True
    )
    if not administrators.exists():
        return "fout", _("Beheerder: er is geen beheerder. Doe: speelruimte setup --admin-email …")
    return "goed", _("Beheerder: er is iemand die rollen kan geven.")


def _tasks():
    from django.utils.timezone import now

    from speelruimte.journal.background import queue_state

    queue = queue_state(at=now())
    if queue.waits is not None and queue.waits > LATE_AFTER:
        return "fout", _(
            "Taken: de oudste wacht {minutes} minuten. Draait het werk op de achtergrond? "
            "Doe: speelruimte work"
        ).format(minutes=int(queue.waits.total_seconds() // 60))
    if queue.failed:
        return "fout", _(
            "Taken: opgegeven na vaak proberen: {names}. Waarom staat in de meldingen van speelruimte work."
        ).format(names=", ".join(queue.failed))
    return "goed", _("Taken: er wacht niets te lang en er is niets mislukt.")


def _waiting():
    from speelruimte.route.tasks import cases_kept_otherwise

    if cases := cases_kept_otherwise():
        return "fout", _(
            "Wat op mensen wacht: in de database staat iets anders dan er wacht, bij {cases}. "
            "Doe: speelruimte setup. Kijk daarna met speelruimte journal verify of er meer is veranderd."
        ).format(cases=", ".join(cases))
    return "goed", _("Wat op mensen wacht: klopt met de processen.")


def _journal():
    from speelruimte.journal.verification import verify_newest

    finding = verify_newest()
    if finding.faults:
        return "fout", _("Logboek: {fault} Doe: speelruimte journal verify").format(
            fault=finding.faults[0]
        )
    return "goed", _("Logboek: de laatste {number} regels kloppen.").format(number=finding.entries)


def _search():
    from speelruimte.memory.index import processes_behind
    from speelruimte.memory.words import words_behind

    behind = processes_behind() + words_behind()
    if behind:
        return "fout", _(
            "Zoeken: loopt achter op {number} plaatsen. Doe: speelruimte search rebuild"
        ).format(number=behind)
    return "goed", _("Zoeken: alles wat te lezen is, is te vinden.")
