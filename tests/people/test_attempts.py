from datetime import timedelta

import pytest

from speelruimte.people.attempts import allowed, count_attempt, source_of
from speelruimte.people.models import Attempt

ADDRESS = "192.0.2.17"


@pytest.fixture
def source(now):
    return source_of(ADDRESS, at=now)


def test_ten_attempts_are_allowed_and_the_eleventh_is_not(db, source, now):
    for _attempt in range(10):
        assert allowed("wrong_code", source, 10, now)
        count_attempt("wrong_code", source, now)
    assert not allowed("wrong_code", source, 10, now)
    assert Attempt.objects.get().number == 10


def test_another_address_another_thing_and_another_hour_are_counted_apart(db, source, now):
    for _attempt in range(10):
        count_attempt("wrong_code", source, now)
    assert allowed("wrong_code", source_of("192.0.2.18", at=now), 10, now)
    assert allowed("something_else", source, 10, now)
    assert allowed("wrong_code", source, 10, now + timedelta(hours=1))


def test_the_address_itself_is_not_kept_and_differs_by_the_hour(db, source, now):
    count_attempt("wrong_code", source, now)
    assert ADDRESS not in str(Attempt.objects.values().get())
    assert source != source_of(ADDRESS, at=now + timedelta(hours=1))
    assert source == source_of(ADDRESS, at=now + timedelta(minutes=20))


def test_what_is_older_than_two_hours_is_gone(db, source, now):
    count_attempt("wrong_code", source, now)
    later = now + timedelta(hours=2)
    count_attempt("wrong_code", source_of(ADDRESS, at=later), later)
    assert Attempt.objects.count() == 1


def test_somebody_who_made_the_row_in_between_is_counted_too(db, source, now, monkeypatch):
    """The other process inserts between our update and our insert."""
    from speelruimte.people import attempts

    def meanwhile(*, before):
        Attempt.objects.create(
            what="wrong_code",
            source=source,
            hour=now.replace(minute=0, second=0, microsecond=0),
            number=1,
        )

    monkeypatch.setattr(attempts, "forget_attempts", meanwhile)
    count_attempt("wrong_code", source, now)
    assert Attempt.objects.get().number == 2
