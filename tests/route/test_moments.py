"""Which moments still come, wherever colleagues and residents read it."""

from datetime import timedelta

from speelruimte.agreements.models import Moment
from speelruimte.decisions.models import Decision
from speelruimte.promise import process_promise
from speelruimte.route.moments import moments_in_force
from speelruimte.route.own_processes import moments_of, processes_of
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.writing import writing_by_hand


def test_of_a_decision_that_was_taken_early_no_day_comes_on_any_page(trajectory, cast, now, today):
    path = adopted_agreement(trajectory, cast, at=now)
    promised = Moment.objects.get(version__trajectory=path, is_decision=True)

    def coming():
        moments = moments_of(cast.samira, on=today)
        (process,) = processes_of(cast.samira, on=today, limit=5, coming=moments)
        return (
            list(moments_in_force(on=today)),
            process.next_day,
            [moment.day for moment in process_promise(fresh(path), day=today).coming],
        )

    assert coming() == ([promised], promised.day, [promised.day])
    assert list(moments_in_force(on=promised.day + timedelta(days=1))) == []
    with writing_by_hand(because="a decision before its step is what this test is about"):
        Decision.objects.create(
            trajectory=path,
            body="raad",
            decided_on=today,
            recorded_at=now,
            what="Zo.",
            reasons="Het is zo beter.",
            text="{}",
            fingerprint="0" * 64,
        )
    assert coming() == ([], None, [])
