"""Asking a colleague to answer one point of somebody's words, who hears of it at once."""

from speelruimte.decisions.actions import give_point
from speelruimte.decisions.models import Point
from speelruimte.journal.acting import action
from speelruimte.notices.outbox import enqueue
from speelruimte.trajectories.actions import lock_trajectory


@action
def ask_to_answer(point, *, to, answer_by, etag="", by, at, on) -> Point:
    """Ask somebody to answer a point, by a day, and owe a mail of it; ``to`` None takes it back.

    Nothing is told where nothing changed, nor to who asks oneself.
    """
    trajectory = lock_trajectory(point.contribution.trajectory)
    was = Point.objects.filter(pk=point.pk).values_list("answerer_id", "answer_by").first()
    point = give_point(point, to=to, answer_by=answer_by, etag=etag, by=by, at=at, on=on)
    if to is not None and to.pk != by.pk and was != (to.pk, answer_by):
        enqueue(
            "point_asked",
            person=to,
            about=trajectory.key,
            case_number=trajectory.case_number,
            at=at,
            again=f"{point.key}:{at.isoformat()}",
            words=point.contribution.public_key,
            point=point.number,
            answer_by=answer_by,
        )
    return point
