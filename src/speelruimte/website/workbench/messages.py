"""The outbox: what waits, what was sent, what failed; and in the demo the post itself."""

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.notices.actions import try_again, try_all_again
from speelruimte.notices.letters import LETTERS
from speelruimte.notices.models import Message
from speelruimte.notices.rules import may_see_messages
from speelruimte.notices.terms import promised_on
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.rendering import Rows, ShellPage, WorkPage, render_page

PER_PAGE = 50
MOST_MAILS = 200
# How Django's file backend ends each mail in a file.
_LINE = "-" * 79
STANDS = (
    ("wacht", gettext_lazy("Wacht")),
    ("mislukt", gettext_lazy("Mislukt")),
    ("verstuurd", gettext_lazy("Verstuurd")),
)


def _check_may_look(request):
    allow_or_403(may_see_messages(the_person(request), on=today()))


@dataclass(frozen=True, kw_only=True)
class OutboxPage(WorkPage):
    """The outbox."""

    template: ClassVar = "workbench/outbox.html"
    nav_current: str = "my-work"
    stands: Sequence[tuple[str, str]]
    stand: str
    rows: Rows  # {message, subject, promised, may_retry}
    given_up: int
    next_url: str
    previous_url: str


@workbench_page
def outbox(request):
    """Mails by their stand, newest first. Addresses are not shown: who reads them need not be known."""
    _check_may_look(request)
    stand = request.GET.get("stand", "wacht")
    rows = _in_stand(stand).order_by("-pk")
    before = request.GET.get("voor", "")
    if before.isdecimal() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    rows_and_next = list(rows[: PER_PAGE + 1])
    return render_page(
        request,
        OutboxPage(
            stands=STANDS,
            stand=stand,
            rows=[_row(message) for message in rows_and_next[:PER_PAGE]],
            given_up=Message.objects.given_up().count(),
            next_url=f"?stand={stand}&voor={rows_and_next[PER_PAGE - 1].pk}"
            if len(rows_and_next) > PER_PAGE
            else "",
            previous_url=f"?stand={stand}" if before else "",
        ),
    )


def _in_stand(stand):
    messages = Message.objects.all()
    if stand == "verstuurd":
        return messages.filter(sent_at__isnull=False)
    if stand == "mislukt":
        return messages.filter(sent_at__isnull=True).exclude(last_error="")
    return messages.unsent()


def _row(message):
    letter = LETTERS.get(message.kind)
    return {
        "message": message,
        "subject": letter.subject if letter else message.kind,
        "promised": _promised(message),
        "may_retry": message.sent_at is None and bool(message.last_error),
    }


def _promised(message):
    day = promised_on(message)
    return (
        _("beloofd uiterlijk op %(day)s") % {"day": day_words(day)}
        if day and not message.sent_at
        else ""
    )


@workbench_page
def retry(request, pk):
    """Try a mail again that failed."""
    _check_may_look(request)
    if request.method != "POST":
        return redirect("messages")
    message = get_object_or_404(Message, pk=pk)
    return press(
        request,
        lambda: try_again(message, by=the_person(request), at=now()),
        done=_("Het bericht gaat zo opnieuw weg."),
        to="messages",
    )


@workbench_page
def retry_all(request):
    """Try all mail again that was given up: the mail server works again."""
    _check_may_look(request)
    if request.method != "POST":
        return redirect("messages")
    return press(
        request,
        lambda: try_all_again(by=the_person(request), at=now()),
        done=_("Alle opgegeven berichten gaan zo opnieuw weg."),
        to="messages",
    )


@dataclass(frozen=True, kw_only=True)
class PostPage(ShellPage):
    """The post of the demo."""

    template: ClassVar = "workbench/post.html"
    mails: Rows  # {to, subject, sent_at, text}


def post(request):
    """Every mail that would have gone out; in the demo only."""
    if not settings.DEMO:
        raise Http404
    return render_page(request, PostPage(mails=mails(settings.EMAIL_FILE_PATH)))


def mails(folder):
    """The newest mails in a folder of Django's file backend: to, subject, moment and text."""
    folder = Path(folder)
    files = sorted(folder.glob("*.log"), reverse=True) if folder.is_dir() else []
    mail_list = []
    for file in files:
        parts = file.read_text(encoding="utf-8").split(f"\n{_LINE}\n")
        written = [part for part in reversed(parts) if part.strip()]
        mail_list += [_read(part) for part in written]
        if len(mail_list) >= MOST_MAILS:
            break
    return mail_list[:MOST_MAILS]


def _read(text):
    mail = email.message_from_bytes(text.lstrip("\n").encode(), policy=email.policy.default)
    body = mail.get_body(preferencelist=("plain",))
    return {
        "to": mail["To"],
        "subject": mail["Subject"],
        "sent_at": _in_our_zone(mail["Date"].datetime),
        "text": body.get_content() if body else "",
    }


def _in_our_zone(moment):
    """A mail says the moment in UTC without naming a zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


urlpatterns = [
    path("werk/post/", outbox, name="messages"),
    path("werk/post/<int:pk>/opnieuw/", retry, name="message-retry"),
    path("werk/post/opnieuw/", retry_all, name="messages-retry"),
    path("post/", post, name="post"),
]
