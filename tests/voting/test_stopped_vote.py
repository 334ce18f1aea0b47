"""A process that stops while people vote: the vote ends, and nobody ever counts it."""

import pytest
from django.urls import reverse

from speelruimte.activities.kinds.budget.actions import cast_ballot
from speelruimte.activities.kinds.budget.queries import ballot_standing
from speelruimte.journal.models import Entry
from speelruimte.route.altering import cancel_and_tell
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Step, Trajectory
from tests.conftest import NOW
from tests.steps.refusing import refuses
from tests.steps.voting import prepared_vote, voted

WHY = "De grond wordt verkocht, en daarom stopt dit plan."


@pytest.fixture(autouse=True)
def _on_a_day_of_voting(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def shown(activity, client):
    Trajectory.objects.update(decision_route="college")
    here = {"slug": activity.trajectory.slug, "key": activity.key}
    return lambda name: client.get(reverse(name, kwargs=here))


def test_a_vote_ends_uncounted_when_its_process_stops(
    open_vote_of, activity, cast, moments, browser_of, shown, client
):
    opened = open_vote_of()
    vote = opened.vote
    receipt = voted(vote, codes=opened.codes[:3], choices=(["1", "3"],), on=moments.voting)[0]
    before = set(vote.ballots.values_list("key", flat=True))
    page = reverse("work-stop", args=[activity.trajectory.case_number])
    browser = browser_of(cast.samira)
    assert "krijgt geen uitslag" in browser.get(page).content.decode()

    assert browser.post(page, {"reason": WHY, "answer": WHY, "sure": "1"}).status_code == 302

    vote.refresh_from_db()
    activity.refresh_from_db()
    assert activity.trajectory.step == Step.STOPPED
    assert (activity.closed_reason, activity.closed_at) == (WHY, vote.closed_at)
    assert not hasattr(vote, "outcome")
    assert vote.ballots.count() == 3
    assert before.isdisjoint(vote.ballots.values_list("key", flat=True))
    assert ballot_standing(receipt) == "uncounted"
    facts = Entry.objects.get(verb="vote_ended_uncounted").facts
    assert facts["digital_ballots"] == 3
    assert not any("fingerprint" in name for name in facts)
    public = shown("vote").content.decode()
    for said in (WHY, "Er wordt niet geteld", "De stembiljetten blijven dicht"):
        assert said in public
    assert "De uitslag" not in public
    assert [shown(name).status_code for name in ("vote-outcome", "vote-ballots")] == [404, 404]
    process = client.get(reverse("process", args=[activity.trajectory.slug])).content.decode()
    assert reverse("vote-outcome", args=[activity.trajectory.slug, activity.key]) not in process
    desk = reverse("work-vote", args=[activity.trajectory.case_number, activity.key])
    assert "niet geteld" in browser.get(desk).content.decode()
    with refuses("closed_already"):
        cast_ballot(vote, code=opened.codes[3], choices=["1"], on=moments.voting)
    assert verify().faults == []


def test_of_a_vote_that_never_opened_nobody_reads_that_it_gets_no_outcome(
    activity, cast, now, browser_of
):
    prepared_vote(activity, by=cast.samira, at=now)
    page = reverse("work-stop", args=[activity.trajectory.case_number])
    assert "krijgt geen uitslag" not in browser_of(cast.samira).get(page).content.decode()


def test_after_its_last_day_a_vote_is_counted_before_its_process_stops(
    open_vote_of, activity, cast, moments
):
    open_vote_of()

    with refuses("close_the_vote"):
        stop_and_answer(
            activity.trajectory,
            reason=WHY,
            answer=WHY,
            by=cast.samira,
            at=moments.closing,
            on=moments.closing.date(),
        )


def test_a_vote_that_was_called_off_says_so_and_no_page_leads_to_an_outcome(
    activity, cast, now, moments, shown, client
):
    prepared_vote(activity, by=cast.samira, at=now)
    type(activity).objects.filter(pk=activity.pk).update(opens_on=moments.last)
    cancel_and_tell(activity, reason=WHY, by=cast.samira, at=now)

    page = shown("vote").content.decode()
    process = client.get(reverse("process", args=[activity.trajectory.slug])).content.decode()

    assert f"Dit gaat niet door. De reden: {WHY}" in page
    assert "nog niet open" not in page
    assert reverse("vote-outcome", args=[activity.trajectory.slug, activity.key]) not in process
