"""Assen, vision of 2021: a check in every project, and a reasoned no is a way of its own.

Source: assen-visie-2021#check-in-elk-traject, assen-visie-2021#vinkjes-op-groen
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from speelruimte.activities.actions import close_activity, open_activity
from speelruimte.activities.queries import contribution_with_code, promised
from speelruimte.agreements.actions import write_how_weighed
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.decisions.actions import answer_theme, offer_result
from speelruimte.memory.search import search
from speelruimte.notices.models import Message
from speelruimte.route.door import advance, answer_out_of_scope, open_trajectory
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import answer_check, show_informed, waive_participation
from tests.steps import answers as ending
from tests.steps.agreement import adopt_by_all, fresh, looked_again, weighed, written_plan
from tests.steps.door import (
    assessed_initiative,
    received_initiative,
    ruled_initiative,
    started_trajectory,
)
from tests.steps.recording import adopt, record_decision
from tests.steps.taking_part import said, words_from
from tests.steps.walking import (
    everything_closed,
    everything_opened,
    goes,
    journal_is_whole,
    refused,
    steps_in_journal,
    verbs_of,
)


@pytest.fixture(autouse=True)
def vision(load_pack):
    return load_pack("assen-2021")


@pytest.fixture
def square(cast, areas):
    """A development of the municipality, at its check; the college decides."""
    return started_trajectory(
        title="Het Koopmansplein wordt groener",
        coach=cast.marleen,
        leader=cast.samira,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=[areas["centrum"]],
        competent="college",
        influence_space="beperkt",
    )


def test_a_residents_idea_is_received_answered_and_pointed_to_the_right_place(cast, now, today):
    received = received_initiative(email="sofie@buurt.example", name="Sofie")
    lead = {"by": cast.marleen, "at": now, "on": today}

    with refused("Bekijk wat er binnenkwam en vul in wat het is."):
        advance(received, to="who_decides", **lead)
    with refused("Alleen de participatiecoach of een accounthouder kan dit doen."):
        answer_out_of_scope(received, by=cast.joris, at=now, on=today)

    ended = answer_out_of_scope(received, **lead)

    assert ended.outcome == "out_of_scope"
    assert "Onze visie op participatie gaat over plannen van de gemeente." in ended.outcome_reason
    assert "Bel 14 0592 of mail info@assen.nl." in ended.outcome_reason
    assert Message.objects.filter(kind="initiative_answered").count() == 1
    with refused("Dit initiatief is al afgerond."):
        answer_out_of_scope(received, **lead)
    assert "initiative_ended" in verbs_of(received.case_number)
    assert journal_is_whole() == 3


def test_what_the_municipality_itself_starts_cannot_be_called_out_of_scope(cast, now, today):
    own = received_initiative(kind="municipality", by=cast.marleen)

    with refused("Het beleid gaat hier wel over."):
        answer_out_of_scope(own, by=cast.marleen, at=now, on=today)
    with refused("past hier niet bij wie er beslist"):
        open_trajectory(
            own,
            title="Snel beginnen",
            summary="Zonder te zeggen wie er beslist.",
            areas=[],
            leader=cast.samira,
            by=cast.marleen,
            at=now,
            on=today,
        )


def test_a_resident_cannot_pose_as_the_municipality(now):
    with refused("Plannen van de gemeente en van andere overheden voert een medewerker in."):
        received_initiative(kind="municipality", by=None)


def test_another_way_of_deciding_needs_a_reason_that_everyone_can_read(cast):
    own = received_initiative(kind="municipality", by=cast.marleen)
    own = assessed_initiative(own, coach=cast.marleen, competent="raad")

    with refused("Leg uit waarom u anders kiest dan het beleid. Iedereen kan dit lezen."):
        ruled_initiative(own, coach=cast.marleen, chosen="college")


def test_one_no_is_a_published_waiver_and_informing_is_shown_to_be_done(
    square, cast, now, later, client
):
    number = square.case_number
    lead = {"by": cast.samira, "at": now}
    words = {
        "reason": "De riolering moet er dit jaar in. Er valt niets te kiezen.",
        "inform_how": "Een brief, en een bord bij het werk.",
        "inform_by": localdate(later(14)),
    }

    with refused(
        "‘Doet het onderwerp ertoe voor inwoners?’ heeft nog geen antwoord met een reden."
    ):
        goes(square, **lead)
    with refused("Deze vraag wordt beantwoord door"):
        answer_check(
            square, check="bestuur-staat-open", verdict="yes", reason="Dat kan wel.", **lead
        )
    with refused("Geef een reden. Iedereen kan die lezen."):
        answer_check(square, check="relevant", verdict="no", reason=" ", **lead)
    with refused("Afzien kan alleen als een vraag van de weging met nee is beantwoord"):
        waive_participation(square, **words, **lead)

    weighed(square, cast, at=now, verdicts={"bijdrage": "no"})
    looked_again(square, cast, at=now)

    with refused(
        "Het antwoord op ‘Draagt meedoen bij aan een betere keuze voor de stad?’ is nee.",
        "leg uit waarom en plan hoe mensen het horen",
    ):
        goes(square, **lead)
    with refused("Publiceer de reden om af te zien van meedoen."):
        goes(square, to=Step.INFORMING, **lead)
    with refused("Alleen de projectleider of de coach legt vast dat meedoen hier niet past."):
        waive_participation(square, **words, by=cast.joris, at=now)

    waiver = waive_participation(square, **words, **lead)

    with refused("Deze weging verandert niet meer."):
        answer_check(square, check="bijdrage", verdict="yes", reason="Toch wel.", edits=1, **lead)
    with refused("Bij dit traject is afgezien van meedoen. Deze stap hoort er niet bij."):
        goes(square, to=Step.PLAN, **lead)
    assert goes(square, **lead).step == Step.INFORMING

    with refused("Laat zien dat u mensen hebt geïnformeerd."):
        goes(square, **lead)
    with refused("Deze dag moet nog komen."):
        show_informed(waiver, on=localdate(later(3)), how="Een brief.", **lead)
    show_informed(waiver, on=localdate(now), how="Een brief aan 120 adressen.", **lead)
    assert goes(square, **lead).step == Step.DECISION
    page = client.get(f"/trajecten/{square.slug}/").content.decode()
    assert words["reason"] in page
    assert "Lees waarom meedoen hier niet past" in page
    assert "U krijgt antwoord op alles wat u inbrengt" not in page
    agreements = client.get(f"/trajecten/{square.slug}/afspraken/").content.decode()
    assert words["reason"] in agreements
    assert "Een brief aan 120 adressen." in agreements

    with refused("Het besluit met de redenen is nog niet vastgelegd."):
        goes(square, **lead)
    with refused("Dit besluit wordt vastgelegd door"):
        ending.decided(fresh(square), by=cast.samira, at=now, on=localdate(now))
    ending.decided(fresh(square), by=cast.iris, at=now, on=localdate(now))
    assert goes(square, **lead).step == Step.FEEDBACK

    with refused("Vertel iedereen die meedeed", "Schrijf een les op, of leg uit waarom"):
        goes(square, **lead)
    with refused("Bij dit traject is afgezien van meedoen."):
        goes(square, to=Step.EVALUATION, **lead)
    ending.told(fresh(square), by=cast.samira, at=now, on=localdate(now))
    ending.looked_back(fresh(square), by=cast.samira, at=now, on=localdate(now))
    assert goes(square, **lead).step == Step.MEMORY

    assert [hit.trajectory for hit in search("riolering")] == [square]
    assert steps_in_journal(number) == ["informing", "decision", "feedback", "memory"]
    assert "participation_waived" in verbs_of(number)
    assert "agreement_adopted" not in verbs_of(number)
    assert journal_is_whole() == 5


def test_a_no_that_stops_leaves_only_the_way_out_with_a_reason(square, cast, now):
    weighed(square, cast, at=now, verdicts={"tijd-en-geld": "no"})

    with refused("Dan gaan we niet verder: stop het traject met een reden."):
        goes(square, by=cast.samira, at=now)
    with refused("Schrijf op waarom dit traject stopt. Iedereen kan dit lezen."):
        goes(square, to=Step.STOPPED, by=cast.samira, at=now)

    stopped = goes(square, to=Step.STOPPED, reason="Er is geen geld.", by=cast.samira, at=now)

    assert stopped.step == Step.STOPPED
    with refused("kan dit traject niet naar"):
        goes(square, to=Step.WEIGHING, reason="Toch wel.", by=cast.samira, at=now)
    assert journal_is_whole() == 2


def test_all_ticks_green_walk_the_whole_route(square, cast, now, later):
    _to_an_adopted_agreement(square, cast, now)
    last = _people_take_part(square, cast, now, later)
    _to_the_archive(square, cast, last)

    assert steps_in_journal(square.case_number) == [
        "plan", "adoption", "taking_part", "result", "decision", "feedback", "evaluation", "memory",
    ]  # fmt: skip
    assert [hit.trajectory for hit in search("ijsvogels wilg")] == []
    assert [hit.trajectory for hit in search("pleinen")] == [square]
    # Policy, idea, agreement, three times own words, two answers (a better one after the first),
    # result, decision, what was told, lesson.
    assert journal_is_whole() == 12


def _to_an_adopted_agreement(square, cast, now):
    lead = {"by": cast.samira, "at": now}
    weighed(square, cast, at=now)
    with refused("Bij het begin stond iets anders dan nu in de weging."):
        goes(square, **lead)
    looked_again(square, cast, at=now)
    goes(square, **lead)
    with refused(
        "Planomschrijving: ‘Wat is de ontwikkeling?’ is nog leeg.",
        "Participatieplan: ‘Hoeveel tijd is er, en hoeveel ruimte voor ideeën die nog niet in beeld waren?’",
        "Schrijf in een zin op hoe de inbreng straks meeweegt.",
        "Schrijf op wat vaststaat en wat open is.",
        "Maak minstens één fase waarin mensen meedoen.",
        "Kies minstens één manier om elkaar te ontmoeten en één digitale manier.",
    ):
        goes(square, **lead)
    with refused("kan dit traject niet naar"):
        goes(square, to=Step.TAKING_PART, **lead)

    written_plan(fresh(square), cast, at=now, level="meedenken")
    goes(square, **lead)
    version = open_version(fresh(square))

    with refused("Haal de tekst eerst terug om er iets aan te veranderen."):
        write_how_weighed(version, text="Stiekem anders.", edits=1, **lead)
    with refused("De afspraken zijn nog niet vastgesteld door het college."):
        goes(square, **lead)
    with refused("De afspraken zijn nog niet vastgesteld. Tot die tijd kan er niets open."):
        open_activity(square, phase="x", planned="y", on=localdate(now), **lead)
    said = {"body": "college", "outcome": "adopted", "decided_on": localdate(now)}
    with refused("Dit besluit wordt vastgelegd door"):
        adopt(version, **said, decision_number="B-1", **lead)
    with refused("Vul het nummer van het besluit in."):
        adopt(version, **said, by=cast.iris, at=now)
    with refused("Deze dag moet nog komen."):
        adopt(
            version,
            **said | {"decided_on": localdate(now) + timedelta(days=1)},
            decision_number="B-1",
            by=cast.iris,
            at=now,
        )

    adopt_by_all(version, cast, at=now)

    adopted = version_in_force(fresh(square))
    with refused("Deze afspraken staan vast. Maak een wijziging als er iets moet veranderen."):
        write_how_weighed(adopted, text="Stiekem anders.", edits=1, **lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=adopted.pk).update(how_weighed="Stiekem anders.")


def _people_take_part(square, cast, now, later):
    lead = {"by": cast.samira, "at": now}
    phase = promised(fresh(square))[0].phase
    with refused("Dit staat niet in de vastgestelde afspraken (versie 1)."):
        open_activity(square, phase=phase.key, planned="loterij", on=localdate(now), **lead)
    with refused("is nog niets geopend. Dat is wel beloofd."):
        goes(square, **lead)

    opened = everything_opened(fresh(square), **lead)
    ideas = opened["ideas"]
    words = words_from(ideas, 3, at=now)

    with refused("is nog open. Sluit deze eerst."):
        goes(square, **lead)
    with refused("Aan mensen is beloofd dat dit open is tot en met", "Schrijf dan op waarom."):
        close_activity(ideas, on=localdate(now), **lead)
    last = everything_closed(fresh(square), by=cast.samira)
    with refused("Meedoen kon tot en met"):
        said(ideas, "Ik ben te laat.", at=later(90))
    goes(square, by=cast.samira, at=last)

    for contribution, code in words:
        assert contribution_with_code(code) == contribution
    return last


def _to_the_archive(square, cast, last):
    lead = {"by": cast.samira, "at": last}
    days = {**lead, "on": localdate(last)}
    with refused("Nog 3 keer inbreng zonder antwoord.", "De uitkomst is nog niet aangeboden"):
        goes(square, **lead)
    trajectory = fresh(square)
    theme = ending.grouped(
        trajectory, list(trajectory.contributions.all()), title="Groen en plek om te zitten", **days
    )
    with refused("Leg uit waarom. Wie dit schreef, leest uw uitleg."):
        answer_theme(theme, verdict="not", reason=" ", **days)
    with refused("Noem het kader waar dit buiten valt."):
        answer_theme(theme, verdict="outside", reason="Dat mag niet.", frame=99, **days)
    answer_theme(theme, verdict="partly", reason="Vier bankjes passen, tien niet.", **days)
    answer_theme(theme, verdict="taken_over", reason="Er is plaats voor alle bankjes.", **days)
    with refused("Schrijf eerst op wat eruit kwam."):
        offer_result(trajectory, **days)
    ending.result_offered(trajectory, **days)
    goes(square, **lead)

    said = {"decided_on": localdate(last), "number": "B-2", "what": "Het plein wordt groen."}
    trajectory = fresh(square)
    weights = {theme: "Dit gaf de doorslag."}
    record = {"by": cast.iris, "at": last, "on": localdate(last)}
    with refused("Dit besluit wordt vastgelegd door"):
        record_decision(trajectory, reasons="Zo is het.", weights=weights, **said, **days)
    with refused("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."):
        record_decision(trajectory, reasons="", weights=weights, **said, **record)
    with refused("Schrijf op hoe het thema ‘Groen en plek om te zitten’ meewoog. Dat is beloofd."):
        record_decision(trajectory, reasons="Zo is het.", **said, **record)
    with refused("Leg uit waar het besluit afwijkt van de uitkomst, en waarom."):
        record_decision(
            trajectory, reasons="Zo is het.", weights=weights, departs=True, **said, **record
        )
    record_decision(trajectory, reasons="De stad wil groen.", weights=weights, **said, **record)
    with refused("Het besluit is al vastgelegd. Het kan niet meer veranderen."):
        record_decision(trajectory, reasons="Toch anders.", weights=weights, **said, **record)
    goes(square, **lead)

    with refused("Vertel iedereen die meedeed wat ermee is gedaan."):
        goes(square, **lead)
    with refused("Mensen deden mee, dus kijken we eerst samen terug."):
        goes(square, to=Step.MEMORY, **lead)
    ending.told(trajectory, **days)
    with refused("Iedereen heeft al gehoord wat ermee is gedaan. Dit ligt nu vast."):
        answer_theme(theme, verdict="not", reason="Toch niet.", **days)
    goes(square, **lead)
    with refused(
        "Kijk met het team terug", "Schrijf een les op, of leg uit waarom er geen les is."
    ):
        goes(square, **lead)
    ending.looked_back(fresh(square), **days)
    assert goes(square, **lead).step == Step.MEMORY
