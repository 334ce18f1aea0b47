# ruff: noqa: F811  (fixtures come in by name)
"""Every cookie that a visitor gets is named on the page about their data, and none comes without need."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.website.test_taking_part import typed


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def address(ideas):
    return reverse("contribute", kwargs={"slug": ideas.trajectory.slug, "key": ideas.key})


def test_each_cookie_is_named_on_the_page_about_your_data(client, address, ideas):
    pages = [reverse("home"), reverse("privacy"), reverse("process", args=[ideas.trajectory.slug])]
    for read in pages:
        assert not client.get(read).cookies

    client.post(address, typed(client, address))

    names = {re.sub(r"-[0-9a-f]+$", "", name) for name in client.cookies}
    assert names == {"csrftoken", "bewijs", "verstuurd"}
    said = client.get(reverse("privacy")).content.decode()
    assert all(re.search(rf"<li>\s*{name}[:,]", said) for name in names)
    assert "Net zo kort bewaren we een afdruk van een e-mailadres" in said


def test_a_browser_that_keeps_no_cookies_gets_none_with_its_code(client, address):
    words = typed(client, address)
    without = Client(enforce_csrf_checks=True)

    answer = without.post(address, words, headers={"origin": "http://testserver"})

    assert answer.status_code == 200
    assert not {name for name in answer.cookies if name != "csrftoken"}
