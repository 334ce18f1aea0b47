"""The page of a plan says what kind of working together it is, with what the policy means by it."""

import pytest
from django.urls import reverse

from tests.steps.bare import a_trajectory, an_agreement


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PAGE_CACHE = False


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (
            "samen-met-de-stad",
            "Dit is samenwerking van gemeente en samenleving. Dit besluit nemen we samen met inwoners. "
            "We kiezen samen. Het college bekrachtigt de keuze als die binnen de kaders past.",
        ),
        (
            "raad",
            "Dit is meedoen met een plan van de gemeente. De raad stelt eerst de afspraken vast. "
            "Daarna doet u mee. Dan beslist de raad.",
        ),
        ("zelf", "Dit is een eigen initiatief uit de samenleving."),
    ],
)
def test_a_resident_reads_how_municipality_and_initiator_work_together(client, policy, route, said):
    plan = a_trajectory(policy, route=route)
    an_agreement(plan, level="meedenken", say=2)

    page = client.get(reverse("process", kwargs={"slug": plan.slug}))

    assert page.context["working_together"] == said
    assert said in page.content.decode()
