"""A session is read as Django reads it, by SQL that is written once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DjangosStore
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.module_loading import import_string

SessionStore = import_string(f"{settings.SESSION_ENGINE}.SessionStore")


@pytest.fixture
def key(db):
    session = SessionStore()
    session["walk"] = "langs de Vaart"
    session.create()
    return session.session_key


def test_what_was_put_in_a_session_comes_out_of_it(key, monkeypatch):
    assert DjangosStore(key)["walk"] == SessionStore(key)["walk"]
    monkeypatch.delattr(SQLCompiler, "as_sql")

    assert SessionStore(key)["walk"] == "langs de Vaart"


def test_a_session_that_is_over_or_that_nobody_has_is_empty_and_gets_another_key(key, time_machine):
    for_nobody = SessionStore("0" * 32)
    assert for_nobody.get("walk") is None
    assert for_nobody.session_key is None

    time_machine.move_to(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    over = SessionStore(key)
    assert over.get("walk") is None
    assert over.session_key is None
    assert DjangosStore(key).get("walk") is None
