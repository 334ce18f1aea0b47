"""What everybody could read at an address and holds or stands there no more: what became of it."""

from dataclasses import dataclass
from typing import ClassVar

from speelruimte.website.rendering import InnerPage, Row, Rows


@dataclass(frozen=True, kw_only=True)
class StoodHerePage(InnerPage):
    """What became of what stood here, and where one reads on; nothing of its text."""

    template: ClassVar = "public/stood_here.html"
    nav_current: str = "processes"
    heading: str
    name: str  # in the title of the page, where that says more than the heading
    lead: str
    plan: str = ""  # its title, where the heading does not say of which plan this is
    said: Rows = ()  # {title, text, kind}
    onward: Rows  # {text, label, url}


def onward(label, url, text="") -> Row:
    """A sentence, where there is one, and the link behind it."""
    return {"text": text, "label": label, "url": url}
