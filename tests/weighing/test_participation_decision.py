"""A body that decides whether people take part: with its reasons, once, and before anything else."""

from datetime import timedelta

import pytest

from speelruimte.journal.models import Entry
from speelruimte.route.actions import move_on
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import waive_participation, weigh
from speelruimte.weighing.models import ParticipationDecision, Weighing
from speelruimte.weighing.participation import decide_participation
from tests.steps.agreement import body_decided, fresh, recording_for, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import great_nest, load_kraaiendal
from tests.steps.refusing import not_yet, refuses
from tests.steps.writing import writing_by_hand


@pytest.fixture
def nest(cast, areas, now):
    """Weighed under a policy in which the mayor decides whether people take part."""
    trajectory = trajectory_of(load_kraaiendal(at=now), cast, areas, at=now, route="alleen")
    return weighed(trajectory, cast, at=now)


@pytest.fixture
def said(now, today, cast):
    return {
        "people_take_part": False,
        "reason": "Er is niets te kiezen.",
        "decided_on": today,
        "by": recording_for(cast.joris, "burgemeester", at=now),
        "at": now,
    }


@pytest.fixture
def waiver(later, cast, now):
    return {
        "reason": "De burgemeester besloot zo.",
        "inform_how": "Een brief.",
        "inform_by": later(5).date(),
        "by": cast.samira,
        "at": now,
    }


def test_no_plan_is_made_before_the_body_said_that_people_take_part(nest, cast, now, today):
    with not_yet("body_lets_people_take_part"):
        move_on(nest, to=Step.PLAN, by=cast.samira, at=now, on=today)
    body_decided(nest, cast, at=now)
    assert move_on(fresh(nest), to=Step.PLAN, by=cast.samira, at=now, on=today).step == Step.PLAN


def test_nobody_waives_before_the_body_said_no(nest, cast, now, said, waiver):
    with refuses("body_did_not_refuse"):
        waive_participation(nest, **waiver)
    decide_participation(nest, **said)
    assert waive_participation(fresh(nest), **waiver).pk


def test_the_page_to_waive_says_first_that_a_body_must_say_no(nest, cast, browser_of, said):
    leader, address = browser_of(cast.samira), f"/werk/trajecten/{nest.case_number}/afzien/"
    page = leader.get(address).content.decode()
    assert "Afzien kan pas na een nee" in page
    assert 'name="inform_how"' not in page
    decide_participation(nest, **said)
    assert 'name="inform_how"' in leader.get(address).content.decode()


def test_after_a_no_no_plan_is_made(nest, cast, now, today, said):
    decide_participation(nest, **said)
    with not_yet("body_lets_people_take_part"):
        move_on(fresh(nest), to=Step.PLAN, by=cast.samira, at=now, on=today)


def test_a_body_cannot_refuse_what_the_policy_obliges(cast, areas, now, said):
    trajectory = trajectory_of(load_kraaiendal(at=now), cast, areas, at=now, route="alleen")
    trajectory = weighed(trajectory, cast, at=now, facts={"statutory": "yes"})
    with refuses("obliged"):
        decide_participation(trajectory, **said)
    assert decide_participation(trajectory, **(said | {"people_take_part": True})).people_take_part


def test_a_no_lapses_when_the_policy_obliges_since_and_the_leader_goes_on(
    nest, cast, now, today, said, waiver, browser_of
):
    decide_participation(nest, **said)
    known = nest.weighing
    weigh(
        nest,
        impact=known.impact,
        influence_space=known.influence_space,
        how_early=known.how_early,
        spoken_to=known.spoken_to,
        wishes=known.wishes,
        facts=known.facts | {"statutory": "yes"},
        edits=known.edits,
        by=cast.samira,
        at=now,
    )
    obliged = fresh(nest)
    with refuses("obliged"):
        waive_participation(obliged, **waiver)
    leader = browser_of(cast.samira)
    address = f"/werk/trajecten/{nest.case_number}/"
    assert "Leg uit waarom" not in leader.get(address).content.decode()
    for page in ("meedoen-of-niet", "weging"):
        assert "geldt niet meer" in leader.get(f"{address}{page}/").content.decode()
    assert move_on(obliged, to=Step.PLAN, by=cast.samira, at=now, on=today).step == Step.PLAN


def test_everyone_reads_that_a_no_lapsed(cast, areas, now, client):
    load_kraaiendal(at=now)
    adopted = great_nest(cast, areas, at=now)
    with writing_by_hand(because="the law came in after the mayor said no"):
        ParticipationDecision.objects.update(people_take_part=False)
        Weighing.objects.update(facts={**adopted.weighing.facts, "statutory": "yes"})
    page = client.get(f"/trajecten/{adopted.slug}/afspraken/").content.decode()
    assert "Mensen kunnen niet meedoen: dat is op" in page
    assert "Dit nee geldt niet meer. Meedoen hoort nu bij: De wet wil het." in page


def test_only_who_records_for_that_body_records_it(nest, cast, now, said):
    for person in (cast.samira, cast.teun, recording_for(cast.lotte, "kring", at=now)):
        with pytest.raises(NotAllowed, match="kabinetschef"):
            decide_participation(nest, **(said | {"by": person}))
    assert not ParticipationDecision.objects.exists()


def test_it_is_decided_once_with_a_reason_that_is_not_in_the_journal(nest, said):
    with refuses("empty") as broken:
        decide_participation(nest, **(said | {"reason": " "}))
    assert broken.value.field == "reason"
    first = decide_participation(nest, **said)
    with refuses("recorded_already", kind=AlreadyDone) as done:
        decide_participation(fresh(nest), **(said | {"people_take_part": True}))
    assert done.value.result == first
    assert "kiezen" not in Entry.objects.get(verb="participation_decided").text


def test_where_the_weighing_says_it_no_body_decides(trajectory, cast, now, said):
    with refuses("no_body_decides"):
        decide_participation(trajectory, **said)


def test_the_reasons_of_the_body_are_read_by_everyone(nest, cast, now, client, said, waiver, today):
    decide_participation(nest, **said)
    waive_participation(fresh(nest), **waiver)
    move_on(fresh(nest), by=cast.samira, at=now, on=today)
    page = client.get(f"/trajecten/{nest.slug}/afspraken/").content.decode()
    assert "besloten door de burgemeester" in page
    assert said["reason"] in page


def test_the_page_takes_the_decision_of_who_records_and_of_nobody_else(
    nest, cast, browser_of, said, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    address = f"/werk/trajecten/{nest.case_number}/meedoen-of-niet/"
    leader = browser_of(cast.samira)
    assert 'name="reason"' not in leader.get(address).content.decode()
    assert leader.post(address, {"people_take_part": "no"}).status_code == 403
    recorder = browser_of(said["by"])
    assert "Wat is besloten door de burgemeester?" in recorder.get(address).content.decode()
    sent = {"people_take_part": "no", "reason": "Dat kan niet.", "decided_on": today.isoformat()}
    assert recorder.post(address, sent | {"reason": ""}).status_code == 422
    asked = recorder.post(address, sent)
    assert "Weet je het zeker? Met ‘nee’ kan niemand meedoen." in asked.content.decode()
    assert not ParticipationDecision.objects.exists()
    sent |= {"asked_of": asked.context["form"]["asked_of"].value()}
    assert recorder.post(address, sent).status_code == 302
    assert not ParticipationDecision.objects.get().people_take_part


def test_a_body_did_not_decide_before_the_trajectory_began(nest, said, today):
    with refuses("before_it_began", field="decided_on"):
        decide_participation(nest, **(said | {"decided_on": today - timedelta(days=1)}))
