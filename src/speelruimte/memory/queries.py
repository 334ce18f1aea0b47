"""The memory as a list: what ended, by area, subject and year."""

from datetime import date

from django.db.models import Q

from speelruimte.memory.models import Remembered

SIZE = 20


def finished(*, area="", subject="", year=None, after=None):
    """A page of what ended, newest first, and the key of its last row when there is more.

    ``after`` is the key of the last row of the page before. One query and two for what belongs
    to the rows, however long the list is.
    """
    rows = Remembered.objects.select_related("trajectory", "trajectory__subject")
    if area:
        rows = rows.filter(trajectory__areas__key=area)
    if subject:
        rows = rows.filter(trajectory__subject__key=subject)
    if year:
        rows = rows.filter(remembered_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if after is not None:
        last = Remembered.objects.filter(pk=after).first()
        if last is not None:
            rows = rows.filter(
                Q(remembered_on__lt=last.remembered_on)
                | Q(remembered_on=last.remembered_on, pk__lt=last.pk)
            )
    rows = rows.prefetch_related("trajectory__areas", "trajectory__lessons")
    rows_and_next = list(rows.order_by("-remembered_on", "-pk")[: SIZE + 1])
    return rows_and_next[:SIZE], rows_and_next[SIZE - 1].pk if len(rows_and_next) > SIZE else None


def years() -> list[int]:
    """The years in which something was laid in the memory, newest first."""
    return [day.year for day in Remembered.objects.dates("remembered_on", "year", order="DESC")]
