"""What waits for somebody in one case."""

from speelruimte.route.agenda import waits_in
from speelruimte.route.tasks import keep_all_tasks


def test_each_reads_the_pages_where_something_waits_for_them_in_this_case(
    trajectory, cast, today, now
):
    keep_all_tasks(by=None, at=now)

    assert waits_in(trajectory, person=cast.samira, on=today) == ["weighing"]
    assert waits_in(trajectory, person=cast.joris, on=today) == []
