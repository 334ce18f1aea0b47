"""What looking back came to, for pages."""

from dataclasses import dataclass, field

from django.db.models import Avg, Count

from speelruimte.evaluation.models import EvaluationAnswer, Lesson
from speelruimte.policy.schema.closed import AnswerKind, AskedOf

MOST_TEXTS = 50


@dataclass
class Answered:
    """One question and what came in. ``mean`` is on a scale of 1 to 5."""

    key: str
    label: str
    kind: str
    number: int = 0
    mean: float | None = None
    yes: int = 0
    no: int = 0
    texts: list = field(default_factory=list)


def results(evaluation, policy, audience, *, with_texts=False) -> list[Answered]:
    """Per question of the policy what participants or the team answered.

    Own words are read only where ``with_texts`` says so: participants wrote them for the team, and
    nobody looked whether a name is in them. A constant number of queries.
    """
    answers = EvaluationAnswer.objects.filter(evaluation=evaluation, audience=str(audience))
    counted = {
        row["question"]: row
        for row in answers.values("question").annotate(number=Count("id"), mean=Avg("score"))
    }
    chosen = {
        (row["question"], row["text"]): row["number"]
        for row in answers.filter(text__in=["yes", "no"])
        .values("question", "text")
        .annotate(number=Count("id"))
    }
    texts = _texts(answers) if with_texts else {}
    per_question = []
    for question in policy.questions_for(AskedOf(str(audience))):
        row = counted.get(question.key, {"number": 0, "mean": None})
        is_yes_no = question.answer == AnswerKind.YES_NO
        per_question.append(
            Answered(
                key=question.key,
                label=str(question.label),
                kind=str(question.answer),
                number=row["number"],
                mean=row["mean"],
                yes=chosen.get((question.key, "yes"), 0) if is_yes_no else 0,
                no=chosen.get((question.key, "no"), 0) if is_yes_no else 0,
                texts=texts.get(question.key, []),
            )
        )
    return per_question


def _texts(answers):
    texts = {}
    newest = answers.exclude(text="").order_by("-id").values_list("question", "text")
    for question, text in newest[: MOST_TEXTS * 10]:
        shown = texts.setdefault(question, [])
        if len(shown) < MOST_TEXTS and text not in ("yes", "no"):
            shown.append(text)
    return texts


def sheets_of(evaluation, audience) -> int:
    """How many people looked back."""
    answers = EvaluationAnswer.objects.filter(evaluation=evaluation, audience=str(audience))
    return answers.aggregate(number=Count("sheet", distinct=True))["number"]


def opened_evaluation(trajectory):
    """The evaluation for which people were asked, open or closed again; None before that."""
    evaluation = getattr(trajectory, "evaluation", None)
    return evaluation if evaluation and evaluation.opened_at else None


def has_looked_back(evaluation, sheet) -> bool:
    """Whether this sheet came in already."""
    return EvaluationAnswer.objects.filter(evaluation=evaluation, sheet=sheet).exists()


def lessons_like(*, subjects, limit):
    """The newest lessons of other processes about these subjects. What was learned where people did
    not take part fits no process in which they do.
    """
    fitting = Lesson.objects.filter(
        trajectory__subject__in=subjects, trajectory__waiver__isnull=True
    )
    return list(fitting.select_related("trajectory").order_by("-id")[:limit])
