"""What asks no database cannot tell databases apart, and runs once: in the run on SQLite.

A test is pure when none of its fixtures makes a database; nobody has to say so. pytest-django
already refuses the database to such a test; a fixture that is only asked for while the test runs is
refused here. Where another process asks the database, the test is marked ``both``.
"""

import pytest

DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        asks = DATABASE & set(getattr(item, "fixturenames", ()))
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
