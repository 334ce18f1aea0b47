"""A receipt code on the page after the one that was sent, so that this page can be loaded again.

What answers a form that was taken is a page of its own, to which one can go back. The code stands in no address, no session and no log: it travels in a cookie of the browser that just
got it, signed, read by that one page, for ten minutes. Nothing is kept here. Who sends something in
twice gets two cookies: each address says which of them it shows, by a number that means nothing
without it. A browser that keeps no cookies gets that page at once, as the answer to what it sent.
"""

import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import resolve

MINUTES = 10
_NAME = "bewijs"
_WHICH = "ontvangst"
_SALT = "speelruimte.just-shown"


def sent_on(request, url, facts, *, at="") -> HttpResponse:
    """Go to the page at ``url``, which may show these facts (text by name) for ten minutes.

    ``at`` is a place on that page.
    """
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:  # the page with the form had set it
        return _shown_here(request, url, facts)
    return brought_along(url, facts, at=at)


def brought_along(url, facts, *, at="") -> HttpResponse:
    """As ``sent_on``; a browser that keeps no cookies gets the page without the facts."""
    which = secrets.token_hex(8)
    response = redirect(f"{url}?{_WHICH}={which}" + (f"#{at}" if at else ""))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        f"{_NAME}-{which}",
        signing.dumps(facts, salt=_SALT),
        max_age=MINUTES * 60,
        path=urlsplit(url).path,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def _shown_here(request, url, facts):
    match = resolve(urlsplit(url).path)
    request.COOKIES = request.COOKIES | {f"{_NAME}-hier": signing.dumps(facts, salt=_SALT)}
    request.method, request.GET = "GET", QueryDict(f"{_WHICH}=hier")
    return match.func(request, *match.args, **match.kwargs)


def shown_just_now(request) -> dict[str, str]:
    """The facts that this page may show; empty after ten minutes, and for anybody else."""
    cookie = request.COOKIES.get(f"{_NAME}-{request.GET.get(_WHICH, '')}", "")
    try:
        return signing.loads(cookie, salt=_SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return {}
