"""What the journal holds a fingerprint of, made again from the rows themselves."""

from speelruimte.evaluation.models import Lesson


def canonical_text_of_lesson(pk) -> str:
    """What this lesson says now."""
    return Lesson.objects.values_list("text", flat=True).get(pk=pk)


def column_of_lesson(pk) -> tuple[str, str]:
    """The row and the column that hold it."""
    return f"{Lesson._meta.db_table}:{pk}", "text"
