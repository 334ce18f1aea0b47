"""The route in three lengths: the plan with rooms, the bar of the workbench, cells in a table."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from .data import value_of
from .drawings import cells_drawing
from .library import register

STATE_CLASSES = {
    "done": "is-done",
    "skipped": "is-done",
    "here": "is-here",
    "ahead": "is-ahead",
    "stopped": "is-here is-stopped",
    "shut": "is-closed",
}


@register.inclusion_tag("components/route_picture.html")
def route_picture(steps):
    """All rooms of the route. steps: nr, name, state (done, here, ahead, stopped or shut), day (words), url.

    Two rows, both read from left to right; one column on a phone.
    """
    return {"steps": _drawn(steps)}


@register.inclusion_tag("components/steps_bar.html")
def steps_bar(steps):
    """The same steps as one bar, for the workbench; on a phone only the present one has a name."""
    return {"steps": _drawn(steps)}


def _drawn(steps):
    """Each step with its class; the one before the present one opens onto its yellow floor."""
    drawn = []
    for position, step in enumerate(steps):
        state = value_of(step, "state")
        follows = steps[position + 1] if position + 1 < len(steps) else {}
        opens = state == "done" and value_of(follows, "state") == "here"
        css = STATE_CLASSES[state] + (" is-before-here" if opens else "")
        drawn.append({"step": step, "state": state, "css": css})
    return drawn


@register.simple_tag
def steps_cells(here, name, total=12):
    """The route in a table row: tiny cells and, in words, "7 van 12: Meedoen"."""
    words = _("%(here)s van %(total)s:") % {"here": here, "total": total}
    return format_html(
        '<span class="sr-step">{}<span><span class="sr-number">{}</span> <b>{}</b></span></span>',
        cells_drawing(here, total),
        words,
        name,
    )
