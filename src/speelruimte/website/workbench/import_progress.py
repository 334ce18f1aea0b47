"""How far the worker is with a large file, and the codes once it is done."""

from django.http import Http404
from django.shortcuts import render

from speelruimte.activities.importing import codes_of_file
from speelruimte.activities.models import Activity
from speelruimte.activities.rules import may_enter_for_others
from speelruimte.connections.spreadsheet.taking_in import taking_in_of
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import the_person, today
from speelruimte.website.private_pages import kept_private
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.importing import taken_in_page


@workbench_page
def import_progress(request, case_number, task):
    """Asked again by who waits: a link, no script. Only who confirmed the file gets its codes."""
    trajectory, context = trajectory_page(request, case_number)
    person = the_person(request)
    allow_or_403(may_enter_for_others(person, trajectory, on=today()))
    at_work = taking_in_of(task)
    if at_work is None:
        raise Http404
    order = at_work.order
    if order is None:
        return _progress(request, context, at_work)
    activity = Activity.objects.filter(pk=order.activity, trajectory=trajectory).first()
    if activity is None or order.person != person.pk:
        raise Http404
    if at_work.is_done and not order.refused:
        codes = codes_of_file(activity, file_fingerprint=order.fingerprint, once=order.once)
        return taken_in_page(request, context, activity, codes)
    return _progress(request, context | {"activity": activity}, at_work)


def _progress(request, context, at_work):
    page = render(request, "workbench/import_progress.html", context | {"at_work": at_work})
    return kept_private(page)
