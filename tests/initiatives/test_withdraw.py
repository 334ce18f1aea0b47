"""Who came with an idea takes it back, once, as long as nothing came of it."""

from speelruimte.initiatives.actions import withdraw_initiative
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import AlreadyDone
from tests.steps.bare import an_initiative
from tests.steps.refusing import refuses


def test_an_idea_that_is_taken_back_ends_and_says_so(policy, now):
    idea = an_initiative(policy, kind="resident", title="Een bankje")

    ended = withdraw_initiative(idea, by=None, at=now)

    assert (ended.step, ended.outcome, ended.ended_at) == ("ended", "withdrawn", now)
    assert ended.outcome_reason == "U trok uw idee in. Wij doen er niets meer mee."
    entry = Entry.objects.get(verb="initiative_ended")
    assert entry.facts["outcome"] == "withdrawn"
    with refuses("ended_already", kind=AlreadyDone):
        withdraw_initiative(idea, by=None, at=now)
