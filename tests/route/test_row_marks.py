"""Rows that only an act may change are held to the mark in the entry of the act that wrote them last."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from speelruimte.activities.models import Activity
from speelruimte.agreements.models import Adoption, Version
from speelruimte.decisions.actions import rectify_decision, rectify_feedback
from speelruimte.decisions.models import Decision, EarlierFeedback, Feedback, Rectification, Result
from speelruimte.evaluation.models import EvaluationAnswer
from speelruimte.initiatives.models import Initiative, Ruling
from speelruimte.journal.key_marks import accept_key
from speelruimte.journal.row_marks import held_models
from speelruimte.memory.models import Remembered
from speelruimte.people.actions import register_organisation
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.models import Contact, Organisation
from speelruimte.places.actions import import_areas, import_subjects
from speelruimte.places.models import Area, Subject
from speelruimte.policy.models import PolicyVersion
from speelruimte.route.contributions import give_address_and_tell
from speelruimte.route.forgetting import forget_contact
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Passage, Step, Trajectory
from speelruimte.weighing.models import CheckAnswer, Weighing
from tests.steps.agreement import adopted_agreement
from tests.steps.door import started_trajectory
from tests.steps.proving import without_locks
from tests.steps.walking import decider, finished, took_part
from tests.steps.writing import changed_in_database, writing_by_hand

OTHERWISE = {
    (Trajectory, "title"): "Wij bouwen een parkeerplaats",
    (Trajectory, "summary"): "Er valt niets te kiezen.",
    (Trajectory, "step"): Step.FEEDBACK,
    (Trajectory, "decision_route"): "anders",
    (Trajectory, "stopped_reason"): "Niemand wilde het.",
    (Passage, "reason"): "Zomaar.",
    (Initiative, "title"): "Een ander idee",
    (Ruling, "is_complex"): True,
    (Ruling, "deviation_reason"): "Zomaar.",
    (Ruling, "ruled_at"): timedelta(days=-30),
    (Weighing, "impact"): "geen",
    (CheckAnswer, "verdict"): "no",
    (CheckAnswer, "reason"): "Daarom niet.",
    (Activity, "closes_on"): timedelta(days=30),
    (Activity, "held_on"): "2027-12-24",
    (Activity, "question"): "Bent u voor?",
    (Activity, "closed_reason"): "Het was genoeg.",
    (EvaluationAnswer, "score"): 1,
    (EvaluationAnswer, "text"): "Slecht.",
    (Version, "offered_at"): timedelta(days=-30),
    (Version, "adopted_at"): timedelta(days=-30),
    (Version, "adopted_on"): timedelta(days=-30),
    (Adoption, "recorded_at"): timedelta(days=-30),
    (Result, "kept"): [],
    (Result, "offered_to"): "anders",
    (Result, "offered_on"): timedelta(days=-30),
    (Decision, "recorded_at"): timedelta(days=-30),
    (Rectification, "funded"): ["99"],
    (Rectification, "rectified_at"): timedelta(days=-30),
    (Feedback, "told"): 999,
    (Feedback, "told_at"): timedelta(days=-30),
    (EarlierFeedback, "why"): "Zomaar.",
    (Area, "name"): "Elders",
    (Organisation, "name"): "Een andere wijkraad",
    (PolicyVersion, "title"): "Ander beleid",
    (PolicyVersion, "source"): "name: Ander beleid",
    (Remembered, "outcome"): "De gemeente deed niets.",
    (Remembered, "remembered_on"): timedelta(days=-30),
}


@pytest.fixture
def town(cast, areas, load_pack, now):
    """A process from the door to its end, in which verifying finds nothing."""
    load_pack("heemstede-2020")
    register_organisation(name="Wijkraad Centrum", by=cast.marleen, at=now)
    named = "".join(f"{area.name};16000\n" for area in areas.values())
    import_areas(text=f"naam;inwoners\n{named}", file="gebieden.csv", by=None, at=now)
    trajectory = started_trajectory(
        coach=cast.marleen,
        leader=cast.samira,
        account_holder=cast.joris,
        colleague=cast.lotte,
        areas=[areas["centrum"]],
    )
    trajectory = adopted_agreement(trajectory, cast, at=now)
    finished(trajectory, cast, at=took_part(trajectory, cast, at=now))
    _put_right(trajectory, cast)
    finding = verify()
    assert (finding.faults, finding.beside) == ([], [])


def _put_right(trajectory, cast):
    """What was decided and what was told get another number and another text."""
    decision = Decision.objects.get()
    at, on = decision.recorded_at, localdate(decision.recorded_at)
    written = {name: getattr(decision, name) for name in ("what", "reasons", "departure")}
    who = {"by": decider(trajectory, cast, at=at), "at": at, "on": on}
    rectify_decision(trajectory, number="2027-999", why="Het nummer was fout.", **written, **who)
    text, why = "Dit deden wij met alle inbreng.", "Er stond een fout in."
    rectify_feedback(trajectory, text=text, why=why, **who | {"by": cast.samira})


def _changed_one_by_one():
    for (model, column), value in OTHERWISE.items():
        row = model.objects.first()
        assert row is not None, model
        before = getattr(row, column)
        to = before + value if isinstance(value, timedelta) else value
        assert to != before
        with changed_in_database(row, **{column: to}):
            (said,) = verify().beside
        assert f"{model._meta.db_table}:{row.pk} " in said, (model, column)


def test_a_column_that_is_changed_in_the_database_is_found_in_every_kind_of_row(town):
    with without_locks():
        _changed_one_by_one()
    assert verify().beside == []


def test_a_row_that_vanished_or_was_put_in_is_named(town):
    gone, copied = EvaluationAnswer.objects.first(), Passage.objects.first()
    key = f"evaluation_evaluationanswer:{gone.pk}"
    with writing_by_hand(because="somebody takes a row out of the database, and puts another in"):
        gone.delete()
        copied.pk = None
        copied.save(force_insert=True)

    assert sorted(verify().beside) == [
        f"{key} staat in het logboek, en is uit de database verdwenen.",
        f"trajectories_passage:{copied.pk} staat in de database, en het logboek weet er niets van.",
    ]


def test_an_area_or_a_subject_that_no_list_brought_in_is_named(town, now):
    import_subjects(text="naam\nGroen\n", file="onderwerpen.csv", by=None, at=now)
    assert verify().beside == []
    with writing_by_hand(because="somebody puts an area and a subject into the database"):
        put = [model.objects.create(key="nep", name="Nep") for model in (Area, Subject)]

    assert verify().beside == [
        f"{row._meta.db_table}:{row.pk} staat in de database, en het logboek weet er niets van."
        for row in put
    ]


def test_whom_an_idea_is_from_is_held_also_after_forgetting(town, now):
    idea, other = Initiative.objects.first(), Contact.objects.create(name="Iemand anders")
    give_address_and_tell(idea, email="henk@lindewold.example", by=None, at=now)
    for since in (lambda: None, lambda: forget_contact(idea.contact, by=None, at=now)):
        since()
        assert verify().beside == []
        for contact in (other, None):
            with changed_in_database(idea, contact=contact):
                (said,) = verify().beside
            assert f"initiatives_initiative:{idea.pk} " in said


def test_what_was_lawfully_taken_out_is_no_fault_and_what_is_put_in_its_place_is(town, cast, now):
    answer = CheckAnswer.objects.first()
    erase_in_row(answer, changes={"reason": "[weggehaald]"}, by=cast.marleen, at=now, locked=False)
    assert verify().beside == []

    with writing_by_hand(because="somebody writes other words where a name was taken out"):
        CheckAnswer.objects.filter(pk=answer.pk).update(reason="Daarom niet.")

    assert [f"weighing_checkanswer:{answer.pk} " in said for said in verify().beside] == [True]


def test_with_another_key_no_mark_from_before_is_asked_for(town, now, settings):
    rows = sum(model.objects.count() for model in held_models())
    settings.RECEIPT_KEY = "made anew"
    assert len(verify().beside) == rows

    accept_key("RECEIPT_KEY", by=None, at=now)

    assert verify().beside == []
