"""A receipt code on the page after the one that was sent, so that this page can be loaded again.

The code stands in no address, no session and no log: it travels in a cookie of the browser that just
got it, signed, read by that one page, for ten minutes. Nothing is kept here.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect

MINUTES = 10
_NAME = "bewijs"
_SALT = "speelruimte.just-shown"


def sent_on(url, facts) -> HttpResponse:
    """Go to the page at ``url``, which may show these facts (text by name) for ten minutes."""
    response = redirect(url)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        _NAME,
        signing.dumps(facts, salt=_SALT),
        max_age=MINUTES * 60,
        path=urlsplit(url).path,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def shown_just_now(request) -> dict[str, str]:
    """The facts that this page may show; empty after ten minutes, and for anybody else."""
    try:
        return signing.loads(request.COOKIES.get(_NAME, ""), salt=_SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return {}
