"""What people read about an agreement on the timeline: each thing once, and who decided it."""

from datetime import timedelta

import pytest

from speelruimte.agreements.actions import amend, change_lightly, object_to, record_stand
from speelruimte.agreements.queries import version_in_force
from speelruimte.notices.telling import tell_contributors
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.rectifying import rectify_feedback_and_tell
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words
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


def test_a_later_last_day_is_told_with_the_day_that_it_was(story, cast, now):
    trajectory = story.adopted_agreement()
    version = version_in_force(trajectory)
    phase = version.phases.get()
    day = phase.ends_on + timedelta(days=7)
    who = {"by": cast.samira, "at": now}

    longer = change_lightly(
        version, texts={}, last_days={phase.key: day}, reason="Meer tijd.", **who
    )

    was, now_on = day_words(phase.ends_on), day_words(day)
    newest = told(fresh(trajectory))[0]
    assert newest == (
        f"Een laatste dag is later. De laatste dag van ‘{phase.name}’ is nu {now_on} (was {was}). "
        "U leest nu versie 2."
    )
    object_to(longer, party=trajectory.parties.get(), reason="Te lang.", **who, **HEARD)
    back = next(row for row in told(fresh(trajectory)) if row.startswith("Een partij zei nee."))
    assert f"De laatste dag van ‘{phase.name}’ is nu {was} (was {now_on})." in back


def test_a_light_change_of_spelling_tells_no_last_day(story, cast, now):
    trajectory = story.adopted_agreement()
    version = version_in_force(trajectory)
    section = version.sections.filter(part="plan").first()
    change_lightly(
        version,
        texts={f"section:plan:{section.key}": "Zo zitt het hier."},
        last_days={},
        reason="Een letter was vergeten.",
        by=cast.samira,
        at=now,
    )

    assert told(fresh(trajectory))[0] == (
        "In de afspraken is iets kleins verbeterd. U leest nu versie 2."
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
