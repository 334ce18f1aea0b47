"""Which browsers somebody signed in with before: a signed cookie says so, and nothing else is kept."""

import secrets

from django.conf import settings
from django.core import signing

SALT = "speelruimte.device"
KEPT_FOR = 60 * 60 * 24 * 365
# More people than these share no browser.
MOST_PEOPLE = 8
# The first word that is found in what a browser calls itself.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request) -> str:
    """Browser and system in a few words, such as "Firefox, Windows"; no version."""
    said = request.META.get("HTTP_USER_AGENT", "")
    named = [
        next((name for word, name in table if word in said), "") for table in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, named))


def known_device(request, person) -> str:
    """The mark of this browser when this person signed in with it before; else nothing."""
    carried = _carried(request)
    return carried["id"] if person is not None and person.reference in carried["people"] else ""


def remember_device(request, response, person) -> None:
    """From now on this browser is known for this person."""
    carried = _carried(request)
    others = [reference for reference in carried["people"] if reference != person.reference]
    carried["people"] = [*others, person.reference][-MOST_PEOPLE:]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(carried, salt=SALT),
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _carried(request):
    try:
        carried = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=KEPT_FOR
        )
        return {"id": carried["id"], "people": list(carried["people"])}
    except (signing.BadSignature, KeyError, TypeError):
        return {"id": secrets.token_urlsafe(12), "people": []}
