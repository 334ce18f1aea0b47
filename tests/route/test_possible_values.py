"""What cannot stand in a column is named with its row, and verifying goes on."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from speelruimte.activities.kinds.budget.models import Ballot, Vote
from speelruimte.activities.models import Contribution
from speelruimte.journal.models import Entry
from speelruimte.route.possible_values import models_read
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Trajectory
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.proving import without_locks
from tests.steps.taking_part import opened_ideas, said
from tests.steps.voting import closed_vote, opened_vote, voted
from tests.steps.writing import changed_in_database, writing_by_hand
from tests.voting.conftest import make_activity, make_trajectory

pytestmark = pytest.mark.sqlite("PostgreSQL refuses such values by itself")

IMPOSSIBLE = {"CharField": b"\xff", "SlugField": b"\xff", "TextField": b"\xff"}


@pytest.fixture
def town(trajectory, cast, policy, now, today, later):
    """Words that came in, and a vote that is over; what verifying names of it, for it was put there."""
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, "project_leader", trajectory, at=now)
    words, _code = said(opened_ideas(trajectory, by=leader, at=now, on=today), "Een bank.", at=now)
    with writing_by_hand(because="a vote by itself"):
        activity = make_activity(make_trajectory(policy))
    opened = opened_vote(activity, by=cast.marleen, at=now, rights=3, maximum_cost=40_000)
    voted(opened.vote, codes=opened.codes[:1], choices=[["1"]], on=today)
    closed_vote(opened.vote, by=cast.marleen, at=later(30))
    finding = verify()
    assert finding.faults == []
    return SimpleNamespace(trajectory=trajectory, words=words, known=set(finding.beside))


def is_about(said, model):
    return said.startswith(f"{model._meta.db_table}:")


@contextmanager
def written_in(written):
    """Somebody writes this in the database, past all that it refuses; afterwards it is put back."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            with transaction.atomic():
                with without_locks():
                    for sql, values in written:
                        cursor.execute(sql, values)
                yield
                transaction.set_rollback(True)
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def found(town):
    finding = verify()
    return [*finding.faults, *(said for said in finding.beside if said not in town.known)]


def impossible_row(model):
    """An insert of a row in which no column can be what it is, and the columns."""
    columns = [field for field in model._meta.concrete_fields if not _counts(field)]
    values = [IMPOSSIBLE.get(_kind(field), "zzzzz") for field in columns]
    names = [field.column for field in columns]
    into = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["%s"] * len(values))
    table = model._meta.db_table
    return f'INSERT INTO "{table}" ({into}) VALUES ({marks})', values, names  # noqa: S608


def _counts(field):
    """SQLite itself gives such a key, and takes nothing else for one."""
    return field.primary_key and field.db_type(connection) == "integer"


def _kind(field):
    return "" if field.is_relation else field.get_internal_type()


@pytest.mark.parametrize("app", sorted({model._meta.app_label for model in models_read()}))
def test_of_every_column_it_is_said_that_its_value_cannot_be_and_the_rest_is_verified(town, app):
    models = [model for model in models_read() if model._meta.app_label == app]
    models = [model for model in models if model is not Entry]
    rows = [impossible_row(model) for model in models]
    with (
        written_in([(sql, values) for sql, values, _names in rows]),
        changed_in_database(town.trajectory, title="Een parkeerdek"),
    ):
        told = found(town)

    for model, (_sql, _values, names) in zip(models, rows, strict=True):
        [row] = [said for said in told if is_about(said, model) and "kan daar" in said]
        assert "is in de database veranderd" in row
        assert [name for name in names if f"‘{name}’" not in row] == []
    assert any(f"trajectories_trajectory:{town.trajectory.pk} (" in said for said in told)


def test_the_journal_stops_at_a_line_that_cannot_be(town):
    sql, values, names = impossible_row(Entry)
    with written_in([(sql, values)]):
        finding = verify()

    assert len(finding.faults) == 1
    [row] = [said for said in finding.beside if is_about(said, Entry)]
    assert [name for name in names if f"‘{name}’" not in row] == []


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Contribution, "longitude", "x"),
        (Contribution, "received_at", "gisteren"),
        (Contribution, "received_at", "2026-02-30 10:00:00"),
        (Contribution, "received_at", "2026-02-03 10:00:00+02:00"),
        (Contribution, "promised_by", "2026-02-30"),
        (Contribution, "promised_by", 5),
        (Contribution, "was_answered", 7),
        (Contribution, "area_id", 987654321),
        (Contribution, "activity_id", 987654321),
        (Contribution, "activity_id", "x"),
        (Vote, "maximum_cost", "x"),
        (Vote, "budget", 1e300),
        (Vote, "minimum", 1.5),
        (Ballot, "key", "zzzzz"),
        (Ballot, "choices", "[1"),
        (Trajectory, "policy_id", 987654321),
    ],
)
def test_a_value_that_cannot_be_is_named_and_stands_there_still_afterwards(
    town, model, column, value
):
    table = model._meta.db_table
    change = (
        f'UPDATE "{table}" SET "{column}" = %s WHERE rowid = (SELECT min(rowid) FROM "{table}")'  # noqa: S608
    )
    with written_in([(change, [value])]), connection.cursor() as cursor:
        told = found(town)
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" IS %s', [value])  # noqa: S608
        [number] = cursor.fetchone()

    assert [said for said in told if is_about(said, model) and f"‘{column}’, kan" in said]
    assert number == 1


@pytest.mark.parametrize(
    ("model", "column", "value", "named"),
    [
        (Contribution, "title", "CAST(x'ff41' AS TEXT)", "iets anders over: titel"),
        (Contribution, "text", "CAST(x'ff41' AS TEXT)", "de tekst contribution:"),
        (Contribution, "channel", "'zzzzz'", "iets anders over: kanaal"),
        (Ballot, "choices", "'5'", "de tekst ballots:"),
        (Ballot, "choices", "'[[\"a\"]]'", "de tekst ballots:"),
        (Ballot, "choices", "'\"\\ud800\"'", "stembiljet"),
        (Ballot, "seal", "CAST(x'ff41' AS TEXT)", "stembiljet"),
        (Trajectory, "title", "CAST(x'ff41' AS TEXT)", "(traject) is in de database veranderd"),
    ],
)
def test_what_can_stand_there_and_makes_no_sense_is_held_to_the_journal(
    town, model, column, value, named
):
    table, last = model._meta.db_table, f"SELECT max(rowid) FROM {model._meta.db_table}"  # noqa: S608
    if model is Trajectory:
        last = str(town.trajectory.pk)
    change = f'UPDATE "{table}" SET "{column}" = {value} WHERE rowid = ({last})'  # noqa: S608
    with written_in([(change, ())]):
        assert [said for said in found(town) if named in said]


def test_nothing_is_named_of_rows_that_the_software_wrote(town):
    assert [said for said in town.known if "kan daar" in said] == []
