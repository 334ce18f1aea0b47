"""Pages of long lists by where one is in them: never counted, never skipped through.

A place in a list is written as microseconds since 1970 and a row number: ``1799999999000000-42``.
The moment is the one on which words came in, which is the day that stands beside them: not when they
were entered.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from speelruimte.shared.whole_numbers import whole_number

SIZE = 25
# The day that stands beside words, by which every list of them is sorted.
SHOWN_DAY = "received_at"
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class CursorPage:
    """Some rows of a list, and the places to go on from; empty at either end."""

    rows: list
    earlier: str = ""
    later: str = ""


def place_of(row) -> str:
    """Where a row stands in a list by ``(received_at, id)``."""
    return f"{(row.received_at - _START) // _MICROSECOND}-{row.pk}"


def read_place(written) -> tuple[datetime, int] | None:
    """The moment and row of a place; None for what nobody can have got from us."""
    moment, _dash, row = (written or "").partition("-")
    since, key = whole_number(moment), whole_number(row)
    if since is None or key is None or len(moment) > 17:
        return None
    return _START + since * _MICROSECOND, key


def page_of(queryset, *, after="", before="", size=SIZE, newest_first=True) -> CursorPage:
    """One page of rows by ``(received_at, id)``: those after a place, or those before it.

    One query, whatever the length of the list. A place that cannot be read gives the first page.
    """
    backwards = read_place(before)
    place = backwards or read_place(after)
    falling = newest_first != bool(backwards)
    if place:
        queryset = _beyond(queryset, place, falling)
    order = (f"-{SHOWN_DAY}", "-id") if falling else (SHOWN_DAY, "id")
    rows_and_next = list(queryset.order_by(*order)[: size + 1])
    rows, is_more = rows_and_next[:size], len(rows_and_next) > size
    if backwards:
        rows.reverse()
    if not rows:
        return CursorPage([])
    has_later = bool(backwards) or is_more
    has_earlier = is_more if backwards else bool(place)
    return CursorPage(
        rows,
        earlier=place_of(rows[0]) if has_earlier else "",
        later=place_of(rows[-1]) if has_later else "",
    )


def first_page(rows_and_next, size=SIZE) -> CursorPage:
    """The first page, where its rows and one more were fetched already."""
    rows = rows_and_next[:size]
    return CursorPage(rows, later=place_of(rows[-1]) if len(rows_and_next) > size else "")


def rows_before(queryset, row) -> int:
    """How many rows of a list, the newest first, stand before this one; read from the index."""
    same = Q(received_at=row.received_at, id__gt=row.pk)
    return queryset.filter(Q(received_at__gt=row.received_at) | same).count()


def _beyond(queryset, place, falling):
    """Rows further on. The first condition is what the index is walked by."""
    moment, row = place
    if falling:
        within = queryset.filter(received_at__lte=moment)
        return within.filter(Q(received_at__lt=moment) | Q(id__lt=row))
    within = queryset.filter(received_at__gte=moment)
    return within.filter(Q(received_at__gt=moment) | Q(id__gt=row))
