# ruff: noqa: F811  (fixtures come in by name)
import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import answer_theme
from tests.steps.answers import grouped
from tests.steps.at_result import activity, lead, trajectory  # noqa: F401
from tests.steps.bare import words


@pytest.fixture
def listed(client, trajectory, activity, lead):
    green = words(activity, "Meer bomen langs het fietspad.")
    words(activity, "Een bank bij de brug.")
    theme = grouped(trajectory, [green], title="Groen", **lead)
    answer_theme(theme, verdict="partly", reason="Er komen twee bomen bij.", **lead)
    address = reverse("contributions", args=[trajectory.slug])
    return theme, lambda query="": client.get(f"{address}?{query}").content.decode()


def test_the_list_is_narrowed_by_theme_answer_and_words(listed):
    theme, page = listed
    assert "2 reacties" in page()
    shown = {
        query: [line for line in ("Meer bomen", "Een bank") if line in page(query)]
        for query in (
            f"thema={theme.public_key}",
            "antwoord=partly",
            "antwoord=none",
            "q=bru",
            f"thema={theme.public_key}&q=bru",
            "antwoord=nonsens",
        )
    }
    assert list(shown.values()) == [
        ["Meer bomen"],
        ["Meer bomen"],
        ["Een bank"],
        ["Een bank"],
        [],
        ["Meer bomen", "Een bank"],
    ]
    assert "Hierbij past geen reactie." in page(f"thema={theme.public_key}&q=bru")


def test_the_list_says_which_of_how_many_and_keeps_what_was_chosen(listed, activity):
    _theme, page = listed
    for number in range(28):
        words(activity, f"Nog een brug, nummer {number}.")
    assert "1–25 van 30 reacties" in page()
    assert "1–25 van 29 reacties" in page("q=brug")
    assert "q=brug&amp;na=" in page("q=brug")


@pytest.mark.both
def test_inside_one_process_all_words_are_looked_through(listed, trajectory):
    """The first words that came in lie in the theme; more than a thousand hold the same word."""
    theme, page = listed
    first, columns = trajectory.contributions.get(text__contains="fietspad"), ("id", "public_key")
    copied = {
        field.attname: getattr(first, field.attname)
        for field in Contribution._meta.concrete_fields
        if field.attname not in (*columns, "receipt_hash", "idempotency_hash")
    }
    Contribution.objects.bulk_create(
        Contribution(receipt_hash=f"{number:064d}", **copied) for number in range(1_004)
    )
    assert "1–25 van 1005 reacties" in page("q=fietsp")
    assert "Meer bomen" in page(f"q=fietsp&thema={theme.public_key}")
