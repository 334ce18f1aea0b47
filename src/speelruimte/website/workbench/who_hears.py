"""Who wrote own words hears what became of them by mail, or reads it with the code."""

from django.utils.translation import gettext as _


def writer_hears(contribution) -> str:
    """How who wrote it comes to know what was done just now."""
    contact = contribution.contact
    if contact is not None and contact.email:
        return _("De schrijver hoort het.")
    return _("De schrijver leest het met de code.")
