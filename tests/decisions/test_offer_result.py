from datetime import UTC, date, datetime

from speelruimte.activities.actions import disagree
from speelruimte.decisions.actions import answer_contribution, offer_result, write_result
from speelruimte.decisions.kept import draft_of
from speelruimte.journal.models import Entry
from speelruimte.people.erasing import erase_in_row
from speelruimte.route.contributions import look_again_and_tell, refuse_and_tell
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.agreement import fresh
from tests.steps.answers import result_offered, told
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand


def by_promise(trajectory, on):
    return {
        promise["promise"].partition(":")[0]: promise for promise in draft_of(trajectory, on=on)
    }


def test_a_phase_that_was_held_as_planned_is_kept(trajectory, activity, today):
    promises = by_promise(trajectory, today)

    assert promises["phase"]["far"] == promises["method"]["far"] == "yes"
    assert promises["moment"]["far"] == ""  # only a person knows whether the letter went out


def test_a_phase_that_closed_early_is_partly_kept_and_says_when(trajectory, today):
    an_activity(trajectory, closed_at=datetime(2026, 12, 1, 12, 0, tzinfo=UTC))

    phase = by_promise(trajectory, today)["phase"]

    assert phase["far"] == "partly"
    assert "1 december 2026" in phase["seen"]


def test_a_method_that_never_opened_is_not_kept(trajectory, today):
    promises = by_promise(trajectory, today)

    assert promises["phase"]["far"] == promises["method"]["far"] == "no"


def test_moments_still_to_come_are_no_promise_broken(trajectory):
    assert "moment" not in by_promise(trajectory, date(2027, 1, 14))


def test_the_result_goes_to_who_decides_with_the_report(trajectory, activity, lead):
    result = result_offered(trajectory, **lead)

    assert result.offered_to == "college"
    entry = Entry.objects.get(verb="result_offered")
    assert "Dit kwam eruit" not in entry.text
    with refuses("offered_already", kind=AlreadyDone):
        offer_result(trajectory, **lead)


def test_a_result_is_not_offered_while_somebody_looks_again_at_refused_words(
    trajectory, activity, lead, cast, now
):
    sent = words(activity, "Het hek is te hoog.", name="Els")
    refuse_and_tell(sent, ground="advertising", by=cast.lotte, at=now)
    objection = disagree(sent, text="Ik verkoop niets.", by=None, at=now)

    with refuses("second_look_is_open"):
        result_offered(trajectory, **lead)

    look_again_and_tell(objection, answer="Het blijft reclame.", by=cast.marleen, at=now)
    assert offer_result(fresh(trajectory), **lead).offered_to == "college"


def test_a_result_is_not_offered_while_a_promise_stays_unjudged(trajectory, activity, lead):
    promises = draft_of(trajectory, on=lead["on"])
    write_result(trajectory, summary="Dit kwam eruit.", promises=promises, edits=0, **lead)

    with refuses("promise_without_answer"):
        offer_result(trajectory, **lead)


def test_a_verdict_better_than_measured_needs_a_reason_and_the_measurement_stays(trajectory, lead):
    draft = draft_of(trajectory, on=lead["on"])  # nothing was opened
    said = [
        promise | {"far": "yes", "note": "", "measured": "yes", "seen": "Alles ging goed."}
        for promise in draft
    ]
    write_result(trajectory, summary="Dit kwam eruit.", promises=said, edits=0, **lead)

    with refuses("empty", field="note_0"):
        offer_result(trajectory, **lead)

    said = [promise | {"note": "Wij belden iedereen op."} for promise in said]
    write_result(trajectory, summary="Dit kwam eruit.", promises=said[:1], edits=1, **lead)
    with refuses("empty", field="note_1"):  # what was left out is there as measured
        write_result(
            trajectory,
            summary="Dit kwam eruit.",
            promises=[said[0], said[1] | {"note": ""}],
            edits=2,
            **lead,
        )
        offer_result(trajectory, **lead)
    write_result(trajectory, summary="Dit kwam eruit.", promises=said, edits=3, **lead)
    kept = offer_result(trajectory, **lead).kept
    assert [(row["measured"], row["seen"]) for row in kept] == [
        (row["measured"], row["seen"]) for row in draft
    ]


def test_nothing_is_offered_before_something_is_written(trajectory, lead):
    with refuses("empty"):
        offer_result(trajectory, **lead)


def test_two_people_typing_never_overwrite_each_other(trajectory, lead, cast):
    write_result(trajectory, summary="Van Samira.", promises=[], edits=0, **lead)

    with refuses("changed_meanwhile"):
        write_result(
            trajectory, summary="Van Marleen.", promises=[], edits=0, **lead | {"by": cast.marleen}
        )

    trajectory.refresh_from_db()
    assert trajectory.result.summary == "Van Samira."


def test_a_changed_result_is_offered_again(trajectory, activity, lead):
    result = result_offered(trajectory, **lead)

    changed = write_result(
        trajectory, summary="Beter gezegd.", promises=result.kept, edits=result.edits, **lead
    )

    assert changed.offered_on is None
    assert offer_result(trajectory, **lead).offered_on == lead["on"]


def test_a_trajectory_without_agreement_has_nothing_to_report(policy, today):
    assert draft_of(a_trajectory(policy, route="college"), on=today) == []


def test_a_report_says_yes_partly_or_no(policy, cast, now, today):
    trajectory = a_trajectory(policy, route="college")
    an_agreement(trajectory)
    wrong = [{"promise": "x", "what": "y", "far": "misschien", "note": ""}]

    with refuses("unknown_choice"):
        write_result(
            trajectory, summary="x", promises=wrong, edits=0, by=cast.marleen, at=now, on=today
        )


def test_an_outcome_is_offered_once_all_words_have_an_answer_and_nothing_is_filled_in_for_it(
    trajectory, activity, lead, today
):
    first, second = words(activity, "Te smal."), words(activity, "Een bank.")
    answer_contribution(first, verdict="taken_over", reason="Dat kan.", **lead)
    answers = by_promise(trajectory, today)["answers"]
    assert (answers["far"], answers["measured"]) == ("", "")
    assert answers["seen"] == "1 keer op tijd, 0 keer later. Nog zonder antwoord: 1."
    assert by_promise(trajectory, date(2027, 2, 26))["answers"]["measured"] == "partly"

    with refuses("answers_owed"):
        result_offered(trajectory, **lead)
    answer_contribution(second, verdict="not", reason="Te duur.", **lead)
    assert by_promise(trajectory, today)["answers"]["measured"] == "yes"


def test_an_answer_after_offering_is_measured_too_so_the_outcome_is_offered_again(
    trajectory, activity, lead
):
    result_offered(trajectory, **lead)
    answer_contribution(words(activity), verdict="not", reason="Te duur.", **lead)

    trajectory.refresh_from_db()
    assert trajectory.result.offered_on is None
    kept = {row["promise"]: row for row in offer_result(trajectory, **lead).kept}
    assert kept["answers"]["seen"] == "1 keer op tijd, 0 keer later."


def test_the_explanation_of_what_was_measured_explains_nothing_better(trajectory, lead, today):
    reason = "De zaal stond onder water."
    an_activity(
        trajectory,
        held_on=date(2026, 12, 15),
        cancelled_at=datetime(2026, 12, 1, 12, 0, tzinfo=UTC),
        closed_at=datetime(2026, 12, 1, 12, 0, tzinfo=UTC),
        closed_reason=reason,
    )
    said = [row | {"far": "yes"} for row in draft_of(trajectory, on=today)]
    number = next(at for at, row in enumerate(said) if row["promise"].startswith("method:"))
    said = [row | {"note": row["note"] or "Wij belden iedereen op."} for row in said]
    assert said[number]["note"] == reason
    write_result(trajectory, summary="Dit kwam eruit.", promises=said, edits=0, **lead)

    with refuses("empty", field=f"note_{number}"):
        offer_result(trajectory, **lead)

    said[number] |= {"note": "De avond is thuis bij mensen gehouden."}
    write_result(trajectory, summary="Dit kwam eruit.", promises=said, edits=1, **lead)
    assert offer_result(trajectory, **lead).offered_on == today


def test_what_came_out_and_what_everybody_was_told_is_held_to_the_journal(
    trajectory, activity, lead
):
    result = result_offered(trajectory, **lead)
    with writing_by_hand(because="the process comes where people are told"):
        Trajectory.objects.filter(pk=trajectory.pk).update(step=Step.FEEDBACK)
    feedback = told(Trajectory.objects.get(pk=trajectory.pk), **lead)
    assert verify().faults == []

    for row, field, key in ((result, "summary", "result"), (feedback, "text", "feedback")):
        before = getattr(row, field)
        by_hand = type(row).objects.filter(pk=row.pk)
        with writing_by_hand(because="somebody changes words in the database"):
            by_hand.update(**{field: "Iedereen was voor."})
        assert f"de tekst {key}:{trajectory.case_number} is veranderd" in verify().faults[0]
        with writing_by_hand(because="somebody puts them back"):
            by_hand.update(**{field: before})
    erase_in_row(
        feedback,
        changes={"text": "Wij spraken met [weggehaald]."},
        by=lead["by"],
        at=lead["at"],
        locked=False,
    )
    assert verify().faults == []
    with writing_by_hand(because="somebody takes what was told away"):
        feedback.delete()
    assert "is verdwenen" in verify().faults[0]
