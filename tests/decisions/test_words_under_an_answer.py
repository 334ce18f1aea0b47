"""Words come under an answer that was given before only when somebody says so, and never leave one."""

from datetime import timedelta

import pytest

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    gather,
    make_theme,
    merge_themes,
    place,
    split_contribution,
)
from speelruimte.decisions.exporting import contributions_table
from speelruimte.decisions.kept import draft_of
from speelruimte.decisions.queries import thread_of
from speelruimte.decisions.sentences import sentences_of
from speelruimte.route.verification import verify
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Tally
from tests.steps.answers import grouped
from tests.steps.bare import words
from tests.steps.refusing import refuses

YES = {"verdict": "taken_over", "reason": "Er komen plateaus."}


@pytest.fixture
def crossing(trajectory, activity, lead):
    """A theme with its answer, given long before other words are put with it."""
    theme = grouped(trajectory, [words(activity, "Een zebrapad.")], title="Oversteken", **lead)
    theme.answer = answer_theme(theme, **YES, **lead)
    return theme


@pytest.fixture
def much_later(lead):
    """Beyond the eight weeks within which words get their answer."""
    return lead | {"at": lead["at"] + timedelta(days=90)}


def thread(contribution):
    return thread_of(Contribution.objects.get(pk=contribution.pk))


def answered():
    return Tally.objects.get().answered


def otherwise():
    """What lies elsewhere, or since another moment, than the journal says."""
    return [said for said in verify().beside if "het logboek zegt" in said]


def kept(trajectory, on):
    rows = (row for row in draft_of(trajectory, on=on) if row["promise"] == "answers")
    return next(rows)["seen"]


def test_placing_under_an_answer_is_refused_until_somebody_says_that_it_holds(
    trajectory, activity, crossing, lead
):
    late = words(activity, "Palen op het fietspad.")
    older = crossing.answer
    newer = answer_theme(crossing, verdict="not", reason="Toch niet.", **lead)
    for holds in (None, older.pk):
        with refuses("answer_asked_about", field="theme"):
            place(trajectory, contributions=[late], theme=crossing, holds=holds, **lead)
    assert answered() == 1
    assert thread(late).answer is None

    place(trajectory, contributions=[late], theme=crossing, holds=newer.pk, **lead)

    assert answered() == 2
    assert thread(late).answer == newer


def test_words_have_an_answer_from_the_day_on_which_they_were_put_under_it(
    trajectory, activity, crossing, lead, much_later
):
    first, late = trajectory.contributions.get(), words(activity, "Palen op het fietspad.")
    place(trajectory, contributions=[late], theme=crossing, holds=crossing.answer.pk, **much_later)
    # What already lay there keeps its day, also when it is ticked once more.
    place(trajectory, contributions=[first], theme=crossing, **much_later)

    on = local_day(much_later["at"])
    assert (thread(first).answered_at, thread(late).answered_at) == (lead["at"], much_later["at"])
    rows = list(contributions_table(trajectory.contributions.all(), address=lambda _row: ""))
    column = rows[0].index("beantwoord op")
    assert [row[column] for row in rows[1:]] == [lead["on"], on]
    assert kept(trajectory, on) == "1 keer op tijd, 1 keer later."
    assert verify().faults == []
    assert otherwise() == []


def test_a_better_answer_has_its_own_day_for_who_came_under_it_later(
    trajectory, activity, crossing, lead, much_later
):
    late = words(activity, "Palen op het fietspad.")
    place(trajectory, contributions=[late], theme=crossing, holds=crossing.answer.pk, **lead)
    answer_theme(crossing, verdict="not", reason="Toch niet.", **much_later)

    assert thread(late).answered_at == much_later["at"]


def test_a_point_comes_under_an_answer_in_the_same_way(
    trajectory, activity, crossing, lead, much_later
):
    long = words(activity, "Het pad is smal. De bomen blijven.")
    begins = [piece.start for piece in sentences_of(long.text)][1:]
    points = split_contribution(long, begins=begins, **lead)
    with refuses("answer_asked_about", field="theme"):
        place(trajectory, points=points[:1], theme=crossing, **lead)

    holds = crossing.answer.pk
    place(trajectory, points=points[:1], theme=crossing, holds=holds, **much_later)

    assert [one.answered_at for one in thread(long).points] == [much_later["at"], None]
    with refuses("answered_already"):
        place(trajectory, points=points[:1], theme=None, **lead)
    assert otherwise() == []


def test_merging_brings_no_words_under_an_answer(trajectory, activity, crossing, lead):
    loose = words(activity, "Palen op het fietspad.")
    other = grouped(trajectory, [loose], title="Palen", **lead)
    with refuses("answer_asked_about", field="into"):
        merge_themes(other, into=crossing, **lead)
    assert thread(loose).answer is None
    place(trajectory, contributions=[loose], theme=None, **lead)
    merge_themes(other, into=crossing, **lead)


def test_nothing_leaves_a_theme_that_was_answered(trajectory, activity, crossing, lead):
    answer = crossing.answer
    said = trajectory.contributions.get()
    busy = make_theme(trajectory, title="Drukte", **lead)
    for theme in (busy, None):
        with refuses("answered_already", field="theme"):
            place(trajectory, contributions=[said], theme=theme, **lead)
    with refuses("answered_already", field="theme"):
        gather(trajectory, contributions=[said], title="Nieuw", **lead)
    own = answer_contribution(said, verdict="partly", reason="Bij u wel.", **lead)
    with refuses("answered_already", field="theme"):
        place(trajectory, contributions=[said], theme=busy, **lead)

    assert (thread(said).answer, thread(said).theme.answer) == (own, answer)
    assert answered() == 1
