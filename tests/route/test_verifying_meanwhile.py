"""People go on while the journal is verified: what they do meanwhile is called no fault."""

from speelruimte.activities.actions import withdraw_contribution
from speelruimte.activities.models import Contribution
from speelruimte.route.beside import Beside
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Step
from tests.steps.at_once import at_once
from tests.steps.bare import an_activity
from tests.steps.leading_together import led_by_two
from tests.steps.taking_part import said


def test_what_happens_after_the_journal_was_read_is_no_fault(own_database, monkeypatch, now, today):
    trajectory, _people = led_by_two(at=now, on=today)
    trajectory.step = Step.TAKING_PART
    trajectory.save()
    open_still = {"closes_on": now.date(), "closed_at": None}
    activity = an_activity(trajectory, **open_still)
    first, _code = said(activity, "Zet er een bank.", at=now)
    before = verify()

    def meanwhile():
        late, _code = said(activity, "Laat de wilgen staan.", at=now)
        withdraw_contribution(first, by=None, at=now)
        return late.key

    faults = Beside.faults
    keys = []

    def after_somebody_went_on(beside):
        keys.extend(at_once(meanwhile))
        return faults(beside)

    monkeypatch.setattr(Beside, "faults", after_somebody_went_on)
    finding = verify()
    monkeypatch.undo()

    assert len(keys) == 1
    assert Contribution.objects.get(pk=first.pk).state == Contribution.State.WITHDRAWN
    assert (finding.faults, finding.beside) == ([], before.beside)
    assert not any(key in said_why for key in keys for said_why in verify().beside)
