"""The gates one by one: each says what is missing, where and by whom, and then is silent."""

import ast
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate

from speelruimte.activities.actions import close_activity, publish_contribution
from speelruimte.activities.kinds.budget.actions import add_plan, open_vote, prepare_vote
from speelruimte.activities.queries import promised
from speelruimte.agreements.actions import drop_method
from speelruimte.agreements.models import PlannedMethod
from speelruimte.agreements.queries import open_version
from speelruimte.decisions.models import Result
from speelruimte.evaluation.actions import no_lesson, open_evaluation
from speelruimte.journal.models import Entry
from speelruimte.notices.work_letters import ASKED_ON
from speelruimte.people.roles import Role
from speelruimte.route import gates, later_gates, promised_days
from speelruimte.route.actions import NotYet
from speelruimte.route.altering import cancel_planned_and_tell
from speelruimte.route.case import Case
from speelruimte.route.queries import next_steps, to_do
from speelruimte.route.route import DOOR, FORWARD, ROOMS, ROUTE
from speelruimte.toolbox.methods import fits, method
from speelruimte.trajectories.models import ENDED_STEPS, Step, Tally
from speelruimte.website.workbench.frame import LINKS, page_url
from tests.steps import answers as ending
from tests.steps.agreement import (
    adopt_by_all,
    adopted_agreement,
    fresh,
    offered,
    planning,
    weighed,
    written_plan,
)
from tests.steps.bare import a_trajectory
from tests.steps.beginning import trajectory_of
from tests.steps.refusing import refuses
from tests.steps.taking_part import opened_ideas, words_from
from tests.steps.walking import (
    decider,
    everything_closed,
    everything_opened,
    goes,
    journal_is_whole,
    refused,
)
from tests.steps.writing import writing_by_hand

ALL_GATES = {
    gate.__name__: gate
    for table in (DOOR, ROUTE)
    for ways in table.values()
    for gate_list in ways.values()
    for gate in gate_list
}


def said(trajectory, gate, *, reason=""):
    """What a gate answers now, as (sentence, page, who)."""
    gaps = ALL_GATES[gate](Case(trajectory=fresh(trajectory), reason=reason))
    return [(gap.sentence, gap.page, gap.who) for gap in gaps]


def pages(trajectory, gate, **more):
    return {page for _sentence, page, _who in said(trajectory, gate, **more)}


@pytest.fixture
def lead(cast, now):
    return {"by": cast.samira, "at": now}


def test_every_step_leads_somewhere_and_every_end_leads_nowhere():
    for step in Step:
        assert bool(ROUTE[step]) == (step not in ENDED_STEPS)
    assert set(FORWARD) == set(Step) - set(ENDED_STEPS)
    assert {step for room in ROOMS for step in room.steps} >= set(Step) - {Step.STOPPED}


def test_only_the_waived_way_leads_past_the_agreement():
    """Whichever way one goes, nothing opens and nothing is decided without adopting or waiving."""
    for step, ways in ROUTE.items():
        if Step.TAKING_PART in ways:
            assert step == Step.ADOPTION
            assert gates.agreement_is_adopted in ways[Step.TAKING_PART]
        if Step.INFORMING in ways:
            assert gates.waiver_is_published in ways[Step.INFORMING]
        if Step.DECISION in ways:
            assert step in (Step.RESULT, Step.INFORMING)


def test_the_weighing_says_what_is_missing_and_then_is_silent(trajectory, cast, now):
    checks = said(trajectory, "checks_are_answered")
    assert {page for _s, page, _who in checks} == {"weighing"}
    assert (
        "De vraag ‘Laten wetten, regels en beleid ruimte over?’ heeft nog geen antwoord met een reden.",
        "weighing",
        Role.ACCOUNT_HOLDER,
    ) in checks
    assert said(trajectory, "impact_is_weighed") == [
        (
            "Kies een antwoord bij ‘Hoe groot is de verandering voor inwoners?’.",
            "weighing",
            Role.PROJECT_LEADER,
        ),
        ("Kies een antwoord bij ‘Hoeveel valt er te kiezen?’.", "weighing", Role.PROJECT_LEADER),
    ]
    assert len(said(trajectory, "beginnings_are_told")) == 3

    weighed(trajectory, cast, at=now)

    for gate in ROUTE[Step.WEIGHING][Step.PLAN]:
        assert said(trajectory, gate.__name__) == []
    assert said(trajectory, "waiver_is_published")[0][1] == "waiver"


def test_the_plan_says_what_is_missing_and_then_is_silent(trajectory, cast, now):
    planning(trajectory, cast, at=now)
    expected = {
        "description_is_complete": {"plan"},
        "plan_is_complete": {"plan"},
        "frames_are_stated": {"frames"},
        "phases_promise_something": {"phases"},
    }
    for gate, where in expected.items():
        assert pages(trajectory, gate) == where

    written_plan(fresh(trajectory), cast, at=now)

    for gate in ROUTE[Step.PLAN][Step.ADOPTION]:
        assert said(trajectory, gate.__name__) == []


def test_a_plan_without_a_way_that_the_policy_asks_does_not_reach_a_body(
    load_pack, cast, areas, now, lead
):
    trajectory = trajectory_of(load_pack("assen-2021"), cast, areas, at=now)
    planning(trajectory, cast, at=now)
    version = written_plan(fresh(trajectory), cast, at=now, methods=("ideas",))
    added = list(PlannedMethod.objects.filter(phase__version=version).exclude(method="ideas"))
    assert said(trajectory, "mix_is_met") == []
    for planned in added:
        drop_method(planned, **lead)

    ((sentence, page, who),) = said(trajectory, "mix_is_met")

    assert (page, who) == ("phases", Role.PROJECT_LEADER)
    assert sentence.endswith("Het participatieplan mist nog een werkvorm: elkaar ontmoeten.")
    with refused(sentence):
        goes(fresh(trajectory), to=Step.ADOPTION, **lead)


def test_a_way_carries_what_is_promised_for_something_that_is_open_too(trajectory, cast, now):
    planning(trajectory, cast, at=now)
    written_plan(fresh(trajectory), cast, at=now, methods=("ideas",))
    assert said(trajectory, "promise_and_means_agree") == []
    version = fresh(trajectory).versions.get()
    (phase,) = version.phases.all()
    carried = max(planned.tool.highest for planned in phase.methods.all())

    for phase_key in ("", phase.key):
        with writing_by_hand(because="a policy may have no level that is as high"):
            version.frames.filter(status="open").update(say=carried + 1, phase_key=phase_key)
        ((sentence, page, _who),) = said(trajectory, "promise_and_means_agree")
        assert sentence.startswith("Kader ‘De bomen’: De belofte is groter dan")
        assert page == "frames"

    for unasked in ({"status": "fixed"}, {"status": "open", "say": carried}):
        with writing_by_hand(because="a policy may have no level that is as high"):
            version.frames.filter(title="De bomen").update(**unasked)
        assert said(trajectory, "promise_and_means_agree") == []


def test_where_people_only_do_something_together_they_do_not_decide():
    """A level or a role may carry no say at all, such as lending a hand."""
    (fault,) = fits(promised=None, methods=[method("budget"), method("working_group")])
    assert "‘Samen een budget verdelen’ geeft mensen meer invloed dan is beloofd" in fault
    assert fits(promised=None, methods=[method("workshop"), method("ideas")]) == []


def test_adopting_is_asked_of_the_secretary_of_the_body_that_the_policy_names(
    trajectory, cast, now
):
    version = offered(trajectory, cast, at=now)
    ((sentence, page, who),) = said(trajectory, "agreement_is_adopted")
    assert "nog niet vastgesteld door" in sentence
    assert (page, who) in {
        ("adoption", Role.GRIFFIE),
        ("adoption", Role.COLLEGE_SECRETARY),
        ("adoption", Role.PROJECT_LEADER),
    }

    adopt_by_all(version, cast, at=now)

    assert said(trajectory, "agreement_is_adopted") == []


def test_taking_part_says_what_was_promised_and_is_still_open(trajectory, cast, now, lead):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    ((sentence, page, _who),) = said(trajectory, "phases_were_opened")
    assert sentence.endswith("is nog niets geopend. Dat is wel beloofd.")
    assert page == "activities"
    opened = everything_opened(trajectory, **lead)
    assert said(trajectory, "phases_were_opened") == []
    assert len(said(trajectory, "activities_are_closed")) == len(opened)
    open_now = ALL_GATES["activities_are_closed"](Case(trajectory=fresh(trajectory)))
    addresses = {activity.address for activity in fresh(trajectory).activities.all()}
    assert {missing.about for missing in open_now} == addresses
    assert {missing.gate for missing in open_now} == {"activities_are_closed"}

    everything_closed(trajectory, by=cast.samira)

    assert said(trajectory, "activities_are_closed") == []


def test_each_promised_way_is_opened_or_taken_back_and_one_that_was_not_keeps_the_door_closed(
    trajectory, cast, now, lead
):
    trajectory = adopted_agreement(trajectory, cast, at=now, methods=("ideas", "evening", "letter"))
    opened_ideas(trajectory, on=localdate(now), **lead)
    unopened = [promise for promise in promised(fresh(trajectory)) if promise.activity is None]
    assert len(unopened) > 1
    assert said(trajectory, "phases_were_opened") == []

    missing = said(trajectory, "promised_ways_were_opened")

    assert missing == [
        (
            f"‘{promise.planned.title}’ is beloofd en niet geopend. Open het, of zeg met de reden "
            "dat het niet doorgaat.",
            "activities",
            Role.PROJECT_LEADER,
        )
        for promise in unopened
    ]
    with refused(*(sentence for sentence, _page, _who in missing)):
        goes(fresh(trajectory), to=Step.RESULT, **lead)
    for promise in unopened:
        place = {"phase": promise.phase.key, "planned": promise.planned.key}
        cancel_planned_and_tell(fresh(trajectory), reason="De zaal is dicht.", **place, **lead)
    assert said(trajectory, "promised_ways_were_opened") == []


def test_nothing_is_offered_while_a_word_waits_or_has_no_answer(trajectory, cast, now, lead, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened = everything_opened(trajectory, **lead)
    ((waiting, _code), (_second, _)) = words_from(opened["ideas"], 2, at=now)
    type(waiting).objects.filter(pk=waiting.pk).update(state="waiting")
    Tally.objects.filter(pk=trajectory.pk).update(waiting=1, published=1)
    assert said(trajectory, "nothing_waits_for_moderation") == [
        ("Nog 1 keer inbreng wacht op een blik.", "inbox", Role.MODERATOR)
    ]
    assert {who for _s, _p, who in said(trajectory, "everyone_has_an_answer")} == {
        Role.MODERATOR,
        Role.PROJECT_LEADER,
    }
    publish_contribution(waiting, by=cast.lotte, at=now)
    assert said(trajectory, "nothing_waits_for_moderation") == []
    assert said(trajectory, "everyone_has_an_answer") == [
        ("Nog 2 keer inbreng zonder antwoord.", "answers", Role.PROJECT_LEADER)
    ]

    ending.everything_answered(fresh(trajectory), on=today, **lead)

    assert said(trajectory, "everyone_has_an_answer") == []


def test_result_decision_and_feedback_say_who_is_to_do_what(trajectory, cast, now):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    everything_opened(trajectory, by=cast.samira, at=now)
    last = everything_closed(trajectory, by=cast.samira)
    lead = {"by": cast.samira, "at": last}
    days = {**lead, "on": localdate(last)}
    goes(trajectory, **lead)
    assert pages(trajectory, "result_is_offered") == {"result"}
    ending.result_offered(fresh(trajectory), **days)
    assert said(trajectory, "result_is_offered") == []
    goes(trajectory, **lead)

    by = decider(trajectory, cast, at=last)
    ((_sentence, page, who),) = said(trajectory, "decision_is_recorded")
    assert page == "decision"
    assert who in (Role.GRIFFIE, Role.COLLEGE_SECRETARY, Role.PROJECT_LEADER)
    ending.decided(fresh(trajectory), **days | {"by": by})
    assert said(trajectory, "decision_is_recorded") == []
    goes(trajectory, **lead)

    assert pages(trajectory, "contributors_are_told") == {"feedback"}
    ending.told(fresh(trajectory), **days)
    assert said(trajectory, "contributors_are_told") == []
    goes(trajectory, **lead)

    for gate in ("participants_looked_back", "team_looked_back", "a_lesson_is_drawn"):
        assert pages(trajectory, gate) == {"evaluation"}
    ending.looked_back(fresh(trajectory), **days)
    for gate in ROUTE[Step.EVALUATION][Step.MEMORY]:
        assert said(trajectory, gate.__name__) == []


def test_who_was_asked_to_look_back_has_the_time_that_the_policy_gives(policy, cast, now, today):
    path = a_trajectory(policy, route="college", step=Step.EVALUATION)
    gate = ALL_GATES["participants_looked_back"]
    no_lesson(path, reason="Alles ging als altijd.", by=cast.marleen, at=now, on=today)

    def missing(day):
        return [gap.not_before for gap in gate(Case(trajectory=fresh(path), on=day))]

    assert missing(today) == [None]
    open_evaluation(path, by=cast.marleen, at=now, on=today)
    over = today + timedelta(weeks=2, days=1)
    assert missing(today) == missing(over - timedelta(days=1)) == [over]
    assert missing(over) == []


def pages_of_gates():
    """The page of every ``Missing`` that a gate may yield, as it is written there."""
    for module in (gates, later_gates, promised_days):
        for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Missing":
                yield ast.literal_eval(node.args[1])


def test_every_page_that_a_gate_names_is_there_and_has_words_for_its_link_and_in_a_mail():
    pages = set(pages_of_gates())
    assert {"initiative", "phases", "waiver", "answers"} <= pages
    for page in pages:
        assert page_url(page, SimpleNamespace(case_number="2027-0001"))
    # There one is already, or stops: both say what they are for themselves.
    speak_for_themselves = {"process", "stop"}
    assert pages - set(LINKS) == speak_for_themselves, "LINKS: website/workbench/frame.py"
    assert pages - set(ASKED_ON) == speak_for_themselves, "ASKED_ON: notices/work_letters.py"


def test_what_is_missing_is_the_to_do_list_and_the_refusal(trajectory, lead):
    with pytest.raises(NotYet) as refusal:
        goes(trajectory, **lead)

    assert tuple(refusal.value.missing) == to_do(fresh(trajectory))
    forward = next(way for way in next_steps(fresh(trajectory)) if way.is_forward)
    assert forward.missing == to_do(fresh(trajectory))
    assert all(gap.sentence.endswith((".", "?")) for gap in refusal.value.missing)


def test_a_refused_move_leaves_no_trace(trajectory, lead):
    before = Entry.objects.count()
    with refuses("not_yet"):
        goes(trajectory, **lead)

    assert Entry.objects.count() == before
    assert fresh(trajectory).step == Step.WEIGHING


def test_back_from_adoption_asks_for_a_reason_and_opens_the_text_again(trajectory, cast, now, lead):
    offered(trajectory, cast, at=now)
    with refused("Schrijf op waarom dit teruggaat. Iedereen kan dit lezen."):
        goes(trajectory, to=Step.PLAN, **lead)

    goes(trajectory, to=Step.PLAN, reason="Het college wil een kaart erbij.", **lead)

    assert open_version(fresh(trajectory)).state == "draft"
    assert "Het college wil een kaart erbij." in [
        passage.reason for passage in trajectory.passages.all()
    ]


def _at_the_decision(trajectory, cast, now):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    everything_opened(trajectory, by=cast.samira, at=now)
    last = everything_closed(trajectory, by=cast.samira)
    goes(trajectory, by=cast.samira, at=last)
    ending.result_offered(fresh(trajectory), by=cast.samira, at=last, on=localdate(last))
    goes(trajectory, by=cast.samira, at=last)
    return fresh(trajectory), last


def test_what_was_sent_back_by_the_body_is_offered_again(trajectory, cast, now):
    trajectory, last = _at_the_decision(trajectory, cast, now)
    lead = {"by": cast.samira, "at": last}
    goes(trajectory, to=Step.RESULT, reason="De raad mist de kosten.", **lead)

    assert Result.objects.get(trajectory=trajectory).offered_on is None
    with refused("De uitkomst is nog niet aangeboden, met het verslag over de afspraken."):
        goes(trajectory, **lead)


def test_a_recorded_decision_does_not_go_back_to_the_result(trajectory, cast, now):
    trajectory, last = _at_the_decision(trajectory, cast, now)
    by = decider(trajectory, cast, at=last)
    ending.decided(trajectory, by=by, at=last, on=localdate(last))

    with refused("Het besluit is al vastgelegd. Dit traject gaat niet meer terug."):
        goes(trajectory, to=Step.RESULT, reason="Toch liever anders.", by=cast.samira, at=last)


def test_a_process_does_not_stop_over_the_heads_of_people_who_take_part(
    trajectory, cast, now, lead, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened = everything_opened(trajectory, **lead)
    words_from(opened["ideas"], 1, at=now)
    stop = {"to": Step.STOPPED, "reason": "Het geld is op."}
    until = "Na 6 april 2027 kan dat zonder reden."
    with refused("is nog open. Sluit deze eerst.", until, "Nog 1 keer inbreng zonder antwoord."):
        goes(trajectory, **stop, **lead)
    for activity in trajectory.activities.all():
        close_activity(activity, reason="Het traject stopt.", on=today, **lead)
    ending.everything_answered(fresh(trajectory), on=today, verdict="not", **lead)

    assert goes(trajectory, **stop, **lead).step == Step.STOPPED
    assert fresh(trajectory).remembered.outcome == "Het geld is op."


def test_a_vote_is_counted_before_anything_closes(load_pack, cast, areas, now):
    trajectory = trajectory_of(load_pack("assen-2022"), cast, areas, at=now)
    trajectory = adopted_agreement(
        trajectory, cast, at=now, methods=("budget", "workshop"), level="meebeslissen"
    )
    lead = {"by": cast.samira, "at": now}
    opened = everything_opened(trajectory, **lead)
    vote = prepare_vote(
        opened["budget"], budget=Decimal(100), rule="greedy", tie_rule="votes", **lead
    )
    for number in ("1", "2"):
        add_plan(vote, number=number, name=f"Plan {number}", cost=Decimal(60), **lead)
    open_vote(vote, **lead)
    after = now + timedelta(days=200)

    with refused("stemming", "geteld"):
        close_activity(opened["budget"], on=localdate(after), by=cast.samira, at=after)
    everything_closed(trajectory, by=cast.samira)
    vote.refresh_from_db()
    assert vote.closed_at is not None
    assert goes(trajectory, by=cast.samira, at=after).step == Step.RESULT
    assert journal_is_whole() == 5  # policy, agreement, rules of the vote, ballots and outcome


def test_every_gate_stands_in_the_table():
    made = {
        name
        for module in (gates, later_gates, promised_days)
        for name, var in vars(module).items()
        if callable(var) and hasattr(var, "switch") and var.__module__ == module.__name__
    }
    assert made == set(ALL_GATES), "give it its place in the table: route/route.py"
