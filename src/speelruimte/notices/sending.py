"""Sending what is owed: the outbox is emptied by the worker, never by a page."""

import logging
import smtplib
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import InterfaceError, OperationalError
from django.db.models import F, Q

from speelruimte.journal.write_guard import worker_step
from speelruimte.notices.announced import FOR_ONE_MAIL, TO_AN_OLD_ADDRESS
from speelruimte.notices.letter_context import NothingToSay
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.notices.proofs import attached_to
from speelruimte.shared.terms import local_day

logger = logging.getLogger(__name__)

# After the n-th failure wait so long. When the list is at its end, it is given up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    *[timedelta(hours=24)] * 5,
)
# A letter with which the connection broke waits so long, so that others go first.
BROKEN_OFF = timedelta(minutes=5)
# Refused for this letter alone: its address, its size, what is in it. Whatever else goes wrong is
# the mail server's, or of the way to it, and no letter is to blame.
OF_ONE_LETTER = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)
TOO_LARGE = 552  # RFC 1870: said of the size of this letter, when its sender is named
# Who takes a message has so long to send it; after that another worker may take it.
HOLD = timedelta(minutes=10)


@dataclass
class Sent:
    """What one round came to; why the mail server could not be used, or nothing."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0
    unreachable: str = ""


@worker_step(because="no lock may be held while a mail server thinks; owing it has its own entry")
def send_due(*, at, limit=50) -> Sent:
    """Send up to ``limit`` mails that are due at this moment, the oldest first.

    A message is taken by one conditional update, so two workers never send the same one at the
    same time, and no lock is held while a mail server thinks. A worker that dies halfway leaves
    its message to another one: a mail may then come twice, but is never lost.

    A mail server that cannot be reached is no failed try: no letter is taken, however long it lasts.
    """
    round_ = Sent()
    due = Message.objects.unsent().filter(try_after__lte=at).order_by("try_after", "id")
    letters = list(due.values_list("pk", "try_after")[:limit])
    if not letters:
        return round_
    server = get_connection()
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        round_.unreachable = _said(error)
        return round_
    try:
        _send_each(letters, server, at, round_)
    finally:
        server.close()
    return round_


def _send_each(letters, server, at, round_):
    for pk, try_after in letters:
        taken = Message.objects.unsent().filter(pk=pk, try_after=try_after)
        if taken.update(try_after=at + HOLD, attempts=F("attempts") + 1):
            message = Message.objects.select_related("contact", "person").filter(pk=pk).first()
            if message is not None:  # its reader may just have been forgotten
                _send(message, server, at, round_)
        if round_.unreachable:
            return


def _send(message, server, at, round_):
    try:
        written = replace(compose_mail(message, on=local_day(at)), attachments=attached_to(message))
    except NothingToSay as nothing:
        if message.kind in FOR_ONE_MAIL:
            message.contact.delete()
        _close(message, dropped_at=at, last_error=str(nothing), attempts=0)
        round_.dropped += 1
        return
    except (OperationalError, InterfaceError):
        raise  # the database is away: no letter is to blame
    except Exception as error:  # noqa: BLE001 (one letter that cannot be made stops no other)
        logger.exception("Letter %s (%s) could not be written", message.pk, message.kind)
        _put_off(message, "", error, at, round_)
        return
    try:
        server.send_messages([mail_of(written)])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        if _is_of_one_letter(error):
            _put_off(message, written.to, error, at, round_)
            return
        round_.unreachable = _said(error, written.to)
        _close(
            message,
            try_after=at + BROKEN_OFF,
            attempts=message.attempts - 1,
            last_error=round_.unreachable,
        )
        return
    round_.sent += 1
    if message.kind in FOR_ONE_MAIL:
        message.contact.delete()  # the address was for this one mail; the message goes with it
        return
    _close(message, sent_at=at, last_error="")


def _is_of_one_letter(error):
    if isinstance(error, smtplib.SMTPSenderRefused):  # said before the letter was read
        return error.smtp_code == TOO_LARGE
    return isinstance(error, OF_ONE_LETTER)


def mail_of(written) -> EmailMessage:
    """A mail as it leaves; what can be left has one press for it in every mail program."""
    # RFC 3834: no "out of office" comes back to a machine.
    headers = {"Auto-Submitted": "auto-generated"}
    if written.leave:
        headers["List-Unsubscribe"] = f"<{written.leave}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        subject=written.subject,
        body=written.text,
        to=[written.to],
        reply_to=[written.reply_to] if written.reply_to else None,
        attachments=[(name, text, "text/plain") for name, text in written.attachments],
        headers=headers,
    )


def _said(error, address=""):
    """What went wrong. A mail server often repeats the address, and that is personal data."""
    said = str(error).replace(address, "…") if address else str(error)
    return f"{type(error).__name__}: {said}"[:300]


def _put_off(message, address, error, at, round_):
    reason = _said(error, address)
    logger.warning("Mail %s (%s) was not sent: %s", message.pk, message.kind, reason)
    if message.attempts > len(WAITS):
        if message.kind in TO_AN_OLD_ADDRESS:
            message.contact.delete()  # it was wrong, which is why there is another
        _close(message, dropped_at=at, last_error=reason)
        round_.dropped += 1
        return
    _close(message, try_after=at + WAITS[message.attempts - 1], last_error=reason)
    round_.failed += 1


def _close(message, **fields):
    Message.objects.filter(pk=message.pk).update(**fields)


def waiting(*, at) -> int:
    """How many mails are due and not sent."""
    return Message.objects.unsent().filter(Q(try_after__lte=at)).count()
