import pytest

from speelruimte.activities.kinds.budget.codes import BALLOT
from speelruimte.activities.kinds.budget.models import Ballot, Vote
from speelruimte.evaluation.actions import (
    answer_as_participant,
    answer_as_team,
    close_evaluation,
    draw_lesson,
    no_lesson,
    open_evaluation,
)
from speelruimte.evaluation.models import Evaluation, EvaluationAnswer
from speelruimte.evaluation.queries import results, sheets_of
from speelruimte.evaluation.rules import check_whole_sheet, checked, may_rectify_lesson
from speelruimte.evaluation.sheets import sheet_for_code, sheet_of_contributor
from speelruimte.evaluation.terms import looking_back_until
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.notices.telling import invite_to_look_back
from speelruimte.people.receipts import new_code
from speelruimte.policy.schema import EvaluationQuestion
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.actions import policy_of
from speelruimte.website.days import day_words
from tests.steps.agreement import fresh
from tests.steps.bare import an_activity, words
from tests.steps.refusing import refuses

TEXT, SCALE = "anders", "gehoord"
YES_OR_NO = EvaluationQuestion(
    key="opnieuw", label="Weer zo?", asked_of="participants", answer="yes_no", source="basis"
)


@pytest.fixture
def trajectory(trajectory):
    trajectory.step = "evaluation"
    trajectory.save()
    return trajectory


@pytest.fixture
def evaluation(trajectory, lead):
    return open_evaluation(trajectory, **lead)


def sent(evaluation, now, sheet="een", **answers):
    given = answers or {SCALE: "4", TEXT: "Meer tijd."}
    return answer_as_participant(evaluation, answers=given, sheet=sheet, at=now)


def test_a_sheet_is_counted_once(evaluation, now):
    sent(evaluation, now)

    with refuses("sent_already", kind=AlreadyDone):
        sent(evaluation, now, **{SCALE: "1"})

    assert EvaluationAnswer.objects.count() == 2
    assert sheets_of(evaluation, "participants") == 1


def test_what_was_written_never_enters_the_journal(evaluation, now):
    sent(evaluation, now)

    entry = Entry.objects.get(verb="looked_back")
    assert "Meer tijd" not in entry.text
    assert "een" not in entry.facts.values()
    assert entry.by == ""


def test_one_address_is_one_sheet_and_another_word_without_address_another(evaluation, activity):
    first = words(activity, email="henk@lindewold.example")
    second = words(activity, "En een bank.", email="Henk@Lindewold.example")
    third = words(activity, "Geen adres.")

    sheets = [
        sheet_of_contributor(evaluation, contribution) for contribution in (first, second, third)
    ]

    assert sheets[0] == sheets[1] != sheets[2]
    assert "henk" not in sheets[0]


def test_a_code_of_here_opens_a_sheet_and_a_code_of_elsewhere_none(
    evaluation, trajectory, activity, policy
):
    from tests.steps.bare import a_trajectory

    here = words(activity)
    elsewhere = words(an_activity(a_trajectory(policy, route="college", case_number="2027-0009")))

    assert sheet_for_code(evaluation, here.code) == sheet_of_contributor(evaluation, here)
    assert sheet_for_code(evaluation, elsewhere.code) is None
    assert sheet_for_code(evaluation, "SR-0000-0000-0000") is None


def test_a_voter_looks_back_without_a_trace_to_the_ballot(evaluation, trajectory, now):
    activity = an_activity(trajectory, key="stemmen", planned="stemmen", kind="budget")
    vote = Vote.objects.create(
        activity=activity, budget=1000, rule="greedy", tie_rule="votes", opened_at=now
    )
    code, receipt_hash = new_code(BALLOT)
    ballot = Ballot.objects.create(
        vote=vote, choices=["1"], channel="digital", receipt_hash=receipt_hash
    )

    sheet = sheet_for_code(evaluation, code)

    assert sheet
    assert sheet not in (ballot.receipt_hash, receipt_hash)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "nothing_answered"),
        ({SCALE: ""}, "nothing_answered"),
        ({SCALE: "0"}, "unknown_choice"),
        ({SCALE: "6"}, "unknown_choice"),
        ({SCALE: "veel"}, "unknown_choice"),
        ({SCALE: "²"}, "unknown_choice"),
        ({TEXT: "x" * 4001}, "too_long"),
        ({"lukte": "Voor het team."}, "not_asked"),
    ],
)
def test_a_sheet_that_says_nothing_or_nonsense_is_refused(evaluation, now, answers, code):
    with refuses(code):
        answer_as_participant(evaluation, answers=answers, sheet="een", at=now)

    assert not EvaluationAnswer.objects.exists()


@pytest.mark.parametrize("mark", ["1", "5"])
def test_both_ends_of_the_scale_are_marks(evaluation, now, mark):
    (answer,) = sent(evaluation, now, **{SCALE: mark})

    assert answer.score == int(mark)


def test_an_answer_may_be_as_long_as_its_sentence_says(evaluation, now):
    (answer,) = sent(evaluation, now, **{TEXT: "x" * 4_000})

    assert len(answer.text) == 4_000


def test_a_lesson_and_the_reason_for_none_may_be_as_long_as_their_sentence_says(trajectory, lead):
    for write in (
        lambda text: no_lesson(trajectory, reason=text, **lead),
        lambda text: draw_lesson(trajectory, text=text, went_well=True, **lead),
    ):
        with refuses("too_long"):
            write("Het is " + "x" * 1_994)
        write("Het is " + "x" * 1_993)


def test_results_hold_means_for_everyone_and_own_words_for_the_team_only(
    evaluation, trajectory, now, django_assert_max_num_queries
):
    sent(evaluation, now, sheet="een", **{SCALE: "4", TEXT: "Meer tijd."})
    sent(evaluation, now, sheet="twee", **{SCALE: "5"})
    policy = policy_of(trajectory)

    with django_assert_max_num_queries(2):
        public = {result.key: result for result in results(evaluation, policy, "participants")}
    team = {
        result.key: result
        for result in results(evaluation, policy, "participants", with_texts=True)
    }

    assert public[SCALE].mean == 4.5
    assert public[TEXT].number == 1
    assert public[TEXT].texts == []
    assert team[TEXT].texts == ["Meer tijd."]


def test_the_team_answers_every_question_that_it_is_asked_in_a_sentence(evaluation, lead, cast):
    asked = policy_of(evaluation.trajectory).questions_for("team")
    whole = {question.key: "De avond ging goed." for question in asked}
    assert "lukte" in whole

    for missing in ("", "x", "."):
        with refuses("no_sentence" if missing else "empty", field="lukte"):
            answer_as_team(evaluation, answers=whole | {"lukte": missing}, **lead)
    assert not EvaluationAnswer.objects.exists()
    answer_as_team(evaluation, answers=whole, **lead)
    with refuses("sent_already", kind=AlreadyDone):
        answer_as_team(evaluation, answers=whole, **lead)
    with refuses("not_allowed"):
        answer_as_team(evaluation, answers=whole, **lead | {"by": cast.henk})


def test_a_team_that_is_asked_yes_or_no_need_not_answer_in_a_sentence():
    check_whole_sheet([YES_OR_NO], {"opnieuw": "no"})
    with refuses("empty", field="opnieuw"):
        check_whole_sheet([YES_OR_NO], {})


def test_a_lesson_is_drawn_or_the_reason_is_said_why_not(trajectory, evaluation, lead):
    with refuses("empty"):
        no_lesson(trajectory, reason=" ", **lead)
    no_lesson(trajectory, reason="Alles ging als altijd.", **lead)

    lesson = draw_lesson(trajectory, text="Eerder bellen.", went_well=False, **lead)

    evaluation.refresh_from_db()
    assert evaluation.no_lesson_reason == ""
    with refuses("drawn_already", kind=AlreadyDone) as again:
        draw_lesson(trajectory, text="Eerder bellen.", went_well=False, **lead)
    assert again.value.result == lesson
    with refuses("has_a_lesson"):
        no_lesson(trajectory, reason="Toch niet.", **lead)


def test_saying_that_there_is_no_lesson_opens_nothing_and_asks_nobody(trajectory, lead, now):
    said = no_lesson(trajectory, reason="Alles ging als altijd.", **lead)

    with refuses("process_is_over"):
        sent(said, now)
    opened = open_evaluation(trajectory, **lead)
    assert opened.opened_at == lead["at"]
    assert opened.no_lesson_reason == "Alles ging als altijd."
    assert sent(opened, now)


@pytest.mark.parametrize("step", ["taking_part", "result", "decision", "memory"])
def test_nobody_looks_back_before_the_decision_or_after_the_end(trajectory, lead, step):
    trajectory.step = step
    trajectory.save()

    with refuses("not_in_this_step"):
        open_evaluation(trajectory, **lead)
    with refuses("not_in_this_step"):
        draw_lesson(trajectory, text="Eerder bellen.", went_well=True, **lead)


@pytest.mark.parametrize("step", ["taking_part", "decision", "memory"])
def test_no_sheet_comes_in_at_a_step_where_nobody_looks_back(evaluation, trajectory, now, step):
    trajectory.step = step
    trajectory.save()

    with refuses("process_is_over"):
        sent(Evaluation.objects.get(), now)


def test_a_sheet_comes_in_as_soon_as_people_are_told(evaluation, trajectory, now):
    trajectory.step = "feedback"
    trajectory.save()

    assert sent(Evaluation.objects.get(), now)


def test_no_sheet_comes_in_after_closing(trajectory, evaluation, lead, now):
    close_evaluation(trajectory, by=None, at=now)
    evaluation.refresh_from_db()

    with refuses("process_is_over"):
        sent(evaluation, now)


@pytest.mark.parametrize("who", ["fatma", "lotte", "iris", "dewit", "bos", "henk", "stranger"])
def test_only_who_leads_opens_it_and_draws_lessons(trajectory, cast, lead, who):
    person = lead | {"by": getattr(cast, who)}

    with refuses("not_allowed"):
        open_evaluation(trajectory, **person)
    with refuses("not_allowed"):
        draw_lesson(trajectory, text="Eerder bellen.", went_well=True, **person)


def test_everybody_with_an_address_is_asked_to_look_back_once(trajectory, activity, lead):
    words(activity, email="henk@lindewold.example")

    invite_to_look_back(trajectory, **lead)
    with refuses("opened_already", kind=AlreadyDone):
        invite_to_look_back(trajectory, **lead)

    message = Message.objects.get()
    assert message.kind == "look_back"
    until = looking_back_until(fresh(trajectory).evaluation)
    assert until is not None
    assert f"Dat kan zeker tot en met {day_words(until)}." in compose_mail(message).text


@pytest.mark.parametrize(
    ("typed", "stored"), [("yes", "yes"), ("no", "no"), (True, "yes"), (False, "no")]
)
def test_yes_or_no_is_kept_as_a_word(typed, stored):
    assert checked(YES_OR_NO, typed) == (None, stored)


@pytest.mark.parametrize("typed", ["misschien", "ja", "Yes"])
def test_what_is_neither_yes_nor_no_is_refused(typed):
    with refuses("unknown_choice", field="opnieuw"):
        checked(YES_OR_NO, typed)


def test_who_leads_puts_a_lesson_right_and_a_colleague_does_not(trajectory, lead, cast):
    assert may_rectify_lesson(lead["by"], trajectory, on=lead["on"])
    assert not may_rectify_lesson(cast.joris, trajectory, on=lead["on"])
