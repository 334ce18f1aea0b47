"""Of the moments that an agreement promises: which is the decision, which the adoption, which come."""

from datetime import date

from speelruimte.agreements.models import Moment, Phase, Version
from speelruimte.agreements.moments import (
    moments_coming,
    moments_overtaken,
    promised_adoption,
    promised_decision,
)
from speelruimte.agreements.said import SaidMoment
from tests.steps.bare import a_trajectory

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


def test_a_longer_phase_overtakes_what_came_after_it_but_no_decision_and_nothing_of_another_phase(
    policy,
):
    version = Version.objects.create(trajectory=a_trajectory(policy, route="college"), number=1)
    first, second = (
        Phase.objects.create(version=version, key=key, name=key, starts_on=start, ends_on=end)
        for key, start, end in (
            ("ophalen", date(2027, 3, 1), date(2027, 3, 10)),
            ("kiezen", date(2027, 3, 20), date(2027, 3, 31)),
        )
    )

    def on(day, **more):
        return Moment.objects.create(version=version, day=day, what=f"Op {day}", **more)

    after, until = on(date(2027, 3, 11)), on(date(2027, 4, 2))
    for day in (date(2027, 3, 10), date(2027, 3, 20), date(2027, 3, 31), date(2027, 4, 3)):
        on(day)
    on(date(2027, 3, 15), is_decision=True)

    longer = moments_overtaken(version, {first.key: until.day})
    assert set(longer) == {(after, first), (until, first)}
    assert list(moments_overtaken(version, {second.key: date(2027, 4, 1)})) == []
