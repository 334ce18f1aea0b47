"""What one sees when something is not possible: calm, in plain words, with what to do next."""

import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, DataError, IntegrityError
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from speelruimte.website.again import can_come_back, form_again
from speelruimte.website.rendering import ShellPage, render_page

# So many seconds later it is worth another try: as long as one waits for who is writing.
RETRY_AFTER = "20"


@dataclass(frozen=True, kw_only=True)
class ErrorPage(ShellPage):
    """What is the case; ``reason`` is a sentence for people, where there is one."""

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class BadRequestPage(ErrorPage):
    """Errors 400 and 413."""

    template: ClassVar = "400.html"


@dataclass(frozen=True, kw_only=True)
class ForbiddenPage(ErrorPage):
    """Error 403."""

    template: ClassVar = "403.html"


@dataclass(frozen=True, kw_only=True)
class NotFoundPage(ShellPage):
    """Error 404."""

    template: ClassVar = "404.html"


@dataclass(frozen=True, kw_only=True)
class TooManyPage(ShellPage):
    """Error 429."""

    template: ClassVar = "429.html"


@dataclass(frozen=True, kw_only=True)
class FormExpiredPage(ErrorPage):
    """A form that came without its safety token."""

    template: ClassVar = "form_expired.html"


def bad_request(request, exception=None):
    """400 for what cannot be read, 413 for what is too large to be read."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        too_large = _(
            "Dit is te groot om in één keer te versturen. Maak het korter of deel het op."
        )
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _calm(request, BadRequestPage(reason=too_large), status)
    unreadable = _("We konden niet lezen wat uw browser stuurde. Probeer het opnieuw.")
    return _calm(request, BadRequestPage(reason=unreadable), HTTPStatus.BAD_REQUEST)


def forbidden(request, exception=None):
    """403, with the sentence that says why."""
    return _calm(request, ForbiddenPage(reason=str(exception or "")), HTTPStatus.FORBIDDEN)


def not_found(request, exception=None):
    """404, with the same words whether a page never was or may not be seen."""
    return _calm(request, NotFoundPage(), HTTPStatus.NOT_FOUND)


def too_many(request, exception=None):
    """429, for addresses that try too often."""
    return _calm(request, TooManyPage(), HTTPStatus.TOO_MANY_REQUESTS)


def broken(request):
    """500, without database: that may be what is broken. Where only writing is refused, as on a full
    disk, what was sent comes back with 503."""
    if _is_refused_by_the_database(sys.exception()) and can_come_back(request):
        try:
            response = form_again(request, status=HTTPStatus.SERVICE_UNAVAILABLE, not_kept=True)
            response["Retry-After"] = RETRY_AFTER
            return response
        except DatabaseError:  # nothing can be read either
            return server_error(request, "500.html")
    return server_error(request, "500.html")


def _is_refused_by_the_database(error):
    """The database could not do it; not a row that it rightly refuses."""
    return isinstance(error, DatabaseError) and not isinstance(error, IntegrityError | DataError)


def form_expired(request, reason=""):
    """403 for a form whose safety token does not fit; from a page of ours it comes back filled in."""
    if can_come_back(request):
        return form_again(request, status=HTTPStatus.FORBIDDEN)
    sentence = _(
        "Uw formulier is te oud geworden, of het stond niet op deze website. Er is niets verstuurd. "
        "Ga terug, ververs de bladzijde en verstuur het opnieuw. Koos u een bestand? Kies het dan "
        "nog een keer."
    )
    return _calm(request, FormExpiredPage(reason=sentence), HTTPStatus.FORBIDDEN)


def _calm(request, page, status):
    response = render_page(request, page, status=status)
    response["Cache-Control"] = "no-store"
    return response
