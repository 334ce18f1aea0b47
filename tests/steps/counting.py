"""What kept counts must equal, counted from the rows themselves."""

from django.db.models import Exists, OuterRef, Q

from speelruimte.decisions.models import Point


def unanswered_in(trajectory):
    """Words that stand and have no answer, neither of their own nor through a theme; of what was split,
    those with a point that has none."""
    points = Point.objects.filter(contribution=OuterRef("pk"))
    whole = Q(placement__answer__isnull=True, placement__theme__answer__isnull=True)
    without = points.filter(answer__isnull=True, theme__answer__isnull=True)
    return trajectory.contributions.owed_an_answer().filter(
        Q(Exists(without)) | (~Exists(points) & whole)
    )
