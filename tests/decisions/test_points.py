"""A long contribution is split into points, each with its own theme, answer, person and day."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from speelruimte.activities.kind import owed_answers
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_point,
    answer_theme,
    give_point,
    join_points,
    make_theme,
    merge_themes,
    place,
    remove_empty_theme,
    split_contribution,
    take_back,
)
from speelruimte.decisions.actions.points import GIVEN, SPLIT_IN
from speelruimte.decisions.models import Answer, Placement, Point, Theme
from speelruimte.decisions.queries import (
    NOT_ANSWERED,
    can_be_split,
    contributions_with,
    number_of_own_answers,
    own_answers,
    points_of,
    points_with_keys,
    thread_of,
    unplaced_page,
    words_in_theme,
    words_with_answer,
)
from speelruimte.decisions.rules import check_everything_answered
from speelruimte.decisions.sentences import moved, sentences_of
from speelruimte.decisions.terms import next_answer_due, words_still_owed
from speelruimte.journal.models import Entry
from speelruimte.route.verification import verify
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import AlreadyDone, Clash
from speelruimte.trajectories.models import Step, Tally
from tests.steps.agreement import fresh
from tests.steps.answers import decided, grouped
from tests.steps.bare import words
from tests.steps.counting import unanswered_in
from tests.steps.refusing import refuses

TEXT = "Het pad is te smal. De bomen moeten blijven!\nEn er is geen lamp bij de brug."
SAY = {"verdict": "taken_over", "reason": "Dat doen we."}


@pytest.fixture
def said(activity):
    return words(activity, TEXT)


def begins(*numbers):
    return [sentences_of(TEXT)[number].start for number in numbers]


@pytest.fixture
def split(said, lead):
    """Two points: the path, and the trees with the lamp."""
    return split_contribution(said, begins=begins(1), **lead)


def again(row):
    return type(row).objects.get(pk=row.pk)


def answered(trajectory):
    counted = Tally.objects.get(pk=trajectory.pk).answered
    owed = trajectory.contributions.owed_an_answer().count()
    assert counted == owed - unanswered_in(trajectory).count()
    return counted


# Pieces ------------------------------------------------------------------------------------------


def test_a_text_is_read_in_sentences_and_lines_that_hold_all_words():
    assert [piece.text for piece in sentences_of(TEXT)] == [
        "Het pad is te smal.",
        "De bomen moeten blijven!",
        "En er is geen lamp bij de brug.",
    ]
    assert "".join(TEXT[piece.start : piece.end] for piece in sentences_of(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("\n\n Een.", ["Een."]),
        ("Bel ca. 3 keer.", ["Bel ca.", "3 keer."]),
        ("Dat is 3.5 meter, o.a. daar.", ["Dat is 3.5 meter, o.a. daar."]),
        ("‘Nee.’ Dat zei ze.", ["‘Nee.’", "Dat zei ze."]),
        ("- een\n- twee\n\n", ["- een", "- twee"]),
    ],
)
def test_where_a_sentence_begins(text, pieces):
    found = sentences_of(text)
    assert [piece.text for piece in found] == pieces
    assert "".join(text[piece.start : piece.end] for piece in found) == text * bool(pieces)


def test_what_is_replaced_moves_what_stands_behind_it():
    text = "Bel Jan. Of Piet de Wit. Of niemand."
    spans = [(0, 9), (9, 25), (25, 36)]

    def after(pattern, gone):
        new = re.sub(pattern, gone, text)
        matches = [match.span() for match in re.finditer(pattern, text)]
        return [new[start:end] for start, end in moved(spans, matches, gone)]

    assert after("Jan|Piet de Wit", "▇▇▇") == ["Bel ▇▇▇. ", "Of ▇▇▇. ", "Of niemand."]
    assert after("Jan. Of Piet", "▇▇▇") == ["Bel ▇▇▇", "▇▇▇ de Wit. ", "Of niemand."]
    assert after("Bel", "[vergeten]") == ["[vergeten] Jan. ", "Of Piet de Wit. ", "Of niemand."]
    assert after("Of Piet", "▇▇▇") == ["Bel Jan. ", "▇▇▇ de Wit. ", "Of niemand."]
    assert after("Bel Jan. ", "▇▇▇ ") == ["▇▇▇ ", "Of Piet de Wit. ", "Of niemand."]


# Splitting ---------------------------------------------------------------------------------------


def test_a_contribution_is_split_and_its_points_hold_all_its_words(said, split):
    assert [point.words for point in points_of(said)] == [
        "Het pad is te smal.",
        "De bomen moeten blijven!\nEn er is geen lamp bij de brug.",
    ]
    placement = Placement.objects.get()
    assert (placement.points, placement.points_open, placement.theme) == (2, 2, None)
    entry = Entry.objects.get(verb="contribution_split")
    rows = {f"decisions_point:{point.pk}" for point in split}
    assert (entry.about, entry.facts["number"]) == (said.key, 2)
    assert set(entry.facts["row_marks"]) == rows
    assert "pad" not in entry.text
    assert verify().faults == []


def test_at_least_two_points_each_at_the_beginning_of_a_sentence(said, lead):
    with refuses("one_point", field="begins"):
        split_contribution(said, begins=[], **lead)
    with refuses("one_point", field="begins"):
        split_contribution(said, begins=[0], **lead)
    with refuses("not_at_a_sentence", field="begins"):
        split_contribution(said, begins=[5], **lead)
    assert not Point.objects.exists()


def test_only_words_that_are_owed_an_answer_and_have_none_are_split(trajectory, activity, lead):
    refused = words(activity, TEXT, state="refused", refusal_reason="Dit is reclame.")
    with refuses("needs_no_answer"):
        split_contribution(refused, begins=begins(1), **lead)
    with refuses("answered_by_itself"):
        split_contribution(words(activity, TEXT, timing="late"), begins=begins(1), **lead)
    own = words(activity, TEXT)
    answer_contribution(own, **SAY, **lead)
    with refuses("answered_already"):
        split_contribution(own, begins=begins(1), **lead)
    themed = words(activity, TEXT)
    answer_theme(grouped(trajectory, [themed], title="Groen", **lead), **SAY, **lead)
    with refuses("answered_already"):
        split_contribution(themed, begins=begins(1), **lead)


def test_who_is_second_to_split_or_reads_other_words_loses_nothing(said, split, lead, activity):
    with refuses("split_already"):
        split_contribution(said, begins=begins(2), **lead)
    assert len(points_of(said)) == 2
    other = words(activity, TEXT)
    mark = etag_of(other, SPLIT_IN)
    other.text = TEXT.replace("smal", "▇▇▇")
    other.save()
    with pytest.raises(Clash):
        split_contribution(other, begins=begins(1), etag=mark, **lead)


@pytest.mark.parametrize(("who", "may"), [("marleen", True), ("lotte", False), ("bos", False)])
def test_who_may_split(said, cast, lead, who, may):
    lead = lead | {"by": getattr(cast, who)}
    if may:
        split_contribution(said, begins=begins(1), **lead)
        return
    with refuses("not_allowed"):
        split_contribution(said, begins=begins(1), **lead)
    split_contribution(said, begins=begins(1), **lead | {"by": cast.marleen})
    point = points_of(said)[0]
    with refuses("not_allowed"):
        join_points(said, **lead)
    with refuses("not_allowed"):
        answer_point(point, **SAY, **lead)
    with refuses("not_allowed"):
        give_point(point, to=cast.marleen, answer_by=None, **lead)


WHOLE = {"points": 0, "theme": None, "answer_id": None}


@pytest.mark.parametrize(
    ("placement", "offered"),
    [
        (None, True),
        (WHOLE, True),
        (WHOLE | {"theme": SimpleNamespace(answer_id=None)}, True),
        (WHOLE | {"theme": SimpleNamespace(answer_id=1)}, False),
        (WHOLE | {"answer_id": 1}, False),
        (WHOLE | {"points": 2}, False),
    ],
)
def test_splitting_is_offered_where_words_are_whole_and_have_no_answer(placement, offered):
    lies = placement and SimpleNamespace(**placement)

    assert can_be_split(SimpleNamespace(text="Een. Twee.", timing=""), lies) is offered
    assert not can_be_split(SimpleNamespace(text="Een.", timing=""), lies)
    assert not can_be_split(SimpleNamespace(text="Een. Twee.", timing="late"), lies)


@pytest.mark.parametrize("step", [Step.DECISION, Step.FEEDBACK])
def test_nothing_is_split_once_the_result_has_gone(trajectory, said, lead, step):
    trajectory.step = step
    trajectory.save()
    with refuses("not_in_this_step"):
        split_contribution(said, begins=begins(1), **lead)


def test_a_split_is_undone_as_long_as_nothing_was_answered(trajectory, said, split, lead):
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=split, theme=theme, **lead)
    join_points(said, **lead)

    assert not Point.objects.exists()
    assert (again(theme).placed, again(theme).in_points) == (0, 0)
    assert [row.pk for row in unplaced_page(trajectory).rows] == [said.pk]
    with refuses("not_split"):
        join_points(said, **lead)
    place(trajectory, contributions=[said], theme=theme, **lead)
    assert again(theme).placed == 1


def test_a_split_of_which_a_point_was_answered_stays(trajectory, said, split, lead):
    answer_point(split[0], **SAY, **lead)
    with refuses("answered_already"):
        join_points(said, **lead)


def test_a_split_of_which_a_theme_was_answered_stays(trajectory, said, split, lead):
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)
    answer_theme(theme, **SAY, **lead)
    with refuses("answered_already"):
        join_points(said, **lead)


# Placing and answering ---------------------------------------------------------------------------


def test_points_and_whole_words_are_placed_together(trajectory, activity, said, split, lead):
    whole = words(activity, "Meer bomen.")
    assert [len(row.shown_points) for row in unplaced_page(trajectory).rows] == [2, 0]
    theme = make_theme(trajectory, title="Groen", **lead)

    assert place(trajectory, contributions=[whole], points=[split[1]], theme=theme, **lead) == 2

    assert (again(theme).placed, again(theme).in_points) == (2, 1)
    (row,) = unplaced_page(trajectory).rows
    assert [point.number for point in row.shown_points] == [1]
    shown = contributions_with(again(theme)).rows
    assert {row.pk: [point.number for point in row.shown_points] for row in shown} == {
        whole.pk: [],
        said.pk: [2],
    }
    found = trajectory.contributions.filter(words_in_theme(again(theme)))
    assert set(found) == {whole, said}


def test_points_are_found_by_what_pages_call_them_and_only_here(
    trajectory, split, django_assert_num_queries
):
    first, second = (point.key for point in split)
    words_alone = first.partition("-")[0]

    assert points_with_keys(trajectory, [second, words_alone, f"{words_alone}-x"]) == [split[1].pk]
    assert set(points_with_keys(trajectory, [first, second])) == {point.pk for point in split}
    with django_assert_num_queries(0):
        assert points_with_keys(trajectory, []) == []


def test_words_and_points_that_were_answered_alone_are_counted_once(
    trajectory, activity, split, lead
):
    whole = words(activity, "Meer bomen.")
    assert number_of_own_answers(trajectory) == 0
    answer_contribution(whole, **SAY, **lead)
    assert number_of_own_answers(trajectory) == 1
    for point in split:
        answer_point(point, **SAY, **lead)

    assert number_of_own_answers(trajectory) == own_answers(trajectory).count() == 2


def test_two_points_of_one_writer_are_one_time_in_a_theme(trajectory, split, lead):
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=split, theme=theme, **lead)
    assert again(theme).placed == 1


def test_what_was_split_is_not_placed_or_answered_as_a_whole(trajectory, said, split, lead):
    theme = make_theme(trajectory, title="Groen", **lead)
    with refuses("needs_no_answer"):
        place(trajectory, contributions=[said], theme=theme, **lead)
    with refuses("split_already"):
        answer_contribution(said, **SAY, **lead)


def test_points_of_words_that_were_taken_back_or_of_another_process_stay_out(
    trajectory, said, split, lead, now
):
    theme = make_theme(trajectory, title="Groen", **lead)
    take_back(said, by=None, at=now)
    with refuses("needs_no_answer"):
        place(trajectory, points=split, theme=theme, **lead)
    with refuses("needs_no_answer"):
        answer_point(split[0], **SAY, **lead)


def test_words_are_answered_once_every_point_is(trajectory, said, split, lead):
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)
    answer_point(split[0], **SAY, **lead)

    assert answered(trajectory) == 0
    assert owed_answers(fresh(trajectory)) == 1
    with refuses("answers_owed"):
        check_everything_answered(fresh(trajectory), on=lead["on"])
    assert list(words_still_owed(trajectory))
    assert trajectory.contributions.filter(words_with_answer(NOT_ANSWERED)).count() == 1
    assert not thread_of(again(said)).is_answered

    answer_theme(theme, **SAY | {"verdict": "not"}, **lead)

    assert answered(trajectory) == 1
    check_everything_answered(fresh(trajectory), on=lead["on"])
    assert next_answer_due(fresh(trajectory)) is None
    assert not list(words_still_owed(trajectory))
    for verdict, number in (("taken_over", 1), ("not", 1), ("partly", 0), (NOT_ANSWERED, 0)):
        assert trajectory.contributions.filter(words_with_answer(verdict)).count() == number
    assert thread_of(again(said)).is_answered
    assert own_answers(trajectory).count() == 1
    assert verify().faults == []


def test_the_counts_stay_right_through_everything(trajectory, activity, said, split, lead, now):
    whole = words(activity, "Meer bomen.")
    green = grouped(trajectory, [whole], title="Groen", **lead)
    safe, calm = (make_theme(trajectory, title=title, **lead) for title in ("Veilig", "Rustig"))
    first, second = split

    def holds():
        return again(green).answer_id

    steps = [
        (lambda: place(trajectory, points=[first], theme=green, **lead), 0),
        (lambda: answer_theme(green, **SAY, **lead), 1),
        (lambda: place(trajectory, points=[second], theme=safe, **lead), 1),
        (lambda: merge_themes(safe, into=calm, **lead), 1),
        (lambda: place(trajectory, points=[second], theme=None, **lead), 1),
        (lambda: place(trajectory, points=[second], theme=green, holds=holds(), **lead), 2),
        (lambda: answer_point(second, **SAY, **lead), 2),
        (lambda: answer_point(second, **SAY | {"reason": "Toch later."}, **lead), 2),
        (lambda: take_back(said, by=None, at=now), 1),
    ]
    for number, (step, expected) in enumerate(steps):
        step()
        assert answered(trajectory) == expected, number
    green = again(green)
    assert (green.placed, green.in_points) == (1, 0)


def test_a_theme_with_a_point_in_it_is_not_removed(trajectory, split, lead):
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=[split[0]], theme=theme, **lead)
    with refuses("theme_is_used"):
        remove_empty_theme(theme, **lead)


def test_every_version_of_an_answer_to_a_point_is_kept(said, split, lead):
    first = answer_point(split[0], **SAY, **lead)
    with refuses("answered_already", kind=AlreadyDone):
        answer_point(split[0], **SAY, **lead)
    with pytest.raises(Clash):
        answer_point(split[0], verdict="not", reason="Toch niet.", etag="oud", **lead)
    second = answer_point(split[0], verdict="not", reason="Toch niet.", **lead)
    other = answer_point(split[1], **SAY, **lead)

    assert list(Answer.objects.values_list("pk", "point", "number")) == [
        (first.pk, 1, 1),
        (second.pk, 1, 2),
        (other.pk, 2, 1),
    ]
    assert Entry.objects.filter(verb="answered").last().facts["point"] == 2
    assert verify().faults == []


# The thread --------------------------------------------------------------------------------------


def test_the_thread_goes_from_each_point_to_its_answer_and_the_decision(
    trajectory, said, split, lead, cast, now, today, django_assert_num_queries
):
    theme = make_theme(trajectory, title="Groen", **lead)
    place(trajectory, points=[split[1]], theme=theme, **lead)
    of_theme = answer_theme(theme, **SAY, **lead)
    own = answer_point(split[0], **SAY, **lead)
    trajectory.step = Step.DECISION
    trajectory.save()
    decision = decided(
        fresh(trajectory),
        weights={theme: "Daarom blijven ze."},
        by=cast.iris,
        at=now,
        on=today,
    )
    here = again(said)
    with django_assert_num_queries(5):  # process, decision, placement, points and weights
        thread = thread_of(here)

    first, second = thread.points
    assert (first.answer, first.is_own, first.theme, first.weight) == (own, True, None, None)
    assert (second.answer, second.is_own, second.theme) == (of_theme, False, theme)
    assert (first.number, second.number) == (0, 1)
    assert second.weight == decision.weights.get()
    assert [one.point.words for one in thread.points] == [point.words for point in split]
    assert thread.is_answered


# Who answers, and by when ------------------------------------------------------------------------


def test_a_point_is_given_to_somebody_with_a_day(said, split, cast, lead, today):
    point = give_point(split[0], to=cast.marleen, answer_by=today, **lead)
    assert (again(point).answerer, again(point).answer_by) == (cast.marleen, today)
    entry = Entry.objects.get(verb="point_given")
    assert entry.facts["to"] == cast.marleen.reference
    assert cast.marleen.name not in entry.text

    with pytest.raises(Clash):
        give_point(
            split[0],
            to=cast.samira,
            answer_by=None,
            etag=etag_of(split[1], GIVEN),
            **lead,
        )
    give_point(split[0], to=None, answer_by=None, **lead)
    assert again(point).answerer is None


def test_only_to_who_may_answer_here_and_on_a_day_that_was_promised(said, split, cast, lead, today):
    with refuses("not_allowed"):
        give_point(split[0], to=cast.lotte, answer_by=None, **lead)
    with refuses("empty", field="answerer"):
        give_point(split[0], to=None, answer_by=today, **lead)
    with refuses("day_has_passed", field="answer_by"):
        give_point(split[0], to=cast.samira, answer_by=today - timedelta(days=1), **lead)
    promised = answer_due(said)
    early = lead | {"on": promised}
    with refuses("later_than_promised", field="answer_by"):
        give_point(split[0], to=cast.marleen, answer_by=promised + timedelta(days=1), **early)
    join_points(said, **lead)
    with refuses("gone"):
        give_point(split[0], to=cast.samira, answer_by=None, **lead)
    with refuses("gone"):
        answer_point(split[0], **SAY, **lead)
    assert isinstance(promised, date)
    assert not Theme.objects.exists()
