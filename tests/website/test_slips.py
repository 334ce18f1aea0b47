# ruff: noqa: F811  (fixtures come in by name)
"""Slips of one day, written down together."""

import re

import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from tests.activities.conftest import evening, policy, trajectory  # noqa: F401

CODE = re.compile(r"SR-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


def entering(browser_of, cast, evening):
    case = {"case_number": evening.trajectory.case_number, "key": evening.key}
    browser, address = browser_of(cast.joris), reverse("work-enter", kwargs=case)
    key = browser.get(address).context["form"]["idempotency_key"].value()
    sent = {"idempotency_key": key, "channel": "paper", "received_on": "2027-02-09"}
    return browser, address, sent


def test_slips_of_one_day_are_taken_in_together_each_with_a_code_of_its_own(
    browser_of, cast, evening
):
    browser, address, sent = entering(browser_of, cast, evening)
    sent |= {
        "text": "Het pad is te smal.",
        "name": "Henk",
        "more_2": "Er is te weinig licht.",
        "more_3": "  ",
        "more_4": "Graag een bank.",
    }
    slip = browser.post(address, sent).content.decode()
    again = browser.post(address, sent).content.decode()

    assert len(set(CODE.findall(slip))) == 3
    assert CODE.findall(again) == CODE.findall(slip)
    rows = Contribution.objects.order_by("pk")
    texts = ["Het pad is te smal.", "Er is te weinig licht.", "Graag een bank."]
    assert [row.text for row in rows] == texts
    assert [row.contact_id is not None for row in rows] == [True, False, False]


def test_a_number_of_somebody_on_a_further_slip_is_asked_about_before_anything_is_kept(
    browser_of, cast, evening
):
    browser, address, sent = entering(browser_of, cast, evening)
    sent |= {
        "text": "Het pad is te smal.",
        "more_2": "Bel mij op 0612345678.",
    }
    page = browser.post(address, sent).content.decode()

    assert "Let op: telefoonnummer" in page
    assert "<details open>" in page
    assert not Contribution.objects.exists()
