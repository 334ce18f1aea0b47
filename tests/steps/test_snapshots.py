"""A snapshot may save time and nothing else."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.db import DatabaseError, transaction

from speelruimte.agreements.models import Frame, Version
from speelruimte.trajectories.models import Step
from tests.steps import shelf, snapshots
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.beginning import four_areas
from tests.steps.walking import finished, journal_is_whole, took_part


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def built(monkeypatch):
    """The steps whose actions were really called."""
    monkeypatch.setattr(snapshots, "_snapshots", {})
    monkeypatch.setattr(shelf, "_folder", None)
    taken, calls = snapshots._taken, []

    def noted(*given):
        calls.append(given)
        return taken(*given)

    monkeypatch.setattr(snapshots, "_taken", noted)
    return calls


def test_what_is_put_back_is_to_the_letter_what_the_actions_left(trajectory, cast, now, built):
    seen, counts = [], []
    for _time in range(2):
        with undone():
            trajectory = adopted_agreement(fresh(trajectory), cast, at=now)
            at = took_part(trajectory, cast, at=now)
            finished(trajectory, cast, at=at)
            seen.append((snapshots._rows(), at, vars(trajectory)["step"]))
            counts.append(len(built))

    assert seen[0] == seen[1]
    assert counts[0] == counts[1] > 0


def test_the_triggers_and_the_journal_hold_for_what_was_put_back(trajectory, cast, now):
    with undone():
        adopted_agreement(fresh(trajectory), cast, at=now)
    trajectory = adopted_agreement(fresh(trajectory), cast, at=now)

    assert trajectory.step == Step.TAKING_PART
    assert journal_is_whole()
    with pytest.raises(DatabaseError), transaction.atomic():
        Frame.objects.filter(version__trajectory=trajectory).update(title="Anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(trajectory=trajectory).update(text="{}")


def test_other_rows_or_other_arguments_are_built_by_actions(trajectory, cast, now, later, built):
    with undone():
        adopted_agreement(fresh(trajectory), cast, at=now)
    before = len(built)
    with undone():
        adopted_agreement(fresh(trajectory), cast, at=later(1))
    assert len(built) > before

    before = len(built)
    type(trajectory).objects.filter(pk=trajectory.pk).update(title="Een ander plein")
    adopted_agreement(fresh(trajectory), cast, at=now)
    assert len(built) > before


def test_what_another_worker_made_is_put_back_as_if_it_had_been_made_here(
    trajectory, cast, now, built, tmp_path, monkeypatch
):
    shelf.share_in(tmp_path / "snapshots")
    seen = []
    for process in (1, 2):
        monkeypatch.setattr(snapshots, "_snapshots", {})
        monkeypatch.setattr(snapshots.os, "getpid", lambda process=process: process)
        with undone():
            adopted_agreement(fresh(trajectory), cast, at=now)
            seen.append((snapshots._rows(), len(built)))

    assert seen[0] == seen[1]
    # In its own database the next row gets a new number.
    assert adopted_agreement(fresh(trajectory), cast, at=now).step == Step.TAKING_PART
    Version.objects.create(trajectory=trajectory, number=9, reason_for_change="Een brug.")


def test_a_step_of_which_two_calls_cannot_be_compared_is_refused(db, built):
    """It would be done by actions every time, and nobody would notice why tests are slow."""
    step = snapshots.from_snapshot(lambda areas: None)

    with pytest.raises(snapshots.NamelessError):
        step({"centrum": 1}.values())
    assert not built


@pytest.fixture
def reads(monkeypatch):
    """How often the rows of the database were read."""
    monkeypatch.setattr(snapshots, "_rows_read", snapshots._RowsRead())
    read, times = snapshots._all_rows, []

    def noted():
        times.append(read())
        return times[-1]

    monkeypatch.setattr(snapshots, "_all_rows", noted)
    return times


@pytest.mark.sqlite("the other one does not count what is changed")
def test_rows_are_read_again_after_a_change_and_after_a_change_that_is_undone(trajectory, reads):
    known = snapshots._rows()
    assert snapshots._rows() is known
    assert len(reads) == 1

    with undone():
        fresh(trajectory).delete()
        assert snapshots._rows() != known
    assert snapshots._rows() == known
    assert len(reads) == 3


@pytest.mark.sqlite("the other one does not count what is changed")
def test_what_another_connection_changes_is_read(own_database, reads):
    four_areas()
    known = snapshots._rows()
    with closing(sqlite3.connect(own_database)) as other:
        other.execute("UPDATE places_area SET name = 'Anders'")
        other.commit()

    assert snapshots._rows() != known
