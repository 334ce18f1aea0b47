"""Points: a long contribution is split, and each part has its own theme, answer, person and day."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions.tallies import count_placed
from speelruimte.decisions.models import Answer, Placement, Point
from speelruimte.decisions.rules import (
    ONLY_WHO_LEADS,
    check_can_answer,
    check_can_group,
    check_was_not_split,
    may_answer_contributions,
    may_place,
)
from speelruimte.decisions.sentences import moved, sentences_of
from speelruimte.journal.acting import action, record
from speelruimte.people.erasing import spans_of
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.trajectories.actions import lock_trajectory

# What of a contribution its reader saw who splits it, and of a point who gives it to somebody.
SPLIT_IN = ("text", "timing")
GIVEN = ("answerer", "answer_by")


@action
def split_contribution(contribution, *, begins, etag="", by, at, on) -> list[Point]:
    """Split own words into points. ``begins`` are the places in the text where a point begins.

    The first point begins at the beginning, each goes on until the next, and so the points hold all
    words: nothing is left out of what gets an answer. Words that are owed an answer and have none;
    out of their theme they go. ``etag`` is the mark of the words that were read (``etag_of`` over
    SPLIT_IN); raises Clash when they changed since.
    """
    trajectory = lock_trajectory(contribution.trajectory)
    check_can_group(trajectory)
    check_may(may_place(by, trajectory, on=on), ONLY_WHO_LEADS)
    contribution = words_owed(trajectory, contribution)
    placement = Placement.objects.select_related("theme").filter(pk=contribution.pk).first()
    check_was_not_split(placement)
    _check_has_no_answer(contribution, placement)
    check_unchanged(contribution, SPLIT_IN, etag=etag, to={"text": None})  # nobody saves words
    points = [
        Point(contribution=contribution, number=number, start=start, end=end)
        for number, (start, end) in enumerate(_spans(contribution.text, begins), start=1)
    ]
    Placement.objects.update_or_create(
        contribution=contribution,
        defaults={"theme": None, "points": len(points), "points_open": len(points)},
    )
    points = Point.objects.bulk_create(points)
    count_placed([placement.theme_id] if placement and placement.theme_id else [])
    _record("contribution_split", contribution, by=by, at=at, number=len(points), wrote=points)
    return points


@action
def join_points(contribution, *, by, at, on):
    """Undo the split, while none of its points has an answer: the words are one whole again."""
    trajectory = lock_trajectory(contribution.trajectory)
    check_can_group(trajectory)
    check_may(may_place(by, trajectory, on=on), ONLY_WHO_LEADS)
    contribution = words_owed(trajectory, contribution)
    placement = Placement.objects.filter(pk=contribution.pk, points__gt=0).first()
    if placement is None:
        raise RuleBroken(
            _("Deze inbreng is niet (meer) gesplitst. Ververs de bladzijde."), code="not_split"
        )
    check_no_point_answered(placement)
    lost = lose_points(placement)
    _record(
        "contribution_joined", contribution, by=by, at=at, number=placement.points, removed=lost
    )


def check_no_point_answered(placement):
    """None of the points has an answer, and none ever had one of its own."""
    was_answered = Answer.objects.filter(
        contribution=placement.contribution_id, point__isnull=False
    ).exists()
    if was_answered or placement.points_open < placement.points:
        raise RuleBroken(
            _("Op een punt van deze inbreng is al geantwoord. De punten blijven dus staan."),
            code="answered_already",
        )


def lose_points(placement):
    """The words are whole again; part of the caller's action. Returns the points that were there."""
    rows = Point.objects.filter(contribution=placement.contribution_id)
    points = list(rows)
    rows.delete()
    Placement.objects.filter(pk=placement.pk).update(points=0, points_open=0)
    count_placed({point.theme_id for point in points} - {None})
    return points


@action
def give_point(point, *, to, answer_by, etag="", by, at, on) -> Point:
    """Ask somebody of this process to answer a point, by a day; ``to`` None takes that back.

    The day is not later than the one on which the answer was promised. ``etag`` is the mark of what
    stood there (``etag_of`` over GIVEN); raises Clash when a colleague gave it to another since.
    """
    trajectory = lock_trajectory(point.contribution.trajectory)
    check_can_answer(trajectory)
    check_may(may_answer_contributions(by, trajectory, on=on), ONLY_WHO_LEADS)
    contribution = words_owed(trajectory, point.contribution)
    point = point_there(point)
    if to is None and answer_by is not None:
        raise RuleBroken(
            _("Kies ook wie antwoordt. Of maak de dag leeg."), field="answerer", code="empty"
        )
    if to is not None:
        check_may(
            may_answer_contributions(to, trajectory, on=on),
            _("Kies iemand die in dit traject mag antwoorden."),
        )
    _check_day(contribution, answer_by, on=on)
    check_unchanged(point, GIVEN, etag=etag, to={"answerer": to, "answer_by": answer_by})
    point.answerer, point.answer_by = to, answer_by
    point.save(update_fields=list(GIVEN))
    _record(
        "point_given",
        contribution,
        by=by,
        at=at,
        point=point.number,
        to=to.reference if to else None,
        answer_by=answer_by,
    )
    return point


def _check_day(contribution, answer_by, *, on):
    if answer_by is None:
        return
    if answer_by < on:
        raise RuleBroken(
            _("Deze dag is al voorbij. Kies vandaag of later."),
            field="answer_by",
            code="day_has_passed",
        )
    promised = answer_due(contribution)
    if promised is not None and answer_by > promised >= on:
        raise RuleBroken(
            _("Het antwoord is beloofd uiterlijk op %(day)s. Kies die dag of een eerdere."),
            values={"day": date_format(promised, "j F Y")},
            field="answer_by",
            code="later_than_promised",
        )


def follow_replaced(contribution, text, needles, *, gone, by, at):
    """What was replaced in own words moved what stands behind it: the points move along.

    ``text`` is how they read before. Part of the caller's action.
    """
    points = list(Point.objects.filter(contribution=contribution))
    if not points or not contribution.text:
        return
    stood = [(point.start, point.end) for point in points]
    spans = moved(stood, spans_of(text, needles), gone)
    if spans == stood:
        return
    for point, (start, end) in zip(points, spans, strict=True):
        point.start, point.end = start, end
    Point.objects.bulk_update(points, ["start", "end"])
    _record("points_moved_along", contribution, by=by, at=at, wrote=points)


def point_there(point) -> Point:
    """The point as it stands now; RuleBroken when the words are whole again."""
    points = Point.objects.select_related("contribution", "theme")
    return points.filter(contribution=point.contribution_id, number=point.number).first() or _gone()


def _gone():
    raise RuleBroken(
        _("Dit punt is er niet meer: een collega maakte de inbreng weer één geheel."), code="gone"
    )


def words_owed(trajectory, contribution) -> Contribution:
    """The words of a point as they stand now, in this locked process; RuleBroken when they are owed no
    answer."""
    row = (
        Contribution.objects.owed_an_answer()
        .select_related("activity")
        .filter(pk=contribution.pk, trajectory=trajectory)
        .first()
    )
    if row is None:
        raise RuleBroken(
            _("Deze inbreng is ingetrokken, gewist of geweigerd en heeft geen antwoord nodig."),
            code="needs_no_answer",
        )
    if row.timing:
        raise RuleBroken(
            _("Deze inbreng kwam te vroeg of te laat. Zij krijgt één eigen antwoord."),
            code="answered_by_itself",
        )
    row.trajectory = row.activity.trajectory = trajectory
    return row


def _check_has_no_answer(contribution, placement):
    theme = placement.theme if placement else None
    if contribution.answers.exists() or (theme is not None and theme.answer_id):
        raise RuleBroken(
            _("Deze inbreng is al beantwoord. Splitsen kan alleen vóór het antwoord."),
            code="answered_already",
        )


def _spans(text, begins):
    """From each beginning to the next; only where a sentence begins."""
    starts = [piece.start for piece in sentences_of(text)]
    chosen = sorted({0, *begins})
    if not set(chosen) <= set(starts):
        raise RuleBroken(
            _("Een punt begint bij het begin van een zin. Kies opnieuw."),
            field="begins",
            code="not_at_a_sentence",
        )
    if len(chosen) < 2:
        raise RuleBroken(
            _("Vink aan waar een nieuw punt begint. Dat is minstens één keer nodig."),
            field="begins",
            code="one_point",
        )
    return list(zip(chosen, [*chosen[1:], len(text)], strict=True))


def _record(verb, contribution, *, by, at, **facts):
    record(
        verb,
        about=contribution.key,
        by=by,
        at=at,
        case_number=contribution.trajectory.case_number,
        **facts,
    )
