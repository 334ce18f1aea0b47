"""What stands before every page: the name of the site, and whether a form is one of ours."""

import logging

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware

from speelruimte.website.rendering import render_alone

logger = logging.getLogger(__name__)

# Names that nobody has are written down shortened: who asks for them chooses what they say.
LONGEST_NAME = 100


class KnownName(SecurityMiddleware):
    """Middleware. Refuses a name that is not ours with one line in the log, and no traceback."""

    def process_request(self, request):
        """A short answer, or what Django does: lead to https."""
        try:
            request.get_host()
        except DisallowedHost:
            asked = request.META.get("HTTP_HOST", "")[:LONGEST_NAME]
            logger.warning("Unknown host %r: not in ALLOWED_HOSTS.", asked)
            return _unknown_name()
        return super().process_request(request)


def _unknown_name():
    response = render_alone("unknown_name.html", status=400)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # or Django adds a second line
    return response


class OwnForms(CsrfViewMiddleware):
    """Middleware. Takes a form from our own pages only.

    Who has no session needs no cookie for that: his browser says itself on which site the form
    stood (``Origin``), and a page elsewhere cannot make it say otherwise. So somebody whose browser
    keeps no cookies can take part. Who is signed in shows the token too.
    """

    def process_view(self, request, callback, callback_args, callback_kwargs):
        """None when the form may be taken."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and self.is_own(request):
            return self._accept(request)
        return super().process_view(request, callback, callback_args, callback_kwargs)

    def is_own(self, request) -> bool:
        """Whether the browser says that this comes from a page of ours."""
        return "HTTP_ORIGIN" in request.META and self._origin_verified(request)


class OfSomebody:
    """Middleware. What was made for who is signed in, is kept by no browser: after signing out nobody
    comes back to it with the Back button. What says itself how long it is kept, keeps that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def from_own_page(request) -> bool:
    """Whether the browser says that this comes from a page of ours."""
    return OwnForms(lambda _request: HttpResponse()).is_own(request)
