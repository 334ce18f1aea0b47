"""The form with which another decision is laid down."""

import pytest
from django.urls import reverse

from speelruimte.decisions.models import Rectification, Weight
from speelruimte.decisions.queries import thread_of
from speelruimte.route.forgetting import forget_contact
from speelruimte.route.rectifying import rectify_decision_and_tell
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Step
from tests.steps.answers import decided, everything_answered
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.binding import ANOTHER, decided_after_a_vote
from tests.steps.refusing import refuses


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


FIRST, SINCE = "Dit woog zwaar mee.", "Het woog minder: de dijk is te smal."


@pytest.fixture
def weighed(policy, cast, now, today):
    """Decided by the college, which promised to say how every theme weighed; somebody wrote."""
    made = a_trajectory(policy, route="college", summary="Over de straat.")
    an_agreement(made, level="meedenken", say=2)
    words(
        an_activity(made), "Fietsen maar.", name="Mevrouw Dijkstra", email="dijkstra@buurt.example"
    )
    made.step = Step.RESULT
    made.save()
    everything_answered(made, by=cast.marleen, at=now, on=today, title="Fietsers")
    made.step = Step.DECISION
    made.save()
    decided(made, by=cast.iris, at=now, on=today, number="B-7")
    return made


def another_said(theme, today, how):
    return {
        **ANOTHER,
        "why": "Het college bedacht zich.",
        "decided_on": today.isoformat(),
        "departs": "nee",
        "departure": "",
        f"weight_{theme.pk}": how,
    }


def test_another_decision_asks_how_each_theme_weighs_and_everybody_reads_that(
    signed_in, client, cast, weighed, today
):
    theme = weighed.themes.get()
    office, address = (
        signed_in(cast.iris),
        reverse("work-rectify-decision", args=[weighed.case_number]),
    )
    assert office.get(address).context["form"][f"weight_{theme.pk}"].value() == FIRST
    empty = office.post(address, another_said(theme, today, " "))
    assert empty.status_code == 422
    assert "Hoe woog ‘Fietsers’ mee?" in empty.content.decode()

    assert office.post(address, another_said(theme, today, SINCE)).status_code == 302

    thread = thread_of(weighed.contributions.get())
    assert (thread.weight.how, thread.weight.rectification) == (SINCE, Rectification.objects.get())
    of_theme = client.get(reverse("theme", args=[weighed.slug, theme.public_key]))
    assert SINCE in of_theme.content.decode()
    assert FIRST not in of_theme.content.decode()
    page = client.get(reverse("decision", args=[weighed.slug]))
    assert [row["how"] for row in page.context["themes"]] == [SINCE]
    assert FIRST in page.content.decode().partition("Zo stond het er eerst")[2]
    assert office.get(address).context["form"][f"weight_{theme.pk}"].value() == SINCE
    assert verify().faults == []


def test_a_correction_leaves_how_each_theme_weighed(signed_in, cast, weighed, today):
    theme = weighed.themes.get()
    address = reverse("work-rectify-decision", args=[weighed.case_number])
    office = signed_in(cast.iris)
    correction = {
        "number": "B-7",
        "what": "Het plan wordt uitgevoert.",
        "reasons": "De uitkomst past binnen de afspraken.",
        "why": "Een letter te veel.",
        "decided_on": "",
        "departs": "",
        f"weight_{theme.pk}": SINCE,
    }

    refused = office.post(address, correction)
    assert refused.status_code == 422
    assert "het is een ander besluit" in refused.content.decode()
    assert SINCE in refused.content.decode()
    done = office.post(address, correction | {f"weight_{theme.pk}": FIRST})
    assert done.status_code == 302
    assert [weight.how for weight in Weight.objects.all()] == [FIRST]
    assert thread_of(weighed.contributions.get()).weight.how == FIRST


def test_only_another_way_of_weighing_is_another_decision_too(cast, weighed, now, today):
    decision, theme = weighed.decision, weighed.themes.get()
    as_it_was = {name: getattr(decision, name) for name in ("what", "reasons", "departure")}
    said = as_it_was | {"number": "B-8", "departs": False, "why": "Wij wogen het opnieuw."}
    said["reasons"] = "De uitkomst past, en de vraag van de buurt woog zwaarder."
    who = {"by": cast.iris, "at": now, "on": today}
    since = "Wat mevrouw Dijkstra vroeg, woog zwaarder."
    with refuses("weight_needed", field=f"weight_{theme.pk}"):
        rectify_decision_and_tell(weighed, decided_on=today, weights={}, **said, **who)

    rectify_decision_and_tell(weighed, decided_on=today, weights={theme.pk: since}, **said, **who)

    (weight,) = decision.weights.standing()
    assert weight.how == since
    assert verify().faults == []
    forget_contact(weighed.contributions.get().contact, by=None, at=now)
    weight.refresh_from_db()
    assert "Dijkstra" not in weight.how
    assert verify().faults == []
