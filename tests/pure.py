"""What cannot tell databases apart runs once: in the run on SQLite.

A test is pure when none of its fixtures makes a database; nobody has to say so. pytest-django
already refuses the database to such a test; a fixture that is only asked for while the test runs is
refused here. Where another process asks the database, the test is marked ``both``.

What looks around in the filled municipality runs once too, and so does what comes through a page:
what such a test says of words and forms is the same on both, and what it asks the database is asked
on PostgreSQL by who walks all pages there (demo/test_every_form, website/test_whole_route, the run
in the browser). What a policy, a gate, an action or a search does on PostgreSQL is tested where it is
made. A test of a page that does say something about a database is marked ``both``; one that
says something about one database only is marked with its name and why: ``postgresql("…")``.
"""

import pytest
from django.db import connection

FILLED = "filled"
PAGES = {"client", "browser_of"}
VENDORS = ("postgresql", "sqlite")
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    _mark(items)
    result = yield
    # What takes longest begins first, so that no worker is left alone with it.
    items.sort(key=_comes)
    return result


def _comes(item):
    """After the filled municipality what is marked ``slow``, then what one worker does together, and
    then all others as they were.
    """
    marked = (bool(item.get_closest_marker(name)) for name in ("slow", "xdist_group"))
    return FILLED not in _fixtures_of(item), *(not has_it for has_it in marked)


def _mark(items):
    for item in items:
        _empties_nothing(item)
        _only_where_it_says_something(item)
        fixtures = _fixtures_of(item)
        asks = DATABASE & fixtures
        marked = any(item.get_closest_marker(name) for name in ("django_db", "both", "browser"))
        if _says_nothing_of_a_database(item, fixtures):
            item.add_marker(pytest.mark.once)
        if item.get_closest_marker("pure"):
            if asks:
                raise pytest.UsageError(f"{item.nodeid} is pure and asks for {sorted(asks)}")
        elif not asks and not marked:
            item.add_marker(pytest.mark.pure)


def _empties_nothing(item):
    """What is flushed afterwards has lost the marks of the keys, too, for every test after it."""
    mark = item.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & _fixtures_of(item) or (
        mark and mark.kwargs.get("transaction")
    ):
        raise pytest.UsageError(f"{item.nodeid} empties the test database: ask for own_database")


def _only_where_it_says_something(item):
    """``postgresql`` and ``sqlite`` say why the other database has nothing to be tested here."""
    for vendor in VENDORS:
        for mark in item.iter_markers(vendor):
            if len(mark.args) != 1:
                raise pytest.UsageError(f"{item.nodeid} is for {vendor} only and does not say why")
            if connection.vendor != vendor:
                item.add_marker(pytest.mark.skip(reason=f"{vendor} only: {mark.args[0]}"))


def _fixtures_of(item):
    return set(getattr(item, "fixturenames", ()))


def _says_nothing_of_a_database(item, fixtures):
    if any(item.get_closest_marker(name) for name in ("both", *VENDORS, "browser")):
        return False
    if "own_database" in fixtures:
        return False
    return FILLED in fixtures or PAGES & fixtures or item.path.parent.name == "website"


def pytest_fixture_setup(fixturedef, request):
    node = request._pyfuncitem if request.scope == "function" else request.node
    if fixturedef.argname in DATABASE and node.get_closest_marker("pure"):
        try:
            pytest.fail(f"{node.nodeid} is pure and asks for {fixturedef.argname}")
        except pytest.fail.Exception as refusal:
            # As pytest does with a fixture that fails: what is not remembered is not taken down, and
            # then no test that comes later can have it.
            failed = (refusal, refusal.__traceback__)
            fixturedef.cached_result = (None, fixturedef.cache_key(request), failed)
            raise
