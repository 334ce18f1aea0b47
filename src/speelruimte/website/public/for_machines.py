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
NOT_TO_LIST = ("find-contribution", "my-work", "my-account")


def robots(request):
    """Pages for one person, and those behind signing in, are listed by no search engine."""
    away = ["/"] if settings.DEMO else [reverse(name) for name in NOT_TO_LIST]
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in away)]
    return _text("\n".join(lines))


def security(request):
    """Where somebody tells of a weak spot (RFC 9116); 404 where nobody said so."""
    contact = said()["security"] or municipality(request).get("email", "")
    if not contact:
        return _text("", status=HTTPStatus.NOT_FOUND)
    until = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0) + HOLDS_FOR
    lines = [
        f"Contact: {contact if contact.startswith('https://') else 'mailto:' + contact}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt",
    ]
    return _text("\n".join(lines))


def _text(text, *, status=HTTPStatus.OK):
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security-txt"),
]
