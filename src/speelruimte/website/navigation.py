"""The menus: every place a visitor or a colleague can go from any page.

Items name a URL; its address is the one in the language of the page.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.rules import may_moderate_somewhere
from speelruimte.initiatives.rules import may_see_all
from speelruimte.notices.rules import may_see_messages
from speelruimte.people.presenting import may_present
from speelruimte.people.rules import may_see_people
from speelruimte.website.addresses import address_named

PUBLIC = (
    ("idea", _("Ik heb een idee"), "idea"),
    ("processes", _("Ik wil meedenken"), "process-list"),
    ("contact", _("Ik wil contact"), "contact"),
    ("contribution", _("Mijn inbreng"), "find-contribution"),
)
WORKBENCH = (
    ("my-work", _("Mijn werk"), "my-work"),
    ("initiatives", _("Initiatieven"), "work-initiatives"),
    ("trajectories", _("Processen"), "trajectory-list"),
    ("contributions", _("Inbreng"), "contribution-list"),
    ("messages", _("Berichten"), "messages"),
    ("people", _("Mensen"), "work-people"),
    ("website", _("Website"), "work-contact"),
)
# Who may open an item, with the question that its page asks; the others are for all who work here.
_FOR = {
    "initiatives": may_see_all,
    "contributions": may_moderate_somewhere,
    "messages": may_see_messages,
    "people": may_see_people,
    "website": may_present,
}
FOOTER = (
    (
        _("Over meedoen"),
        (
            (_("Zo doen we mee"), "policy"),
            (_("Zoeken"), "search"),
            (_("Alles wat afgerond is"), "archive"),
            (_("Het logboek"), "journal"),
        ),
    ),
    (
        _("Over deze website"),
        (
            (_("Toegankelijkheid"), "accessibility"),
            (_("Uw gegevens"), "privacy"),
            (_("Inloggen voor medewerkers"), "account_login"),
            (_("Mijn account, als u er een hebt"), "my-account"),
        ),
    ),
)


@dataclass(frozen=True)
class MenuItem:
    """One link of a menu; key says which item is current."""

    key: str
    label: str
    url: str


def _there(items):
    """The items whose page exists in this version of the product."""
    menu = []
    for key, label, name in items:
        try:
            menu.append(MenuItem(key, str(label), address_named(name)))
        except NoReverseMatch:
            continue
    return menu


def public_menu():
    """The choices at the top of every public page."""
    return _there(PUBLIC)


def workbench_menu(person=None, *, on=None):
    """What this person may open, at the top of every page of the workbench."""
    return _there(item for item in WORKBENCH if item[0] not in _FOR or _FOR[item[0]](person, on=on))


def footer_menu():
    """The columns of links at the bottom of every public page."""
    return [
        {"title": str(title), "items": _there((name, label, name) for label, name in items)}
        for title, items in FOOTER
    ]
