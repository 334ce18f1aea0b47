"""What cannot tell databases apart runs once: in the run on SQLite.

A test is pure when none of its fixtures makes a database; nobody has to say so. pytest-django
already refuses the database to such a test; a fixture that is only asked for while the test runs is
refused here. Where another process asks the database, the test is marked ``both``.

What looks around in the filled municipality runs once too. On PostgreSQL the run in the browser
fills it, and starts with nothing when that fails; what a policy, a gate or a search does on
PostgreSQL is tested where it is made.
"""

import pytest

FILLED = "filled"
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        asks = DATABASE & fixtures
        if FILLED in fixtures:
            item.add_marker(pytest.mark.once)
        marked = any(item.get_closest_marker(name) for name in ("django_db", "both", "browser"))
        if item.get_closest_marker("pure"):
            if asks:
                raise pytest.UsageError(f"{item.nodeid} is pure and asks for {sorted(asks)}")
        elif not asks and not marked:
            item.add_marker(pytest.mark.pure)


def pytest_fixture_setup(fixturedef, request):
    node = request._pyfuncitem if request.scope == "function" else request.node
    if fixturedef.argname in DATABASE and node.get_closest_marker("pure"):
        pytest.fail(f"{node.nodeid} is pure and asks for {fixturedef.argname}")
