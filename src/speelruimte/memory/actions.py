"""Remembering: a process that ended can be found, also by people who were not there."""

from speelruimte.evaluation.actions import close_evaluation
from speelruimte.journal.acting import action, record
from speelruimte.memory.index import keep
from speelruimte.memory.models import Remembered
from speelruimte.memory.stems import tokens_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import ENDED_STEPS


@action
def remember(trajectory, *, by, at, on):
    """Lay a process that ended in the memory and make it findable. Again writes it anew.

    Own words of contributors are not in it: those can be erased, and stay findable on the pages
    of the process itself.

    Source: assen-visie-2021#collectief-geheugen
    """
    if trajectory.step not in ENDED_STEPS:
        raise RuleBroken("Dit traject loopt nog. Het gaat pas naar het geheugen als het klaar is.")
    close_evaluation(trajectory, by=by, at=at)
    words = "\n".join(text.strip() for text in _texts(trajectory) if text and text.strip())
    remembered, is_new = Remembered.objects.update_or_create(
        trajectory=trajectory,
        defaults={"outcome": _outcome(trajectory), "words": words, "stems": tokens_of(words)},
        create_defaults={
            "outcome": _outcome(trajectory),
            "words": words,
            "stems": tokens_of(words),
            "remembered_on": on,
        },
    )
    keep(remembered)
    record(
        "remembered",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        again=not is_new,
    )
    return remembered


def _outcome(trajectory):
    decision = getattr(trajectory, "decision", None)
    return decision.what if decision else trajectory.stopped_reason


def _texts(trajectory):
    """Everything about a process that stays: what it was about, what came of it, what was learned."""
    yield trajectory.title
    yield trajectory.summary
    yield ", ".join(trajectory.areas.values_list("name", flat=True))
    if trajectory.subject:
        yield trajectory.subject.name
    for initiative in trajectory.initiatives.all():
        yield initiative.title
    for theme in trajectory.themes.all():
        yield f"{theme.title}. {theme.text}"
    for answer in trajectory.answers.filter(contribution__isnull=True):
        yield answer.reason
    yield from _endings(trajectory)
    for lesson in trajectory.lessons.all():
        yield lesson.text


def _endings(trajectory):
    for name, parts in (
        ("waiver", ("reason",)),
        ("result", ("summary",)),
        ("decision", ("what", "reasons", "departure")),
        ("feedback", ("text",)),
    ):
        row = getattr(trajectory, name, None)
        if row is not None:
            yield from (getattr(row, part) for part in parts)
    yield trajectory.stopped_reason
