import pytest

from speelruimte.activities.actions import (
    publish_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.models import Contribution
from speelruimte.activities.rules import (
    check_can_add,
    may_moderate_somewhere,
    may_read_waiting,
)
from speelruimte.journal.models import Entry
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import Step, Tally
from tests.steps.agreement import somebody
from tests.steps.refusing import refuses
from tests.steps.taking_part import words_from

State = Contribution.State


@pytest.fixture
def waiting(ideas, now):
    ideas.moderate_first = True
    ideas.save()
    return words_from(ideas, 1, at=now)[0][0]


@pytest.fixture
def shown(ideas, now):
    return words_from(ideas, 1, at=now)[0][0]


def tally(trajectory):
    tally = Tally.objects.get(pk=trajectory.pk)
    return tally.received, tally.waiting, tally.published


def test_published_words_leave_the_queue(waiting, trajectory, cast, now):
    publish_contribution(waiting, by=cast.lotte, at=now)
    assert Contribution.objects.get().state == State.PUBLISHED
    assert tally(trajectory) == (1, 0, 1)
    with refuses("published_already", kind=AlreadyDone):
        publish_contribution(waiting, by=cast.lotte, at=now)
    assert tally(trajectory) == (1, 0, 1)


def test_refusing_takes_a_reason_that_the_journal_does_not_hold(waiting, trajectory, cast, now):
    for reason in ("", "  ", "\u200b"):
        with refuses("empty"):
            refuse_contribution(waiting, reason=reason, by=cast.lotte, at=now)
    refuse_contribution(waiting, reason="Dit scheldt een buurman uit.", by=cast.lotte, at=now)
    contribution = Contribution.objects.get()
    assert (contribution.state, contribution.refusal_reason) == (
        State.REFUSED,
        "Dit scheldt een buurman uit.",
    )
    assert tally(trajectory) == (1, 0, 0)
    assert "buurman" not in Entry.objects.get(verb="contribution_refused").text
    with refuses("refused_already", kind=AlreadyDone):
        refuse_contribution(waiting, reason="Nog eens.", by=cast.lotte, at=now)


def test_what_stood_on_the_website_can_be_refused_later(shown, trajectory, cast, now):
    refuse_contribution(shown, reason="Dit noemt een naam.", by=cast.lotte, at=now)
    assert tally(trajectory) == (1, 0, 0)


def test_a_refusal_by_mistake_is_put_right(shown, trajectory, cast, now):
    refuse_contribution(shown, reason="Verkeerd gedrukt.", by=cast.lotte, at=now)
    publish_contribution(shown, by=cast.lotte, at=now)
    contribution = Contribution.objects.get()
    assert (contribution.state, contribution.refusal_reason) == (State.PUBLISHED, "")
    assert tally(trajectory) == (1, 0, 1)


def test_two_moderators_at_once_the_second_hears_that_it_is_done(waiting, trajectory, cast, now):
    as_seen_by_the_other = Contribution.objects.get(pk=waiting.pk)
    publish_contribution(waiting, by=cast.lotte, at=now)
    with refuses("published_already", kind=AlreadyDone):
        publish_contribution(as_seen_by_the_other, by=cast.marleen, at=now)
    assert tally(trajectory) == (1, 0, 1)


def test_who_sent_it_takes_it_back(waiting, trajectory, now):
    withdraw_contribution(waiting, by=None, at=now)
    assert Contribution.objects.get().state == State.WITHDRAWN
    assert tally(trajectory) == (1, 0, 0)
    with refuses("withdrawn_already", kind=AlreadyDone):
        withdraw_contribution(waiting, by=None, at=now)


def test_what_was_taken_back_is_not_published(shown, cast, now):
    withdraw_contribution(shown, by=None, at=now)
    with refuses("withdrawn_or_erased"):
        publish_contribution(shown, by=cast.lotte, at=now)
    with refuses("withdrawn_or_erased"):
        refuse_contribution(shown, reason="Te laat.", by=cast.lotte, at=now)


@pytest.mark.parametrize("step", [Step.DECISION, Step.FEEDBACK, Step.EVALUATION, Step.MEMORY])
def test_after_the_result_nothing_is_published_refused_or_taken_back(
    shown, trajectory, cast, now, step
):
    trajectory.step = step
    trajectory.save()
    for do in (
        lambda: publish_contribution(shown, by=cast.lotte, at=now),
        lambda: refuse_contribution(shown, reason="Toch niet.", by=cast.lotte, at=now),
        lambda: withdraw_contribution(shown, by=None, at=now),
    ):
        with refuses("process_went_on"):
            do()


MODERATORS = {
    "lotte": True,
    "marleen": True,
    "samira": False,
    "joris": False,
    "dewit": False,
    "wim": False,
    "henk": False,
    "stranger": False,
}


@pytest.mark.parametrize(("who", "may"), MODERATORS.items())
def test_who_may_publish_and_refuse(waiting, cast, now, who, may):
    person = getattr(cast, who)
    if may:
        refuse_contribution(waiting, reason="Dit scheldt.", by=person, at=now)
        publish_contribution(waiting, by=person, at=now)
        return
    with pytest.raises(NotAllowed):
        publish_contribution(waiting, by=person, at=now)
    with pytest.raises(NotAllowed):
        refuse_contribution(waiting, reason="Dit scheldt.", by=person, at=now)


def test_a_moderator_of_one_case_moderates_somewhere_and_who_leads_does_not(
    trajectory, cast, now, today
):
    assert may_moderate_somewhere(cast.lotte, on=today)
    assert not may_moderate_somewhere(cast.joris, on=today)
    assert not may_moderate_somewhere(cast.samira, on=today)
    case = {"case_number": trajectory.case_number, "starts_on": today, "by": None, "at": now}
    grant_role(cast.joris, role=Role.MODERATOR, **case)
    assert may_moderate_somewhere(cast.joris, on=today)


def test_what_waits_is_read_by_who_moderates_and_who_opens(trajectory, cast, now, today):
    reading = {
        role
        for role in Role
        if may_read_waiting(somebody(cast, role, trajectory, at=now), trajectory, on=today)
    }
    assert reading == {Role.MODERATOR, Role.COACH, Role.PROJECT_LEADER}


def test_one_adds_to_own_words_that_stand_or_wait_where_they_were_sent(ideas):
    for state in (State.WAITING, State.PUBLISHED, State.REDACTED):
        check_can_add(Contribution(activity=ideas, state=state), ideas)

    for state in (State.REFUSED, State.WITHDRAWN, State.ERASED):
        with refuses("nothing_to_add_to"):
            check_can_add(Contribution(activity=ideas, state=state), ideas)


def test_nothing_is_added_to_what_was_added_nor_to_what_was_moved(shown, ideas):
    more = Contribution(activity=ideas, state=State.PUBLISHED, adds_to=shown)
    moved = Contribution(activity_id=ideas.pk + 1, state=State.PUBLISHED)

    for words in (more, moved):
        with refuses("nothing_to_add_to"):
            check_can_add(words, ideas)
