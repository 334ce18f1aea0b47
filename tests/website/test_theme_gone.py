"""The address of a theme that was merged or removed says what became of it."""

import pytest
from django.urls import reverse

from speelruimte.decisions.actions import make_theme, merge_themes, remove_empty_theme
from tests.steps.answers import grouped
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words

__all__ = ("activity", "lead", "trajectory")


@pytest.fixture(autouse=True)
def _made_anew(settings):
    settings.PAGE_CACHE = False


def address_of(theme):
    return reverse("theme", args=[theme.trajectory.slug, theme.public_key])


def onward_of(page):
    return [(row["label"], row["url"]) for row in page.context["onward"]]


def test_of_a_theme_that_was_merged_one_reads_in_which_its_words_lie_now(
    trajectory, activity, lead, client
):
    first = grouped(trajectory, [words(activity, "Een bank.")], title="Banken", **lead)
    second = grouped(trajectory, [words(activity, "Een hek.")], title="Hekken", **lead)
    last = grouped(trajectory, [words(activity, "Licht.")], title="Inrichting", **lead)
    address, to_second, to_last = address_of(first), address_of(second), address_of(last)
    assert client.get(address).status_code == 200
    process = ("Lees hoe ver het plan nu is", reverse("process", args=[trajectory.slug]))

    merge_themes(first, into=second, **lead)
    page = client.get(address)
    assert page.status_code == 404
    assert "Op 9 februari 2027 is alle inbreng van dit thema bij een ander" in page.content.decode()
    assert onward_of(page) == [("Hekken", to_second), process]

    merge_themes(second, into=last, **lead)
    assert onward_of(client.get(address)) == [("Inrichting", to_last), process]


def test_of_a_theme_that_was_removed_one_reads_since_when_and_of_none_nothing(
    trajectory, lead, client
):
    empty = make_theme(trajectory, title="Banken", **lead)
    address = address_of(empty)
    remove_empty_theme(empty, **lead)

    page = client.get(address).content.decode()

    assert "Op 9 februari 2027 is dit thema weggehaald." in page
    never = client.get(reverse("theme", args=[trajectory.slug, "geenthema"]))
    assert "Deze bladzijde is er niet" in never.content.decode()


def test_a_theme_whose_words_went_into_one_that_was_removed_leads_to_the_plan_only(
    trajectory, lead, client
):
    first, second = (make_theme(trajectory, title=title, **lead) for title in ("Banken", "Hekken"))
    address = address_of(first)
    merge_themes(first, into=second, **lead)
    remove_empty_theme(second, **lead)

    assert [label for label, _url in onward_of(client.get(address))] == [
        "Lees hoe ver het plan nu is"
    ]
