"""Steps of a test in which the journal is signed and its proofs are read elsewhere."""

import json
from contextlib import contextmanager

from speelruimte.journal import checker
from speelruimte.journal.log_key import public_key
from speelruimte.journal.triggers import install_triggers, remove_triggers


def checked(proof, *, key=None, witnesses=(), words=None):
    """What the checker says of a proof, line by line. Raises UntrueError."""
    key = checker.read_key(str(key or public_key()))
    known = [checker.read_key(str(witness)) for witness in witnesses]
    return list(checker.check(checker.read_proof(proof), key, known, words))


def without_triggers(table, sql, values=()):
    """Change history behind the back of the software, as whoever has all rights on the machine."""
    from django.db import connection

    from speelruimte.route.locks import all_locks

    verb = "delete" if sql.startswith("DELETE") else "update"
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {table}_no_{verb}{on}")
        cursor.execute(sql, values)
    install_triggers(all_locks())


@contextmanager
def without_locks():
    """Everything that is written in here goes past the triggers, as for whoever has all rights."""
    from django.db import connection

    from speelruimte.route.locks import all_locks

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
    else:
        remove_triggers(all_locks())
        yield
        install_triggers(all_locks())


def rewritten_from(number, **columns):
    """Rewrite one entry and make every later one fit: the chain is whole again, triggers too."""
    from speelruimte.journal.chain import columns_of
    from speelruimte.journal.models import Entry
    from speelruimte.shared.fingerprints import canonical, fingerprint

    previous = None
    for entry in Entry.objects.filter(number__gte=number).order_by("number"):
        facts = json.loads(entry.text)["facts"]
        if entry.number == number:
            for column, value in columns.items():
                setattr(entry, column, value)
        else:
            entry.previous = previous
        entry.text = canonical(columns_of(entry) | {"facts": facts})
        previous = entry.fingerprint = fingerprint(entry.text)
        without_triggers(
            "journal_entry",
            "UPDATE journal_entry SET verb = %s, about = %s, previous = %s, text = %s, "
            "fingerprint = %s WHERE number = %s",
            [entry.verb, entry.about, entry.previous, entry.text, previous, entry.number],
        )
