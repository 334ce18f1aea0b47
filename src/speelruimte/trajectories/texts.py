"""What the journal holds a fingerprint of, made again from the rows themselves."""

from speelruimte.trajectories.models import CaseNote, LaterDay, RolesTogether


def canonical_text_of_note(pk) -> str:
    """What this note among colleagues says, about which case and since when."""
    case_number, at, text = CaseNote.objects.values_list(
        "trajectory__case_number", "written_at", "text"
    ).get(pk=pk)
    return f"{case_number} {at.isoformat()} {text}"


def column_of_note(pk) -> tuple[str, str]:
    """The row and the column that hold it."""
    return f"{CaseNote._meta.db_table}:{pk}", "text"


def canonical_text_of_roles(pk) -> str:
    """Which two roles one person has in which case, since when and why."""
    row = RolesTogether.objects.select_related("trajectory").get(pk=pk)
    said = (row.trajectory.case_number, row.given_at.isoformat(), row.role, row.beside, row.reason)
    return " ".join(said)


def column_of_roles(pk) -> tuple[str, str]:
    """The row and the column that hold it."""
    return f"{RolesTogether._meta.db_table}:{pk}", "reason"


def canonical_text_of_later(pk) -> str:
    """What becomes later in which case, from which day to which, since when and why; of what a body
    held over which body, and on which day."""
    row = LaterDay.objects.select_related("trajectory", "initiative").get(pk=pk)
    case_number = (row.trajectory or row.initiative).case_number
    days = (row.promised_on.isoformat(), row.later_on.isoformat())
    held_over = (row.body, row.held_over_on.isoformat()) if row.held_over_on else ()
    return " ".join((case_number, row.said_at.isoformat(), row.what, *days, *held_over, row.reason))


def column_of_later(pk) -> tuple[str, str]:
    """The row and the column that hold it."""
    return f"{LaterDay._meta.db_table}:{pk}", "reason"
