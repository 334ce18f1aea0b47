"""The chain: each entry carries the fingerprint of the one before it."""

from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from speelruimte.journal.models import Entry
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fingerprints import canonical, fingerprint

# Any fixed number will do, as long as nothing else in this database uses it for a lock.
_CHAIN_LOCK = 7_071_853


@contextmanager
def pipelined():
    """On PostgreSQL, send statements without waiting for the answer to each.

    An answer comes when somebody asks for it, and an error with it, or at the end.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def extend_chain(entries):
    """Write entries behind the last one. Waits for whoever is writing; call it last.

    Each entry then knows its ``fingerprint``.
    """
    if not entries:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    number, previous = next(iter(_last()), (0, ""))
    # The one clock below the website: when something was written down is not up to the caller.
    recorded_at = timezone.now()
    rows = []
    for entry in entries:
        number += 1
        row = Entry(number=number, previous=previous, recorded_at=recorded_at)
        for column in ("verb", "about", "by", "at", "case_number"):
            setattr(row, column, entry[column])
        row.text = canonical(columns_of(row) | {"facts": entry["facts"]})
        row.fingerprint = entry["fingerprint"] = previous = fingerprint(row.text)
        rows.append(row)
    _write(rows)


@compiled_query
def _last():
    return Entry.objects.order_by("-number").values_list("number", "fingerprint")[:1]


def _write(rows):
    """As ``bulk_create`` would, in a fraction of the time: everybody who acts waits for this."""
    fields = Entry._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(Entry._meta.db_table)
    with connection.cursor() as cursor:
        for row in rows:
            values = [
                field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
            ]
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)


def columns_of(entry) -> dict:
    """The columns that an entry's text must repeat."""
    return {
        "number": entry.number,
        "verb": entry.verb,
        "about": entry.about,
        "by": entry.by,
        "at": entry.at,
        "case_number": entry.case_number,
        "recorded_at": entry.recorded_at,
        "previous": entry.previous,
    }


def last_fingerprint() -> str:
    """The fingerprint of the newest entry; empty when nothing has happened yet."""
    _number, newest = next(iter(_last()), (0, ""))
    return newest
