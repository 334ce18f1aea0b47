"""The thread, both ways, and what pages of themes ask."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from speelruimte.activities.models import Contribution
from speelruimte.activities.paging import SIZE, first_page, page_of
from speelruimte.activities.queues import words_saying
from speelruimte.agreements.queries import frame_in_force
from speelruimte.decisions.models import Answer, Decision, Placement, Theme, Weight
from speelruimte.shared.compiled_query import compiled_query


@dataclass(frozen=True)
class Thread:
    """One contribution from its theme to the decision; what is not there yet is None.

    ``is_own`` tells an answer to these very words from one to the whole theme.
    """

    theme: Theme | None = None
    number: int = 0
    answer: Answer | None = None
    is_own: bool = False
    decision: Decision | None = None
    weight: Weight | None = None


def thread_of(contribution) -> Thread:
    """Own words to theme, answer and decision. At most three queries; none for what was fetched
    ahead.
    """
    decision = getattr(contribution.trajectory, "decision", None)
    placement = _placement_of(contribution)
    if placement is None:
        return Thread(decision=decision)
    theme = placement.theme
    weight = None
    if theme is not None and decision is not None:
        weight = Weight.objects.filter(decision=decision, theme=theme).first()
    return Thread(
        theme=theme,
        number=theme.placed if theme else 0,
        answer=placement.answer or (theme.answer if theme else None),
        is_own=placement.answer is not None,
        decision=decision,
        weight=weight,
    )


def _placement_of(contribution):
    relation = type(contribution).placement.related
    if relation.is_cached(contribution):
        return relation.get_cached_value(contribution)
    return (
        Placement.objects.select_related("theme__answer", "answer")
        .filter(contribution=contribution)
        .first()
    )


NOT_ANSWERED = "none"


def words_with_answer(verdict) -> Q:
    """Words with this verdict, of their own or through their theme; NOT_ANSWERED: with none yet."""
    own, of_theme = "placement__answer", "placement__theme__answer"
    nothing_own = Q(**{f"{own}__isnull": True})
    if verdict == NOT_ANSWERED:
        return nothing_own & Q(**{f"{of_theme}__isnull": True})
    return Q(**{f"{own}__verdict": verdict}) | nothing_own & Q(**{f"{of_theme}__verdict": verdict})


def words_in_theme(theme) -> Q:
    """Words that lie in this theme."""
    return Q(placement__theme=theme.pk)


def readable_contribution(trajectory, key):
    """Words that everyone may read, with their theme and answers; None when there are none."""
    return next(iter(_readable(trajectory=trajectory.pk, key=key)), None)


@compiled_query
def _readable(*, trajectory, key):
    return (
        Contribution.objects.readable()
        .filter(trajectory=trajectory, public_key=key)
        .select_related(
            "area",
            "activity",
            "adds_to__trajectory",
            "placement__theme__answer",
            "placement__answer",
        )
        .annotate(
            was_added_to=Exists(Contribution.objects.readable().filter(adds_to=OuterRef("pk")))
        )
    )


def readable_additions(contribution) -> list[Contribution]:
    """What its writer added to these words and everyone may read, as it came in."""
    if not contribution.was_added_to:
        return []
    return list(contribution.additions.readable().select_related("trajectory").order_by("id"))


def names_of_themes(trajectory) -> list[Theme]:
    """The themes of a process in their order, with no more than what they are called and known by."""
    return _names_of_themes(trajectory=trajectory.pk)


@compiled_query
def _names_of_themes(*, trajectory):
    return Theme.objects.filter(trajectory=trajectory).only("public_key", "title", "trajectory_id")


def themes_of(trajectory):
    """Themes with their answer, in their order. One query, however many words lie in them."""
    return trajectory.themes.select_related("answer")


def contributions_with(theme, *, after="", before=""):
    """A page of everything that was put with a theme and may be read, newest first."""
    rows = theme.trajectory.contributions.readable().filter(placement__theme=theme)
    rows = rows.select_related("area", "placement__answer", "placement__theme")
    return page_of(rows, after=after, before=before)


def own_answers(trajectory):
    """Words that lie in no theme and were answered by themselves, as far as they may be read."""
    return trajectory.contributions.readable().filter(
        placement__theme__isnull=True, placement__answer__isnull=False
    )


def own_answers_page(trajectory, *, after="", before=""):
    """A page of those words with their answers, newest first."""
    rows = own_answers(trajectory).select_related("area", "placement__answer")
    return page_of(rows, after=after, before=before)


def unplaced_page(trajectory, *, saying="", after="", before=""):
    """A page of words without a theme and without an answer of their own, oldest first; of those
    in which all of ``saying`` stands."""
    if not (saying or after or before):
        return first_page(_oldest_unplaced(trajectory=trajectory.pk))
    rows = _unplaced(trajectory.pk).filter(words_saying(saying))
    return page_of(rows, after=after, before=before, newest_first=False)


def _unplaced(trajectory):
    return (
        Contribution.objects.owed_an_answer()
        .filter(
            trajectory=trajectory, placement__theme__isnull=True, placement__answer__isnull=True
        )
        .select_related("area", "activity")
    )


@compiled_query
def _oldest_unplaced(*, trajectory):
    return _unplaced(trajectory).order_by("created_at", "id")[: SIZE + 1]


def frame_named(answer):
    """The frame an answer names, as it stands in the agreement; None when it names none."""
    if answer is None or answer.frame is None:
        return None
    return frame_in_force(answer.trajectory, answer.frame)
