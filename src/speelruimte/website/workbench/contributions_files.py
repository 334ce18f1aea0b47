"""Own words as a file to keep, with what only colleagues see: what waits, what was refused and why."""

from django.urls import path

from speelruimte.activities.models import Contribution
from speelruimte.activities.queues import moderated_by
from speelruimte.activities.rules import may_moderate_somewhere, may_read_waiting
from speelruimte.decisions.exporting import contributions_table
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.addresses import reader_address
from speelruimte.website.asking import the_person, today
from speelruimte.website.table_files import table_file
from speelruimte.website.workbench.frame import trajectory_page


@workbench_page
def contributions_file(request, case_number, kind):
    """All words at a trajectory, whatever their state."""
    trajectory, _frame = trajectory_page(request, case_number)
    allow_or_403(may_read_waiting(the_person(request), trajectory, on=today()))
    return _file(request, trajectory.contributions.all(), f"inbreng-{case_number}", kind)


@workbench_page
def waiting_file(request, kind):
    """All words that wait for a look of this person."""
    person = the_person(request)
    allow_or_403(may_moderate_somewhere(person, on=today()))
    waiting = Contribution.objects.waiting_anywhere()
    trajectories = moderated_by(person, on=today())
    if trajectories is not None:
        waiting = waiting.filter(trajectory__in=trajectories)
    return _file(request, waiting, "wachtende-inbreng", kind)


def _file(request, contributions, name, kind):
    rows = contributions_table(contributions, address=reader_address(request), for_staff=True)
    return table_file(rows, name=name, kind=kind)


urlpatterns = [
    path(
        "werk/trajecten/<str:case_number>/inbreng.<table_kind:kind>",
        contributions_file,
        name="work-contributions-file",
    ),
    path("werk/inbreng.<table_kind:kind>", waiting_file, name="waiting-file"),
]
