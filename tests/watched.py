"""In which tests it is counted that every branch of the rules is taken.

Counting makes all of Python two to four times as slow, also what nobody counts. So it is done
beside the rules, in these folders, and not in a test that comes to them from afar: through a page,
in a database of its own, or marked ``afar``; and only while the test itself runs. A branch that only
such a test takes, or only the making of a starting point, has no test of its own.
"""

import pytest

from speelruimte.shared import compiled_query, terms

FOLDERS = {
    *("shared", "policy", "analysis", "people", "initiatives", "weighing", "agreements"),
    *("activities", "voting", "decisions", "evaluation", "notices"),
}
AFAR = {"client", "browser_of", "own_database"}


def _is_watched(item):
    from_afar = AFAR & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("afar")
    return item.path.parent.name in FOLDERS and not from_afar


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Under ``--cov``: no branches are counted while the ground of a test is made and cleared."""
    if (counting := _counting(item)) and counting.started:
        counting.pause()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Under ``--cov``: count in this test, when it stands beside the rules."""
    counting = _counting(item)
    if not counting or not _is_watched(item):
        return (yield)
    for remembered in (terms.easter, terms.holidays, compiled_query._filled):
        remembered.cache_clear()  # or a test from afar that asked first took the branch
    counting.resume()
    try:
        return (yield)
    finally:
        counting.pause()


def _counting(item):
    plugin = item.config.pluginmanager.getplugin("_cov")
    return plugin and plugin.cov_controller
