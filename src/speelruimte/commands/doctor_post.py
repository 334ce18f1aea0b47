"""`speelruimte doctor`, work and post: does somebody work, and does mail go out?"""

import smtplib
from datetime import UTC, datetime, timedelta

from speelruimte.shared.messages import gettext as _

from .sign_of_life import SIGN_OF_LIFE

LATE_AFTER = timedelta(minutes=30)


def look_at_work_and_post():
    """A mark and a sentence for the worker, the mail server, and the mail that waits or was given up."""
    return [_worker(), _mail_server(), _waiting_mail(), _mail_given_up()]


def _worker():
    from django.conf import settings
    from django.utils.timezone import now

    file = settings.DATA / SIGN_OF_LIFE
    if not file.exists():
        return "let op", _(
            "Werk: heeft hier nog nooit gedraaid. Zonder gaat er geen mail weg. Doe: speelruimte work"
        )
    silent = now() - datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    minutes = int(silent.total_seconds() // 60)
    if silent > LATE_AFTER:
        return "fout", _(
            "Werk: al {minutes} minuten geen teken van leven. Doe: speelruimte work"
        ).format(minutes=minutes)
    if failing := file.read_text().splitlines():
        return "fout", _(
            "Werk: draait, maar dit lukt niet: {what}. Waarom staat in de meldingen van speelruimte work."
        ).format(what="; ".join(failing))
    return "goed", _("Werk: draait.")


def _mail_server():
    from django.core.mail import get_connection

    server = get_connection()
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        return "fout", _(
            "Mailserver: antwoordt niet of weigert ons ({why}). Kijk EMAIL_URL na. Er gaat niets "
            "verloren: alle mail wacht."
        ).format(why=f"{type(error).__name__}: {error}")
    finally:
        server.close()
    return "goed", _("Mailserver: antwoordt.")


def _waiting_mail():
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


def _mail_given_up():
    from speelruimte.notices.models import Message

    if number := Message.objects.given_up().count():
        return "fout", _(
            "Post: {number} berichten zijn opgegeven. Stuur ze opnieuw op de werkbank: Berichten, "
            "Mislukt."
        ).format(number=number)
    return "goed", _("Post: er is niets opgegeven.")
