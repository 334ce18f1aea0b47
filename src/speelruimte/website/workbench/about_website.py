"""What the pages share on which an administrator says what stands on the website."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.website.rendering import InnerWorkPage, Rows

PAGES = (
    ("work-contact", gettext_lazy("Contact")),
    ("work-house-style", gettext_lazy("Huisstijl")),
    ("work-statements", gettext_lazy("Verklaringen")),
    ("work-places", gettext_lazy("Gebieden en onderwerpen")),
)


@dataclass(frozen=True, kw_only=True)
class WebsitePage(InnerWorkPage):
    """One of those pages, with links to the others."""

    nav_current: str = "website"
    tabs: Rows


def around(current):
    """The way back and the links of the page at this address."""
    tabs = [
        {"label": label, "url": reverse(name), "is_here": name == current} for name, label in PAGES
    ]
    here = next(tab["label"] for tab in tabs if tab["is_here"])
    crumbs = [
        {"label": _("Mijn werk"), "url": reverse("my-work")},
        {"label": here, "url": ""},
    ]
    return {"crumbs": crumbs, "tabs": tabs}
