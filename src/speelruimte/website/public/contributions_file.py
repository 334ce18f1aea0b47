"""What everyone may read of own words, as a file to keep."""

from django.urls import path

from speelruimte.decisions.exporting import contributions_table
from speelruimte.website.addresses import reader_address
from speelruimte.website.public.shown import trajectory_at
from speelruimte.website.table_files import table_file


def contributions_file(request, slug, kind):
    """All words at a trajectory that stand on the website, with theme and answer."""
    trajectory = trajectory_at(slug)
    words = trajectory.contributions.readable()
    rows = contributions_table(words, address=reader_address(request))
    return table_file(rows, name=f"inbreng-{trajectory.case_number}", kind=kind)


urlpatterns = [
    path(
        "trajecten/<slug:slug>/inbreng.<table_kind:kind>",
        contributions_file,
        name="contributions-file",
    ),
]
