"""An attack: who has every table with its hidden columns, the journal, the logs and the files of
the database, after closing, tries to say who voted what.
"""

import logging
import re
import time
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from speelruimte.activities.kinds.budget.actions import cast_ballot, close_vote
from speelruimte.activities.kinds.budget.codes import BALLOT, VOTING
from speelruimte.activities.kinds.budget.models import Ballot
from speelruimte.activities.kinds.budget.queries import ballot_standing
from speelruimte.activities.kinds.budget.seals import sealed
from speelruimte.activities.kinds.budget.traces import sweep_traces
from speelruimte.commands.main import main
from speelruimte.journal.background import queue_state
from speelruimte.people.models import Person
from speelruimte.people.receipts import code_hash
from tests.conftest import NOW, TODAY
from tests.real_database import built_database, real_database
from tests.steps.beginning import load_shipped
from tests.steps.tasks import do_all
from tests.steps.voting import opened_vote, voted_on_paper
from tests.voting.conftest import make_activity, make_trajectory

# One worker builds the vote, and only once; demo/test_every_form.py is not beside it.
pytestmark = pytest.mark.xdist_group("secrecy")

VOTERS = 300
HIDDEN = {
    "postgresql": ("xmin::text", "xmax::text", "cmin::text", "ctid::text"),
    "sqlite": ("rowid",),
}


def votes_of_300():
    """300 people vote, in the worst order: that of their rights in the table."""
    welcome_cast(by=None, at=NOW, on=TODAY)
    coach = Person.objects.get(email__startswith="marleen")
    policy = load_shipped("basis", at=NOW)
    activity = make_activity(make_trajectory(policy))
    opened = opened_vote(activity, rights=VOTERS + 20, by=coach, at=NOW)
    codes = sorted(opened.codes, key=lambda code: code_hash(code, VOTING))
    digital, paper = codes[:VOTERS], codes[VOTERS : VOTERS + 10]
    receipts = {
        code: cast_ballot(opened.vote, code=code, choices=[str(place % 6 + 1)], on=TODAY)
        for place, code in enumerate(digital)
    }
    voted_on_paper(opened.vote, codes=paper, choices=(["1"], ["2"]), by=coach, on=TODAY)
    return SimpleNamespace(
        vote=opened.vote,
        coach=coach,
        codes=codes,
        receipts=receipts,
        # What the attack tries to find: which right and which ballot are of one person.
        truth={code_hash(c, VOTING): code_hash(r, BALLOT) for c, r in receipts.items()},
    )


@contextmanager
def all_that_is_logged():
    """What the product says in any log, at any level, while this lasts."""
    logged, root = [], logging.getLogger()
    level = root.level
    handler = logging.Handler()
    handler.emit = logged.append
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield logged
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="module")
def voted(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database in which they voted, what is known of it, and what was logged meanwhile."""
    folder = tmp_path_factory.mktemp("voted")
    with (
        django_db_blocker.unblock(),
        all_that_is_logged() as logged,
        built_database(folder, votes_of_300) as (database, known),
    ):
        yield database, known, logged


@pytest.fixture
def voting(voted, django_db_blocker, tmp_path):
    """A copy of that database; what happens in it happened there alone."""
    template, known, logged = voted
    with django_db_blocker.unblock(), real_database(tmp_path, template=template) as database:
        yield SimpleNamespace(**deepcopy(vars(known)), database=database, logged=logged)


def dump(table):
    """Every row of a table with its hidden columns, as text."""
    hidden = HIDDEN[connection.vendor]
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"SELECT *, {', '.join(hidden)} FROM {table}")
        except DatabaseError:  # a table of the search index without such columns
            cursor.execute(f"SELECT * FROM {table}")
        names = [f"{column[0]}#{place}" for place, column in enumerate(cursor.description)]
        return [
            dict(zip(names, (str(value) for value in row), strict=True))
            for row in cursor.fetchall()
        ]


def rows_by(table, column):
    rows = dump(table)
    name = next(key for key in rows[0] if key.startswith(f"{column}#"))
    return {row[name]: row for row in rows}


def joined(rights, ballots, truth):
    """How many people each pair of columns gives away: equal values that only they share."""
    groups = {}
    for left in next(iter(rights.values())):
        for right in next(iter(ballots.values())):
            owners, holders = {}, {}
            for code, row in rights.items():
                owners.setdefault(row[left], []).append(code)
            for receipt, row in ballots.items():
                holders.setdefault(row[right], []).append(receipt)
            groups[left, right] = sum(
                truth.get(codes[0]) == holders[value][0]
                for value, codes in owners.items()
                if len(codes) == 1 and len(holders.get(value, ())) == 1
            )
    return groups


def position(value):
    """Something to sort by: numbers as numbers, also inside ``(3,17)``."""
    return [int(number) for number in re.findall(r"\d+", value)] if value else []


def in_step(rights, ballots, truth):
    """How strongly the order of rights by one column follows that of ballots by another.

    Spearman's rank correlation per pair of columns; 1 is the same order.
    """
    pairs = [(rights[code], ballots[receipt]) for code, receipt in truth.items()]
    coinciding = {}
    for left in pairs[0][0]:
        for right in pairs[0][1]:
            ranks = [
                ranked([pair[0][left] for pair in pairs]),
                ranked([p[1][right] for p in pairs]),
            ]
            coinciding[left, right] = correlation(*ranks)
    return coinciding


def ranked(values):
    keys = [(position(value), value) for value in values]
    places = {}
    for place, key in enumerate(sorted(keys)):
        places.setdefault(str(key), []).append(place)
    return [sum(places[str(key)]) / len(places[str(key)]) for key in keys]


def correlation(first, second):
    mean = (len(first) - 1) / 2
    top = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    spread = [sum((a - mean) ** 2 for a in ranks) for ranks in (first, second)]
    return 0 if not all(spread) else top / (spread[0] * spread[1]) ** 0.5


def attack(truth):
    """What an attacker gets from both tables: most people by equal values, strongest order."""
    rights = rows_by("budget_votingright", "code_hash")
    ballots = rows_by("budget_ballot", "receipt_hash")
    ballots.pop("None", None)
    by_value = max(joined(rights, ballots, truth).values())
    by_order = max(abs(value) for value in in_step(rights, ballots, truth).values())
    return by_value, by_order


def test_the_attack_works_while_the_vote_is_open(voting):
    by_value, by_order = attack(voting.truth)

    if connection.vendor == "postgresql":
        assert by_value == VOTERS  # xmin: one transaction marked the right and stored the ballot
    assert by_order > 0.99


def test_after_closing_neither_values_nor_order_link_person_and_ballot(voting):
    close_vote(voting.vote, by=voting.coach, at=closing())

    by_value, by_order = attack(voting.truth)

    # Chance alone: among 300 people a guess is right once; correlations stay under 0.06 or so,
    # some hundred pairs of columns under 0.25.
    assert by_value <= 5
    assert by_order < 0.3


@pytest.mark.postgresql("SQLite keeps no number of a transaction with a row")
def test_after_closing_all_rows_of_a_table_share_one_transaction(voting):
    close_vote(voting.vote, by=voting.coach, at=closing())

    with connection.cursor() as cursor:
        for table in ("budget_votingright", "budget_ballot"):
            cursor.execute(f"SELECT count(DISTINCT xmin::text), max(xmax::text) FROM {table}")
            assert cursor.fetchone() == (1, "0")


def closing():
    from datetime import timedelta

    return NOW + timedelta(days=11)


def test_no_other_table_and_no_log_knows_a_code_a_receipt_or_a_ballot(voting):
    keys = {key.hex for key in Ballot.objects.values_list("pk", flat=True)}
    close_vote(voting.vote, by=voting.coach, at=closing())

    secrets = {
        *voting.codes,
        *voting.receipts.values(),
        *voting.truth,
        *voting.truth.values(),
        *keys,
    }
    seen = {}
    for table in connection.introspection.table_names():
        text = "\n".join(value for row in dump(table) for value in row.values())
        seen[table] = {secret for secret in secrets if secret in text.replace("-", "")} | {
            secret for secret in secrets if secret in text
        }
    assert seen.pop("budget_votingright") == set(voting.truth)
    assert seen.pop("budget_ballot") == set(voting.truth.values())
    assert {table: hits for table, hits in seen.items() if hits} == {}
    # The statements that Django logs for a developer are no log of the product.
    logs = "\n".join(
        record.getMessage() for record in voting.logged if record.name != "django.db.backends"
    )
    assert not [secret for secret in secrets if secret in logs]


def test_a_seal_follows_from_its_own_row_and_none_from_before_the_closing_is_left(voting):
    one = Ballot.objects.exclude(receipt_hash=None).first()
    row = {field.attname: getattr(one, field.attname) for field in Ballot._meta.concrete_fields}
    # Nothing goes into it that does not stand beside it: no code, no moment, no other row.
    assert sealed(Ballot(**row | {"seal": ""})).seal == one.seal
    before = set(Ballot.objects.values_list("seal", flat=True))

    close_vote(voting.vote, by=voting.coach, at=closing())

    after = set(Ballot.objects.values_list("seal", flat=True))
    assert len(before) == len(after) == VOTERS + 10
    held = {}
    for table in connection.introspection.table_names():
        text = "\n".join(value for row in dump(table) for value in row.values())
        if hits := sum(seal in text for seal in before | after):
            held[table] = hits
    assert held == {"budget_ballot": len(after)}
    assert before.isdisjoint(after)


def test_the_journal_says_nothing_between_opening_and_closing(voting):
    from speelruimte.journal.models import Entry

    close_vote(voting.vote, by=voting.coach, at=closing())

    verbs = list(Entry.objects.about(voting.vote.key).values_list("verb", flat=True))
    assert verbs[-3:] == ["rights_granted", "vote_opened", "vote_closed"]


def test_after_closing_no_old_version_of_a_row_is_left_in_the_files(voting):
    keys = list(Ballot.objects.values_list("pk", flat=True))
    assert old_rows(voting, keys)

    close_vote(voting.vote, by=voting.coach, at=closing())

    assert do_all() == 1
    assert swept()
    assert old_rows(voting, keys) == 0
    assert {ballot_standing(code) for code in voting.receipts.values()} == {"counts"}


def test_the_worker_sweeps_after_closing_and_again_when_somebody_still_reads(voting, monkeypatch):
    close_vote(voting.vote, by=voting.coach, at=closing())
    monkeypatch.setattr("speelruimte.activities.kinds.budget.traces.sweep_traces", lambda: False)
    do_all()
    assert queue_state(at=timezone.now() + timedelta(hours=1)).waits
    monkeypatch.undo()

    DBTaskResult.objects.update(run_after=timezone.now())
    do_all()

    assert DBTaskResult.objects.get().worker_ids == ["test", "test"]


def test_who_sweeps_by_hand_has_done_what_the_worker_was_to_do(voting, capsys):
    close_vote(voting.vote, by=voting.coach, at=closing())
    assert queue_state(at=timezone.now() + timedelta(hours=1)).waits

    until = time.monotonic() + 120
    while main(["budget", "sweep"]) and time.monotonic() < until:
        pass

    assert queue_state(at=timezone.now() + timedelta(hours=1)).waits is None


def swept():
    """Swept within two minutes: on PostgreSQL a test that writes beside this one is waited for."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if sweep_traces():
            return True
    return False


def old_rows(voting, keys):
    """How many of these ballot keys stand in the bytes of the database's own files.

    PostgreSQL shows those to a superuser alone, and refuses others.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('budget_ballot'))")
            raw = bytes(cursor.fetchone()[0])
        return sum(key.bytes in raw for key in keys)
    raw = b"".join(
        file.read_bytes() for file in Path(voting.database).parent.iterdir() if file.is_file()
    )
    return sum(key.hex.encode() in raw for key in keys)


def test_sweeping_says_so_when_somebody_else_is_still_reading(voting):
    """On PostgreSQL an older snapshot keeps old versions alive; on SQLite a reader the log."""
    import sqlite3

    close_vote(voting.vote, by=voting.coach, at=closing())
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM journal_entry")
            assert sweep_traces() is False
        other.close()
    else:
        other = sqlite3.connect(voting.database)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM journal_entry").fetchone()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 100")
        assert sweep_traces() is False
        other.close()
    assert swept()


@pytest.mark.postgresql("SQLite keeps one database in a file")
def test_who_writes_in_another_database_of_the_server_holds_on_to_old_rows_here(voting):
    import psycopg

    keys = list(Ballot.objects.values_list("pk", flat=True))
    given = connection.get_connection_params()
    with psycopg.connect(host=given["host"], port=given["port"], user=given["user"]) as other:
        other.execute("SELECT pg_current_xact_id()")  # in a transaction that stays open
        close_vote(voting.vote, by=voting.coach, at=closing())
        assert sweep_traces() is False
        assert old_rows(voting, keys)
    assert swept()
    assert old_rows(voting, keys) == 0
