"""The same words sent in again from one browser, by who went back to the form: the first receipt.

A form is kept by nobody, so the browser that goes back to it gets it anew, under another key, and
puts back what was typed. For ten minutes a cookie on the address of that form, signed, holds the key
of what was sent and a print of it, no words. The same words then go under the first key, and the
action knows them again (``people.intake.received_once``).
"""

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from speelruimte.people.intake import first_press
from speelruimte.shared.fingerprints import canonical
from speelruimte.website.just_shown import MINUTES

_NAME = "verstuurd"
_SALT = "speelruimte.sent-before"
# What another load of the same form, or the way to it, makes different.
_NOT_TYPED = {"csrfmiddlewaretoken", "idempotency_key", "trap", "email_seen", "map.x", "map.y"}


def remember_sent(request, response, form):
    """The answer to a form that came in, with what lets this browser know it again for ten minutes.

    One that keeps no cookies gets none (as in ``just_shown.sent_on``).
    """
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return response
    sent = {"key": form.cleaned_data["idempotency_key"], "print": _print_of(request.POST)}
    response.set_cookie(
        _NAME,
        signing.dumps(sent, salt=_SALT),
        max_age=MINUTES * 60,
        path=request.path,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def as_first_sent(request, model):
    """What was posted; under the key of the first time where this browser just sent the same.

    Words that were erased since may come in anew.
    """
    try:
        sent = signing.loads(request.COOKIES.get(_NAME, ""), salt=_SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return request.POST
    if sent["print"] != _print_of(request.POST):
        return request.POST
    first = first_press(model, sent["key"])
    if first is None or not first.text:
        return request.POST
    return _under(request.POST, sent["key"])


def _under(post, key):
    data = post.copy()
    data["idempotency_key"] = key
    return data


def _print_of(post):
    typed = {
        name: [value.replace("\r\n", "\n").strip() for value in values]
        for name, values in post.lists()
        if name not in _NOT_TYPED and any(value.strip() for value in values)
    }
    return salted_hmac(_SALT, canonical(typed), algorithm="sha256").hexdigest()
