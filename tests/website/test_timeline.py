"""What people read about an agreement on the timeline: each thing once, and who decided it."""

import pytest

from speelruimte.agreements.actions import amend, record_stand
from speelruimte.agreements.queries import version_in_force
from speelruimte.notices.telling import tell_contributors
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.rectifying import rectify_feedback_and_tell
from speelruimte.trajectories.models import Step
from speelruimte.website.timeline import timeline_of
from tests.steps.agreement import HEARD, adopt_by_all, fresh
from tests.steps.bare import a_trajectory, a_waiver
from tests.steps.recording import adopt


def told(trajectory):
    return [f"{row['title']}. {row.get('text', '')}".strip() for row in timeline_of(trajectory)]


def about_adopting(trajectory):
    return [row for row in told(trajectory) if "vastgesteld door" in row or "wijzig" in row]


def test_an_adoption_is_told_once_with_who_decided(story):
    trajectory = story.adopted_agreement()

    assert about_adopting(trajectory) == [
        "De afspraken zijn vastgesteld door de gemeenteraad. Vanaf nu staat de tekst op slot."
    ]


@pytest.fixture
def change(story, cast, now):
    trajectory = story.adopted_agreement()
    lead = {"by": cast.samira, "at": now}
    version = amend(version_in_force(trajectory), reason="Meer groen.", **lead)
    record_stand(version, party=trajectory.parties.get(), agrees=True, **lead, **HEARD)
    return offer_amendment(version, **lead)


def test_a_change_is_told_once_with_who_decided(change, cast, later):
    adopt_by_all(change, cast, at=later(2))

    assert about_adopting(change.trajectory)[0] == (
        "De afspraken zijn gewijzigd. "
        "De wijziging van de afspraken is vastgesteld door de gemeenteraad. U leest nu versie 2."
    )


def test_a_rejected_change_is_not_told_as_rejected_agreements(change, cast, today, later):
    adopt(
        change, body="raad", outcome="rejected", reason="Geen geld.", decided_on=today,
        by=cast.teun, at=later(2),
    )  # fmt: skip

    assert about_adopting(change.trajectory)[0] == (
        "De wijziging is verworpen door de gemeenteraad. De afspraken blijven zoals ze waren."
    )


@pytest.mark.parametrize("is_waived", [True, False])
def test_where_nobody_could_take_part_nothing_is_said_of_what_people_sent(
    policy, cast, now, today, is_waived
):
    trajectory = a_trajectory(policy, route="college", step=Step.FEEDBACK)
    if is_waived:
        a_waiver(trajectory)
    who = {"by": cast.marleen, "at": now, "on": today}
    tell_contributors(trajectory, text="Wij konden niets laten kiezen.", **who)
    rectify_feedback_and_tell(
        trajectory, text="Er viel niets te kiezen.", why="Er stond een fout in.", **who
    )

    rows = told(fresh(trajectory))

    assert ("Er is uitgelegd hoe het afliep. Meedoen kon hier niet." in rows) is is_waived
    assert ("De uitleg over hoe het afliep, is beter opgeschreven." in rows) is is_waived
    assert any("inbreng" in row for row in rows) is not is_waived
