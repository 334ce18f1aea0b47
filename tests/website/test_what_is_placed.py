"""Which words are placed on the site and which are not stands under a heading of its own."""

import re

import pytest
from django.urls import reverse

from speelruimte.policy.actions import load_policy
from tests.policy.test_reading import SMALL
from tests.steps.odd_policy import load_kraaiendal

SECTION = re.compile(r'<section[^>]*aria-labelledby="huisregels">(.*?)</section>', re.DOTALL)


@pytest.fixture(autouse=True)
def _the_day_is_given(time_machine, now):
    time_machine.move_to(now, tick=False)


def rules_on(client):
    page = client.get(reverse("policy")).content.decode()
    assert 'href="#huisregels"' in page
    (section,) = SECTION.findall(page)
    assert '<h2 class="utrecht-heading-2 sr-space-below" id="huisregels">' in section
    return section


def test_the_grounds_of_the_policy_stand_under_their_own_heading(client, db, now):
    load_kraaiendal(at=now)

    section = rules_on(client)

    assert "<li><b>Gekras.</b> Je kraste naar een ander." in section
    assert "‘Mijn kwetter’" in section


def test_where_the_policy_names_none_the_neutral_grounds_stand_there(client, policy):
    section = rules_on(client)

    assert section.count("<li>") == 5
    assert "<li><b>Reclame.</b> Uw tekst is reclame." in section
    assert "Ons beleid heeft geen vaste lijst" not in section


def test_without_grounds_in_the_policy_it_says_that_every_no_has_a_reason(client, db, now):
    none = f"{SMALL}own_words: {{refusal_grounds: []}}\n"
    load_policy(text=none, file="small.yaml", by=None, at=now)

    section = rules_on(client)

    assert "<li>" not in section
    assert "Ons beleid heeft geen vaste lijst" in section
    assert "Zet geen telefoonnummer of adres in uw tekst." in section
    assert "iemand anders" in section
