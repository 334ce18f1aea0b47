"""Pages from memory, for visitors without a session.

A view says with ``@for_every_visitor`` that its page is the same for everybody: it holds no form
that posts, no token, no message. Its page is kept per process in a dictionary, compressed, under
host, path, listed query parameters, day and the revision of what it shows. The revision is the
number of the newest journal entry, asked at most every half second, so that a change is seen by
everybody within a second on every web node.
"""

import gzip
import time
from collections import OrderedDict

import brotli
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from speelruimte.journal.revision import newest_entry, newest_entry_of

MOST_PAGES = 2000
MOST_PATHS = 20_000
ASKED_EVERY = 0.5  # seconds
ENCODINGS = ("br", "gzip", "")


def for_every_visitor(*parameters):
    """This page is the same for every visitor; only these query parameters make a difference."""

    def decorate(view):
        view.same_for_everyone = frozenset(parameters)
        return view

    return decorate


class Kept(OrderedDict):
    """A dictionary that forgets what was used longest ago."""

    def __init__(self, most):
        super().__init__()
        self.most = most

    def find(self, key):
        found = self.get(key)
        if found is not None:
            self.move_to_end(key)
        return found

    def keep(self, key, value):
        self[key] = value
        while len(self) > self.most:
            self.popitem(last=False)


class PageCache:
    """Middleware. Stands before sessions, language and CSRF, so that a hit touches none of them."""

    def __init__(self, get_response):
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.pages = Kept(MOST_PAGES)
        self.paths = Kept(MOST_PATHS)
        self.revisions = Kept(MOST_PAGES)
        self.cases = Kept(MOST_PAGES)

    def __call__(self, request):
        parameters = self._parameters(request)
        if parameters is None:
            return self.get_response(request)
        # Before rendering: what changes meanwhile makes the kept page old at once, never wrong.
        key = (
            request.get_host(),
            request.path,
            tuple(sorted((k, v) for k, v in request.GET.items() if k in parameters)),
            timezone.localdate(),
            self._revision(request.path),
        )
        encoding = _encoding(request)
        page = self.pages.find(key)
        if page is None:
            response = self.get_response(request)
            if not _can_be_kept(response):
                return response
            page = {"headers": dict(response.items()), "": response.content}
            self.pages.keep(key, page)
        return _answer(page, encoding)

    def _parameters(self, request):
        """The query parameters that count, or None when this request is not for the cache."""
        if request.method not in ("GET", "HEAD") or _has_session(request):
            return None
        known = self.paths.find(request.path)
        if known is None:
            try:
                known = getattr(resolve(request.path).func, "same_for_everyone", False)
            except Resolver404:
                known = False
            self.paths.keep(request.path, known)
        return None if known is False else known

    def _revision(self, path):
        slug = _slug_in(path)
        asked = self.revisions.find(slug)
        now = time.monotonic()
        if asked is None or now - asked[0] > ASKED_EVERY:
            asked = (now, self._ask(slug))
            self.revisions.keep(slug, asked)
        return asked[1]

    def _ask(self, slug):
        if not slug:
            return newest_entry()
        case_number = self.cases.find(slug)
        if case_number is None:
            from speelruimte.trajectories.models import Trajectory

            case_number = (
                Trajectory.objects.filter(slug=slug).values_list("case_number", flat=True).first()
            )
            if case_number is None:
                return newest_entry()
            self.cases.keep(slug, case_number)
        return newest_entry_of(case_number)


def _slug_in(path):
    """The short name of the trajectory a page is about, or nothing for pages about more."""
    parts = path.removeprefix("/en").split("/")
    return parts[2] if len(parts) > 3 and parts[1] == "trajecten" else ""


def _has_session(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _can_be_kept(response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
    )


def _encoding(request):
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return next((one for one in ENCODINGS if one and one in accepted), "")


def _answer(page, encoding):
    body = page.get(encoding)
    if body is None:
        body = brotli.compress(page[""], quality=5) if encoding == "br" else gzip.compress(page[""])
        page[encoding] = body
    response = HttpResponse(body)
    for name, value in page["headers"].items():
        if name not in ("Content-Length", "Set-Cookie"):
            response[name] = value
    if encoding:
        response["Content-Encoding"] = encoding
    response["Vary"] = "Accept-Encoding, Cookie"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Content-Length"] = str(len(body))
    return response
