"""Somebody who wrote in, and comes back with the code."""

import pytest
from django.urls import reverse

from tests.steps.bare import a_trajectory, an_activity, an_agreement, words

TEXT = "Het pad bij de brug is te smal."


@pytest.fixture
def trajectory(policy, time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)
    made = a_trajectory(policy, route="college", summary="Over het pad.")
    an_agreement(made, level="meedenken", say=2)
    return made


@pytest.fixture
def contribution(trajectory):
    return words(an_activity(trajectory), TEXT, name="Henk Mulder", email="henk@lindewold.example")


def asked(client, code):
    return client.post(reverse("find-contribution"), {"code": code}, follow=True)
