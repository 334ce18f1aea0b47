"""The menus: every place a visitor or a colleague can go from any page.

Items name a URL; the address is looked up when a page is made, so it follows the language.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

PUBLIC = (
    ("idea", _("Ik heb een idee"), "idea"),
    ("processes", _("Ik wil meedenken"), "process-list"),
    ("contact", _("Ik wil contact"), "contact"),
    ("calendar", _("Kalender"), "calendar"),
    ("contribution", _("Mijn inbreng"), "find-contribution"),
)
WORKBENCH = (
    ("my-work", _("Mijn werk"), "my-work"),
    ("initiatives", _("Initiatieven"), "work-initiatives"),
    ("trajectories", _("Processen"), "trajectory-list"),
    ("contributions", _("Inbreng"), "contribution-list"),
    ("calendar", _("Kalender"), "workbench-calendar"),
    ("workbook", _("Werkboek"), "workbook"),
)
FOOTER = (
    (
        _("Over meedoen"),
        (
            (_("Hoeveel invloed hebt u?"), "influence"),
            (_("Wie beslist over een idee?"), "who-decides"),
            (_("Alles wat afgerond is"), "archive"),
        ),
    ),
    (
        _("Over deze website"),
        (
            (_("Toegankelijkheid"), "accessibility"),
            (_("Uw gegevens"), "privacy"),
            (_("Iets werkt niet"), "report-problem"),
            (_("Open data"), "open-data"),
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
    found = []
    for key, label, name in items:
        try:
            found.append(MenuItem(key, label, reverse(name)))
        except NoReverseMatch:
            continue
    return found


def public_menu():
    """The choices at the top of every public page."""
    return _there(PUBLIC)


def workbench_menu():
    """The choices of a colleague, at the top of every page of the workbench."""
    return _there(WORKBENCH)


def footer_menu():
    """The columns of links at the bottom of every public page."""
    return [
        {"title": title, "items": _there((name, label, name) for label, name in items)}
        for title, items in FOOTER
    ]
