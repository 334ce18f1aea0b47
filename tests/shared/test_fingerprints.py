"""One text for the same facts, and what is no fact is refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from speelruimte.shared.fingerprints import (
    canonical,
    fingerprint,
    in_groups,
    keyed_fingerprint,
    mark_in,
)


def test_the_same_facts_are_one_text_whatever_their_order():
    facts = {"b": Decimal("1.50"), "a": date(2027, 3, 1), "c": "é"}
    assert canonical(facts) == '{"a":"2027-03-01","b":"1.50","c":"é"}'
    assert canonical(dict(reversed(facts.items()))) == canonical(facts)


def test_one_moment_is_one_text_whatever_clock_it_was_read_from():
    here = datetime(2027, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert canonical(here) == canonical(here.astimezone(UTC))
    assert canonical(here) == '"2027-02-28T23:30:00.000000+00:00"'


def test_a_moment_of_no_clock_is_refused():
    with pytest.raises(TypeError, match="time zone"):
        canonical({"at": datetime(2027, 3, 1)})


def test_what_has_no_one_way_of_writing_is_refused():
    with pytest.raises(TypeError, match="set"):
        canonical({"numbers": {1, 2}})


def test_without_the_key_a_fingerprint_cannot_be_made_again():
    # RFC 4231, test case 2.
    known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert keyed_fingerprint("what do ya want for nothing?", key=b"Jefe") == known
    assert keyed_fingerprint("x", key=b"een") != keyed_fingerprint("x", key=b"twee")
    assert keyed_fingerprint("x", key=b"een") != fingerprint("x")


def test_without_a_key_no_fingerprint_is_made():
    with pytest.raises(ValueError, match="speelruimte setup"):
        keyed_fingerprint("x", key=b"")


def test_people_read_the_first_sixteen_characters_in_fours():
    assert fingerprint("abc").startswith("ba7816bf8f01cfea")
    assert in_groups(fingerprint("abc")) == "ba78 16bf 8f01 cfea"


@pytest.mark.parametrize(
    ("reference", "case_number", "mark"),
    [(None, "2027-0001", ""), ("", "", ""), ("abc", "", "abc")],
)
def test_without_a_person_or_a_case_there_is_nothing_to_tell_apart(reference, case_number, mark):
    assert mark_in(reference, case_number) == mark


def test_a_mark_is_of_one_person_in_one_case_and_says_neither():
    marks = {mark_in(who, case) for who in ("abc", "abd") for case in ("2027-0001", "2027-0002")}
    assert len(marks) == 4
    assert {len(mark) for mark in marks} == {40}
    assert mark_in("abc", "2027-0001") in marks
    assert not [mark for mark in marks if "abc" in mark]
