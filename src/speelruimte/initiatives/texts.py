"""Own ideas and what was answered, as the journal knows them, made again from the rows themselves."""

from speelruimte.initiatives.models import IdeaAddition, Initiative


def canonical_text_of_idea(case_number) -> str:
    """The words of an idea as they are now, behind their salt."""
    return "".join(Initiative.objects.values_list("salt", "text").get(case_number=case_number))


def column_of_idea(case_number) -> tuple[str, str]:
    """The row and the column that hold them."""
    return _row(case_number), "text"


def canonical_text_of_addition(pk) -> str:
    """The words that were added to an idea as they are now, behind their salt."""
    return "".join(IdeaAddition.objects.values_list("salt", "text").get(pk=pk))


def column_of_addition(pk) -> tuple[str, str]:
    """The row and the column that hold them."""
    return f"{IdeaAddition._meta.db_table}:{pk}", "text"


def canonical_text_of_outcome(case_number) -> str:
    """The reason of the answer to an idea as it is now, behind the salt of the idea."""
    columns = Initiative.objects.values_list("salt", "outcome_reason")
    return "".join(columns.get(case_number=case_number))


def column_of_outcome(case_number) -> tuple[str, str]:
    """The row and the column that hold it."""
    return _row(case_number), "outcome_reason"


def _row(case_number):
    pk = Initiative.objects.values_list("pk", flat=True).get(case_number=case_number)
    return f"{Initiative._meta.db_table}:{pk}"
