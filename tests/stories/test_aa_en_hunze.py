"""Aa en Hunze, the workbook Samen Doen: initiators of outside and officials work with the same book.

Source: aa-en-hunze#partner-of-helper, aa-en-hunze#samen-doen
"""

import pytest
from django.utils.timezone import localdate

from speelruimte.agreements.actions import (
    drop_phase,
    give_say,
    name_party,
    plan_method,
    plan_phase,
    record_stand,
    take_back_version,
)
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.people.actions import join_organisation, register_organisation
from speelruimte.route.adopting import bodies_for
from speelruimte.route.door import leave_to_initiators
from speelruimte.trajectories.models import Step
from tests.steps.agreement import HEARD, fresh, weighed, written_plan
from tests.steps.door import (
    assessed_initiative,
    received_initiative,
    ruled_initiative,
    started_trajectory,
)
from tests.steps.recording import adopt
from tests.steps.walking import finished, goes, journal_is_whole, refused, took_part


@pytest.fixture(autouse=True)
def workbook(load_pack):
    return load_pack("aa-en-hunze-2023")


@pytest.fixture
def village_hall(cast, areas):
    """The village's own plan for its hall; the council decides."""
    return started_trajectory(
        kind="organisation",
        title="Een nieuw dak voor het dorpshuis",
        coach=cast.marleen,
        leader=cast.samira,
        owner=cast.nadia,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=[areas["oosterveld"]],
        competent="raad",
    )


def test_whoever_decides_alone_goes_on_with_the_workbook_and_a_helping_hand(cast, now, today):
    own = received_initiative(kind="organisation", title="Zomerfeest op de brink")
    own = assessed_initiative(own, coach=cast.marleen, competent="none")
    own = ruled_initiative(own, coach=cast.marleen)

    left = leave_to_initiators(
        own, reason="Het werkboek helpt u. Ruben is uw contact.", by=cast.marleen, at=now, on=today
    )

    assert left.ruling.chosen == "eigen-plan"
    assert left.outcome == "left"


def test_college_and_council_adopt_one_after_the_other(village_hall, cast, now):
    _a_plan_that_everybody_stands_behind(village_hall, cast, now)
    version = open_version(fresh(village_hall))
    said = {"outcome": "adopted", "decided_on": localdate(now), "at": now}

    assert bodies_for(fresh(village_hall)) == ("college", "raad")
    with refused("Dit orgaan is nu niet aan de beurt. Kijk wie er eerst besluit."):
        adopt(version, body="raad", decision_number="R-7", by=cast.teun, **said)
    adopt(version, body="college", decision_number="C-3", by=cast.iris, **said)

    with refused("De afspraken zijn nog niet vastgesteld door de gemeenteraad."):
        goes(village_hall, by=cast.samira, at=now)
    with refused("Dit orgaan is nu niet aan de beurt."):
        adopt(version, body="college", decision_number="C-4", by=cast.iris, **said)
    with refused("Dit besluit wordt vastgelegd door"):
        adopt(version, body="raad", decision_number="R-7", by=cast.iris, **said)
    adopt(version, body="raad", decision_number="R-7", by=cast.teun, **said)

    last = took_part(fresh(village_hall), cast, at=now)
    finished(village_hall, cast, at=last)
    assert fresh(village_hall).step == Step.MEMORY
    # Policy, idea, agreement, three times own words, answer, result, decision, what was told, lesson.
    assert journal_is_whole() == 11


def test_what_one_body_adopted_stays_as_it_was_when_the_text_goes_back(village_hall, cast, now):
    _a_plan_that_everybody_stands_behind(village_hall, cast, now)
    version = open_version(fresh(village_hall))
    adopt(
        version,
        body="college",
        outcome="adopted",
        decided_on=localdate(now),
        decision_number="C-3",
        by=cast.iris,
        at=now,
    )

    with refused("Schrijf op waarom dit teruggaat. Iedereen kan dit lezen."):
        goes(village_hall, to=Step.PLAN, by=cast.samira, at=now)
    goes(village_hall, to=Step.PLAN, reason="De raad wil meer weten.", by=cast.samira, at=now)

    first, second = Version.objects.order_by("number")
    assert (first.state, second.state) == ("withdrawn", "draft")
    assert second.adoptions.count() == 0
    with refused("Over deze afspraken is al besloten. Ze gaan niet meer terug."):
        take_back_version(first, reason="Toch deze.", by=cast.samira, at=now)
    with refused("Nog 2 keer niet vastgelegd of een partij akkoord gaat."):
        goes(village_hall, by=cast.samira, at=now)


def test_a_rejected_plan_stops_with_the_reason_for_everyone_to_read(
    village_hall, cast, now, client
):
    _a_plan_that_everybody_stands_behind(village_hall, cast, now)
    version = open_version(fresh(village_hall))

    with refused("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."):
        adopt(
            version, body="college", outcome="rejected", decided_on=localdate(now),
            by=cast.iris, at=now,
        )  # fmt: skip
    adopt(
        version, body="college", outcome="rejected", decided_on=localdate(now),
        reason="Het dorp heeft al een hal.", by=cast.iris, at=now,
    )  # fmt: skip

    trajectory = fresh(village_hall)
    assert trajectory.step == Step.STOPPED
    assert version_in_force(trajectory) is None
    page = client.get(f"/trajecten/{trajectory.slug}/").content.decode()
    assert "Het dorp heeft al een hal." in page
    assert journal_is_whole() == 2


def _a_plan_that_everybody_stands_behind(trajectory, cast, now):
    lead = {"by": cast.samira, "at": now}
    with refused("‘Helpt samenwerken om de belangen goed af te wegen?’"):
        goes(trajectory, **lead)
    weighed(trajectory, cast, at=now)
    goes(trajectory, **lead)
    with refused("Vraag de mensen die meedoen of zij achter de afspraken staan."):
        goes(trajectory, **lead)
    version = open_version(fresh(trajectory))
    written_plan(fresh(trajectory), cast, at=now)
    _promise_and_means(trajectory, version, cast, now)
    _the_village_speaks_for_itself(trajectory, version, cast, now)
    assert goes(trajectory, **lead).step == Step.ADOPTION


def _promise_and_means(trajectory, version, cast, now):
    """A promise to let people decide, with a letter only, is refused; so is the reverse."""
    lead = {"by": cast.samira, "at": now}
    days = {"starts_on": localdate(now), "ends_on": localdate(now)}
    empty = plan_phase(version, name="Later", question="Wat vindt u?", **days, **lead)
    with refused(
        "Fase ‘Later’: zeg wie hoeveel invloed heeft.", "Fase ‘Later’: kies een werkvorm."
    ):
        goes(trajectory, **lead)
    give_say(empty, group="Het dorp", level="zelf-aan-zet", **lead)
    plan_method(empty, method="letter", **lead)
    with refused("De belofte is groter dan de werkvorm kan dragen"):
        goes(trajectory, **lead)
    give_say(empty, group="Het dorp", level="op-de-hoogte", **lead)
    plan_method(empty, method="budget", **lead)
    with refused("geeft mensen meer invloed dan is beloofd"):
        goes(trajectory, **lead)
    drop_phase(empty, **lead)


def _the_village_speaks_for_itself(trajectory, version, cast, now):
    """Only who speaks for an organisation, or the project leader for it, says that it agrees."""
    lead = {"by": cast.samira, "at": now}
    village = register_organisation(name="Dorpsbelangen Oosterveld", by=None, at=now)
    join_organisation(village, person=cast.sofie, speaks_for=True, by=None, at=now)
    party = name_party(trajectory, organisation=village, **lead)
    with refused("Deze organisatie is al partij."):
        name_party(trajectory, organisation=village, **lead)
    with refused("Nog 1 keer niet vastgelegd of een partij akkoord gaat."):
        goes(trajectory, **lead)
    with refused("Alleen wie namens deze partij spreekt of de projectleider legt dit vast."):
        record_stand(version, party=party, agrees=True, by=cast.henk, at=now)
    record_stand(version, party=party, agrees=True, by=cast.sofie, at=now)
    with refused("De tekst is veranderd sinds één partij zich uitsprak. Vraag het opnieuw."):
        goes(trajectory, **lead)
    earlier = version.stands.get(on_earlier_text=True)
    record_stand(version, party=earlier.party, agrees=True, **lead, **HEARD)
