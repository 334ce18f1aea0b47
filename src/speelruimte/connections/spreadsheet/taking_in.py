"""A large file is taken in by the worker, while a page says how far it is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch

from speelruimte.activities.importing import (
    ImportChoices,
    file_fingerprint_of,
    import_contributions,
)
from speelruimte.activities.models import Activity
from speelruimte.activities.rules import may_enter_for_others
from speelruimte.journal.acting import silent_action
from speelruimte.people.models import Person
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.terms import local_day

from . import uploads
from .uploaded import read_uploaded
from .waiting import Order, change_order, keep_order, order_named

# A file of more rows than this is taken in by the worker. Fewer take less than half a second.
MOST_AT_ONCE = 500


@silent_action(because="taking the file in has its own entry, or says why nothing was taken in")
def order_file(
    activity,
    *,
    file,
    fingerprint,
    origin,
    choices,
    idempotency_key,
    rows,
    language,
    by,
    at,
    month_first=False,
) -> str:
    """Have the worker take in a file that was confirmed; returns the id of the task.

    ``file`` is its name among the uploads and ``idempotency_key`` that of the form; with ``month_first``
    its days are as Americans write them.
    """
    check_may(
        may_enter_for_others(by, activity.trajectory, on=local_day(at)),
        _("Alleen medewerkers lezen een bestand met inbreng in."),
    )
    order = Order(
        file=file,
        fingerprint=fingerprint,
        activity=activity.pk,
        person=by.pk,
        origin=origin,
        idempotency_key=idempotency_key,
        at=at.isoformat(),
        language=language,
        rows=rows,
        columns=choices.columns or None,
        again=choices.again,
        without_faulty=choices.without_faulty,
        with_totals=choices.with_totals,
        month_first=month_first,
    )
    return take_in_file.enqueue(keep_order(order)).id


@task
def take_in_file(name: str) -> int:
    """Take in the file of this order, or write down why not. Returns how many rows were new.

    Doing it twice takes nothing in twice: rows are known again by their number or their place. A
    file that waited for more than an hour is gone; whoever confirmed it sees that and chooses it again.
    """
    order = order_named(name)
    data = uploads.stored_upload(order.file) if order else None
    if order is None or data is None or file_fingerprint_of(data) != order.fingerprint:
        return 0
    with translation.override(order.language):
        try:
            codes = import_contributions(
                Activity.objects.get(pk=order.activity),
                rows=read_uploaded(data, columns=order.columns, month_first=order.month_first).rows,
                origin=order.origin,
                file_fingerprint=order.fingerprint,
                by=Person.objects.get(pk=order.person),
                at=datetime.fromisoformat(order.at),
                choices=ImportChoices(
                    columns=order.columns or {},
                    again=order.again,
                    without_faulty=order.without_faulty,
                    with_totals=order.with_totals,
                ),
                idempotency_key=order.idempotency_key,
                on_batch=lambda taken_in: change_order(name, order, taken_in=taken_in),
            )
        except RuleBroken as broken:
            change_order(name, order, refused=tuple(broken.sentence.splitlines()))
            return 0
    change_order(name, order, taken_in=len(codes))
    return len(codes)


@dataclass(frozen=True)
class TakingIn:
    """How far a file is. ``order`` is None when it is no longer kept."""

    order: Order | None
    status: TaskResultStatus
    again_at: datetime | None

    @property
    def is_done(self):
        """Taken in to the last row."""
        return self.status == TaskResultStatus.SUCCESSFUL

    @property
    def is_given_up(self):
        """Failed more often than is tried."""
        return self.status == TaskResultStatus.FAILED


def taking_in_of(task_id) -> TakingIn | None:
    """How far the file of this task is; None when there is no such task (any more)."""
    try:
        result = take_in_file.get_result(str(task_id))
    except (TaskResultDoesNotExist, TaskResultMismatch):
        return None
    tried = result.attempts and result.status == TaskResultStatus.READY
    return TakingIn(
        order=order_named(result.args[0]),
        status=result.status,
        again_at=result.task.run_after if tried else None,
    )
