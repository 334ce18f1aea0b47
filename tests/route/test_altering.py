# ruff: noqa: F811  (fixtures come in by name)
"""Something goes otherwise than was announced: by whom, within which bounds, and who hears it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.actions import close_activity, open_activity
from speelruimte.activities.actions.alter import ANNOUNCED
from speelruimte.activities.actions.open import LAST_DAY
from speelruimte.activities.kinds.budget.actions import close_vote
from speelruimte.activities.models import Activity, Alteration
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.actions import take_back
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.policy.schema import Gate, Means
from speelruimte.route.altering import (
    cancel_and_tell,
    cancel_planned_and_tell,
    close_and_tell,
    move_and_tell_when,
    reopen_and_tell,
)
from speelruimte.route.case import Case
from speelruimte.route.means import means_lost_with
from speelruimte.route.queries import missing_for
from speelruimte.route.resting import promise_resting_on
from speelruimte.route.route import ROUTE
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import AlreadyDone, Clash, NotAllowed
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.agreement import fresh
from tests.steps.refusing import refuses
from tests.steps.taking_part import said
from tests.steps.voting import opened_vote
from tests.steps.writing import writing_by_hand

WHY = "De zaal staat onder water."


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


@pytest.fixture
def writer(ideas, now):
    return said(ideas, "Zet er een bankje.", at=now, name="Ans", email="ans@blom.example")[0]


def mails(kind):
    return [compose_mail(message) for message in Message.objects.filter(kind=kind)]


def test_an_evening_that_is_cancelled_is_told_with_its_reason_and_only_once(evening, writer, who):
    cancel_and_tell(evening, reason=WHY, **who)

    evening.refresh_from_db()
    assert (evening.cancelled_at, evening.closed_reason) == (who["at"], WHY)
    (mail,) = mails("activity_cancelled")
    assert mail.to == "ans@blom.example"
    assert "Aangekondigd was: 18 februari 2027, De Schakel." in mail.text
    assert WHY in mail.text
    entry = Entry.objects.get(verb="activity_altered")
    assert WHY not in entry.text
    assert verify().faults == []
    with refuses("cancelled_already", kind=AlreadyDone):
        cancel_and_tell(evening, reason=WHY, **who)
    assert len(mails("activity_cancelled")) == 1


@pytest.mark.parametrize("wrote_more", [False, True])
def test_who_took_all_words_back_is_not_told_what_goes_otherwise(
    ideas, evening, writer, who, today, wrote_more
):
    if wrote_more:
        said(ideas, "En een lamp.", at=who["at"], name="Ans", email="ans@blom.example")
    take_back(writer, by=None, at=who["at"])

    move_and_tell_when(evening, held_on=date(2027, 3, 4), reason=WHY, **who)
    close_and_tell(ideas, reason=WHY, on=today, **who)

    told = [mail.to for kind in ("moved", "closed") for mail in mails(f"activity_{kind}")]
    assert told == ["ans@blom.example"] * (2 if wrote_more else 0)


def test_a_reason_that_was_changed_in_the_table_is_found(evening, who):
    alteration = cancel_and_tell(evening, reason=WHY, **who)

    Alteration.objects.filter(pk=alteration.pk).update(reason="Iets anders dan er stond.")

    assert verify().faults != []


def test_a_moved_evening_has_its_new_day_and_the_first_announcement_stays(evening, writer, who):
    moved = {"held_on": date(2027, 3, 4), "held_at": "20.00 uur", "place": "Het Anker"}

    move_and_tell_when(evening, reason=WHY, **moved, **who)

    evening.refresh_from_db()
    assert (evening.held_on, evening.held_at, evening.place) == tuple(moved.values())
    alteration = Alteration.objects.get()
    assert (alteration.held_on, alteration.place) == (date(2027, 2, 18), "De Schakel")
    (mail,) = mails("activity_moved")
    assert "Nieuw: 4 maart 2027, 20.00 uur, Het Anker." in mail.text
    assert "Aangekondigd was: 18 februari 2027, De Schakel." in mail.text
    with refuses("moved_already", kind=AlreadyDone):
        move_and_tell_when(evening, reason=WHY, **moved, **who)


def test_who_saw_another_announcement_looks_again_before_anybody_is_mailed(
    evening, ideas, writer, who, today
):
    seen = etag_of(evening, ANNOUNCED)
    first = {"held_on": date(2027, 3, 4), "held_at": "20.00 uur", "place": "Het Anker"}
    move_and_tell_when(evening, reason=WHY, **first, etag=seen, **who)

    with refuses("changed_meanwhile", kind=Clash) as clash:
        move_and_tell_when(
            evening, reason=WHY, **first | {"held_on": date(2027, 3, 5)}, etag=seen, **who
        )
    assert clash.value.theirs.held_on == date(2027, 3, 4)
    with refuses("changed_meanwhile", kind=Clash):
        cancel_and_tell(evening, reason=WHY, etag=seen, **who)
    assert len(mails("activity_moved")) == 1
    assert mails("activity_cancelled") == []
    cancel_and_tell(evening, reason=WHY, etag=clash.value.etag, **who)

    seen = etag_of(ideas, LAST_DAY)
    with writing_by_hand(because="the phase was made longer in the meantime"):
        Activity.objects.filter(pk=ideas.pk).update(closes_on=ideas.closes_on + timedelta(days=7))
    with refuses("changed_meanwhile", kind=Clash):
        close_and_tell(ideas, reason=WHY, etag=seen, on=today, **who)
    assert mails("activity_closed") == []
    close_and_tell(ideas, reason=WHY, on=today, **who)

    with refuses("changed_meanwhile", kind=Clash):
        reopen_and_tell(ideas, reason=WHY, etag=seen, **who)
    assert mails("activity_reopened") == []


def test_the_second_of_two_windows_reads_what_the_first_one_said(
    evening, browser_of, cast, now, time_machine
):
    time_machine.move_to(now, tick=False)
    desk, case = browser_of(cast.samira), evening.trajectory.case_number
    address = reverse("work-move-activity", args=[case, evening.key])
    form = desk.get(address).context["form"]
    sent = {"etag": form["etag"].value(), "place": "De Schakel", "reason": WHY}
    assert desk.post(address, sent | {"held_on": "2027-03-04"}).status_code == 302
    second = desk.post(address, sent | {"held_on": "2027-03-05"})
    assert second.status_code == 422
    html = second.content.decode()
    assert "4 maart 2027" in html
    assert WHY in html
    again = {"etag": second.context["form"]["etag"].value(), "held_on": "2027-03-05"}
    assert desk.post(address, sent | again).status_code == 302

    address = reverse("work-close-activity", args=[case, evening.key])
    assert 'name="etag"' in desk.get(address).content.decode()


@pytest.mark.parametrize(
    ("held_on", "code"),
    [(date(2027, 2, 8), "day_is_over"), (date(2027, 3, 22), "outside_the_phase"), (None, "empty")],
)
def test_an_evening_moves_to_a_day_to_come_within_its_phase(evening, who, held_on, code):
    with refuses(code, field="held_on"):
        move_and_tell_when(evening, held_on=held_on, reason=WHY, **who)


def test_what_was_held_is_neither_cancelled_nor_moved_and_is_closed_only_after_its_day(
    evening, who, cast, later, today
):
    after = {"by": cast.samira, "at": later(10)}
    with refuses("day_is_over"):
        cancel_and_tell(evening, reason=WHY, **after)
    with refuses("day_is_over"):
        move_and_tell_when(evening, held_on=date(2027, 3, 4), reason=WHY, **after)
    for on in (today, evening.held_on):
        with refuses("still_to_be_held"):
            close_activity(evening, reason=WHY, on=on, **who)

    close_activity(evening, on=evening.held_on + timedelta(days=1), **after)

    assert Activity.objects.get(pk=evening.pk).closed_at == after["at"]


def test_a_reason_is_a_sentence_and_only_whom_the_policy_names_may(evening, cast, now):
    with refuses("no_sentence", field="reason"):
        cancel_and_tell(evening, reason=".", by=cast.samira, at=now)
    with pytest.raises(NotAllowed, match="Projectleider, Participatiecoach"):
        cancel_and_tell(evening, reason=WHY, by=cast.lotte, at=now)


def test_ideas_that_people_send_already_are_closed_and_not_called_off(ideas, writer, who, today):
    with refuses("begun_already"):
        cancel_and_tell(ideas, reason=WHY, **who)

    close_and_tell(ideas, reason=WHY, on=today, **who)

    (mail,) = mails("activity_closed")
    assert "Beloofd was: tot en met 21 maart 2027." in mail.text
    assert verify().faults == []


def test_what_was_closed_too_early_opens_again_and_both_stay_readable(ideas, writer, who, today):
    close_and_tell(ideas, reason=WHY, on=today, **who)

    reopen_and_tell(ideas, reason="Het water is weg.", **who)

    ideas.refresh_from_db()
    assert (ideas.closed_at, ideas.closed_reason) == (None, "")
    assert [row.what for row in ideas.alterations.all()] == ["closed", "reopened"]
    assert "weer open, tot en met 21 maart 2027" in mails("activity_reopened")[0].text
    with refuses("open_already", kind=AlreadyDone):
        reopen_and_tell(ideas, reason="Het water is weg.", **who)


def test_a_vote_that_was_called_off_by_mistake_opens_again_and_one_that_is_over_never(
    trajectory, browser_of, cast, now, later, today, time_machine
):
    who = {"by": cast.samira, "at": now}
    vote = open_activity(trajectory, phase="ophalen", planned=ground.VOTE, on=today, **who)
    Activity.objects.filter(pk=vote.pk).update(opens_on=today + timedelta(days=1))
    cancel_and_tell(vote, reason=WHY, **who)
    time_machine.move_to(now, tick=False)
    page = reverse("work-activities", args=[trajectory.case_number])
    button = reverse("work-reopen-activity", args=[trajectory.case_number, vote.key])
    assert button in browser_of(cast.samira).get(page).content.decode()

    reopen_and_tell(vote, reason="Dat was een vergissing.", **who)

    vote.refresh_from_db()
    assert (vote.cancelled_at, vote.closed_at) == (None, None)
    close_vote(opened_vote(vote, **who).vote, by=cast.samira, at=later(41))
    Activity.objects.filter(pk=vote.pk).update(closes_on=date(2027, 4, 30))
    time_machine.move_to(later(42), tick=False)
    assert button not in browser_of(cast.samira).get(page).content.decode()
    with refuses("counted_already"):
        reopen_and_tell(vote, reason=WHY, by=cast.samira, at=later(42))


def test_what_nobody_opened_can_be_taken_back_and_gets_a_page_that_says_so(trajectory, who):
    place = {"phase": "ophalen", "planned": ground.EVENING}

    cancel_planned_and_tell(trajectory, reason=WHY, **place, **who)

    activity = Activity.objects.get()
    assert (activity.cancelled_at, activity.held_on) == (who["at"], date(2027, 2, 18))
    with refuses("opened_already", kind=AlreadyDone):
        cancel_planned_and_tell(fresh(trajectory), reason=WHY, **place, **who)


@pytest.fixture
def wide(policy, areas, cast):
    """A process in which only the vote carries what is promised."""
    wide = ground.a_trajectory(policy, areas=list(areas.values()))
    ground.an_agreement(wide, say=3)
    return wide


def test_what_a_promise_rests_on_is_not_called_off_without_saying_what_comes_instead(
    wide, who, cast, now, today, browser_of, time_machine, client
):
    time_machine.move_to(now, tick=False)
    vote = {"phase": "ophalen", "planned": "stem-over-de-bankjes"}
    level = promise_resting_on(wide, **vote)
    assert level == str(policy_of(wide).level(wide_level(wide)).label)
    assert promise_resting_on(wide, phase="ophalen", planned=ground.EVENING) == ""
    cancel_planned_and_tell(wide, phase="ophalen", planned=ground.EVENING, reason=WHY, **who)
    for nothing, code in (("", "empty"), (".", "no_sentence")):
        with refuses(code, field="instead"):
            cancel_planned_and_tell(fresh(wide), reason=WHY, instead=nothing, **vote, **who)

    address = reverse("work-cancel-planned", args=[wide.case_number, *vote.values()])
    desk = browser_of(cast.samira)
    assert f"Hierop rust de belofte ‘{level}’" in desk.get(address).content.decode()
    refused = desk.post(address, {"reason": WHY, "instead": ""})
    assert refused.status_code == 422
    assert WHY in refused.content.decode()
    instead = "In mei komt er een werkgroep."
    assert desk.post(address, {"reason": WHY, "instead": instead}).status_code == 302

    closed = Activity.objects.get(planned=vote["planned"])
    assert closed.closed_reason == f"{WHY}\n\nHierop rustte de belofte ‘{level}’. {instead}"
    page = client.get(reverse("process", args=[wide.slug])).content.decode()
    assert instead in page


def test_an_opened_activity_on_which_a_promise_rests_is_held_to_it_too(policy, areas, who, today):
    last = ground.a_trajectory(policy, areas=list(areas.values()))
    ground.an_agreement(last, say=2)
    evening = open_activity(last, phase="ophalen", planned=ground.EVENING, on=today, **who)
    for planned in (ground.IDEAS, "stem-over-de-bankjes"):
        cancel_planned_and_tell(last, phase="ophalen", planned=planned, reason=WHY, **who)

    with refuses("empty", field="instead"):
        cancel_and_tell(evening, reason=WHY, **who)
    cancel_and_tell(evening, reason=WHY, instead="In mei komt er een werkgroep.", **who)
    assert "werkgroep" in Alteration.objects.get(activity=evening).reason
    with refuses("cancelled_already", kind=AlreadyDone):
        cancel_and_tell(Activity.objects.get(pk=evening.pk), reason=WHY, **who)


def wide_level(trajectory):
    return version_in_force(trajectory).phases.get().says.get().level


def test_an_evening_to_come_is_called_off_when_its_process_stops(evening, cast, who, today):
    said = {"reason": "Het geld is op.", "answer": "Wij stoppen hiermee."}
    stop_and_answer(evening.trajectory, on=today, **said, **who)

    evening.refresh_from_db()
    assert (evening.cancelled_at, evening.closed_reason) == (who["at"], "Het geld is op.")
    assert fresh(evening.trajectory).step == "stopped"


def test_where_the_only_meeting_is_called_off_who_leads_is_asked_to_plan_another(
    evening, ideas, who, browser_of, cast
):
    case_number = evening.trajectory.case_number
    asked = {"page": "another-way", "role": "project_leader"}
    assert not evening.trajectory.open_tasks.filter(**asked)
    cancel_and_tell(evening, reason=WHY, **who)

    [task] = evening.trajectory.open_tasks.filter(**asked)
    assert "dat was alles met: elkaar ontmoeten" in str(task.sentences).lower()
    assert task.due_on == evening.held_on
    page = browser_of(cast.samira).get(reverse("work-process", args=[case_number])).content.decode()
    assert "Afspraken wijzigen of verlengen" in page
    assert reverse("work-adoption", args=[case_number]) in page


def test_the_way_to_the_outcome_stays_shut_until_something_else_is_planned_with_these_means(
    evening, ideas, who
):
    trajectory = evening.trajectory
    assert not means_missed(trajectory)
    cancel_and_tell(evening, reason=WHY, **who)
    cancel_planned_and_tell(
        trajectory, phase="ophalen", planned="stem-over-de-bankjes", reason=WHY, **who
    )

    (missed,) = means_missed(trajectory)

    assert missed.page == "another-way"
    assert f"‘{evening.title}’ gaat niet door" in missed.sentence
    # As where another evening is planned in its place: the agreement itself is locked.
    Activity.objects.filter(pk=evening.pk).update(planned="een-avond-van-eerst")
    assert not means_missed(trajectory)


def test_all_that_was_called_off_of_what_the_policy_asks_is_named(policy, areas, who, today):
    path = ground.a_trajectory(policy, areas=list(areas.values()), number=3)
    ground.an_agreement(path, ways={ground.VOTE: {"means": ["in_person"]}})
    opened = [
        open_activity(path, phase="ophalen", planned=planned, on=today, **who)
        for planned in (ground.IDEAS, ground.EVENING)
    ]
    case = Case(trajectory=fresh(path))
    assert means_lost_with(case, phase="ophalen", planned=ground.EVENING) == []
    cancel_planned_and_tell(path, phase="ophalen", planned=ground.VOTE, reason=WHY, **who)
    assert not means_missed(path)
    case = Case(trajectory=fresh(path))
    assert means_lost_with(case, phase="ophalen", planned=ground.EVENING) == [Means.IN_PERSON]
    cancel_and_tell(opened[1], reason=WHY, **who)

    (missed,) = means_missed(path)

    assert missed.sentence.startswith(
        "‘Avond in De Schakel’ en ‘Stem over de bankjes’ gaan niet door, en dat was alles met: "
    )
    case = Case(trajectory=fresh(path))
    assert means_lost_with(case, phase="ophalen", planned=ground.IDEAS) == [Means.ONLINE]


def test_a_policy_that_asks_no_mix_asks_for_nothing_else(evening, who, monkeypatch):
    cancel_and_tell(evening, reason=WHY, **who)
    monkeypatch.setattr(Case, "gate_holds", lambda self, switch: switch != Gate.MIX)
    assert not means_missed(evening.trajectory)


def means_missed(trajectory):
    case = Case(trajectory=fresh(trajectory))
    missing = missing_for(case, ROUTE, Step.TAKING_PART, Step.RESULT)
    return [gap for gap in missing if gap.gate == "means_still_come"]
