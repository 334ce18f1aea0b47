"""Assen's youth budget of 2024, with the real plans and ballots, from signal to memory.

Source: assen-2022#nieuwe-vormen
"""

import csv
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from speelruimte.activities.actions import close_activity
from speelruimte.activities.kinds.budget.actions import close_vote, open_vote, prepare_vote
from speelruimte.activities.kinds.budget.models import VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing, outcome_of
from speelruimte.activities.queries import contribution_with_code, entry_of
from speelruimte.agreements.actions import give_say, plan_method, plan_phase
from speelruimte.agreements.queries import open_version
from speelruimte.commands.main import main
from speelruimte.journal.models import Entry
from speelruimte.memory.search import search
from speelruimte.trajectories.models import Step
from tests.reference_files import pabulib_file
from tests.steps import answers as ending
from tests.steps.agreement import adopt_by_all, fresh, planning, written_plan
from tests.steps.door import started_trajectory
from tests.steps.recording import record_decision
from tests.steps.taking_part import words_from
from tests.steps.voting import marked_codes
from tests.steps.walking import (
    decider,
    everything_closed,
    everything_opened,
    goes,
    journal_is_whole,
    refused,
    steps_in_journal,
)

FUNDED = ["2", "3", "5", "6", "9", "11", "12", "13", "14"]


@pytest.fixture
def real_file():
    return pabulib_file("Netherlands_Assen_2024")


@pytest.fixture
def youth_budget(load_pack, cast, areas, now):
    """Adopted under the policy of 2022: young people decide together, within the frames."""
    load_pack("assen-2022")
    trajectory = started_trajectory(
        title="Assen Top Idee 2024",
        coach=cast.marleen,
        leader=cast.samira,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=list(areas.values()),
        competent="college",
        influence_space="groot",
    )
    assert trajectory.decision_route == "samen-met-de-stad"
    methods = ("budget", "workshop")
    version = planning(trajectory, cast, at=now)
    written_plan(fresh(trajectory), cast, at=now, methods=methods, level="meebeslissen")
    days = {"starts_on": localdate(now), "ends_on": localdate(now) + timedelta(days=20)}
    ideas = plan_phase(
        version, name="Ideeën ophalen", question="Wat mist u in de stad?", **days,
        by=cast.samira, at=now,
    )  # fmt: skip
    give_say(ideas, group="Jongeren van 12 tot 27", level="meedenken", by=cast.samira, at=now)
    plan_method(ideas, method="ideas", by=cast.samira, at=now)
    goes(trajectory, by=cast.samira, at=now)
    adopt_by_all(open_version(fresh(trajectory)), cast, at=now)
    return fresh(trajectory)


def run(*words):
    return main(["budget", "import", *map(str, words)])


def test_the_youth_budget_of_assen_from_signal_to_memory(
    youth_budget, real_file, cast, now, tmp_path, capsys, client
):
    number = youth_budget.case_number
    opened = everything_opened(youth_budget, by=cast.samira, at=now)
    words = words_from(opened["ideas"], 5, at=now, email="jong@assen.example")
    vote = _vote(opened["budget"], cast, now, real_file, capsys)
    receipts = tmp_path / "ontvangst.csv"

    assert run(number, real_file, "--receipts", receipts) == 0
    assert "84 stembiljetten ingelezen, waarvan 0 ongeldig." in capsys.readouterr().out
    assert run(number, real_file, "--receipts", tmp_path / "nog-eens.csv") == 1
    assert "Dit bestand is al ingelezen. Er is niets veranderd." in capsys.readouterr().err
    assert not (tmp_path / "nog-eens.csv").exists()
    codes = [row["code"] for row in csv.DictReader(receipts.open(), delimiter=";")]
    assert len(set(codes)) == 84
    assert VotingRight.objects.filter(used=VotingRight.Used.PAPER).count() == len(codes)

    with refused("is nog open. Sluit deze eerst."):
        goes(youth_budget, by=cast.samira, at=now)
    last = everything_closed(youth_budget, by=cast.samira)
    outcome = outcome_of(vote)
    assert sorted(outcome["funded"], key=int) == FUNDED
    assert {ballot_standing(code) for code in codes} == {"counts"}
    page = client.post("/mijn-inbreng/", {"code": codes[0]}, follow=True).content.decode()
    assert "telt mee" in page

    theme = _answers_and_result(youth_budget, words, cast, last)
    _decision(youth_budget, theme, cast, last)
    _looking_back(youth_budget, cast, last)

    trajectory = fresh(youth_budget)
    assert trajectory.step == Step.MEMORY
    assert sorted(trajectory.decision.funded, key=int) == FUNDED
    for contribution, code in words:
        _traceable(trajectory, contribution, code)
    assert [hit.trajectory for hit in search("top idee")] == [trajectory]
    assert steps_in_journal(number) == [
        "plan", "adoption", "taking_part", "result", "decision", "feedback", "evaluation", "memory",
    ]  # fmt: skip
    assert Entry.objects.filter(verb="ballots_imported").count() == 1
    # Policy, idea, agreement, five times own words, rules, ballots and outcome of the vote,
    # answer, result, decision, what was told, lesson.
    assert journal_is_whole() == 16


def _vote(activity, cast, now, real_file, capsys):
    """Prepared by hand, filled from the file, then opened: after that nothing changes."""
    trajectory = activity.trajectory
    assert run(trajectory.case_number, real_file) == 1
    assert "Bereid de stemming eerst voor op de werkbank" in capsys.readouterr().err
    terms = {"rule": "equal-shares-add1", "tie_rule": "votes", "minimum": 2}
    lead = {"by": cast.samira, "at": now}
    with refused("Alleen de projectleider of de participatiecoach regelt de stemming."):
        prepare_vote(activity, budget=Decimal(100_000), **terms, by=cast.joris, at=now)
    vote = prepare_vote(activity, budget=Decimal(90_000), **terms, **lead)
    assert run(trajectory.case_number, real_file) == 1
    assert "Dat moet gelijk zijn." in capsys.readouterr().err
    vote = prepare_vote(activity, budget=Decimal(100_000), **terms, **lead)
    with refused("Er valt nog niets te kiezen. Zet minstens twee plannen klaar."):
        open_vote(vote, **lead)
    assert run(trajectory.case_number, real_file) == 0
    assert "14 plannen staan op het stembiljet." in capsys.readouterr().out
    open_vote(vote, **lead)
    marked_codes(vote, 84, **lead)
    with refused("Plannen en regels liggen nu vast en veranderen niet meer."):
        prepare_vote(activity, budget=Decimal(500_000), **terms, **lead)
    with refused("Mensen kunnen nog stemmen tot en met"):
        close_vote(vote, **lead)
    with refused("stemming", "geteld"):
        close_activity(activity, on=localdate(now), reason="Geen zin meer.", **lead)
    return vote


def _answers_and_result(trajectory, words, cast, last):
    lead = {"by": cast.samira, "at": last}
    days = {**lead, "on": localdate(last)}
    goes(trajectory, **lead)
    with refused("Nog 5 keer inbreng zonder antwoord."):
        goes(trajectory, **lead)
    current = fresh(trajectory)
    theme = ending.everything_answered(current, title="Ideeën bij de plannen", **days)
    ending.result_offered(current, summary="Negen plannen krijgen geld.", **days)
    goes(trajectory, **lead)
    return theme


def _decision(trajectory, theme, cast, last):
    """The outcome binds within the frames: another set of plans is refused, and so is an excuse."""
    days = {"at": last, "on": localdate(last)}
    by = decider(trajectory, cast, at=last)
    said = {
        "decided_on": localdate(last),
        "number": "C-2024-18",
        "what": "Negen plannen krijgen geld.",
        "reasons": "Zo is gestemd.",
        "weights": {theme: "De ideeën gaan mee naar de uitvoering."},
        "by": by,
        **days,
    }
    current = fresh(trajectory)
    with refused("U kiest iets anders dan de uitslag. Klopt dat?"):
        record_decision(current, funded=FUNDED[:-1], **said)
    with refused("Hier kon niemand voor kiezen: 99."):
        record_decision(current, funded=[*FUNDED, "99"], **said)
    with refused("Leg uit waar het besluit afwijkt van de uitkomst, en waarom."):
        record_decision(current, funded=FUNDED[:-1], departs=True, **said)
    with refused("Hier is beloofd dat de uitkomst geldt, binnen de kaders."):
        record_decision(
            current, funded=FUNDED[:-1], departs=True, departure="Liever een skatebaan.", **said
        )
    record_decision(current, funded=FUNDED, **said)
    assert goes(trajectory, by=cast.samira, at=last).step == Step.FEEDBACK


def _looking_back(trajectory, cast, last):
    lead = {"by": cast.samira, "at": last}
    days = {**lead, "on": localdate(last)}
    assert ending.told(fresh(trajectory), **days).told == 1
    goes(trajectory, **lead)
    ending.looked_back(fresh(trajectory), **days)
    goes(trajectory, **lead)


def _traceable(trajectory, contribution, code):
    """From the slip of paper in somebody's hand to the decision, and to the journal."""
    traced = contribution_with_code(code)
    assert traced == contribution
    theme = traced.placement.theme
    assert theme.answer.reason == "Zo doen we het."
    assert trajectory.decision.weights.get(theme=theme).how.startswith("De ideeën gaan mee")
    assert entry_of(traced).verb == "contribution_accepted"
