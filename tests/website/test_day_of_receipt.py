# ruff: noqa: F811  (fixtures come in by name)
"""A letter that was entered later stands among the rest by the day on which it came, and says so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.decisions.queries import contributions_with
from tests.steps.answers import grouped
from tests.steps.at_result import activity, lead, trajectory  # noqa: F401
from tests.steps.bare import words
from tests.website.test_after_the_last_day import _no_page_cache  # noqa: F401


@pytest.fixture
def both(activity, now, time_machine):
    """What was typed on the website two days ago, and a letter of nine days ago that came late."""
    time_machine.move_to(now, tick=False)
    return [
        words(activity, "Op de site.", received_at=now - timedelta(days=2)),
        words(
            activity,
            "In een brief.",
            received_at=now - timedelta(days=9),
            channel="letter",
            timing="late",
        ),
    ]


def order_on(html):
    return sorted(("Op de site.", "In een brief."), key=html.index)


@pytest.mark.parametrize("name", ["answers", "inbox"])
def test_the_letter_stands_first_where_somebody_places_or_looks_at_words(
    signed_in, cast, trajectory, both, name
):
    if name == "inbox":
        Contribution.objects.update(state="waiting")
    client = signed_in(cast.samira)

    html = client.get(reverse(f"work-{name}", args=[trajectory.case_number])).content.decode()

    assert order_on(html) == ["In een brief.", "Op de site."]
    assert "31 januari 2027" in html
    assert "kwam na de laatste dag" in html


def test_in_a_theme_and_on_the_page_of_the_process_the_newest_day_stands_first(
    client, trajectory, both, lead
):
    Contribution.objects.update(timing="")
    theme = grouped(trajectory, list(both), title="Groen", **lead)
    assert contributions_with(theme).rows == both
    Contribution.objects.filter(pk=both[1].pk).update(timing="late")

    html = client.get(reverse("process", args=[trajectory.slug])).content.decode()

    said = html.partition("Wat anderen zeiden")[2].partition("Lees alle")[2]
    assert order_on(said) == ["Op de site.", "In een brief."]
    assert "kwam na de laatste dag" in said
