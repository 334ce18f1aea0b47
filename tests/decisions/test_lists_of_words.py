"""Which words are listed where: without a theme yet, and by what was answered."""

from speelruimte.activities.models import Contribution
from speelruimte.activities.paging import SIZE
from speelruimte.decisions.actions import answer_theme
from speelruimte.decisions.queries import NOT_ANSWERED, unplaced_page, words_with_answer
from tests.steps.answers import answered, grouped
from tests.steps.bare import words


def with_answer(verdict):
    return set(Contribution.objects.filter(words_with_answer(verdict)))


def test_words_are_found_by_their_own_answer_or_that_of_their_theme(trajectory, activity, lead):
    open_words, own, of_theme = (words(activity, f"Woord {number}.") for number in range(3))
    theme = grouped(trajectory, [own, of_theme], title="Groen", **lead)
    answer_theme(theme, verdict="taken_over", reason="Dat doen we.", **lead)
    answered(own, verdict="not", reason="Dat past er niet.", **lead)

    assert with_answer(NOT_ANSWERED) == {open_words}
    assert with_answer("taken_over") == {of_theme}
    assert with_answer("not") == {own}


def test_of_words_without_a_theme_those_are_shown_in_which_the_question_stands(
    trajectory, activity, lead
):
    trees, path = words(activity, "Meer bomen."), words(activity, "Een breder pad.")
    placed = words(activity, "Bomen bij de kade.")
    grouped(trajectory, [placed], title="Groen", **lead)

    assert unplaced_page(trajectory).rows == [trees, path]
    assert unplaced_page(trajectory, saying="bomen").rows == [trees]


def test_words_without_a_theme_go_on_on_a_next_page(trajectory, activity):
    some = [words(activity, f"Woord {number}.") for number in range(SIZE + 1)]

    first = unplaced_page(trajectory)
    second = unplaced_page(trajectory, after=first.later)

    assert first.rows == some[:SIZE]
    assert second.rows == some[SIZE:]
    assert unplaced_page(trajectory, before=second.earlier).rows == first.rows
