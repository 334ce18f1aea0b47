"""How new things are: the number of the newest entry, for everything or for one case.

Whatever changes what a page shows is an action, and an action writes an entry in the same
transaction. So the journal itself is the revision of a page; there is no second bookkeeping.
"""

from speelruimte.journal.models import Entry
from speelruimte.shared.written_once import written_once


def newest_entry() -> int:
    """The number of the newest entry; 0 when there is none."""
    return next(iter(_numbers()), 0)


def newest_entry_of(case_number) -> tuple[int, int]:
    """The newest entry of one case, and the newest that belongs to no case (policy, people)."""
    return _newest(case_number), _newest("")


def _newest(case_number):
    return next(iter(_numbers_of(case_number=case_number)), 0)


@written_once
def _numbers():
    return Entry.objects.order_by("-number").values_list("number", flat=True)[:1]


@written_once
def _numbers_of(*, case_number):
    found = Entry.objects.of_case(case_number).order_by("-number")
    return found.values_list("number", flat=True)[:1]
