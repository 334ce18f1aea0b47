"""On PostgreSQL every statement is asked, and by no more tests than that takes."""

import sys

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from speelruimte.journal.key_marks import lost_database
from tests.statements import (
    Noted,
    asked_by_a_test,
    chosen,
    is_settled,
    nothing_goes_on,
    shape_of,
    version_of,
)


def asking(*statements, seconds=1.0):
    return Noted(seconds, frozenset(statements))


def test_every_statement_is_asked_and_none_for_a_second_time():
    noted = {
        "first": asking("read", "write"),
        "second": asking("read", "write"),
        "third": asking("read"),
        "fourth": asking("refused"),
    }

    assert chosen(noted) == {"first", "fourth"}


def test_the_quickest_go_on():
    noted = {
        "slow": asking("read", seconds=9),
        "quick": asking("read"),
        "quicker": asking("read", seconds=0.5),
    }

    assert chosen(noted) == {"quicker"}


def test_a_test_that_asks_more_goes_before_those_that_ask_a_part_of_it():
    noted = {
        "all": asking("a", "b", "c", "d"),
        "a": asking("a", seconds=0.9),
        "b": asking("b", seconds=0.9),
    }

    assert chosen(noted) == {"all"}


def test_nothing_noted_chooses_nothing():
    assert chosen({}) == set()


@pytest.mark.django_db
@pytest.mark.sqlite("it is about a test that is skipped on the other one")
def test_a_test_that_postgresql_skips_asks_nothing_for_it(request):
    assert is_settled(request.node)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ask", "by_a_test"),
    [
        (lambda _client: Session.objects.exists(), True),
        (lambda _client: list(Session.objects.all()), True),
        (lambda _client: connection.cursor().execute("SELECT 1"), True),
        (lambda _client: lost_database(), False),
        (lambda client: client.get("/logboek/"), False),
        (lambda client: client.session.save(), False),
    ],
)
def test_who_asks_is_who_stands_outside_the_orm(client, ask, by_a_test):
    said = []

    def note(execute, *statement):
        said.append(asked_by_a_test(sys._getframe(1)))
        return execute(*statement)

    with connection.execute_wrapper(note):
        ask(client)

    assert set(said) == {by_a_test}


@pytest.fixture
def file(tmp_path):
    """A file with tests."""
    written = tmp_path / "test_something.py"
    written.write_text("def test_something(): ...")
    return written


@pytest.mark.parametrize(
    ("in_file", "is_left"),
    [(["left"], True), (["left", "goes on"], False), (["goes on"], False), ([], True)],
)
def test_a_file_is_not_read_in_when_all_its_tests_are_left_out(file, in_file, is_left):
    files = {str(file): (version_of(file), in_file)}

    assert nothing_goes_on(file, files, {"left", "another"}) == is_left


def test_a_file_that_is_new_or_was_written_in_since_is_read_in(file):
    files = {str(file): (version_of(file) - 1, ["left"])}

    assert not nothing_goes_on(file, files, {"left"})
    assert not nothing_goes_on(file.parent, files, {"left"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT a FROM b WHERE c IN (%s)", "SELECT a FROM b WHERE c IN (%s, %s, %s)"),
        ("INSERT INTO a (b, c) VALUES (%s, %s)", "INSERT INTO a (b, c) VALUES (%s, %s), (%s, %s)"),
        ('SAVEPOINT "s123_x4"', 'SAVEPOINT "s98_x1"'),
    ],
)
def test_one_statement_has_one_shape_however_often_it_repeats_something(one, other):
    assert shape_of(one) == shape_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT a FROM b", "SELECT a FROM c"),
        ("SELECT a FROM b WHERE c = %s", "SELECT a FROM b WHERE c IN (%s)"),
    ],
)
def test_another_statement_has_another_shape(one, other):
    assert shape_of(one) != shape_of(other)
