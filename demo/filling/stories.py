"""How far each process of the demo walks the route."""

from demo.filling import ending
from demo.filling.agreeing import amended
from demo.filling.taking_part import took_part
from demo.filling.walking import Walk
from speelruimte.trajectories.models import Step

ORDER = (
    Step.EXPLORING,
    Step.WEIGHING,
    Step.PLAN,
    Step.ADOPTION,
    Step.STOPPED,
    Step.TAKING_PART,
    Step.RESULT,
    Step.DECISION,
    Step.FEEDBACK,
    Step.EVALUATION,
    Step.MEMORY,
)


def told_story(town, plot, *, crowd):
    """Walk a process as far as it got. Returns its trajectory, or None where the policy does not
    know this kind of process."""
    walk = Walk(town, plot)
    if walk.started() is None:
        return None
    if plot.waiver:
        return _without_taking_part(walk)
    return _with_taking_part(walk, crowd)


def _without_taking_part(walk):
    if walk.ground_to_waive() is None:
        walk.weighed(only=1)
        return walk.fresh()
    ends = walk.plot.reach == Step.MEMORY
    ending.waived(walk, inform=ends)
    if ends:
        ending.decided(walk)
        ending.closed_without_participation(walk)
    return walk.fresh()


def _with_taking_part(walk, crowd):
    plot = walk.plot
    reach = ORDER.index(plot.reach)

    def gets_to(step):
        return reach >= ORDER.index(step)

    if not gets_to(Step.WEIGHING):
        return walk.fresh()
    walk.weighed(only=4 if plot.reach == Step.WEIGHING else None)
    if gets_to(Step.PLAN):
        walk.looked_again()
        walk.planned(half=plot.reach == Step.PLAN)
    if gets_to(Step.ADOPTION):
        walk.offered()
    if plot.reach == Step.STOPPED:
        return walk.move(Step.STOPPED, plot.adopted, reason=plot.stopped)
    if gets_to(Step.TAKING_PART):
        walk.adopted()
        _from_taking_part_on(walk, gets_to, crowd)
    return walk.fresh()


def _from_taking_part_on(walk, gets_to, crowd):
    by_theme = took_part(walk, crowd=min(crowd, walk.plot.crowd))
    if walk.plot.change:
        amended(walk)
    if walk.plot.asked_to_stop:
        ending.asked_to_stop(walk)
    if not gets_to(Step.RESULT):
        ending.grouped(walk, by_theme, day=-3)
        return
    ending.answered(walk, by_theme)
    if gets_to(Step.DECISION):
        ending.offered(walk)
    if gets_to(Step.FEEDBACK):
        ending.decided(walk)
    if gets_to(Step.EVALUATION):
        ending.told(walk)
        ending.looked_back(walk, everything=gets_to(Step.MEMORY))
    if gets_to(Step.MEMORY):
        ending.remembered(walk)
