"""Small components: doors, icons, labels, facts, alerts, buttons, pager, breadcrumb, folds."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.website.days import short_date

from .drawings import ICONS, door_drawing
from .library import register

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
def door(say, size="mini", label=""):
    """The door of a level of influence, with its word when a label is given.

    say: 0 (a window) to 4 (wide open), or None: then there is no door, only the word.
    size: mini, large, picture, card or scale.
    """
    drawing = door_drawing(say, size)
    if not label:
        return drawing
    return format_html('<span class="sr-level">{}<span>{}</span></span>', drawing, label)


@register.simple_tag
def icon(name):
    """One of the line icons, always beside a word: check, lock, arrow, warning and so on."""
    return ICONS[name]


@register.simple_tag
def stamp(verdict, label=""):
    """The label of an answer. verdict: taken_over, partly, not, already or outside.

    label: the municipality's own word for it, instead of ours.
    """
    css, icon_name, own_word = VERDICTS[verdict]
    return format_html(
        '<span class="sr-label {}">{}{}</span>', css, ICONS[icon_name], label or own_word
    )


@register.simple_tag
def facts(items, boxed=False):
    """A short list of facts: label and value, optionally in a frame.

    items: dicts with label, value; optional url, say (draws the door), code (true for a code).
    """
    rows = format_html_join("", "<div><dt>{}</dt>{}</div>", ((i["label"], _fact(i)) for i in items))
    css = "sr-facts sr-facts--boxed" if boxed else "sr-facts"
    return format_html('<dl class="{}">{}</dl>', css, rows)


def _fact(item):
    value = item["value"]
    if item.get("url"):
        value = format_html('<a href="{}">{}</a>', item["url"], value)
    if item.get("say") is not None:
        value = door(item["say"], "large", value)
    if item.get("code"):
        return format_html('<dd class="is-code">{}</dd>', value)
    return format_html("<dd>{}</dd>", value)


@register.simple_tag
def alert(message, kind="info", title=""):
    """One message in a frame. kind: info, ok, warning, error, or a level tag of Django's messages."""
    kind = ALERT_KINDS.get(kind, kind)
    heading = format_html("<p><strong>{}</strong></p>", title) if title else ""
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{0} sr-message sr-message--{0}" role="{1}">{2}'
        '<div class="utrecht-alert__content"><div class="utrecht-alert__message">{3}<p>{4}</p>'
        "</div></div></div>",
        kind,
        "alert" if kind == "error" else "status",
        ICONS[ALERT_ICONS[kind]],
        heading,
        message,
    )


@register.simple_tag
def button(label, kind="primary", url="", name="", value="", about="", arrow=False):
    """A button, or a link that looks like one when a url is given.

    kind: primary, secondary, subtle or danger. about: more words for who cannot see the context.
    name and value: what a form sends along when this button is pressed.
    """
    css = BUTTON_KINDS[kind]
    words = (
        format_html('{}<span class="sr-visually-hidden"> {}</span>', label, about)
        if about
        else label
    )
    if arrow:
        words = format_html("{} {}", words, ICONS["arrow"])
    if url:
        return format_html(
            '<a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--{}" '
            'href="{}">{}</a>',
            css,
            url,
            words,
        )
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button class="utrecht-button utrecht-button--{}" type="submit"{}>{}</button>',
        css,
        sent,
        words,
    )


@register.simple_tag
def buttons(items):
    """A row of buttons. items: dicts with the arguments of button."""
    row = format_html_join("\n", "{}", ((button(**item),) for item in items))
    return format_html('<p class="utrecht-button-group">{}</p>', row)


@register.simple_tag
def pager(previous_url="", next_url="", text=""):
    """Previous and next page of a long list; nothing when there is only one page.

    text: where the reader is, such as "reactie 26 tot en met 50".
    """
    if not previous_url and not next_url:
        return ""
    back = _page_link(previous_url, "prev", ICONS["back"], _("Vorige"))
    ahead = _page_link(next_url, "next", _("Volgende"), ICONS["arrow"])
    return format_html(
        '<nav class="sr-pager" aria-label="{}">{}<span>{}</span>{}</nav>',
        _("Bladzijden"),
        back or mark_safe("<span></span>"),
        text,
        ahead,
    )


def _page_link(url, rel, first, second):
    return format_html('<a href="{}" rel="{}">{}{}</a>', url, rel, first, second) if url else ""


@register.simple_tag
def breadcrumb(items, workbench=False):
    """Where this page stands. items: dicts with label and url; the last one is this page."""
    links = [
        (item["url"], "home" if nr == 0 else "up", item["label"])
        for nr, item in enumerate(items[:-1])
    ]
    return format_html(
        '<nav class="{} utrecht-breadcrumb-nav" aria-label="{}"><ol>{}'
        '<li><span aria-current="page">{}</span></li></ol></nav>',
        "sr-bench-path sr-path" if workbench else "sr-inner sr-path",
        _("Kruimelpad"),
        format_html_join("", '<li><a href="{}" rel="{}">{}</a></li>', links),
        items[-1]["label"],
    )


@register.simple_block_tag
def fold(content, title, ident, open=True):
    """A part of a long page with its heading as the handle; folded on a phone, open elsewhere."""
    return format_html(
        '<details class="sr-fold" data-fold{}><summary>'
        '<h2 class="utrecht-heading-2" id="{}">{}</h2></summary>{}</details>',
        mark_safe(" open") if open else "",
        ident,
        title,
        content,
    )


@register.simple_block_tag
def sheet(content, title, ident, note="", level=2):
    """A white sheet of the workbench: a heading, a short note beside it, one rule, the content."""
    small = format_html('<span class="sr-small">{}</span>', note) if note else ""
    return format_html(
        '<section class="sr-sheet" aria-labelledby="{0}"><div class="sr-sheet__head">'
        '<h{1} id="{0}">{2}</h{1}>{3}</div>{4}</section>',
        ident,
        int(level),
        title,
        small,
        content,
    )
