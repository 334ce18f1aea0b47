"""In which tests it is counted that every branch of the rules is taken.

It is done beside the rules, in these folders, and not in a test that comes to them from afar:
through a page, in a database of its own, or marked ``afar``; and only while the test itself runs. A
branch that only such a test takes, or only the making of a starting point, has no test of its own.
How it is counted: tests/branches.py.
"""

import pytest

from speelruimte.policy import telling
from speelruimte.shared import compiled_query, fetched_ahead, terms

FOLDERS = {
    *("shared", "policy", "analysis", "people", "initiatives", "weighing", "agreements"),
    *("activities", "voting", "decisions", "evaluation", "notices"),
}
# What is worked out once: who asks first takes its branches. So it is forgotten before each test in the
# folder beside it. Elsewhere it is kept: working out the queries anew takes longer than most tests.
REMEMBERED = {
    "shared": (
        *(terms.easter.cache_clear, terms.holidays.cache_clear),
        *(compiled_query._filled.cache_clear, compiled_query._FILLED.clear),
        fetched_ahead._query_of.cache_clear,
    ),
    "policy": (telling._told_by_shipped.cache_clear,),
}
AFAR = {"client", "browser_of", "own_database"}


def _is_watched(item):
    from_afar = AFAR & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("afar")
    return item.path.parent.name in FOLDERS and not from_afar


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Under ``-p tests.branches``: count in this test, when it stands beside the rules."""
    branches = item.config.pluginmanager.get_plugin("tests.branches")
    if not branches or not _is_watched(item):
        return (yield)
    for forget in REMEMBERED.get(item.path.parent.name, ()):
        forget()
    branches.clear()
    try:
        return (yield)
    finally:
        branches.count()
