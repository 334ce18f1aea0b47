"""Writing rows with one's own hands, where a test asks a part of an action by itself."""

from contextlib import contextmanager

from speelruimte.journal.write_guard import writing


def writing_by_hand(*, because):
    """What the product writes in here is let through. ``because`` says of which action it is a
    part: ``with writing_by_hand(because="…"): …``.
    """
    return writing(f"a test: {because}")


@contextmanager
def changed_in_database(row, **columns):
    """In here somebody changed this row in the database, beside the software; afterwards it is put
    back.
    """
    rows = type(row).objects.filter(pk=row.pk)
    stood = rows.values(*columns).get()
    with writing_by_hand(because="somebody changes a row in the database beside the software"):
        rows.update(**columns)
    yield
    with writing_by_hand(because="and puts it back"):
        rows.update(**stood)
