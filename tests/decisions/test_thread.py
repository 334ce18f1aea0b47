"""From somebody's own words to theme, answer and decision, as far as they are there."""

import pytest

from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.decisions.queries import (
    Thread,
    frame_named,
    readable_additions,
    readable_contribution,
    thread_of,
)
from tests.steps.agreement import fresh
from tests.steps.answers import decided, grouped
from tests.steps.bare import words

YES = {"verdict": "taken_over", "reason": "Dat doen we."}


@pytest.fixture
def said(activity):
    return words(activity)


def again(contribution):
    """As it is in the database now."""
    return type(contribution).objects.get(pk=contribution.pk)


@pytest.fixture
def secretary(cast, now, today):
    return {"by": cast.iris, "at": now, "on": today}


def decides(trajectory, secretary, **more):
    trajectory.step = "decision"
    trajectory.save()
    return decided(fresh(trajectory), **secretary, **more)


def test_words_that_nobody_did_anything_with_have_no_thread_yet(said):
    assert thread_of(said) == Thread(None, 0, None, False, None, None)


def test_words_in_a_theme_have_its_answer_and_know_how_many_lie_there(trajectory, said, lead):
    theme = grouped(trajectory, [said, words(said.activity, "Meer bomen.")], title="Groen", **lead)
    before = thread_of(again(said))
    answer = answer_theme(theme, **YES, **lead)
    after = thread_of(again(said))

    assert (before.theme, before.number, before.answer) == (theme, 2, None)
    assert (after.answer, after.is_own) == (answer, False)


def test_an_answer_to_these_very_words_goes_before_that_of_the_theme(trajectory, said, lead):
    theme = grouped(trajectory, [said], title="Groen", **lead)
    answer_theme(theme, **YES, **lead)
    own = answer_contribution(said, **YES, **lead)

    thread = thread_of(again(said))

    assert (thread.answer, thread.is_own, thread.theme) == (own, True, theme)


def test_words_answered_by_themselves_lie_with_nobody_else(said, lead):
    own = answer_contribution(said, **YES, **lead)

    thread = thread_of(again(said))

    assert (thread.answer, thread.is_own) == (own, True)
    assert (thread.theme, thread.number, thread.weight) == (None, 0, None)


def test_the_decision_says_how_the_theme_of_these_words_weighed(trajectory, said, lead, secretary):
    theme = grouped(trajectory, [said], title="Groen", **lead)
    assert thread_of(again(said)).weight is None
    decision = decides(trajectory, secretary, weights={theme: "Daarom komen er bomen."})

    thread = thread_of(again(said))

    assert (thread.decision, thread.weight) == (decision, decision.weights.get())


def test_a_weight_is_asked_for_only_where_there_is_a_theme_and_a_decision(
    trajectory, said, lead, secretary, django_assert_num_queries
):
    theme = grouped(trajectory, [said], title="Groen", **lead)
    alone = words(said.activity, "Meer bomen.")
    answer_contribution(alone, **YES, **lead)
    before = again(said)
    with django_assert_num_queries(3):  # the process, its decision, the placement
        thread_of(before)
    decides(trajectory, secretary, weights={theme: "Daarom ging dit voor."})
    themed, by_itself = again(said), again(alone)
    with django_assert_num_queries(3):
        thread_of(by_itself)
    with django_assert_num_queries(4):  # and the weight
        thread_of(themed)


def test_words_are_found_by_their_key_in_their_own_process_only(trajectory, said):
    other = words(said.activity, "Meer bomen.")

    assert readable_contribution(trajectory, said.public_key) == said
    assert readable_contribution(trajectory, other.public_key) == other
    assert readable_contribution(trajectory, "ZZZZZZZZZZ") is None


def test_beside_words_stands_what_their_writer_added_and_everybody_may_read(
    trajectory, said, django_assert_num_queries
):
    more, last = (words(said.activity, text, adds_to=said) for text in ("En een bank.", "En rust."))
    words(said.activity, "Bel mij.", adds_to=said, state="waiting")
    alone = words(said.activity, "Meer bomen.")

    assert readable_additions(readable_contribution(trajectory, said.public_key)) == [more, last]
    nothing_added = readable_contribution(trajectory, alone.public_key)
    with django_assert_num_queries(0):
        assert readable_additions(nothing_added) == []


def test_an_answer_outside_the_frames_leads_to_the_frame_it_names(said, lead):
    inside = answer_contribution(said, **YES, **lead)
    outside = answer_contribution(
        words(said.activity, "Weg met de wilgen."),
        verdict="outside",
        reason="De wilgen blijven.",
        frame=1,
        **lead,
    )

    assert frame_named(None) is None
    assert frame_named(inside) is None
    assert frame_named(outside).title == "De wilgen blijven staan."
