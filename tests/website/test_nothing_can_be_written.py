# ruff: noqa: F811  (fixtures come in by name)
"""The disk of the database is full: what is there can be read, and what was typed is not lost."""

from importlib import import_module

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from speelruimte.activities.models import Contribution
from speelruimte.website.urls import PUBLIC
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.steps.taking_part import words_from
from tests.website.test_taking_part import typed

READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN")


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def full():
    """Whatever is written from now on is refused, as where no room is left."""

    def refuse(execute, sql, params, many, context):
        if not sql.lstrip("( ").upper().startswith(READS):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    return lambda: connection.execute_wrapper(refuse)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def readable(ideas):
    """Every address for visitors that needs no more than the process and what is open in it."""
    here = ({}, {"slug": ideas.trajectory.slug})
    here += ({"slug": ideas.trajectory.slug, "key": ideas.key},)
    for module in PUBLIC:
        for pattern in import_module(f"speelruimte.website.public.{module}").urlpatterns:
            for known in here:
                try:
                    yield reverse(pattern.name, kwargs=known)
                except NoReverseMatch:
                    continue


@pytest.mark.once
def test_every_page_for_visitors_can_be_read(full, visitor, ideas):
    words_from(ideas, 2, at=ideas.opened_at)
    pages = [*readable(ideas), reverse("account_login")]
    assert len(pages) > 40

    with full():
        answers = {page: visitor.get(page).status_code for page in pages}

    assert {page: code for page, code in answers.items() if code >= 500} == {}


@pytest.mark.once
def test_words_that_cannot_be_kept_come_back_with_a_sentence_and_go_in_later(full, visitor, ideas):
    address = reverse("contribute", args=[ideas.trajectory.slug, ideas.key])
    words = typed(visitor, address, text="Zet een bank bij de sluis.")
    own_page = {"headers": {"origin": "http://testserver"}}

    with full():
        answer = visitor.post(address, words, **own_page)

    said = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "20"
    assert "Wij konden dit nu niet bewaren" in said
    assert "Zet een bank bij de sluis." in said
    assert not Contribution.objects.filter(text=words["text"]).exists()
    again = dict(answer.context["fields"])
    assert visitor.post(address, again, **own_page).status_code < 400
    assert Contribution.objects.filter(text=words["text"]).count() == 1


@pytest.mark.once
def test_where_nothing_can_be_read_either_the_plain_page_says_sorry(visitor, ideas):
    address = reverse("contribute", args=[ideas.trajectory.slug, ideas.key])
    words = typed(visitor, address)

    def refuse(*_given):
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(refuse):
        answer = visitor.post(address, words, headers={"origin": "http://testserver"})

    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()
