"""The page asks once whether an answer that stands there holds for the words that are ticked."""

import pytest
from django.test import Client
from django.urls import reverse

from speelruimte.decisions.actions import answer_theme
from speelruimte.decisions.models import Placement
from tests.steps.answers import grouped
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words

__all__ = ["activity", "lead", "trajectory"]


@pytest.fixture
def crossing(trajectory, activity, lead):
    """A theme that was answered on 5 February; today is the ninth."""
    theme = grouped(trajectory, [words(activity, "Een zebrapad.")], title="Oversteken", **lead)
    answer_theme(theme, verdict="taken_over", reason="Er komen plateaus.", **lead)
    return theme


@pytest.fixture
def browser(signed_in, cast, time_machine, crossing):
    time_machine.move_to("2027-03-09T10:00:00+01:00", tick=False)
    return signed_in(cast.samira)


def test_it_is_asked_first_and_what_was_ticked_stays(browser, trajectory, activity, crossing):
    late = words(activity, "Palen op het fietspad.")
    other = words(activity, "Een lamp.")
    url = reverse("work-answers", args=[trajectory.case_number])
    sent = {"do": "place", "contributions": [late.public_key], "theme": crossing.pk, "title": ""}

    asked = browser.post(url, sent)
    html = " ".join(asked.content.decode().split())

    assert asked.status_code == 422
    assert "Op ‘Oversteken’ is al geantwoord: overgenomen. ‘Er komen plateaus.’" in html
    assert "Geldt dit antwoord ook voor wat u aanvinkte?" in html
    assert not Placement.objects.filter(contribution=late).exists()
    form = asked.context["place_form"]
    assert form.ticked == {late.public_key}
    mark = form["asked_of"].value()
    assert mark in html
    both = [late.public_key, other.public_key]
    assert browser.post(url, sent | {"contributions": both, "asked_of": mark}).status_code == 422

    assert browser.post(url, sent | {"asked_of": mark}).status_code == 302
    assert Placement.objects.get(contribution=late).theme == crossing
    page = reverse("contribution", args=[trajectory.slug, late.public_key])
    assert "9 maart 2027" in Client().get(page).content.decode()


def test_an_answered_theme_offers_no_way_out(browser, trajectory, crossing):
    url = reverse("work-theme", args=[trajectory.case_number, crossing.pk])
    html = browser.get(url).content.decode()
    assert 'name="contributions"' not in html
    assert 'value="place"' not in html
    assert "Wat hier staat, blijft hier staan." in html
    key = trajectory.contributions.get().public_key
    refused = browser.post(
        url, {"do": "place", "contributions": [key], "theme": "none", "title": ""}
    )
    assert refused.status_code == 422
    assert "Geef deze inbreng dan een eigen antwoord" in refused.content.decode()
