from datetime import timedelta

import pytest

from speelruimte.people.attempts import forget_attempts, give_back_attempt, source_of, take_attempt
from speelruimte.people.models import Attempt

ADDRESS = "192.0.2.17"


@pytest.fixture
def source(now):
    return source_of(ADDRESS, at=now)


def test_ten_attempts_are_allowed_and_the_eleventh_is_not(db, source, now):
    for _attempt in range(10):
        assert take_attempt("wrong_code", source, 10, now)
    assert not take_attempt("wrong_code", source, 10, now)
    assert Attempt.objects.get().number == 10


def test_what_was_right_is_given_back(db, source, now):
    for _attempt in range(12):
        assert take_attempt("wrong_code", source, 10, now)
        give_back_attempt("wrong_code", source, now)
    assert Attempt.objects.get().number == 0


def test_another_address_another_thing_and_another_hour_are_counted_apart(db, source, now):
    for _attempt in range(10):
        take_attempt("wrong_code", source, 10, now)
    assert take_attempt("wrong_code", source_of("192.0.2.18", at=now), 10, now)
    assert take_attempt("something_else", source, 10, now)
    assert take_attempt("wrong_code", source, 10, now + timedelta(hours=1))


def test_the_address_itself_is_not_kept_and_differs_by_the_hour(db, source, now):
    take_attempt("wrong_code", source, 10, now)
    assert ADDRESS not in str(Attempt.objects.values().get())
    assert source != source_of(ADDRESS, at=now + timedelta(hours=1))
    assert source == source_of(ADDRESS, at=now + timedelta(minutes=20))


def test_what_is_older_than_two_hours_is_gone(db, source, now):
    later = now + timedelta(hours=2)
    take_attempt("wrong_code", source, 10, now)
    take_attempt("wrong_code", source_of(ADDRESS, at=later), 10, later)
    forget_attempts(before=later)
    assert Attempt.objects.get().hour == later.replace(minute=0)
