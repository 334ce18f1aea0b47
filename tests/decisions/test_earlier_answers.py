"""An answer that was replaced stays to be read by whoever had it, with the day on which they had it."""

from datetime import timedelta

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_point,
    answer_theme,
    place,
    split_contribution,
)
from speelruimte.decisions.queries import thread_of
from speelruimte.decisions.sentences import sentences_of
from tests.steps.answers import grouped
from tests.steps.bare import words


def days(lead, number):
    return lead | {"at": lead["at"] + timedelta(days=number)}


def had(thread):
    return [(earlier.answer.reason, earlier.answered_at) for earlier in thread.earlier]


def thread(contribution):
    return thread_of(Contribution.objects.get(pk=contribution.pk))


def test_each_answer_that_held_for_these_words_is_kept_with_its_day(
    trajectory, activity, lead, django_assert_num_queries
):
    first, late, own = (words(activity, text) for text in ("Een zebrapad.", "Palen.", "Een lamp."))
    theme = grouped(trajectory, [first, own], title="Oversteken", **lead)
    answer_theme(theme, verdict="taken_over", reason="Dat doen wij.", **days(lead, 1))
    assert had(thread(first)) == []
    second = answer_theme(theme, verdict="partly", reason="Dat doen wij deels.", **days(lead, 2))
    answer_contribution(own, verdict="already", reason="Die lamp is er al.", **days(lead, 3))
    place(trajectory, contributions=[late], theme=theme, holds=second.pk, **days(lead, 4))
    answer_theme(theme, verdict="not", reason="Wij doen dat niet.", **days(lead, 5))
    answer_contribution(own, verdict="not", reason="Die lamp gaat weg.", **days(lead, 6))

    day = [days(lead, number)["at"] for number in range(7)]
    yes, partly = ("Dat doen wij.", day[1]), ("Dat doen wij deels.", day[2])
    assert had(thread(first)) == [partly, yes]
    assert had(thread(late)) == [("Dat doen wij deels.", day[4])]
    assert had(thread(own)) == [("Die lamp is er al.", day[3]), partly, yes]
    assert thread(own).answer.reason == "Die lamp gaat weg."
    row = Contribution.objects.select_related("trajectory").get(pk=own.pk)
    with django_assert_num_queries(
        4
    ):  # the decision, the placement, own answers, those of the theme
        thread_of(row)


def test_of_points_each_has_its_own_earlier_answers(trajectory, activity, lead):
    long = words(activity, "Het pad is smal. De bomen blijven.")
    begins = [piece.start for piece in sentences_of(long.text)][1:]
    path, trees = split_contribution(long, begins=begins, **lead)
    answer_point(path, verdict="not", reason="Het pad blijft.", **days(lead, 1))
    answer_point(path, verdict="partly", reason="Het pad wordt breder.", **days(lead, 2))
    answer_point(trees, verdict="already", reason="De bomen staan er.", **days(lead, 2))

    assert [had(point) for point in thread(long).points] == [
        [("Het pad blijft.", days(lead, 1)["at"])],
        [],
    ]
