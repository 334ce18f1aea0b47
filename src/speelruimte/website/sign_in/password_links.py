"""A link with which somebody chooses a password, for a page that shows it once."""

from speelruimte.notices.links import password_path


def password_link(request, person) -> str:
    """The whole address, on the site that this page belongs to."""
    return request.build_absolute_uri(password_path(person))
