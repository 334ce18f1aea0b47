"""Components that only a few pages use: a person to call, and many threads into one decision."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .data import value_of
from .library import register

THREADS_PER_POINT = 8


@register.inclusion_tag("components/person.html")
def person(name, question, text, url="", link=""):
    """Somebody to turn to. question: what for. text: a sentence about this person."""
    initials = "".join(part[0] for part in name.split() if part[0].isupper())[:2]
    return {
        "name": name,
        "initials": initials or name[:1].upper(),
        "question": question,
        "text": text,
        "url": url,
        "link": link,
    }


@register.simple_tag
def decision_threads(points, title, ident="draden-beeld"):
    """Threads of many people coming together in one decision; those of the reader are yellow.

    points: up to four, each with decided (false: this one leads elsewhere). title: in words.
    """
    points = list(points)[:4]
    lines, marks = [], []
    for nr, point in enumerate(points):
        y = 30 + 50 * nr
        lines += _others(nr, y)
        decided = value_of(point, "decided", False)
        end = f"270 {y} 290 105 372 105" if decided else f"260 {y} 290 {y + 16} 340 {y + 24}"
        dashes = "" if decided else ' stroke-dasharray="3 7"'
        lines.append(f'<path class="s-light" stroke-width="4"{dashes} d="M190 {y}C{end}"/>')
        marks.append(
            f'<circle class="f-wall" cx="190" cy="{y}" r="8" stroke="#fff" stroke-width="3"/>'
        )
    return format_html(
        '<svg viewBox="0 0 440 {}" role="img" aria-labelledby="{}"><title id="{}">{}</title>{}'
        '<path class="f-light" d="M366 79h52v52h-52z"/>'
        '<path class="s-wall" d="M379 106l9 9 17-20" stroke-width="5"/></svg>',
        max(150, 20 + 50 * len(points)),
        ident,
        ident,
        title,
        mark_safe("".join(lines + marks)),
    )


def _others(nr, y):
    """The threads that come together in one point, the fifth being the reader's own."""
    drawn = []
    for thread in range(THREADS_PER_POINT):
        start = 8 + nr * 50 + thread * 6
        mine = thread == 4
        css, width, dot = ("s-light", 4, "f-light") if mine else ("s-thread", 2, "f-thread")
        drawn.append(
            f'<path class="{css}" stroke-width="{width}" d="M6 {start}C90 {start} 110 {y} 190 {y}"/>'
            f'<circle class="{dot}" cx="6" cy="{start}" r="{5 if mine else 3}"/>'
        )
    return drawn
