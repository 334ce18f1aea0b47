"""The answers that own words had before the one that they have now."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from operator import attrgetter

from speelruimte.decisions.models import Answer


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer that these words had until another came, and when it became theirs."""

    answer: Answer
    answered_at: datetime


def earlier_answers(contribution, placed) -> list[tuple[EarlierAnswer, ...]]:
    """For words, or each of their points, as they are ``placed``: the answers that they had before.

    Of a theme those that stood there while these words lay in it and had none of their own. A query
    where an answer of their own was replaced, and one where that of a theme was.
    """
    own: dict[int | None, list[Answer]] = {}
    if any(row.answer is not None and row.answer.number > 1 for row in placed):
        for answer in Answer.objects.filter(contribution=contribution).order_by("number"):
            own.setdefault(answer.point, []).append(answer)
    replaced = {row.theme_id for row in placed if row.theme and _was_replaced(row.theme)}
    of_themes: dict[int, list[Answer]] = {}
    if replaced:
        for answer in Answer.objects.filter(theme__in=replaced).order_by("number"):
            of_themes.setdefault(answer.theme_id, []).append(answer)
    told = []
    for row in placed:
        mine = own.get(getattr(row, "number", None), [row.answer] if row.answer else [])
        theirs = of_themes.get(row.theme_id, [row.theme.answer] if row.theme else [])
        had = [
            *_had_through_theme(row, theirs, mine),
            *((answer, answer.given_at) for answer in mine),
        ]
        before = [EarlierAnswer(*which) for which in had if which[0] != row.given_answer]
        told.append(tuple(sorted(before, key=attrgetter("answered_at"), reverse=True)))
    return told


def _was_replaced(theme):
    return theme.answer is not None and theme.answer.number > 1


def _had_through_theme(row, answers, own):
    """Each answer of the theme that held for these words at some time, and since when."""
    until = own[0].given_at if own else None
    for answer, following in zip_longest(answers, answers[1:]):
        if answer is None or until is not None and answer.given_at >= until:
            continue
        since = max(answer.given_at, row.came_under_at or answer.given_at)
        if following is not None and following.given_at <= since:
            continue
        if until is None or since < until:
            yield answer, since
