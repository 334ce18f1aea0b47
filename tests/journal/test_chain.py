import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.sql.compiler import SQLUpdateCompiler
from tests.steps.bare import a_trajectory

from speelruimte.journal import verbs
from speelruimte.journal.acting import NotWrittenYetError, action, count, record
from speelruimte.journal.chain import last_fingerprint
from speelruimte.journal.models import Entry
from speelruimte.journal.verbs import Verb
from speelruimte.journal.verification import verify_chain
from speelruimte.shared.fingerprints import mark_in
from speelruimte.trajectories.models import Tally

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_bell_can_be_rung(monkeypatch):
    monkeypatch.setitem(verbs._known, "bell_rung", Verb("bell_rung"))


@action
def ring(*, times=1, by=None, at, fail=False, case_number="2027-0001"):
    for _turn in range(times):
        record("bell_rung", about="bell:1", by=by, at=at, case_number=case_number, loud=True)
    if fail:
        raise ValueError("the rope broke")


@action
def ring_and_look(*, by, at):
    entry = record("bell_rung", about="bell:1", by=by, at=at)
    with pytest.raises(NotWrittenYetError):
        _ = entry.fingerprint
    return entry


@action
def ring_inside(*, by, at):
    entry = ring_and_look(by=by, at=at)
    with pytest.raises(NotWrittenYetError):
        _ = entry.fingerprint
    return entry


def test_the_fingerprint_of_an_entry_is_there_once_it_is_written_and_never_earlier(now):
    for act in (ring_and_look, ring_inside):
        assert act(by=None, at=now).fingerprint == last_fingerprint()


def test_every_entry_carries_the_fingerprint_of_the_one_before(now):
    ring(at=now)
    ring(at=now, times=2)

    first, second, third = Entry.objects.all()

    assert first.previous == ""
    assert second.previous == first.fingerprint
    assert third.previous == second.fingerprint == Entry.objects.get(number=2).fingerprint
    assert last_fingerprint() == third.fingerprint
    assert verify_chain().entries == 3
    assert verify_chain().faults == []


def test_an_action_that_fails_leaves_no_entry(now):
    with pytest.raises(ValueError):
        ring(at=now, fail=True)

    assert Entry.objects.count() == 0


def test_an_inner_action_that_fails_takes_only_its_own_entries_along(now):
    @action
    def outer():
        ring(at=now)
        with pytest.raises(ValueError):
            ring(at=now, fail=True)
        ring(at=now)

    outer()

    assert Entry.objects.count() == 2


def test_an_inner_action_that_fails_takes_only_its_own_counts_along(now, policy):
    trajectory = a_trajectory(policy, route="college")

    @action
    def receive(*, waiting=0, fail=False):
        count(Tally, trajectory.pk, received=1, waiting=waiting)
        if fail:
            raise ValueError("the paper was torn")

    @action
    def outer():
        receive()
        with pytest.raises(ValueError):
            receive(waiting=1, fail=True)
        receive()

    outer()

    tally = Tally.objects.get(trajectory=trajectory)
    assert (tally.received, tally.waiting) == (2, 0)


def test_counters_are_raised_without_sql_that_django_writes(now, policy, monkeypatch):
    trajectory = a_trajectory(policy, route="college")
    other = a_trajectory(policy, route="college", case_number="2027-0009")
    monkeypatch.setattr(SQLUpdateCompiler, "as_sql", None)

    @action
    def receive():
        count(Tally, trajectory.pk, received=2, waiting=1)
        count(Tally, trajectory.pk, received=1, waiting=-1, published=1)
        count(Tally, other.pk)

    receive()

    tally = Tally.objects.get(trajectory=trajectory)
    assert (tally.received, tally.waiting, tally.published) == (3, 0, 1)
    assert Tally.objects.get(trajectory=other).received == 0


def test_recording_outside_an_action_is_refused(now):
    with pytest.raises(RuntimeError):
        record("bell_rung", about="bell:1", by=None, at=now)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET verb = 'bell_stolen' WHERE number = 1",
        "DELETE FROM journal_entry WHERE number = 1",
        "UPDATE journal_entry SET number = 9 WHERE number = 1",
    ],
)
def test_the_database_refuses_to_rewrite_history(now, statement):
    ring(at=now)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.get().verb == "bell_rung"


def test_replacing_an_entry_on_sqlite_is_deleting_it(now):
    if connection.vendor != "sqlite":
        return
    ring(at=now)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO journal_entry SELECT number, 'x', about, case_number, \"by\", "
            "at, recorded_at, text, previous, fingerprint FROM journal_entry"
        )

    assert Entry.objects.get().verb == "bell_rung"


def tamper(**columns):
    """Change an entry the way somebody with all rights on the machine would: triggers first."""
    from speelruimte.journal.triggers import install_triggers
    from speelruimte.route.locks import all_locks

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER journal_entry_no_update ON journal_entry")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
    Entry.objects.filter(number=2).update(**columns)
    install_triggers(all_locks())


@pytest.mark.parametrize("column", ["verb", "about", "case_number", "by"])
def test_a_changed_column_is_found_although_the_text_is_whole(now, column):
    ring(at=now, times=3)

    tamper(**{column: "anders"})

    (fault,) = verify_chain().faults
    assert fault.startswith("Regel 2")


def test_a_changed_text_is_found(now):
    ring(at=now, times=3)
    text = json.loads(Entry.objects.get(number=2).text) | {"verb": "bell_stolen"}

    tamper(text=json.dumps(text))

    assert verify_chain().entries == 1
    assert "vingerafdruk" in verify_chain().faults[0]


def test_a_tail_that_was_cut_off_is_found_by_an_earlier_fingerprint(now):
    ring(at=now, times=2)
    seen = last_fingerprint()
    ring(at=now)

    assert verify_chain(since=seen).faults == []
    assert "verdwenen" in verify_chain(since="f" * 64).faults[0]


def test_an_entry_holds_what_happened_and_when_it_was_written(now, cast):
    ring(at=now, by=cast.marleen)

    entry = Entry.objects.order_by("-number").first()

    assert entry.by == mark_in(cast.marleen.reference, "2027-0001")
    assert entry.at == now
    assert entry.recorded_at != now
    assert entry.facts == {"loud": True}
    assert "Marleen" not in entry.text


def test_who_acts_in_two_cases_is_known_by_another_mark_in_each(now, cast):
    for case_number in ("2027-0001", "2027-0001", "2027-0002"):
        ring(at=now, by=cast.marleen, case_number=case_number)

    entries = Entry.objects.order_by("-number")[:3]
    other, again, first = (entry.by for entry in entries)

    assert first == again == mark_in(cast.marleen.reference, "2027-0001")
    assert other not in (first, "")
    assert not [entry for entry in entries if cast.marleen.reference in entry.text]
    assert verify_chain().faults == []
