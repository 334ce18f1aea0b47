"""After a small change the agreements still say who adopted them, when and under which number."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speelruimte.agreements.actions import change_lightly
from speelruimte.agreements.queries import version_in_force
from tests.steps import agreement as steps


@pytest.fixture(autouse=True)
def _on_the_day(time_machine, now, settings):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)


def html_of(answer):
    return answer.content.decode()


def numbered(page):
    """The lines that say under which number a body decided."""
    return re.findall(r"vastgesteld\s+op \d+ \w+ \d+, besluit \S+", html_of(page))


def mended(trajectory, cast, at, text):
    """A slip of the pen in the agreement in force, put right at once."""
    version = version_in_force(steps.fresh(trajectory))
    key = version.sections.filter(part="plan").first().key
    return change_lightly(
        version,
        texts={f"section:plan:{key}": text},
        last_days={},
        reason="Een letter was vergeten.",
        by=cast.samira,
        at=at,
    )


def test_after_light_changes_it_still_says_who_decided_and_when_and_under_which_number(
    story, trajectory, cast, now, client
):
    agreed = story.adopted_agreement()
    here = reverse("agreements", args=[trajectory.slug])
    decided = client.get(here)
    mended(agreed, cast, now + timedelta(days=1), "Zo zitt het hier.")
    mended(agreed, cast, now + timedelta(days=10), "Zo zit het hier.")

    page = client.get(here)

    assert numbered(page) == numbered(decided) != []
    assert page.context["adopted"].startswith(decided.context["adopted"])
    assert "Kleine wijziging, vastgelegd op" in page.context["adopted"]
    assert "Over versie 1 is besloten" in html_of(page)
    assert "Over versie 1 is besloten" not in html_of(decided)


def test_a_light_change_of_before_keeps_the_decision_of_before(
    story, trajectory, cast, now, client
):
    agreed = story.adopted_agreement()
    mended(agreed, cast, now, "Zo zitt het hier.")
    steps.amended_agreement(steps.fresh(agreed), cast, at=now)

    light = client.get(reverse("agreement-version", args=[trajectory.slug, 2]))
    amended = client.get(reverse("agreements", args=[trajectory.slug]))

    assert "Over versie 1 is besloten" in html_of(light)
    assert "is besloten. Daarna" not in html_of(amended)


def test_who_decided_before_a_light_change_takes_one_query_more(
    story, trajectory, cast, now, client, django_assert_num_queries
):
    agreed = story.adopted_agreement()
    here = reverse("agreements", args=[trajectory.slug])
    client.get(here)
    with CaptureQueriesContext(connection) as asked:
        client.get(here)
    before = len(asked)
    mended(agreed, cast, now, "Zo zitt het hier.")
    client.get(here)

    with django_assert_num_queries(before + 1):
        client.get(here)
