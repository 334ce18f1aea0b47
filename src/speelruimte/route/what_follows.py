"""What follows from what an action said, kept at its end: what waits for whom, and what is found."""

from speelruimte.memory.findable import cases_said_anew, keep_findable, with_what_is_said
from speelruimte.route.tasks import cases_with_other_tasks, keep_tasks_of, locked_for_tasks
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.models import Trajectory


def keep_what_follows(entries):
    """Bring up to date the tasks and the search text of all processes that an action was about.

    Part of that action. What both read is fetched once.
    """
    waiting, said = cases_with_other_tasks(entries), cases_said_anew(entries)
    if waiting and waiting == said:
        for trajectory in _for_both(cases=sorted(waiting)):
            keep_tasks_of(trajectory)
            keep_findable(trajectory)
        return
    for trajectory in _for_tasks(cases=sorted(waiting)) if waiting else ():
        keep_tasks_of(trajectory)
    for trajectory in _for_search(cases=sorted(said)) if said else ():
        keep_findable(trajectory)


@compiled_query
def _for_both(*, cases):
    return with_what_is_said(locked_for_tasks(Trajectory.objects.of_cases(cases)))


@compiled_query
def _for_tasks(*, cases):
    return locked_for_tasks(Trajectory.objects.of_cases(cases))


@compiled_query
def _for_search(*, cases):
    return with_what_is_said(Trajectory.objects.of_cases(cases))
