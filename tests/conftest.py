"""What every test may count on: the cast of Lindewold, a policy, areas, and a clock of its own."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

TODAY = date(2027, 2, 9)
NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick_and_quiet(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    # A page under /en/ leaves its language with the thread; the next test starts in Dutch.
    translation.deactivate()


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
    from demo.cast import welcome_cast

    from speelruimte.people.actions import welcome_person

    people = welcome_cast(by=None, at=NOW, on=date(2026, 1, 1))
    people["stranger"] = welcome_person(
        name="Onbekende", email="stranger@elders.example", by=None, at=NOW
    )
    return SimpleNamespace(**people)


@pytest.fixture
def browser_of(db):
    """A browser in which somebody is signed in, with a second step: ``browser_of(cast.marleen)``."""
    from django.test import Client

    from speelruimte.people.second_factor import give_second_factor, has_second_factor

    def enter(person):
        if not has_second_factor(person):
            give_second_factor(person, by=None, at=NOW)
        client = Client()
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def areas(db):
    """Four parts of Lindewold, by key."""
    from speelruimte.places.models import Area

    names = {
        "centrum": "Centrum",
        "vaartzijde": "Vaartzijde",
        "oosterveld": "Oosterveld",
        "de-lanen": "De Lanen",
    }
    return {
        key: Area.objects.create(key=key, name=name, position=position, inhabitants=15_000)
        for position, (key, name) in enumerate(names.items())
    }


@pytest.fixture
def load_pack(db):
    """Load one of the shipped policies: ``load_pack("heemstede-2020")``."""
    from speelruimte.policy.actions import load_policy

    folder = Path(settings.PACKAGE) / "policy" / "packs"

    def load(name):
        file = folder / f"{name}.yaml"
        return load_policy(text=file.read_text(), file=file.name, by=None, at=NOW)

    return load


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
