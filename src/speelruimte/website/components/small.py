"""Small components: doors, icons, labels, facts, alerts, buttons, pager, breadcrumb, folds."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from speelruimte.website.days import short_date

from .drawings import ICONS, door_drawing
from .library import block_component, component, register

register.filter("short_date", short_date)

VERDICTS = {
    "taken_over": ("sr-label--taken-over", "check", gettext_lazy("Overgenomen")),
    "partly": ("sr-label--partly", "partly", gettext_lazy("Deels overgenomen")),
    "not": ("sr-label--not", "cross", gettext_lazy("Niet overgenomen")),
    "already": ("sr-label--already", "equal", gettext_lazy("Was al zo")),
    "outside": ("sr-label--outside", "outside", gettext_lazy("Valt buiten dit plan")),
}
ALERT_ICONS = {"info": "info", "ok": "check", "warning": "warning", "error": "warning"}
# The level tags of Django's messages, and what they are called here.
ALERT_KINDS = {"success": "ok", "debug": "info", "": "info"}
TABLE_FILES = ((gettext_lazy("Excel (.xlsx)"), "xlsx"), (gettext_lazy("CSV"), "csv"))
BUTTON_KINDS = {
    "primary": "primary-action",
    "secondary": "secondary-action",
    "subtle": "subtle",
    "danger": "danger",
}


@register.filter(is_safe=True)
def after_comma(value):
    """A comma and the value behind what was said before, or nothing when it is empty."""
    return f", {value}" if value else ""


@register.simple_tag
def icon(name):
    """One of the line icons, always beside a word: check, lock, arrow, warning and so on."""
    return ICONS[name]


@dataclass(frozen=True)
class Door:
    drawing: str
    label: str


@component("components/door.html")
def door(say, size="mini", label=""):
    """The door of a level of influence, with its word when a label is given.

    say: 0 (a window) to 4 (wide open), or None: then there is no door, only the word.
    size: mini, large, picture, card or scale.
    """
    return Door(door_drawing(say, size), label)


@dataclass(frozen=True)
class Stamp:
    css: str
    drawing: str
    label: str


@component("components/stamp.html")
def stamp(verdict, label=""):
    """The label of an answer. verdict: taken_over, partly, not, already or outside.

    label: the municipality's own word for it, instead of ours.
    """
    css, icon_name, own_word = VERDICTS[verdict]
    return Stamp(css, ICONS[icon_name], label or own_word)


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""
    drawing: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Facts:
    facts: tuple[Fact, ...]
    is_boxed: bool


@component("components/facts.html")
def facts(items, boxed=False):
    """A short list of facts: label and value, optionally in a frame.

    items: dicts with label, value; optional url, say (draws the door), code (true for a code).
    """
    return Facts(tuple(_fact(item) for item in items), boxed)


def _fact(item):
    drawing = door_drawing(item.get("say"), "large")
    code = bool(item.get("code"))
    return Fact(item["label"], item["value"], item.get("url", ""), drawing, code)


@dataclass(frozen=True)
class Alert:
    kind: str
    role: str
    drawing: str
    title: str
    message: str


@component("components/alert.html")
def alert(message, kind="info", title=""):
    """One message in a frame. kind: info, ok, warning, error, or a level tag of Django's messages."""
    kind = ALERT_KINDS.get(kind, kind)
    role = "alert" if kind == "error" else "status"
    return Alert(kind, role, ICONS[ALERT_ICONS[kind]], title, message)


@dataclass(frozen=True)
class Button:
    label: str
    css: str
    url: str
    name: str
    value: str
    about: str
    arrow: str
    action: str


@component("components/button.html")
def button(label, kind="primary", url="", name="", value="", about="", arrow=False, action=""):
    """A button, or a link that looks like one when a url is given.

    kind: primary, secondary, subtle or danger. about: more words for who cannot see the context.
    name and value: what a form sends along when this button is pressed. action: where the form goes
    with this button, when that is not where the form itself goes.
    """
    drawing = ICONS["arrow"] if arrow else ""
    return Button(label, BUTTON_KINDS[kind], url, name, value, about, drawing, action)


@dataclass(frozen=True)
class Buttons:
    buttons: tuple[Button, ...]


@component("components/buttons.html")
def buttons(items):
    """A row of buttons. items: dicts with the arguments of button."""
    return Buttons(tuple(button(**item) for item in items))


@dataclass(frozen=True)
class Pager:
    previous_url: str
    next_url: str
    text: str


@component("components/pager.html")
def pager(previous_url="", next_url="", text=""):
    """Previous and next page of a long list; nothing when there is only one page.

    text: where the reader is, such as "reactie 26 tot en met 50".
    """
    return Pager(previous_url, next_url, text)


@dataclass(frozen=True)
class TableLinks:
    files: tuple[tuple[str, str], ...]  # what it is called, its address


@component("components/table_links.html")
def table_links(name, key=""):
    """Links to a list as a file. name: of the address; key: what names its trajectory there."""
    args = [key] if key else []
    return TableLinks(
        tuple((str(said), reverse(name, args=[*args, kind])) for said, kind in TABLE_FILES)
    )


@dataclass(frozen=True)
class Breadcrumb:
    above: tuple
    here: str
    css: str


@component("components/breadcrumb.html")
def breadcrumb(items, workbench=False):
    """Where this page stands. items: dicts with label and url; the last one is this page."""
    *above, here = items
    css = "sr-bench-path sr-path" if workbench else "sr-inner sr-path"
    return Breadcrumb(tuple(above), here["label"], css)


@dataclass(frozen=True)
class Fold:
    content: str
    title: str
    ident: str
    is_open: bool | str


@block_component("components/fold.html")
def fold(content, title, ident, open=True):
    """A part of a long page with its heading as the handle.

    Folded where a page is small or runs no script, open elsewhere and on paper. With ``open=False``
    it is folded everywhere, and on paper only when somebody opened it; "always" holds a form.
    """
    return Fold(content, title, ident, open)


@dataclass(frozen=True)
class Sheet:
    content: str
    title: str
    ident: str
    note: str
    level: int


@block_component("components/sheet.html")
def sheet(content, title, ident, note="", level=2):
    """A white sheet of the workbench: a heading, a short note beside it, one rule, the content."""
    return Sheet(content, title, ident, note, int(level))
