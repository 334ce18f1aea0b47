"""`speelruimte doctor`: is this installation in order? One line for each thing."""

import os
from datetime import timedelta
from pathlib import Path

from speelruimte.shared.messages import gettext as _

from . import django_ready, doctor_journal
from .failure import CommandError

LATE_AFTER = timedelta(minutes=30)


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
        results += [_keys(), _static_files()]
        with django_ready.database():
            results += _look_at_database()
    except CommandError as error:
        results += [("fout", " ".join(error.sentences))]
    for mark, sentence in results:
        print(f"{mark:<7}{sentence}")
    return 1 if any(mark == "fout" for mark, _sentence in results) else 0


def _look_at_database():
    results = [_connection(), _migrations()]
    if results[-1][0] == "fout":
        return [*results, ("let op", _("De rest is niet nagekeken: werk eerst de database bij."))]
    checks = (_own_keys, _triggers, _policy, _administrator, _messages, _tasks, _journal)
    return [*results, *(check() for check in checks), *doctor_journal.look_at_signing()]


def _own_keys():
    from speelruimte.journal.key_marks import key_faults

    if faults := key_faults():
        return "fout", _("Sleutels: {what}").format(
            what=" ".join(fault.sentence for fault in faults)
        )
    return "goed", _("Sleutels: horen bij deze database.")


def _keys():
    from django.conf import settings

    folder = settings.DATA / "keys"
    if not folder.exists():
        return "goed", _("Sleutels: komen uit de omgeving.")
    open_to_others = [
        file.name for file in folder.iterdir() if os.stat(file).st_mode & 0o077 and file.is_file()
    ]
    if open_to_others:
        return "fout", _("Sleutels: anderen kunnen ze lezen. Doe: chmod 600 {files}").format(
            files=" ".join(str(folder / name) for name in sorted(open_to_others))
        )
    return "goed", _("Sleutels: alleen voor ons leesbaar. Neem ze mee in elke reservekopie.")


def _static_files():
    from django.contrib.staticfiles import finders

    if not finders.find("build/site.css"):
        return "fout", _("Opmaak: niet gebouwd. Doe: bin/build-assets")
    behind = list(_not_collected())
    if behind:
        return "fout", _(
            "Opmaak: {path} staat niet of verouderd klaar voor de webserver (in totaal: {number}). "
            "Doe: speelruimte setup"
        ).format(number=len(behind), path=behind[0])
    return "goed", _("Opmaak: gebouwd, en klaar voor de webserver.")


def _not_collected():
    """Static files that the web server lacks, or has in an older form."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, storage in finder.list([]):
            source = Path(storage.path(path))
            collected = Path(settings.STATIC_ROOT, getattr(storage, "prefix", None) or "", path)
            if not collected.exists() or collected.stat().st_mtime < source.stat().st_mtime:
                yield path


def _connection():
    from django.db import connection

    with connection.cursor() as cursor:
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


def _messages():
    from django.utils.timezone import now

    from speelruimte.notices.models import Message

    moment = now()
    late = Message.objects.unsent().filter(try_after__lt=moment - LATE_AFTER)
    if oldest := late.order_by("try_after").first():
        since = int((moment - oldest.try_after).total_seconds() // 60)
        return "fout", _(
            "Post: het oudste bericht wacht {minutes} minuten. Draait het werk op de achtergrond? "
            "Doe: speelruimte work"
        ).format(minutes=since)
    return "goed", _("Post: er wacht niets te lang.")


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


def _journal():
    from speelruimte.journal.verification import verify_newest

    finding = verify_newest()
    if finding.faults:
        return "fout", _("Logboek: {fault} Doe: speelruimte journal verify").format(
            fault=finding.faults[0]
        )
    return "goed", _("Logboek: de laatste {number} regels kloppen.").format(number=finding.entries)
