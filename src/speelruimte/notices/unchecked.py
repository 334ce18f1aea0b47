"""What a stranger typed, in a mail to an address the same stranger typed, before anybody looked.

Whoever fills in the address of somebody else chooses no link in what we write there.
"""

from django.utils.translation import gettext as _

from speelruimte.analysis.web_addresses import has_marks, without_marks, without_web_addresses


def unchecked(text) -> str:
    """These words without marks, and with a note in the place of each address."""
    return without_web_addresses(without_marks(text), instead=_("[webadres weggelaten]"))


def greeting(name) -> str:
    """How a mail begins; without a name where that holds an address or marks, or is none."""
    name = name.strip()
    said = without_web_addresses(name, instead="@")
    if not name or "@" in said or has_marks(name):
        return _("Goedendag,")
    return _("Beste %(name)s,") % {"name": " ".join(said.split())}
