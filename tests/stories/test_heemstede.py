"""Heemstede: an idea from outside, complex, with its process owned by the initiator.

Source: heemstede#basisstappen, heemstede#wie-beslist, heemstede#rollen
"""

import json

import pytest
from django.utils.timezone import localdate

from speelruimte.agreements.actions import state_frame, write_section
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.decisions.actions import offer_result, write_result
from speelruimte.decisions.kept import draft_of
from speelruimte.initiatives.actions import assess_initiative, give_first_view, write_letter
from speelruimte.initiatives.models import FirstView
from speelruimte.notices.models import Message
from speelruimte.route.door import (
    advance,
    answer_initiative,
    ask_colleague,
    leave_to_initiators,
    name_helper,
    open_trajectory,
    send_quickscan_letter,
)
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import answer_check
from tests.steps import answers as ending
from tests.steps.agreement import fresh, weighed, written_plan
from tests.steps.door import (
    LETTER,
    assessed_initiative,
    known_facts,
    quickscan_done,
    received_initiative,
    ruled_initiative,
)
from tests.steps.recording import adopt
from tests.steps.walking import (
    decider,
    goes,
    journal_is_whole,
    refused,
    steps_in_journal,
    took_part,
    verbs_of,
)


@pytest.fixture(autouse=True)
def policy_of_2020(load_pack):
    return load_pack("heemstede-2020")


@pytest.fixture
def idea(cast):
    return received_initiative(
        title="De oude school wordt een dorpshuis", email="nadia@huis.example"
    )


# What the table of Heemstede says: who may decide, within policy, complex or not; who decides then.
TABLE = [
    ("none", "no", (), "initiatiefnemers-zelf"),
    ("none", "yes", ("veel-partijen",), "initiatiefnemers-zelf"),
    ("college", "yes", (), "ambtelijk"),
    ("college", "no", (), "college-eenvoudig"),
    ("college", "yes", ("grote-wijziging",), "college-ingewikkeld"),
    ("raad", "yes", (), "raad"),
    ("raad", "no", ("veel-belangen",), "raad"),
]


@pytest.mark.parametrize(("competent", "within", "criteria", "route"), TABLE)
def test_who_decides_follows_from_the_table(idea, cast, competent, within, criteria, route):
    initiative = assessed_initiative(
        idea,
        coach=cast.marleen,
        criteria=criteria,
        competent=competent,
        within_existing_policy=within,
    )
    if initiative.facts["complexity"] == "complex":
        initiative = quickscan_done(
            initiative, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
        )
    ruling = ruled_initiative(initiative, coach=cast.marleen).ruling

    assert ruling.chosen == ruling.proposed == route


def test_a_simple_idea_is_handled_by_officials_and_never_opens_a_long_road(idea, cast, now, today):
    simple = assessed_initiative(
        idea, coach=cast.marleen, competent="college", within_existing_policy="yes"
    )
    ruled = ruled_initiative(simple, coach=cast.marleen)
    lead = {"by": cast.marleen, "at": now, "on": today}

    with refused("past hier niet bij wie er beslist"):
        leave_to_initiators(ruled, reason="Ga uw gang.", **lead)
    assert answer_initiative(ruled, reason="Wij doen dit in mei.", **lead).outcome == "handled"


def test_an_idea_from_outside_walks_from_quickscan_to_memory(idea, cast, areas, now, later):
    ruled = _quickscan(idea, cast, now)
    trajectory = open_trajectory(
        ruled,
        title=ruled.title,
        summary="Van de oude school maken buren een dorpshuis.",
        areas=[areas["de-lanen"]],
        leader=cast.samira,
        owner=cast.nadia,
        by=cast.marleen,
        at=now,
        on=localdate(now),
    )
    _weighing(trajectory, cast, now)
    _plan_by_the_process_owner(trajectory, cast, now)
    _frames_of_the_council(trajectory, cast, now)
    last = took_part(trajectory, cast, at=now)
    _result_and_decision(trajectory, cast, last)

    assert steps_in_journal(trajectory.case_number) == [
        "plan", "adoption", "taking_part", "result", "decision", "feedback", "evaluation", "memory",
    ]  # fmt: skip
    assert "letter_sent" in verbs_of(trajectory.case_number)
    # Policy, idea, agreement, three times own words, answer, result, decision, what was told, lesson.
    assert journal_is_whole() == 11


def _quickscan(idea, cast, now):
    lead = {"by": cast.marleen, "at": now, "on": localdate(now)}
    complex_one = assessed_initiative(
        idea,
        coach=cast.marleen,
        criteria=["grote-wijziging", "veel-partijen"],
        competent="raad",
        within_existing_policy="no",
    )
    assert complex_one.facts["complexity"] == "complex"
    with refused("Dit vraagt eerst om een eerste blik van de gemeente."):
        advance(complex_one, to="who_decides", **lead)
    scanned = advance(complex_one, to="quickscan", **lead)
    with refused(
        "Wijs een accounthouder aan.",
        "Vraag minstens één collega om een eerste blik.",
        "Verstuur de brief aan de initiatiefnemer.",
    ):
        advance(scanned, to="who_decides", **lead)
    with refused("Alleen de participatiecoach wijst een accounthouder aan."):
        name_helper(scanned, person=cast.ruben, **lead | {"by": cast.ruben})
    name_helper(scanned, person=cast.ruben, **lead)
    ask_colleague(scanned, colleague=cast.joris, **lead | {"by": cast.ruben})
    with refused("Nog 1 keer een eerste blik van een collega."):
        advance(scanned, to="who_decides", **lead)
    view = FirstView.objects.get()
    with refused("Alleen de collega die is gevraagd, geeft deze eerste blik."):
        give_first_view(view, text="Prima plan.", by=cast.fatma, at=now)
    give_first_view(view, text="Het dak is aan vervanging toe.", by=cast.joris, at=now)
    with refused("Schrijf op welke kansen u ziet."):
        send_quickscan_letter(scanned, **lead | {"by": cast.ruben})
    write_letter(scanned, **LETTER, **lead | {"by": cast.ruben})
    send_quickscan_letter(scanned, **lead | {"by": cast.ruben})
    with refused("De brief is al verstuurd en verandert niet meer."):
        write_letter(scanned, **LETTER, **lead | {"by": cast.ruben})
    assert Message.objects.filter(kind="quickscan_letter").count() == 1

    at_the_table = advance(scanned, to="who_decides", **lead)
    easier = known_facts(at_the_table, competent="college", within_existing_policy="yes")
    with refused("U verandert iets wat al was ingevuld."):
        assess_initiative(at_the_table, facts=easier, criteria=[], **lead)
    with refused("past hier niet bij wie er beslist"):
        answer_initiative(at_the_table, reason="We regelen het wel.", **lead)
    return ruled_initiative(at_the_table, coach=cast.marleen)


def _weighing(trajectory, cast, now):
    with refused("Deze vraag wordt beantwoord door"):
        answer_check(
            trajectory,
            check="waarde-duidelijk",
            verdict="yes",
            reason="Dat kan wel.",
            by=cast.samira,
            at=now,
        )
    with refused("heeft nog geen antwoord met een reden"):
        goes(trajectory, by=cast.samira, at=now)
    weighed(trajectory, cast, at=now)
    with refused("Alleen de projectleider of de coach kan dit traject verder laten gaan."):
        goes(trajectory, by=cast.nadia, at=now)
    goes(trajectory, by=cast.samira, at=now)


def _plan_by_the_process_owner(trajectory, cast, now):
    version = open_version(fresh(trajectory))
    questions = json.loads(trajectory.policy.content)["description_questions"]
    for question in questions:
        words = {"part": "description", "key": question["key"], "edits": 0, "at": now}
        with refused(
            "Alleen wie dit traject leidt of met het initiatief kwam, schrijft aan de afspraken."
        ):
            write_section(version, text="Van een ander.", by=cast.henk, **words)
        write_section(version, text="Zo zit het hier.", by=cast.nadia, **words)
    with refused("Maak minstens één fase waarin mensen meedoen."):
        goes(trajectory, by=cast.samira, at=now)
    written_plan(fresh(trajectory), cast, at=now)
    goes(trajectory, by=cast.samira, at=now)
    version = open_version(fresh(trajectory))
    with refused("Haal de tekst eerst terug om er iets aan te veranderen."):
        state_frame(
            version, status="open", title="Ook de gymzaal", origin="Ik", by=cast.nadia, at=now
        )


def _frames_of_the_council(trajectory, cast, now):
    """The council holds the text over, then adopts it with a frame of its own."""
    version = open_version(fresh(trajectory))
    said = {"body": "raad", "decided_on": localdate(now), "at": now}
    with refused("Dit besluit wordt vastgelegd door"):
        adopt(version, outcome="adopted", decision_number="R-1", by=cast.iris, **said)
    with refused("Dit orgaan is nu niet aan de beurt."):
        adopt(
            version,
            outcome="adopted",
            decision_number="R-1",
            by=cast.teun,
            **said | {"body": "college"},
        )
    with refused("Schrijf op waarom zo is besloten."):
        adopt(version, outcome="held_over", by=cast.teun, **said)
    adopt(version, outcome="held_over", reason="Het geld is niet duidelijk.", by=cast.teun, **said)
    with refused("aangehouden door de gemeenteraad"):
        goes(trajectory, by=cast.samira, at=now)
    frame = {"status": "fixed", "title": "Hoogstens € 200.000", "origin": "Raadsbesluit R-1"}
    with refused("Kies dan ‘vastgesteld met wijzigingen’."):
        adopt(
            version, outcome="adopted", decision_number="R-1", frames=[frame], by=cast.teun, **said
        )
    adopt(
        version,
        outcome="with_changes",
        decision_number="R-1",
        reason="De raad zet er een bedrag bij.",
        frames=[frame],
        by=cast.teun,
        **said,
    )
    assert fresh(trajectory).step == Step.TAKING_PART
    added = version_in_force(fresh(trajectory)).frames.get(title="Hoogstens € 200.000")
    assert added.added_by_body == "raad"
    with refused("Over deze afspraken valt nu niets vast te leggen."):
        adopt(version, outcome="rejected", reason="Toch niet.", by=cast.teun, **said)


def _result_and_decision(trajectory, cast, last):
    lead = {"by": cast.samira, "at": last}
    days = {**lead, "on": localdate(last)}
    goes(trajectory, **lead)
    current = fresh(trajectory)
    ending.everything_answered(current, **days)
    with refused("Schrijf hoe ver de opgave zich hield aan wat is vastgesteld."):
        goes(trajectory, **lead)
    draft = draft_of(current, on=localdate(last))
    assert any(promise["promise"].startswith("phase:") for promise in draft)
    unsaid = [promise | {"far": ""} for promise in draft]
    write_result(current, summary="Het dorpshuis kan er komen.", promises=unsaid, edits=0, **days)
    with refused("Zeg ook of deze afspraak is nagekomen"):
        offer_result(current, **days)
    broken = [promise | {"far": "no", "note": ""} for promise in draft]
    write_result(current, summary="Het dorpshuis kan er komen.", promises=broken, edits=1, **days)
    with refused("Leg uit waarom deze afspraak niet helemaal is nagekomen"):
        offer_result(current, **days)
    with refused("Dit is intussen ook bewaard"):
        write_result(current, summary="Van een collega.", promises=draft, edits=1, **days)
    promises = [
        promise | {"far": "partly", "note": "De wandeling ging niet door."} for promise in draft
    ]
    write_result(current, summary="Het dorpshuis kan er komen.", promises=promises, edits=2, **days)
    with refused("Volgens de afspraken beslist een ander orgaan."):
        offer_result(current, to="college", **days)
    offer_result(current, **days)
    goes(trajectory, **lead)
    with refused("Dit besluit wordt vastgelegd door"):
        ending.decided(fresh(trajectory), **days | {"by": cast.iris})
    by = decider(trajectory, cast, at=last)
    assert by == cast.teun
    ending.decided(fresh(trajectory), **days | {"by": by})
    goes(trajectory, **lead)
    ending.told(fresh(trajectory), **days)
    goes(trajectory, **lead)
    ending.looked_back(fresh(trajectory), **days)
    assert goes(trajectory, **lead).step == Step.MEMORY
