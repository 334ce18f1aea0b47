import pytest
from django.utils.translation import override

from speelruimte.activities.actions import (
    publish_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.queues import open_disagreements
from speelruimte.activities.rules import (
    check_can_add,
    may_moderate_somewhere,
    may_read_waiting,
    may_read_words,
)
from speelruimte.journal.models import Entry
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.actions import load_policy
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import Step, Tally
from tests.policy.test_reading import SMALL
from tests.steps.agreement import somebody
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.bare import words as own_words
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
    why = {"ground": "scolding", "reason": "Dit scheldt een buurman uit."}
    refuse_contribution(waiting, **why, by=cast.lotte, at=now)
    contribution = Contribution.objects.get()
    assert contribution.state == State.REFUSED
    ground, beside = contribution.refusal_reason.split("\n\n")
    assert ground.startswith("In uw tekst wordt gescholden, bedreigd of gediscrimineerd.")
    assert beside == "Dit scheldt een buurman uit."
    assert tally(trajectory) == (1, 0, 0)
    assert "buurman" not in Entry.objects.get(verb="contribution_refused").text
    with refuses("refused_already", kind=AlreadyDone):
        refuse_contribution(waiting, ground="scolding", by=cast.lotte, at=now)


@pytest.mark.parametrize("ground", ["", "not_our_opinion"])
def test_where_the_policy_names_no_grounds_the_neutral_ones_are_all_there_are(
    ground, waiting, cast, now
):
    with refuses("no_ground", field="ground"):
        why = {"ground": ground, "reason": "Wij zijn het niet met u eens."}
        refuse_contribution(waiting, **why, by=cast.lotte, at=now)
    assert Contribution.objects.get().state == State.WAITING


def waiting_under(policy, *, at):
    """Words that wait, in a process under a small policy with this text."""
    version = load_policy(text=policy, file="small.yaml", by=None, at=at)
    made = a_trajectory(version, route="bestuur", step=Step.TAKING_PART)
    return own_words(an_activity(made, closed_at=None), state=State.WAITING)


def test_a_policy_may_leave_the_reason_to_who_refuses(db, cast, now):
    waiting = waiting_under(f"{SMALL}own_words: {{refusal_grounds: []}}\n", at=now)
    lotte = {"by": cast.lotte, "at": now}
    for reason in ("", "  ", "\u200b"):
        with refuses("empty", field="reason"):
            refuse_contribution(waiting, reason=reason, **lotte)
    with refuses("no_ground", field="ground"):
        refuse_contribution(waiting, ground="scolding", reason="Dit scheldt.", **lotte)

    refuse_contribution(waiting, reason="Dit scheldt een buurman uit.", **lotte)

    assert waiting.refusal_reason == "Dit scheldt een buurman uit."


def test_a_neutral_ground_says_je_where_the_policy_does(db, cast, now):
    name = "municipality:\n  name: Kleinstad\n"
    assert name in SMALL
    waiting = waiting_under(SMALL.replace(name, f"{name}  form_of_address: je\n"), at=now)

    with override("en"):  # who refuses reads another language than who wrote
        refuse_contribution(waiting, ground="sent_twice", by=cast.lotte, at=now)

    assert waiting.refusal_reason.startswith("Je stuurde deze tekst al eerder.")


def test_what_stood_on_the_website_can_be_refused_later(shown, trajectory, cast, now):
    refuse_contribution(shown, ground="personal_data", by=cast.lotte, at=now)
    assert tally(trajectory) == (1, 0, 0)


def test_a_refusal_by_mistake_is_put_right(shown, trajectory, cast, now):
    refuse_contribution(shown, ground="sent_twice", by=cast.lotte, at=now)
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
        refuse_contribution(shown, ground="scolding", by=cast.lotte, at=now)


@pytest.mark.parametrize("step", [Step.DECISION, Step.FEEDBACK, Step.EVALUATION, Step.MEMORY])
def test_after_the_result_nothing_is_published_refused_or_taken_back(
    shown, trajectory, cast, now, step
):
    trajectory.step = step
    trajectory.save()
    for do in (
        lambda: publish_contribution(shown, by=cast.lotte, at=now),
        lambda: refuse_contribution(shown, ground="scolding", by=cast.lotte, at=now),
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
        refuse_contribution(waiting, ground="scolding", by=person, at=now)
        publish_contribution(waiting, by=person, at=now)
        return
    with pytest.raises(NotAllowed):
        publish_contribution(waiting, by=person, at=now)
    with pytest.raises(NotAllowed):
        refuse_contribution(waiting, ground="scolding", by=person, at=now)


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


@pytest.mark.parametrize("state", State)
def test_who_does_not_read_what_waits_reads_what_stands_on_the_website_and_no_more(
    state, trajectory, ideas, cast, now, today
):
    said = Contribution(activity=ideas, trajectory=trajectory, state=state)
    moderator, council = (
        somebody(cast, role, trajectory, at=now) for role in (Role.MODERATOR, Role.COUNCIL_MEMBER)
    )
    assert may_read_words(moderator, said, on=today)
    is_placed = state in (State.PUBLISHED, State.REDACTED)
    assert may_read_words(council, said, on=today) == is_placed


def test_the_forty_that_wait_longest_to_be_looked_at_again_are_shown(ideas, cast, now, today):
    disagreed = [
        Disagreement.objects.create(
            contribution=own_words(ideas, state="refused", refusal_reason="Dit is reclame."),
            text="Niet eens.",
            said_at=now,
        )
        for _time in range(41)
    ]

    for trajectory in (None, ideas.trajectory):
        shown = open_disagreements(cast.lotte, on=today, trajectory=trajectory)
        assert shown == disagreed[:40]


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
