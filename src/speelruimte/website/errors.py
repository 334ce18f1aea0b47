"""What one sees when something is not possible: calm, in plain words, with what to do next."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import server_error


def forbidden(request, exception=None):
    """403, with the sentence that says why."""
    return _calm(request, "403.html", HTTPStatus.FORBIDDEN, str(exception or ""))


def not_found(request, exception=None):
    """404, with the same words whether a page never was or may not be seen."""
    return _calm(request, "404.html", HTTPStatus.NOT_FOUND)


def too_many(request, exception=None):
    """429, for addresses that try too often."""
    return _calm(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS)


def broken(request):
    """500, without database: that may be what is broken."""
    return server_error(request, "500.html")


def form_expired(request, reason=""):
    """403 for a form whose safety token does not fit: old, or without cookies."""
    sentence = _(
        "Uw formulier is te oud geworden, of uw browser bewaart geen cookies. Er is niets "
        "verstuurd. Ga terug, ververs de bladzijde en verstuur het opnieuw. Kopieer eerst uw "
        "tekst, dan bent u die niet kwijt."
    )
    return _calm(request, "form_expired.html", HTTPStatus.FORBIDDEN, sentence)


def _calm(request, template, status, reason=""):
    response = render(request, template, {"reason": reason}, status=status)
    response["Cache-Control"] = "no-store"
    return response
