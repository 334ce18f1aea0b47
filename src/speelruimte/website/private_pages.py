"""Pages that hold a code, a link or somebody's form: kept by nobody, but a form that was refused."""

from functools import wraps

FORM = b'method="post"'


def can_go_back(view):
    """A page with a form that holds no code. What answers it with the form again, refused or with the
    map pressed, is kept by that one browser: Back shows it with what was typed. What a browser may
    not keep it cannot show again, for it was sent and not asked for; then all that was typed is lost.
    """

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST" and FORM in response.content:
            response["Cache-Control"] = "private, max-age=0, must-revalidate"
        return response

    return shown


def kept_private(response):
    """No cache keeps this page, and its address is passed on to nobody.

    A page with a form that posts cannot say no-referrer: browsers then send the form without
    saying where it stood, and Django refuses it. It names the site, and no address on it.
    """
    response["Cache-Control"] = "no-store"
    holds_form = FORM in response.content
    response["Referrer-Policy"] = "strict-origin" if holds_form else "no-referrer"
    return response
