"""When people look back, and who may open, answer for the team, and draw lessons."""

from django.utils.translation import gettext as _

from speelruimte.people.rights import is_staff
from speelruimte.policy.schema.closed import AnswerKind, LeaderWork
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step, may_do, may_lead, roles_in

# After the decision; where people were only informed there is no step of its own for it.
LOOKING_BACK = (Step.FEEDBACK, Step.EVALUATION)
LONGEST = {"answer": 4_000, "lesson": 2_000}
SCALE = range(1, 6)
YES_NO = {True: "yes", False: "no", "yes": "yes", "no": "no"}


def may_evaluate(person, trajectory, *, on) -> bool:
    """Open the evaluation and draw lessons: who leads, the coach, or who does this part of it."""
    return may_do(person, trajectory, LeaderWork.EVALUATION, on=on)


def may_rectify_lesson(person, trajectory, *, on) -> bool:
    """Put right what a lesson says: who leads, or the coach."""
    return may_lead(person, trajectory, on=on)


def may_answer_for_team(person, trajectory, *, on) -> bool:
    """The team: every colleague, and an initiator who owns the process."""
    return is_staff(person, on=on) or bool(roles_in(person, trajectory, on=on))


def check_can_look_back(trajectory):
    """Looking back is done after the decision and before it goes to the memory."""
    check_in_step(trajectory, *LOOKING_BACK)


def check_evaluation_is_open(evaluation):
    """Answers come in until the process goes to the memory."""
    if not evaluation.is_open or evaluation.trajectory.step not in LOOKING_BACK:
        raise RuleBroken(
            _("U kunt niet meer terugkijken: dit plan is afgerond."), code="process_is_over"
        )


def check_whole_sheet(questions, answers):
    """The team answers every question that the policy asks it, and in sentences."""
    for question in questions:
        asked = _("Beantwoord ook: %(question)s") % {"question": question.label}
        value = answers.get(question.key)
        if value is None or value == "":
            raise RuleBroken(asked, field=question.key, code="empty")
        if question.answer == AnswerKind.TEXT:
            check_sentence(str(value), asked, field=question.key)


def checked(question, value):
    """What is kept of an answer: ``(score, text)``; None when nothing was filled in."""
    if value is None or value == "":
        return None
    if question.answer == AnswerKind.SCALE:
        if not str(value).isdecimal() or int(value) not in SCALE:
            raise RuleBroken(
                _("Kies een cijfer van 1 tot en met 5."), field=question.key, code="unknown_choice"
            )
        return int(value), ""
    if question.answer == AnswerKind.YES_NO:
        if value not in YES_NO:
            raise RuleBroken(_("Kies ja of nee."), field=question.key, code="unknown_choice")
        return None, YES_NO[value]
    text = str(value).strip()
    if len(text) > LONGEST["answer"]:
        raise RuleBroken(
            _("Maak uw antwoord korter: 4.000 tekens passen."), field=question.key, code="too_long"
        )
    return (None, text) if text else None
