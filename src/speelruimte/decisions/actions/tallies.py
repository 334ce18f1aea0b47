"""The kept counts of answered words and of words in a theme."""

from contextlib import contextmanager

from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import WITHOUT_ANSWER
from speelruimte.decisions.models import Placement, Point, Theme
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.actions import lock_trajectory, raise_tally

State = Contribution.State
_LYING = (State.PUBLISHED, State.REDACTED, State.ERASED)


def answered_among(trajectory, pks) -> int:
    """How many of these words are owed an answer and have one."""
    return sum(_answered_of(trajectory=trajectory.pk, keys=list(pks)))


@compiled_query
def _answered_of(*, trajectory, keys):
    answered = _answered(trajectory).filter(pk__in=keys).order_by().values("trajectory")
    return answered.annotate(number=Count("pk")).values_list("number", flat=True)


def answered_in(theme) -> int:
    """How many words in a theme are owed an answer and have one; of what was split into points and
    lies in it with one of them, those of which every point has one."""
    answered = _answered(theme.trajectory)
    whole = answered.filter(placement__theme=theme).count()
    return whole + answered.filter(pk__in=_split_in(theme)).count()


def _split_in(theme):
    return Point.objects.filter(theme=theme).values("contribution")


def _answered(trajectory):
    return Contribution.objects.owed_an_answer().filter(~WITHOUT_ANSWER, trajectory=trajectory)


def count_points_open(contributions):
    """How many points of these words have no answer, from their points; ``contributions`` are keys or
    a query that gives them."""
    Placement.objects.filter(points__gt=0, pk__in=contributions).update(
        points_open=points_left_open_of("pk")
    )


def points_left_open_of(words):
    """How many points of the words that are called ``words`` in the query around it have no answer."""
    without = Point.objects.filter(
        contribution=OuterRef(words), answer__isnull=True, theme__answer__isnull=True
    )
    number = without.order_by().values("contribution").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), Value(0))


def count_points_open_in(theme):
    """As ``count_points_open``, of all words with a point in this theme."""
    count_points_open(_split_in(theme))


@contextmanager
def recounting(contribution):
    """Around an action that withdraws, refuses, publishes or erases words: keep the counts right.

    Those apps lie below this one and cannot know of answers. Looks at these words only, however
    many the trajectory has.
    """
    trajectory = lock_trajectory(contribution.trajectory)
    before, lay_in = answered_among(trajectory, [contribution.pk]), _lies_in(contribution)
    yield
    raise_tally(trajectory, answered=answered_among(trajectory, [contribution.pk]) - before)
    lies_in = _lies_in(contribution)
    if lies_in != lay_in:
        for themes, step in ((lay_in - lies_in, -1), (lies_in - lay_in, 1)):
            _raise_placed(contribution, themes, step)


def _raise_placed(contribution, themes, step):
    is_split = Point.objects.filter(contribution=contribution).exists() if themes else False
    Theme.objects.filter(pk__in=themes).update(
        placed=F("placed") + step, in_points=F("in_points") + (step if is_split else 0)
    )


def _lies_in(contribution):
    """The themes in which these words are counted."""
    lying = Placement.objects.filter(contribution=contribution, contribution__state__in=_LYING)
    placed = lying.values_list("theme_id", "points").first()
    if placed is None:
        return set()
    theme, points = placed
    if not points:
        return {theme} - {None}
    return set(contribution.points.values_list("theme_id", flat=True)) - {None}


def count_placed(themes):
    """How often somebody wrote about these themes, from what lies in them: words, and words of which
    a point lies there, once each.

    What was refused, withdrawn or waits is not counted; what was erased stays counted.
    """
    Theme.objects.filter(pk__in=themes).update(
        placed=lying_in_theme(Placement) + lying_in_theme(Point),
        in_points=lying_in_theme(Point),
    )


def count_placed_of(contribution):
    """As ``count_placed``, of each theme with which these words, or a point of them, were placed."""
    rows = (Placement.objects, Point.objects)
    themes = {
        theme
        for row in rows
        for theme in row.filter(contribution=contribution).values_list("theme_id", flat=True)
    }
    count_placed(themes - {None})


def lying_in_theme(model):
    """Of how many words a row of ``model``, placements or points, lies in the theme of the query
    around it."""
    lying = model.objects.filter(theme=OuterRef("pk"), contribution__state__in=_LYING).order_by()
    number = Count("contribution", distinct=True)
    return Coalesce(
        Subquery(lying.values("theme").annotate(number=number).values("number")), Value(0)
    )
