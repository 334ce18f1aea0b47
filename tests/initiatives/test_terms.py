"""By which day whoever came with an idea hears something, and colleagues give their view."""

from datetime import date, timedelta

import pytest

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.terms import first_answer_owed, first_view_due, initiative_due_on
from speelruimte.route.door import advance
from tests.steps.beginning import load_changed
from tests.steps.door import assessed_initiative, quickscan_done, received_initiative

WORKING_DAYS = "first_views: {number: 5, unit: working_days, source: basis}"
ANSWERED, LETTER, VIEW = date(2027, 2, 23), date(2027, 3, 2), date(2027, 2, 16)


def complex_idea(cast):
    idea = received_initiative(email="nadia@buurt.example")
    assessed_initiative(idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad")
    return Initiative.objects.get(pk=idea.pk)


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (WORKING_DAYS, VIEW),
        (WORKING_DAYS.replace("5", "3"), date(2027, 2, 12)),
        ("", VIEW),  # where the policy says nothing, a working week
    ],
)
def test_colleagues_have_the_term_of_the_policy_or_else_a_working_week(cast, now, today, term, due):
    load_changed("heemstede-2020", WORKING_DAYS, term, at=now)

    assert first_view_due(received_initiative(), on=today) == due


def test_the_day_of_the_first_answer_counts_until_a_letter_or_an_answer_went_out(
    load_pack, cast, now, today
):
    load_pack("heemstede-2020")
    idea = complex_idea(cast)

    assert initiative_due_on(idea) == ANSWERED
    advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    idea = Initiative.objects.get()
    assert idea.quickscan.due_on == LETTER
    assert (initiative_due_on(idea), first_answer_owed(idea)) == (ANSWERED, ANSWERED)
    idea.quickscan.sent_at = now
    assert (initiative_due_on(idea), first_answer_owed(idea)) == (None, None)


def test_the_day_of_the_first_answer_counts_where_it_is_asked_who_decides(
    load_pack, cast, now, today
):
    load_pack("basis")
    idea = received_initiative()
    promised = initiative_due_on(idea)
    assessed_initiative(idea, coach=cast.marleen)
    advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)
    idea = Initiative.objects.get()

    assert promised is not None
    assert (initiative_due_on(idea), first_answer_owed(idea)) == (promised, promised)


def test_where_only_the_letter_has_a_day_that_day_counts(cast, now, today):
    load_changed(
        "heemstede-2020",
        "answer_to_signal: {number: 10, unit: working_days, source: basis}",
        "",
        at=now,
    )
    idea = complex_idea(cast)
    advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)

    assert initiative_due_on(Initiative.objects.get()) == LETTER


def test_once_the_letter_went_out_no_day_counts_at_the_door(load_pack, cast):
    load_pack("heemstede-2020")
    quickscan_done(
        complex_idea(cast), coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris
    )

    assert initiative_due_on(Initiative.objects.get()) is None


def test_no_day_counts_for_what_has_ended(load_pack, now):
    load_pack("heemstede-2020")
    idea = received_initiative()
    before = initiative_due_on(idea)
    idea.ended_at = now + timedelta(hours=1)

    assert (before, initiative_due_on(idea)) == (ANSWERED, None)
