"""What every test may count on: the cast of Lindewold, a policy, areas, and a clock of its own."""

import gc
import os
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.test import override_settings
from django.utils import translation
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

from tests.pure import pytest_collection_modifyitems, pytest_fixture_setup
from tests.real_database import own_database
from tests.template_database import django_db_setup
from tests.watched import pytest_runtest_call

__all__ = [
    "django_db_setup",
    "own_database",
    "pytest_collection_modifyitems",
    "pytest_fixture_setup",
    "pytest_runtest_call",
]


def pytest_configure(config):
    """The connection refuses what the product writes outside an action; tests may with their own
    hands."""
    from django.conf import settings

    settings.WRITE_GUARD = True
    settings.WRITES_BY_HAND = [str(config.rootpath / "tests")]


# While tests are read in there is no rubbish.
gc.disable()


def pytest_collection_finish():
    """All that was read in stays as long as the tests do: nobody looks through it for rubbish."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 50)


def pytest_sessionfinish():
    """After the last test pytest looks five times for rubbish; once is enough to be told of it."""
    gc.collect()
    gc.freeze()


def _kept(convert):
    """How a statement reads in SQLite is worked out once, and not each time that it is asked."""
    known = {}

    @wraps(convert)
    def converted(cursor, query, *, param_names=None):
        if param_names is not None:
            return convert(cursor, query, param_names=param_names)
        if query not in known:
            known[query] = convert(cursor, query)
        return known[query]

    return converted


SQLiteCursorWrapper.convert_query = _kept(SQLiteCursorWrapper.convert_query)

TODAY = date(2027, 2, 9)
NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)

# A few examples while one works; many every night: make test-deep. More than 500 exact counts of
# a vote take longer than a night is worth.
hypothesis_settings.register_profile("quick", max_examples=50, deadline=None)
hypothesis_settings.register_profile("deep", max_examples=500, deadline=None)
# Where faults are put in it matters that an example fails, and never which one is the shortest; and a
# test must do the same with the fault as without.
hypothesis_settings.register_profile(
    "faults",
    max_examples=50,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True)
def _from_the_beginning(settings):
    # Not for the whole run: setting up a database makes the table of the cache that it has.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    # A page under /en/ leaves its language with the thread; the next test starts in Dutch.
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _shared_starting_points(request, tmp_path_factory):
    """What one worker made, the others of this run put back."""
    if hasattr(request.config, "workerinput"):
        from tests.steps.shelf import share_in

        share_in(tmp_path_factory.getbasetemp().parent / "snapshots")


@pytest.fixture
def english():
    """As if English were complete: its pages exist, and who reads English is written to in it.

    A test that changes a setting too, names it before ``settings``: what came last goes first.
    """
    from django.conf import settings

    from speelruimte.policy.speaking import lay_over_catalogue

    with override_settings(LANGUAGES=settings.TRANSLATED):
        lay_over_catalogue()
        yield
    # Django forgets all catalogues when the languages change, and what lay over them.
    lay_over_catalogue()


@pytest.fixture
def today():
    """Tuesday 9 February 2027."""
    return TODAY


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def later():
    """A moment so many days after now: ``later(3)``."""
    return lambda days=1: NOW + timedelta(days=days)


@pytest.fixture
def cast(db):
    """The people of Lindewold by name: ``cast.marleen`` is the coach, ``cast.stranger`` nobody."""
    from tests.steps.cast import cast_of

    return SimpleNamespace(**cast_of(at=NOW))


@pytest.fixture
def browser_of(db):
    """A browser in which somebody is signed in, with a second step: ``browser_of(cast.marleen)``."""
    from tests.steps.browsing import signed_in_client

    return signed_in_client


@pytest.fixture
def areas(db):
    """Four parts of Lindewold, by key."""
    from tests.steps.beginning import four_areas

    return four_areas()


@pytest.fixture
def load_pack(db):
    """Load one of the shipped policies: ``load_pack("heemstede-2020")``."""
    from tests.steps.beginning import load_shipped

    return lambda name: load_shipped(name, at=NOW)


@pytest.fixture
def policy(load_pack):
    """The neutral policy, in force: for tests that do not care which one."""
    return load_pack("basis")


@pytest.fixture
def trajectory(cast, areas, load_pack):
    """De Brink: a square that is laid out anew, at its weighing under Heemstede's policy.

    Samira leads it, Nadia brought it up from outside.
    """
    from tests.steps.beginning import trajectory_of

    return trajectory_of(load_pack("heemstede-2020"), cast, areas, at=NOW)
