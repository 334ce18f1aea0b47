"""The page of a decision says nothing that is not there: about taking part, and about promises."""

import pytest
from django.urls import reverse

from speelruimte.decisions.models import Decision, Feedback, Result
from tests.steps.bare import a_trajectory, a_waiver, an_agreement


@pytest.fixture(autouse=True)
def _on_9_february(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def decided(policy, now, today):
    made = a_trajectory(policy, route="college", step="evaluation")
    Decision.objects.create(
        trajectory=made,
        body="college",
        decided_on=today,
        what="De bus rijdt later.",
        reasons="Dan past het op de trein.",
        recorded_at=now,
    )
    Feedback.objects.create(trajectory=made, text="De bus rijdt later.", told_at=now)
    return made


def page_of(client, name, trajectory):
    return client.get(reverse(name, args=[trajectory.slug])).content.decode()


@pytest.mark.parametrize("waived", [True, False])
def test_where_nobody_could_take_part_the_decision_speaks_of_no_outcome_and_no_words(
    client, decided, waived
):
    about_taking_part = (
        "Het besluit volgt de uitkomst",
        "wat uit het meedoen kwam",
        "hoorden geen thema",
        "Welke woorden wogen mee?",
        "Wat we deden met uw inbreng",
        "Zoek het antwoord op uw eigen woorden",
    )
    if waived:
        a_waiver(decided)

    page = page_of(client, "decision", decided)

    assert [said in page for said in about_taking_part] == [not waived] * len(about_taking_part)
    assert ("Bericht over het besluit" in page) is waived
    assert "Dan past het op de trein." in page


@pytest.mark.parametrize("name", ["decision", "outcome"])
def test_the_table_of_promises_says_until_when_it_runs(client, decided, today, name):
    an_agreement(decided)
    kept = [{"promise": "fase", "what": "Meedoen over het pad.", "far": "yes", "note": ""}]
    Result.objects.create(
        trajectory=decided, summary="Breder.", kept=kept, offered_to="college", offered_on=today
    )

    page = page_of(client, name, decided)

    assert "Deze tabel is van 9 februari 2027, toen de uitkomst klaar was." in page
    assert f'href="{reverse("process", args=[decided.slug])}#beloofd"' in page
    assert 'id="beloofd"' in page_of(client, "process", decided)
