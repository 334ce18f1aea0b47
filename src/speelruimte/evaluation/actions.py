"""Looking back: by participants, by the team, and what was learned."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.evaluation.models import EarlierLesson, Evaluation, EvaluationAnswer, Lesson
from speelruimte.evaluation.rules import (
    LONGEST,
    check_can_look_back,
    check_evaluation_is_open,
    check_whole_sheet,
    checked,
    may_answer_for_team,
    may_evaluate,
    may_rectify_lesson,
)
from speelruimte.evaluation.sheets import sheet_of_colleague
from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import lock_trajectory, policy_of

ONLY_WHO_LEADS = gettext_lazy("Alleen de projectleider of de coach doet dit.")
Audience = EvaluationAnswer.Audience


@action
def open_evaluation(trajectory, *, by, at, on):
    """Let participants and team look back.

    Source: heemstede#evaluatie
    """
    trajectory = _lock_checked(trajectory, by=by, on=on)
    check_can_open_evaluation(trajectory)
    evaluation = Evaluation.objects.get_or_create(trajectory=trajectory)[0]
    evaluation.opened_at = at
    evaluation.save(update_fields=["opened_at"])
    record(
        "evaluation_opened",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        wrote=(evaluation,),
    )
    return evaluation


def check_can_open_evaluation(trajectory):
    """People can be asked to look back, and were not yet."""
    check_can_look_back(trajectory)
    opened = Evaluation.objects.filter(trajectory=trajectory, opened_at__isnull=False).first()
    if opened is not None:
        raise AlreadyDone(_("De evaluatie is al open."), result=opened, code="opened_already")


@action
def answer_as_participant(evaluation, *, answers, sheet, by=None, at):
    """Take in one sheet of a participant. ``answers`` maps questions to what was filled in.

    ``sheet`` is made by ``evaluation.sheets``: the same person sends one sheet.
    """
    check_evaluation_is_open(evaluation)
    return _take_in(evaluation, Audience.PARTICIPANTS, answers, sheet, by=by, at=at)


@action
def answer_as_team(evaluation, *, answers, by, at, on):
    """Take in one sheet of a colleague: an answer to every question, since it is sent once."""
    check_evaluation_is_open(evaluation)
    check_may(
        may_answer_for_team(by, evaluation.trajectory, on=on),
        _("Deze vragen zijn voor het team. Deelnemers krijgen een eigen formulier."),
    )
    asked = policy_of(evaluation.trajectory).questions_for(str(Audience.TEAM))
    check_whole_sheet(asked, answers)
    sheet = sheet_of_colleague(evaluation, by)
    return _take_in(evaluation, Audience.TEAM, answers, sheet, by=by, at=at)


def _take_in(evaluation, audience, answers, sheet, *, by, at):
    questions = {
        question.key: question
        for question in policy_of(evaluation.trajectory).questions_for(str(audience))
    }
    rows = []
    for key, value in answers.items():
        if key not in questions:
            raise RuleBroken(_("Deze vraag hoort niet bij dit formulier."), code="not_asked")
        score_and_text = checked(questions[key], value)
        if score_and_text is not None:
            rows.append(_row(evaluation, audience, key, score_and_text, sheet, at))
    if not rows:
        raise RuleBroken(_("Beantwoord minstens één vraag."), code="nothing_answered")
    try:
        with transaction.atomic():
            _check_is_first(sheet, evaluation)
            EvaluationAnswer.objects.bulk_create(rows)
    except IntegrityError as error:
        raise _sent_before(evaluation) from error
    record(
        "looked_back",
        about=evaluation.trajectory.key,
        by=by,
        at=at,
        case_number=evaluation.trajectory.case_number,
        audience=str(audience),
        number=len(rows),
        wrote=rows,
    )
    return rows


def _row(evaluation, audience, key, score_and_text, sheet, at):
    score, text = score_and_text
    return EvaluationAnswer(
        evaluation=evaluation,
        audience=audience,
        question=key,
        score=score,
        text=text,
        given_at=at,
        sheet=sheet,
    )


def _check_is_first(sheet, evaluation):
    """One sheet is one press: nobody fills in the rest later under the same sheet."""
    if EvaluationAnswer.objects.filter(evaluation=evaluation, sheet=sheet).exists():
        raise _sent_before(evaluation)


def _sent_before(evaluation):
    return AlreadyDone(
        _("Uw antwoorden zijn er al. Eén formulier per persoon telt mee."),
        result=evaluation,
        code="sent_already",
    )


@action
def draw_lesson(trajectory, *, text, went_well, by, at, on):
    """Write down what to do again, or to do differently; everyone reads it.

    Source: assen-visie-2021#leren-van-elk-traject
    """
    trajectory = _lock_checked(trajectory, by=by, on=on)
    text = text.strip()
    check_can_draw_lesson(trajectory, text)
    lesson = Lesson.objects.create(
        trajectory=trajectory, text=text, went_well=went_well, drawn_at=at
    )
    record(
        "lesson_drawn",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        went_well=went_well,
        lesson=lesson.pk,
        text_fingerprint=fingerprint(lesson.text),
        wrote=(lesson, *_without_reason(trajectory)),
    )
    return lesson


def _without_reason(trajectory):
    """What there is of looking back, where why nothing was learned is not said any more."""
    for evaluation in Evaluation.objects.filter(trajectory=trajectory).exclude(no_lesson_reason=""):
        evaluation.no_lesson_reason = ""
        evaluation.save(update_fields=["no_lesson_reason"])
        yield evaluation


def check_can_draw_lesson(trajectory, text):
    """A sentence that fits, in the step for it, and does not stand there yet."""
    check_can_look_back(trajectory)
    check_sentence(text, _("Schrijf de les op."), field="text")
    if len(text) > LONGEST["lesson"]:
        raise RuleBroken(
            _("Maak de les korter: 2.000 tekens passen."), field="text", code="too_long"
        )
    if existing := Lesson.objects.filter(trajectory=trajectory, text=text).first():
        raise AlreadyDone(_("Deze les staat er al."), result=existing, code="drawn_already")


@action
def rectify_lesson(lesson, *, text, why, by, at, on) -> EarlierLesson:
    """Put right what a lesson says, in whatever step the process is; the first text stays to be read."""
    trajectory = lock_trajectory(lesson.trajectory)
    check_may(may_rectify_lesson(by, trajectory, on=on), ONLY_WHO_LEADS)
    lesson.refresh_from_db()
    check_sentence(why, _("Schrijf op wat er fout was. Iedereen kan dit lezen."), field="why")
    check_sentence(text, _("Schrijf de les op."), field="text")
    check_fits(Lesson, text=text.strip())
    check_fits(EarlierLesson, why=why.strip())
    if text.strip() == lesson.text:
        raise RuleBroken(_("Er is nog niets veranderd in de tekst."), code="nothing_changed")
    earlier = EarlierLesson.objects.create(
        lesson=lesson, text=lesson.text, why=why.strip(), rectified_at=at
    )
    lesson.text = text.strip()
    lesson.save(update_fields=["text"])
    record(
        "lesson_rectified",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        lesson=lesson.pk,
        text_fingerprint=fingerprint(lesson.text),
        wrote=(lesson, earlier),
    )
    return earlier


@action
def no_lesson(trajectory, *, reason, by, at, on):
    """Say why there is nothing to learn here; everyone reads the reason."""
    trajectory = _lock_checked(trajectory, by=by, on=on)
    reason = reason.strip()
    check_can_say_no_lesson(trajectory, reason)
    evaluation = Evaluation.objects.get_or_create(trajectory=trajectory)[0]
    evaluation.no_lesson_reason = reason
    evaluation.save(update_fields=["no_lesson_reason"])
    record(
        "no_lesson_drawn",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        wrote=(evaluation,),
    )
    return evaluation


def check_can_say_no_lesson(trajectory, reason):
    """A reason that fits, in the step for it, where no lesson was drawn."""
    check_can_look_back(trajectory)
    check_sentence(reason, _("Leg uit waarom er geen les is."), field="reason")
    if len(reason) > LONGEST["lesson"]:
        raise RuleBroken(
            _("Maak de uitleg korter: 2.000 tekens passen."), field="reason", code="too_long"
        )
    if trajectory.lessons.exists():
        raise RuleBroken(
            _("Er staat al een les. Dan is deze uitleg niet nodig."),
            field="reason",
            code="has_a_lesson",
        )


@action
def close_evaluation(trajectory, *, by, at):
    """No more sheets: the process goes to the memory. Nothing happens when none is open."""
    evaluation = Evaluation.objects.filter(
        trajectory=trajectory, opened_at__isnull=False, closed_at__isnull=True
    ).first()
    if evaluation is None:
        return
    evaluation.closed_at = at
    evaluation.save(update_fields=["closed_at"])
    record(
        "evaluation_closed",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        wrote=(evaluation,),
    )


def _lock_checked(trajectory, *, by, on):
    trajectory = lock_trajectory(trajectory)
    check_can_look_back(trajectory)
    check_may(may_evaluate(by, trajectory, on=on), ONLY_WHO_LEADS)
    return trajectory
