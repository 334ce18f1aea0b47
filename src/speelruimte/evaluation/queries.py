"""What was learned, and by whom."""

from speelruimte.evaluation.models import Lesson


def lessons_like(*, subjects, limit):
    """The newest lessons of other processes about these subjects, else of any process."""
    lessons = Lesson.objects.select_related("trajectory").order_by("-id")
    same = list(lessons.filter(trajectory__subject__in=subjects)[:limit]) if subjects else []
    return same or list(lessons[:limit])
