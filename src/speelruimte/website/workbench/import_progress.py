"""How far the worker is with a large file, and the codes once it is done."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from speelruimte.activities.importing import codes_of_file
from speelruimte.activities.kind import kind_of
from speelruimte.connections.spreadsheet.taking_in import taking_in_of
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import the_person, today
from speelruimte.website.kind_pages import IMPORT_PAGE
from speelruimte.website.private_pages import kept_private
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.importing import activity_of, taken_in_page


@workbench_page
def import_progress(request, case_number, key, task):
    """Asked again by who waits: a link, no script. Only who confirmed the file gets its codes."""
    trajectory, context = trajectory_page(request, case_number)
    person, activity = the_person(request), activity_of(trajectory, key)
    may_import = kind_of(activity.kind).may_import
    allow_or_403(may_import(person, activity, on=today()))
    here = {"case_number": case_number, "key": key}
    context |= {"activity": activity, "import_url": reverse(IMPORT_PAGE, kwargs=here)}
    at_work = taking_in_of(task)
    if at_work is None:
        raise Http404
    order = at_work.order
    if order is None:
        return _progress(request, context, at_work)
    if order.activity != activity.pk or order.person != person.pk:
        raise Http404
    if at_work.is_done and not order.refused:
        codes = codes_of_file(
            activity, file_fingerprint=order.fingerprint, idempotency_key=order.idempotency_key
        )
        return taken_in_page(request, context, activity, codes)
    return _progress(request, context, at_work)


def _progress(request, context, at_work):
    page = render(request, "workbench/import_progress.html", context | {"at_work": at_work})
    return kept_private(page)
