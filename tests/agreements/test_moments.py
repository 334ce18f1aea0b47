"""Of the moments that an agreement promises: which is the decision, which the adoption, which come."""

from datetime import date

from speelruimte.agreements.moments import (
    moments_coming,
    promised_adoption,
    promised_decision,
)
from speelruimte.agreements.said import SaidMoment

MAY, JUNE, JULY = date(2027, 5, 4), date(2027, 6, 1), date(2027, 7, 6)


def a_moment(day, *, body="de raad", is_decision=False):
    return SaidMoment(day, body_key="raad", body=body, what="", is_decision=is_decision)


def test_the_decision_is_promised_for_the_last_of_its_moments():
    first, last = (a_moment(day, is_decision=True) for day in (MAY, JUNE))

    assert promised_decision([last, first, a_moment(JULY)]) == last
    assert promised_decision([a_moment(JULY)]) is None


def test_the_adoption_is_promised_for_the_first_meeting_of_a_body_that_is_not_about_the_decision():
    evening, decision = a_moment(MAY, body=""), a_moment(MAY, is_decision=True)
    meeting, next_meeting = a_moment(JUNE), a_moment(JULY)

    assert promised_adoption([next_meeting, evening, decision, meeting]) == meeting
    assert promised_adoption([evening, decision]) is None


def test_a_moment_still_comes_on_its_own_day():
    moments = [a_moment(MAY), a_moment(JUNE), a_moment(JULY, is_decision=True)]

    assert moments_coming(moments, on=JUNE, is_decided=False) == moments[1:]


def test_of_a_decision_that_is_there_no_day_comes_and_the_other_days_stay():
    decision, evening = a_moment(JUNE, is_decision=True), a_moment(JULY)

    assert moments_coming([decision, evening], on=MAY, is_decided=True) == [evening]
