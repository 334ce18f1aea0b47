"""How far the worker is with a large file, and the codes once it is done."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404
from django.urls import reverse

from speelruimte.activities.importing import codes_of_file
from speelruimte.activities.kind import kind_of
from speelruimte.connections.spreadsheet.taking_in import TakingIn, taking_in_of
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import the_person, today
from speelruimte.website.kind_pages import IMPORT_PAGE
from speelruimte.website.private_pages import kept_private
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.importing import ImportFrame, activity_of, taken_in_page


@workbench_page
def import_progress(request, case_number, key, task):
    """Asked again by who waits: a link, no script. Only who confirmed the file gets its codes."""
    trajectory, frame = trajectory_page(request, case_number)
    person, activity = the_person(request), activity_of(trajectory, key)
    may_import = kind_of(activity.kind).may_import
    allow_or_403(may_import(person, activity, on=today()))
    frame = ImportFrame(**vars(frame), activity=activity)
    at_work = taking_in_of(task)
    if at_work is None:
        raise Http404
    order = at_work.order
    if order is None:
        return _progress(request, frame, at_work)
    if order.activity != activity.pk or order.person != person.pk:
        raise Http404
    if at_work.is_done and not order.refused:
        codes = codes_of_file(
            activity, file_fingerprint=order.fingerprint, idempotency_key=order.idempotency_key
        )
        return taken_in_page(request, frame, codes)
    return _progress(request, frame, at_work)


@dataclass(frozen=True, kw_only=True)
class ImportProgressPage(ImportFrame):
    """A large file that the worker takes in."""

    template: ClassVar = "workbench/import_progress.html"
    at_work: TakingIn
    import_url: str


def _progress(request, frame, at_work):
    trajectory, activity = frame.trajectory, frame.activity
    here = {"case_number": trajectory.case_number, "key": activity.key}
    page = ImportProgressPage(
        **vars(frame), at_work=at_work, import_url=reverse(IMPORT_PAGE, kwargs=here)
    )
    return kept_private(render_page(request, page))
