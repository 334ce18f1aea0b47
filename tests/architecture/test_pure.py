"""A test that runs on one database only cannot ask for a database."""

import pytest
from django.db import connection


def test_a_test_without_a_database_fixture_is_pure(request):
    assert request.node.get_closest_marker("pure")


@pytest.mark.django_db
def test_a_test_with_a_database_is_not_pure(request):
    assert not request.node.get_closest_marker("pure")


def test_a_fixture_with_a_database_makes_a_test_not_pure(request, cast):
    assert not request.node.get_closest_marker("pure")


@pytest.mark.parametrize("name", ["db", "transactional_db"])
def test_a_pure_test_that_asks_for_a_database_while_it_runs_fails(request, name):
    with pytest.raises(pytest.fail.Exception, match="is pure and asks for"):
        request.getfixturevalue(name)


def test_what_was_refused_once_is_taken_down_like_any_other_fixture(request):
    for _time in (1, 2):
        with pytest.raises(pytest.fail.Exception, match="is pure and asks for db"):
            request.getfixturevalue("db")


def test_a_pure_test_cannot_reach_the_database():
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()
