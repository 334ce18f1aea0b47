"""The form with which another decision is laid down."""

import pytest
from django.urls import reverse

from speelruimte.decisions.models import Rectification
from tests.steps.binding import ANOTHER, decided_after_a_vote


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


def test_the_form_for_another_decision_has_plans_and_frame(signed_in, policy, cast, now, today):
    binding = decided_after_a_vote(policy, by=cast.iris, at=now, on=today)
    client = signed_in(cast.iris)
    address = reverse("work-rectify-decision", args=[binding.case_number])
    html = client.get(address).content.decode()
    assert html.count('name="funded"') == 3
    assert html.count("checked") == 2
    assert 'name="departure_frame"' in html

    said = {
        **ANOTHER,
        "why": "Het college bedacht zich.",
        "decided_on": today.isoformat(),
        "departs": "ja",
        "departure": "Bank twee komt er niet.",
        "departure_frame": "1",
        "funded": ["1"],
    }
    assert client.post(address, said | {"departure_frame": ""}).status_code == 422
    assert client.post(address, said).status_code == 302
    assert Rectification.objects.get().funded == ["1"]
