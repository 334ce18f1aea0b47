"""Pages that hold a code, a link or somebody's form: kept by nobody."""


def kept_private(response):
    """No cache keeps this page, and its address is passed on to nobody.

    A page with a form that posts cannot say no-referrer: browsers then send the form without
    saying where it stood, and Django refuses it. It names the site, and no address on it.
    """
    response["Cache-Control"] = "no-store"
    holds_form = b'method="post"' in response.content
    response["Referrer-Policy"] = "strict-origin" if holds_form else "no-referrer"
    return response
