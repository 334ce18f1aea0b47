"""Two small files that machines and finders of faults look for at a fixed address."""

from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localtime

from speelruimte.people.stating import said
from speelruimte.website.asking import now
from speelruimte.website.context import municipality

# RFC 9116 asks for less than a year; the file is made when it is asked for.
HOLDS_FOR = timedelta(days=180)
PLAIN = "text/plain; charset=utf-8"
NOT_TO_LIST = ("find-contribution", "my-work", "my-account")


def robots(request):
    """Pages for one person, and those behind signing in, are listed by no search engine."""
    away = ["/"] if settings.DEMO else [reverse(name) for name in NOT_TO_LIST]
    return _lines(("User-agent", "*"), *(("Disallow", address) for address in away))


def security(request):
    """Where somebody tells of a weak spot (RFC 9116); 404 where nobody said so."""
    contact = said()["security"] or municipality(request).get("email", "")
    if not contact:
        return HttpResponse(status=HTTPStatus.NOT_FOUND, content_type=PLAIN)
    until = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0) + HOLDS_FOR
    return _lines(
        ("Contact", contact if contact.startswith("https://") else f"mailto:{contact}"),
        ("Expires", until.isoformat()),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", f"{settings.SITE_ADDRESS}/.well-known/security.txt"),
    )


def _lines(*rows):
    text = "".join(f"{name}: {value}\n" for name, value in rows)
    return HttpResponse(text, content_type=PLAIN)


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security-txt"),
]
