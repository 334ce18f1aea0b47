"""Assen in 2022: no longer without obligation, residents' ideas taken in, a coach as one contact.

Source: assen-2022#niet-vrijblijvend, assen-2022#uitleg-over-de-inbreng
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from speelruimte.activities.actions import (
    publish_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.queries import contribution_with_code
from speelruimte.decisions.actions import answer_contribution
from speelruimte.notices.models import Message
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.route.door import leave_to_initiators, open_trajectory
from speelruimte.trajectories.models import Step
from tests.steps import answers as ending
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.door import assessed_initiative, received_initiative, ruled_initiative
from tests.steps.taking_part import said
from tests.steps.walking import (
    decider,
    everything_closed,
    everything_opened,
    goes,
    journal_is_whole,
    refused,
    steps_in_journal,
)


@pytest.fixture(autouse=True)
def policy_of_2022(load_pack):
    return load_pack("assen-2022")


@pytest.fixture
def idea(cast):
    """A garden, thought up by neighbours."""
    return received_initiative(email="sofie@buurt.example", name="Sofie")


def ruled(idea, cast, **facts):
    assessed = assessed_initiative(idea, coach=cast.marleen, **facts)
    return ruled_initiative(assessed, coach=cast.marleen)


def test_what_needs_no_decision_is_left_to_its_initiators_with_help(idea, cast, now, today):
    initiative = ruled(idea, cast, competent="none")
    lead = {"by": cast.marleen, "at": now, "on": today}

    with refused("Schrijf een antwoord aan de initiatiefnemer."):
        leave_to_initiators(initiative, reason=" ", **lead)
    left = leave_to_initiators(initiative, reason="Ga uw gang. Marleen helpt u.", **lead)

    assert left.outcome == "left"
    assert Message.objects.filter(kind="initiative_answered").count() == 1
    assert journal_is_whole() == 3


def test_exploring_without_frames_is_limited_in_time_and_money(idea, cast, areas, now, today):
    initiative = ruled(idea, cast, competent="college", influence_space="beperkt")
    weeks = parsed_policy(policy_in_force(on=today)).route.exploring.weeks
    said = {
        "title": "Een buurttuin aan de Vaartzijde",
        "summary": "We zoeken eerst uit hoe we samenwerken.",
        "areas": [areas["vaartzijde"]],
        "leader": cast.samira,
        "owner": cast.nadia,
        "by": cast.marleen,
        "at": now,
        "on": today,
    }

    with refused(f"Verkennen mag hoogstens {weeks} weken duren."):
        open_trajectory(
            initiative,
            explores_until=today + timedelta(weeks=weeks, days=1),
            explores_for=Decimal(500),
            **said,
        )
    with refused("Noem het bedrag om te verkennen, in euro."):
        open_trajectory(initiative, explores_until=today + timedelta(weeks=4), **said)
    trajectory = open_trajectory(
        initiative, explores_until=today + timedelta(weeks=4), explores_for=Decimal(500), **said
    )

    assert trajectory.step == Step.EXPLORING
    with refused("Alleen de projectleider of de coach kan dit traject verder laten gaan."):
        goes(trajectory, by=cast.nadia, at=now)
    with refused("kan dit traject niet naar"):
        goes(trajectory, to=Step.TAKING_PART, by=cast.samira, at=now)
    assert goes(trajectory, by=cast.samira, at=now).step == Step.WEIGHING
    adopted_agreement(fresh(trajectory), cast, at=now)
    assert journal_is_whole() == 3


@pytest.fixture
def garden(idea, cast, areas, now, today):
    """The garden with adopted agreements: people can take part."""
    initiative = ruled(idea, cast, competent="college", influence_space="beperkt")
    trajectory = open_trajectory(
        initiative,
        title="Een buurttuin aan de Vaartzijde",
        summary="Op het veldje komt een tuin, van en voor de buurt.",
        areas=[areas["vaartzijde"]],
        leader=cast.samira,
        owner=cast.nadia,
        by=cast.marleen,
        at=now,
        on=today,
    )
    return adopted_agreement(trajectory, cast, at=now, level="meedenken")


def test_everybody_hears_what_was_done_with_the_words(garden, cast, now, later):
    """From every channel, to the decision: published, refused, withdrawn, answered."""
    opened = everything_opened(garden, by=cast.samira, at=now)["ideas"]
    sofie, sofies_code = said(
        opened, "Graag een insectenhotel.", email="sofie@buurt.example",
        by=None, at=now,
    )  # fmt: skip
    on_paper, slip = said(
        opened, "Kan er een bankje bij?", channel="paper",
        by=cast.joris, at=now,
    )  # fmt: skip
    rude, rude_code = said(opened, "Jullie zijn allemaal dieven.", by=None, at=now)
    back, _code = said(opened, "Ik heb me vergist.", by=None, at=now)
    with refused("Alleen medewerkers voeren inbreng in die op papier of aan de telefoon kwam."):
        said(opened, "Mijn eigen papier.", channel="paper", by=None, at=now)
    with refused("Alleen een moderator of de coach beslist welke inbreng te lezen is."):
        refuse_contribution(rude, ground="scolding", by=cast.samira, at=now)
    with refused("Kies een grond uit het beleid."):
        refuse_contribution(rude, reason="Weg ermee.", by=cast.lotte, at=now)
    refuse_contribution(rude, ground="scolding", by=cast.lotte, at=now)
    with refused("Deze inbreng is al te lezen."):
        publish_contribution(sofie, by=cast.lotte, at=now)
    withdraw_contribution(back, by=None, at=now)

    last = everything_closed(garden, by=cast.samira)
    lead = {"by": cast.samira, "at": last}
    days = {**lead, "on": localdate(last)}
    goes(garden, **lead)
    with refused("Nog 2 keer inbreng zonder antwoord."):
        goes(garden, **lead)
    with refused("Deze inbreng is ingetrokken, gewist of geweigerd en heeft geen antwoord nodig."):
        answer_contribution(rude, verdict="not", reason="Dat kan niet.", **days)
    frame = garden.versions.adopted().get().frames.get(status="fixed", kind="tijd-en-budget").number
    with refused("Noem het kader waar dit buiten valt."):
        answer_contribution(on_paper, verdict="outside", reason="Te duur.", **days)
    answer_contribution(on_paper, verdict="outside", reason="Te duur.", frame=frame, **days)
    with refused("Nog 1 keer inbreng zonder antwoord."):
        goes(garden, **lead)
    answer_contribution(sofie, verdict="taken_over", reason="Het komt naast de kas.", **days)
    trajectory = fresh(garden)
    ending.result_offered(trajectory, **days)
    goes(garden, **lead)
    by = decider(garden, cast, at=last)
    ending.decided(fresh(garden), by=by, at=last, on=localdate(last))
    goes(garden, **lead)
    feedback = ending.told(fresh(garden), **days)
    goes(garden, **lead)
    ending.looked_back(fresh(garden), **days)
    goes(garden, **lead)

    assert feedback.told == 1
    assert Message.objects.filter(kind="told", contact=sofie.contact).count() == 1
    assert contribution_with_code(sofies_code).placement.answer.verdict == "taken_over"
    assert contribution_with_code(slip).placement.answer.frame == frame
    assert contribution_with_code(rude_code).refusal_reason.startswith(
        "In uw tekst wordt gescholden"
    )
    garden.tally.refresh_from_db()
    assert (garden.tally.received, garden.tally.answered) == (4, 2)
    assert steps_in_journal(garden.case_number)[-1] == "memory"
    # Policy, idea, agreement, four times own words, a refusal, two answers, result, decision, what was
    # told, lesson.
    assert journal_is_whole() == 14
