# ruff: noqa: F811  (fixtures come in by name)
"""Where own words lie is held to the entries: with which theme, in which points, under which answer."""

import pytest

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_point,
    answer_theme,
    join_points,
    make_theme,
    merge_themes,
    place,
    split_contribution,
    take_back,
)
from speelruimte.decisions.models import Answer, Placement, Point, Theme
from speelruimte.decisions.sentences import sentences_of
from speelruimte.route.contributions import move_and_tell, say_no_to_move
from speelruimte.route.forgetting import forget_words
from speelruimte.route.redacting import redact_and_tell
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Tally
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.route.test_moving_words import elsewhere  # noqa: F401
from tests.steps.proving import without_locks
from tests.steps.taking_part import said
from tests.steps.writing import writing_by_hand

TEXT = "Bel 06-12345678 over het pad. De bomen moeten blijven. En er is geen lamp."
WHY = "Dit gaat over de bus."
TALLIES = ("received", "waiting", "published", "answered", "unseen")


@pytest.fixture
def lead(cast, now, today):
    return {"by": cast.samira, "at": now, "on": today}


@pytest.fixture
def town(trajectory, ideas, lead, now):
    """Words with a theme, with an answer of their own, in points, and alone; two themes with answers."""
    words = [said(ideas, f"{TEXT} {number}", at=now)[0] for number in range(5)]
    green, safe, gone = (
        make_theme(trajectory, title=title, **lead) for title in ("Groen", "Veilig", "Bomen")
    )
    place(trajectory, contributions=words[:2], theme=gone, **lead)
    merge_themes(gone, into=green, **lead)
    answered("not", answer_theme, green, lead)
    answered("partly", answer_theme, green, lead)
    answered("not", answer_contribution, words[1], lead)
    answered("partly", answer_contribution, words[1], lead)
    points = split(words[2], lead)
    holds = Theme.objects.get(pk=green.pk).answer_id
    place(trajectory, points=points[:1], theme=green, holds=holds, **lead)
    answered("not", answer_point, points[1], lead)
    answered("partly", answer_point, points[1], lead)
    answered("not", answer_theme, safe, lead)
    assert (named(), named(counts=True)) == ([], [])
    return words


def answered(verdict, answer, what, lead):
    """Answered, and looked at again: the newest counts."""
    return answer(what, verdict=verdict, reason="Dat doen wij.", **lead)


def split(words, lead):
    sentences = sentences_of(words.text)
    return split_contribution(words, begins=[sentences[1].start, sentences[2].start], **lead)


def named(counts=False):
    """What is otherwise than the journal says, by the name with which the sentence begins; or which of
    the ``counts`` is."""
    finding = verify()
    assert finding.faults == []
    kinds = ("contribution:", "theme:", "trajectory:", "decisions_")
    told = [said for said in finding.beside if said.startswith(kinds)]
    return [said.split()[0].rstrip(":") for said in told if ("de telling" in said) == counts]


def changed(rows, counts=False, **columns):
    """What is named once these rows are changed in the database; they are put back after."""
    stood = list(rows.values("pk", *columns))
    with writing_by_hand(because="somebody hangs words under another theme or answer"):
        rows.update(**columns)
    found = named(counts)
    with writing_by_hand(because="and hangs them back"):
        for row in stood:
            rows.model.objects.filter(pk=row.pop("pk")).update(**row)
    return found


def test_words_that_hang_under_another_theme_or_answer_are_named(town):
    in_theme, with_answer, in_points, _loose, alone = (words.key for words in town)
    green, safe = Theme.objects.order_by("pk")
    of = {words.key: Placement.objects.filter(contribution=words) for words in town}
    older, newer = Answer.objects.filter(contribution=town[1]).order_by("pk")
    with without_locks():
        assert changed(of[in_theme], theme=safe) == [in_theme]
        assert changed(of[in_theme], theme=None) == [in_theme]
        assert changed(of[in_theme], answer=newer) == [in_theme]
        assert changed(of[in_theme], came_under_at=newer.given_at) == [in_theme]
        assert changed(of[with_answer], answer=older) == [with_answer]
        assert changed(of[with_answer], answer=None) == [with_answer]
        assert changed(of[in_points], points=2, points_open=2) == [in_points]
        assert changed(Theme.objects.filter(pk=green.pk), answer=safe.answer) == [green.key]
        assert changed(Theme.objects.filter(pk=safe.pk), answer=None) == [safe.key]
        with writing_by_hand(because="somebody puts words with a theme"):
            Placement.objects.create(contribution=town[4], theme=safe)
        assert named() == [alone]
        with writing_by_hand(because="and takes them out, and others"):
            of[alone].delete()
            of[in_theme].delete()
        assert named() == [in_theme]


def test_a_point_that_is_otherwise_than_it_was_split_or_placed_is_named(town):
    key = town[2].key
    first, second, _third = Point.objects.order_by("number")
    safe = Theme.objects.get(title="Veilig")
    table = Point._meta.db_table
    with without_locks():
        for point, columns, name in (
            (first, {"theme": safe}, f"{key}-1"),
            (second, {"theme": safe}, f"{key}-2"),
            (first, {"answer": second.answer}, f"{key}-1"),
            (second, {"answer": None}, f"{key}-2"),
            (first, {"came_under_at": None}, f"{key}-1"),
            (first, {"end": first.end + 3}, f"{table}:{first.pk}"),
            (second, {"start": second.start - 3}, f"{table}:{second.pk}"),
        ):
            assert changed(Point.objects.filter(pk=point.pk), **columns) == [name], columns
        assert changed(Point.objects.filter(pk=first.pk), contribution=town[3]) == [
            f"{table}:{first.pk}",
            f"{town[3].key}-1",
            f"{key}-1",
        ]


def test_of_which_process_an_answer_is_and_who_gave_it_is_held(town, elsewhere):
    answer = Answer.objects.first()
    name, rows = f"decisions_answer:{answer.pk}", Answer.objects.filter(pk=answer.pk)
    with without_locks():
        assert changed(rows, trajectory=elsewhere.trajectory) == [name]
        assert changed(rows, given_by="een-ander") == [name]


def test_nothing_is_named_after_whatever_the_software_did(
    town, trajectory, ideas, elsewhere, cast, lead, now, later
):
    _in_theme, _with_answer, in_points, loose, alone = town
    redact_and_tell(in_points, pieces=["06-12345678"], reason="Een nummer.", by=cast.lotte, at=now)
    assert [point.start for point in Point.objects.order_by("number")][1] != 30
    assert named() == []
    split(loose, lead)
    assert named() == []
    join_points(loose, **lead)
    assert named() == []
    split(loose, lead)
    safe, calm = Theme.objects.get(title="Veilig"), make_theme(trajectory, title="Rust", **lead)
    place(trajectory, points=loose.points.all(), theme=safe, holds=safe.answer_id, **lead)
    assert named() == []
    split(alone, lead)
    unanswered, _code = said(ideas, f"{TEXT} 5", at=now)
    place(trajectory, contributions=[unanswered], theme=calm, **lead)
    assert named() == []
    place(trajectory, contributions=[unanswered], theme=None, **lead)
    assert named() == []
    place(trajectory, contributions=[unanswered], theme=calm, **lead)
    for words in (alone, unanswered):
        words = Contribution.objects.get(pk=words.pk)
        move = move_and_tell(words, to=elsewhere, reason=WHY, by=cast.marleen, at=now)
        assert named() == []
        say_no_to_move(move, by=words.contact, at=later(2))
        assert named() == []
    take_back(Contribution.objects.get(pk=alone.pk), by=None, at=now)
    forget_words(Contribution.objects.get(pk=in_points.pk), by=None, at=now)
    assert named() == []
    reason, answer = "Het geld is op.", "Dit gaat niet door."
    stop_and_answer(
        trajectory, reason=reason, answer=answer, by=cast.marleen, at=now, on=lead["on"]
    )
    assert (named(), named(counts=True)) == ([], [])


def test_a_count_that_says_another_number_than_there_is_is_named(town, trajectory):
    green, in_points = Theme.objects.get(title="Groen"), town[2]
    with without_locks():
        for rows, column, name in (
            *((Tally.objects.all(), column, trajectory.key) for column in TALLIES),
            (Theme.objects.filter(pk=green.pk), "placed", green.key),
            (Theme.objects.filter(pk=green.pk), "in_points", green.key),
            (Placement.objects.filter(pk=in_points.pk), "points_open", in_points.key),
        ):
            stood = rows.values_list(column, flat=True).get()
            assert changed(rows, counts=True, **{column: stood + 1}) == [name], column
