"""How new things are: the number of the newest entry, for everything or for one case.

Whatever changes a process is an action, and an action writes an entry in the same transaction. So
the journal itself is the revision of a page about a process; there is no second bookkeeping. What
is no part of a process and writes no entry raises a number of its own.
"""

from django.db.models import F, Subquery

from speelruimte.journal.models import Entry, Revised, Revision
from speelruimte.journal.write_guard import worker_step
from speelruimte.shared.compiled_query import compiled_query


def newest_entry() -> int:
    """The number of the newest entry; 0 when there is none."""
    return next(iter(_numbers()), 0)


def newest_entry_of(case_number) -> int:
    """The newest entry of one case, or of no case (policy, people) when that is newer; else 0."""
    return next(iter(_numbers_of(case_number=case_number)), 0)


@worker_step(because="pages and house style are no part of any process")
def raise_revision(what) -> None:
    """What visitors see of this is another from now on; part of the caller's transaction.

    ``what`` is one of ``Revised``. Two at the same instant are counted as two.
    """
    row = Revision.objects.filter(pk=Revised(what))
    if not row.update(number=F("number") + 1):
        Revision.objects.bulk_create([Revision(pk=Revised(what))], ignore_conflicts=True)
        row.update(number=F("number") + 1)


def times_revised() -> int:
    """How often anything was raised: only ever more."""
    return sum(_times())


@compiled_query
def _numbers():
    return Entry.objects.order_by("-number").values_list("number", flat=True)[:1]


@compiled_query
def _numbers_of(*, case_number):
    newest = [Subquery(_of_case(number).values("number")) for number in (case_number, "")]
    # Both by the end of an index: a database that looks for either number walks the whole journal.
    entries = Entry.objects.filter(number__in=newest).order_by("-number")
    return entries.values_list("number", flat=True)[:1]


def _of_case(case_number):
    return Entry.objects.of_case(case_number).order_by("-number")[:1]


@compiled_query
def _times():
    return Revision.objects.values_list("number", flat=True)
