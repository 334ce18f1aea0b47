"""Pages from memory, for visitors without a session.

A view says with ``@for_every_visitor`` that its page is the same for everybody: it holds no form
that posts (but to ``my-street``, which changes nothing), no token, no message. Its page is kept per process in a dictionary, compressed, under
scheme, host, address and listed query parameters, with the day and the revision of what it shows.
The revision is one number from each of ``SOURCES``, asked at most every half second, so that a
change is seen by everybody within a second on every web node (ADR 24).
"""

import gzip
import time
from collections import OrderedDict
from functools import lru_cache
from threading import Lock

import brotli
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override

from speelruimte.journal.revision import newest_entry, newest_entry_of, times_revised
from speelruimte.trajectories.models import Trajectory

# Per process. A page takes some 60 kB with its compressed copies.
MOST_PAGES = 500
MOST_PATHS = 4000
ASKED_EVERY = 0.5  # seconds
# Who types a long question in an address asks something nobody else asks.
LONGEST_PARAMETERS = 200  # characters
ENCODINGS = ("br", "gzip")
COOKIES_THAT_PASS = (settings.SESSION_COOKIE_NAME, "messages")


def _journal(case_number):
    """Everything that happened in this case and outside all cases; without a case, anywhere."""
    return newest_entry_of(case_number) if case_number else newest_entry()


# What a page may show, each with a number that its own write raises. A part whose changes write no
# entry stands here by ``times_revised``; a part that forgets to raise it has pages that stay old.
SOURCES = (_journal, lambda _case_number: times_revised())


def for_every_visitor(*parameters):
    """This page is the same for every visitor; only these query parameters make a difference."""

    def decorate(view):
        view.same_for_everyone = frozenset(parameters)
        return view

    return decorate


class LRUCache:
    """A dictionary that forgets what was used longest ago. Threads may share it."""

    def __init__(self, most):
        self.most, self.rows, self.lock = most, OrderedDict(), Lock()

    def find(self, key):
        with self.lock:
            if key in self.rows:
                self.rows.move_to_end(key)
            return self.rows.get(key)

    def keep(self, key, value):
        with self.lock:
            self.rows[key] = value
            self.rows.move_to_end(key)
            while len(self.rows) > self.most:
                self.rows.popitem(last=False)


class CachedPage:
    """A page as it was made, with what is sent of it in each encoding."""

    def __init__(self, state, response):
        self.state, self._made, self._ready = state, response, {}

    def answer(self, encoding):
        """A response for one visitor. Its headers are shared by all: nobody may add to them."""
        ready = self._ready.get(encoding)
        if ready is None:
            ready = self._ready[encoding] = self._packed(encoding)
        body, headers = ready
        response = HttpResponse(body)
        response.headers = headers
        return response

    def _packed(self, encoding):
        body = self._made.content
        if encoding:
            body = brotli.compress(body, quality=5) if encoding == "br" else gzip.compress(body)
        headers = ResponseHeaders(dict(self._made.items()))
        if encoding:
            headers["Content-Encoding"] = encoding
        headers["Vary"] = "Accept-Encoding, Cookie"
        headers["Cache-Control"] = "private, max-age=0, must-revalidate"
        headers["Content-Length"] = str(len(body))
        return body, headers


class PageCache:
    """Middleware. Stands before all others, so that a hit touches none of them.

    What they add to a page, such as the headers for safety, is kept with it.
    """

    def __init__(self, get_response):
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.pages = LRUCache(MOST_PAGES)
        self.paths = LRUCache(MOST_PATHS)
        self.states = LRUCache(MOST_PAGES)
        self.cases = LRUCache(MOST_PAGES)

    def __call__(self, request):
        key = self._key(request)
        if key is None:
            return self.get_response(request)
        # Before rendering: what changes meanwhile makes the kept page old at once, never wrong.
        try:
            state = self._state(request.path_info)
        except DatabaseError:  # the page itself will say so
            return self.get_response(request)
        page = self.pages.find(key)
        if page is None or page.state != state:
            response = self.get_response(request)
            if not _can_be_kept(request, response):
                return response
            page = CachedPage(state, response)
            self.pages.keep(key, page)
        return page.answer(_encoding(request.META.get("HTTP_ACCEPT_ENCODING", "")))

    def _key(self, request):
        """What a page is known by, or None when this request is not for the cache.

        The host as it was sent: only a page whose host was allowed is ever kept.
        """
        passes = any(name in request.COOKIES for name in COOKIES_THAT_PASS)
        if request.method not in ("GET", "HEAD") or passes:
            return None
        parameters = self._parameters(request.path_info)
        if parameters is None:
            return None
        counting: tuple[tuple[str, str], ...] = ()
        if parameters and request.META.get("QUERY_STRING"):
            counting = tuple(sorted((k, v) for k, v in request.GET.items() if k in parameters))
            if sum(len(value) for _name, value in counting) > LONGEST_PARAMETERS:
                return None
        return request.scheme, request.META.get("HTTP_HOST", ""), request.path, counting

    def _parameters(self, path):
        """The query parameters that count, or None when this is not such a page."""
        known = self.paths.find(path)
        if known is None:
            known = (_parameters_of(path),)
            self.paths.keep(path, known)
        return known[0]

    def _state(self, path):
        """The day and the revision of what this page shows, at most half a second old."""
        slug = _slug_in(path)
        asked = self.states.find(slug)
        now = time.monotonic()
        if asked is None or now - asked[0] > ASKED_EVERY:
            asked = (now, (timezone.localdate(), *self._revision(slug)))
            self.states.keep(slug, asked)
        return asked[1]

    def _revision(self, slug):
        case_number = slug and self.cases.find(slug)
        if slug and case_number is None:
            numbers = Trajectory.objects.filter(slug=slug).values_list("case_number", flat=True)
            case_number = numbers.first()
            if case_number is not None:
                self.cases.keep(slug, case_number)
        return tuple(source(case_number) for source in SOURCES)


def _parameters_of(path):
    # The address alone says the language. What the visit before left behind must not: under the
    # wrong language an address is found to be no page at all.
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return getattr(resolve(path).func, "same_for_everyone", None)
        except Resolver404:
            return None


def _slug_in(path):
    """The short name of the trajectory a page is about, or nothing for pages about more."""
    parts = path.strip("/").split("/")
    if parts[0] in dict(settings.LANGUAGES):
        del parts[0]
    return parts[1] if len(parts) > 1 and parts[0] == "trajecten" else ""


def _can_be_kept(request, response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and "no-store" not in response.get("Cache-Control", "")
        and not len(getattr(request, "_messages", ()))
    )


@lru_cache(maxsize=MOST_PATHS)
def _encoding(accepted):
    """The best encoding that a browser takes which accepts this; empty for none."""
    weights = {}
    for offer in accepted.lower().split(","):
        name, _semicolon, rest = offer.partition(";")
        weights[name.strip()] = rest.replace(" ", "").removeprefix("q=")
    refused = {name for name, weight in weights.items() if weight and not weight.strip("0.")}
    return next(
        (encoding for encoding in ENCODINGS if encoding in weights and encoding not in refused), ""
    )
