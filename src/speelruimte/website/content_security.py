"""What a browser may load on a page: strict everywhere, and wider only where a setting says so."""

from csp.middleware import CSPMiddleware
from django.conf import settings


class ContentSecurity(CSPMiddleware):
    """Middleware. ``CONTENT_SECURITY_POLICY_BELOW`` names, by the beginning of an address without
    its language, directives that take the place of those in ``CONTENT_SECURITY_POLICY`` there.

    What a view says itself with a decorator of django-csp goes first.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.replace is None:
            parts.replace = _wider_below(request.path_info)
        return parts


def _wider_below(path):
    """The directives of the longest beginning this address lies below, or None."""
    parts = path.strip("/").split("/")
    if parts[0] in dict(settings.LANGUAGES):
        del parts[0]
    table = settings.CONTENT_SECURITY_POLICY_BELOW
    for length in range(len(parts), 0, -1):
        directives = table.get("/".join(parts[:length]))
        if directives is not None:
            return directives
    return None
