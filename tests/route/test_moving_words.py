# ruff: noqa: F811  (fixtures come in by name)
"""Own words go to where they belong, with code, day and fingerprint as they were."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from speelruimte.activities.actions import (
    disagree,
    look_again,
    open_activity,
    redact_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import activities_to_move_to, contribution_with_code, open_move
from speelruimte.activities.queues import open_disagreements
from speelruimte.activities.terms import answer_due
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.route.contributions import (
    move_and_tell,
    publish_and_tell,
    say_no_to_move,
)
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import Step, Tally, Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.public.own_actions import actions_for
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.answers import answered, grouped
from tests.steps.refusing import refuses
from tests.steps.taking_part import said
from tests.steps.writing import writing_by_hand

WHY = "Dit gaat over de bus. Daar loopt een ander plan voor."
MORE = "En de bus moet vaker gaan."
State = Contribution.State


@pytest.fixture
def elsewhere(policy, areas, cast, now, today):
    """Ideas of another process, which are looked at first."""
    other = ground.a_trajectory(policy, areas=list(areas.values()), number=2)
    ground.an_agreement(other)
    there = open_activity(
        other, phase="ophalen", planned=ground.IDEAS, by=cast.marleen, at=now, on=today
    )
    return looked_at_first(there, at=now)


@action
def looked_at_first(activity, *, at):
    """As if the policy said so when it opened."""
    activity.moderate_first = True
    activity.save()
    number = activity.trajectory.case_number
    about = {"about": activity.address, "case_number": number}
    record("activity_follows_plan", by=None, at=at, wrote=(activity,), **about)
    return activity


@pytest.fixture
def words(ideas, now):
    return said(ideas, "De bus rijdt te laat.", at=now, name="Ans", email="ans@blom.example")


def tally(activity):
    row = Tally.objects.get(pk=activity.trajectory_id)
    return row.received, row.waiting, row.published


def moved(words, elsewhere, cast, at):
    return move_and_tell(words, to=elsewhere, reason=WHY, by=cast.marleen, at=at)


def test_words_move_with_their_code_and_both_cases_tell_of_it(
    words, ideas, elsewhere, cast, now, today, later
):
    contribution, code = words
    grouped(ideas.trajectory, [contribution.pk], title="Bus", by=cast.samira, at=now, on=today)
    before = Contribution.objects.values("received_at", "salt", "text").get()

    moved(contribution, elsewhere, cast, later(1))

    there = contribution_with_code(code)
    assert (there.pk, there.activity, there.state) == (contribution.pk, elsewhere, State.WAITING)
    assert Contribution.objects.values("received_at", "salt", "text").get() == before
    assert tally(ideas) == (0, 0, 0)
    assert tally(elsewhere) == (1, 1, 0)
    assert ideas.trajectory.themes.get().placed == 0
    cases = Entry.objects.filter(about=contribution.key, verb__startswith="contribution_")
    assert list(cases.order_by("number").values_list("verb", "case_number")) == [
        ("contribution_accepted", ideas.trajectory.case_number),
        ("contribution_left", ideas.trajectory.case_number),
        ("contribution_entered", elsewhere.trajectory.case_number),
    ]
    finding = verify()
    assert finding.faults == []
    assert not [said for said in finding.beside if "zegt iets anders" in said]
    mail = compose_mail(Message.objects.get(kind="contribution_moved")).text
    assert WHY in mail
    assert "24 februari 2027" in mail  # fourteen days after 10 February
    assert f"uiterlijk op {day_words(answer_due(there))}" in mail


def test_who_wrote_them_says_no_within_the_term_and_they_go_back(
    words, ideas, elsewhere, cast, now, later
):
    contribution, code = words
    move = moved(contribution, elsewhere, cast, now)
    assert open_move(contribution_with_code(code), on=move.answer_by) == move
    with refuses("term_is_over"):
        say_no_to_move(move, by=contribution.contact, at=later(15))
    say_no_to_move(move, by=contribution.contact, at=later(14))
    back = contribution_with_code(code)
    assert (back.activity, back.state) == (ideas, State.PUBLISHED)
    assert (tally(ideas), tally(elsewhere)) == ((1, 0, 1), (0, 0, 0))
    assert not [said for said in verify().beside if "zegt iets anders" in said]
    with refuses("went_back_already", kind=AlreadyDone):
        say_no_to_move(move, by=contribution.contact, at=later(14))
    assert Message.objects.filter(kind="contribution_moved_back").count() == 1


def test_a_plan_to_which_their_writer_said_no_does_not_get_the_words_again(
    words, ideas, elsewhere, policy, areas, cast, now, today, later, browser_of, time_machine
):
    contribution = words[0]
    plan = elsewhere.trajectory
    who = {"by": cast.marleen, "at": now}
    other_way = open_activity(plan, phase="ophalen", planned=ground.EVENING, on=today, **who)
    third = ground.a_trajectory(policy, areas=list(areas.values()), number=3)
    ground.an_agreement(third)
    third_way = open_activity(third, phase="ophalen", planned=ground.IDEAS, on=today, **who)
    say_no_to_move(moved(contribution, elsewhere, cast, now), by=contribution.contact, at=now)

    for way in (elsewhere, other_way):
        with refuses("writer_said_no", field="to") as refused:
            moved(contribution, way, cast, later(1))
        assert str(refused.value).startswith(
            f"De schrijver wil niet dat deze inbreng bij ‘{plan.title}’ staat."
        )
    unasked = said(ideas, "De bus stinkt.", at=now)[0]
    moved(unasked, elsewhere, cast, later(1))

    time_machine.move_to(later(1), tick=False)
    browser = browser_of(cast.marleen)
    address = reverse("work-move", args=[contribution.public_key])
    page = browser.get(address)
    no = f"De schrijver wil niet dat deze inbreng bij ‘{plan.title}’ staat."
    assert page.content.decode().count(no) == 1
    offered = [key for key, _label in page.context["form"]["to"].field.choices]
    assert third_way.public_key in offered
    assert not {elsewhere.public_key, other_way.public_key} & set(offered)
    sent = {"to": elsewhere.public_key, "reason": WHY, "etag": page.context["form"]["etag"].value()}
    page = browser.post(address, sent)
    assert page.status_code == 422
    assert f"{no} Kies iets anders" in page.content.decode()
    assert WHY in page.content.decode()
    assert Contribution.objects.get(pk=contribution.pk).activity == ideas

    moved(contribution, third_way, cast, later(1))  # elsewhere in between: the no still holds
    there = Contribution.objects.get(pk=contribution.pk)
    with refuses("writer_said_no"):
        moved(there, elsewhere, cast, later(2))
    moved(there, ideas, cast, later(2))
    assert verify().faults == []


def test_a_no_to_another_way_of_the_same_plan_is_to_that_way_only(
    words, ideas, elsewhere, evening, cast, now, later
):
    contribution = words[0]
    say_no_to_move(moved(contribution, evening, cast, now), by=contribution.contact, at=now)

    with refuses("writer_said_no") as refused:
        moved(contribution, evening, cast, later(1))
    assert f"bij ‘{evening.title}’ staat" in str(refused.value)
    moved(contribution, elsewhere, cast, later(1))
    there = Contribution.objects.get(pk=contribution.pk)
    with refuses("writer_said_no"):
        moved(there, evening, cast, later(2))
    moved(there, ideas, cast, later(2))


def test_once_moved_words_are_answered_no_page_or_mail_offers_to_put_them_back(
    words, elsewhere, cast, now, today, later, time_machine
):
    time_machine.move_to(now, tick=False)
    contribution, code = words
    elsewhere.moderate_first = False
    elsewhere.save()
    move = moved(contribution, elsewhere, cast, now)
    letter = Message.objects.get(kind="contribution_moved")
    there = contribution_with_code(code)

    def offered():
        return "Nee, zet mijn inbreng terug" in [one["label"] for one in actions_for(there)]

    assert offered()
    assert f"zeg dat uiterlijk {day_words(move.answer_by)}." in compose_mail(letter).text
    with refuses("no_can_be_said"):
        answered(there, by=cast.marleen, at=now, on=today)
    assert offered()

    over = move.answer_by + timedelta(days=1)
    time_machine.move_to(later(15), tick=False)
    answered(there, by=cast.marleen, at=later(15), on=over)

    assert not offered()
    mail = compose_mail(letter).text
    assert "zeg" not in mail
    assert "U hebt antwoord." in mail
    with refuses("term_is_over"):
        say_no_to_move(move, by=there.contact, at=later(15))


def test_words_go_back_when_where_they_went_stops_while_their_writer_can_say_no(
    words, ideas, elsewhere, cast, now, today, later, browser_of, time_machine
):
    contribution, code = words
    moved(contribution, elsewhere, cast, now)
    time_machine.move_to(later(1), tick=False)
    page = reverse("work-stop", args=[elsewhere.trajectory.case_number])
    html = " ".join(browser_of(cast.marleen).get(page).content.decode().split())
    assert "Eén keer inbreng kwam uit een ander traject." in html
    assert "nog nee tegen zeggen. Die inbreng gaat terug." in html
    assert "krijgt het antwoord hieronder" not in html
    assert "die nog niemand bekeek" not in html

    why = {"reason": "Er is geen geld meer.", "answer": "Wij stoppen hiermee."}
    on = today + timedelta(days=1)
    stop_and_answer(elsewhere.trajectory, **why, by=cast.marleen, at=later(1), on=on)

    back = contribution_with_code(code)
    assert (back.activity, back.state) == (ideas, State.PUBLISHED)
    assert (tally(ideas), tally(elsewhere)) == ((1, 0, 1), (0, 0, 0))
    letter = Message.objects.get(kind="contribution_moved_back")
    mail = " ".join(compose_mail(letter).text.split())
    assert f"Uw inbreng hoort weer bij ‘{ideas.trajectory.title}’." in mail
    assert f"stond bij ‘{elsewhere.trajectory.title}’. Dat plan is gestopt." in mail
    assert f"Dit is de reden: {why['reason']}" in mail
    assert f"U krijgt er antwoord op, uiterlijk op {day_words(answer_due(back))}." in mail
    assert "U vroeg" not in mail
    assert verify().faults == []
    own = own_page_of(Client(), code)
    assert "Teruggezet op 10 februari 2027, omdat dat plan stopte." in own
    assert "omdat u dat vroeg" not in own


def own_page_of(browser, code):
    page = browser.post(reverse("find-contribution"), {"code": code}, follow=True)
    return " ".join(page.content.decode().split())


def test_words_that_go_back_to_be_read_are_said_to_leave_the_website(
    ideas, elsewhere, cast, now, client, time_machine
):
    time_machine.move_to(now, tick=False)
    contribution, code = said(looked_at_first(ideas, at=now), MORE, at=now, email="a@blom.example")
    move = moved(contribution, elsewhere, cast, now)
    publish_and_tell(contribution_with_code(code), by=cast.marleen, at=now)
    here, there = ideas.trajectory, elsewhere.trajectory

    sure = client.post(reverse("no-to-move"), {"code": code, "begin": ""}, follow=True)
    assert f"terug bij ‘{here.title}’. Uw woorden gaan van de website tot" in " ".join(
        sure.content.decode().split()
    )
    say_no_to_move(move, by=contribution.contact, at=now)

    mail = compose_mail(Message.objects.get(kind="contribution_moved_back")).text
    assert "Wij lezen uw woorden daar eerst. Tot dan staan ze niet op de website." in mail
    assert "telt" not in mail
    assert f"U vroeg om uw inbreng terug te zetten. Zij stond bij ‘{there.title}’." in mail
    assert "gestopt" not in mail
    due = day_words(answer_due(contribution_with_code(code)))
    assert f"U krijgt er antwoord op, uiterlijk op {due}." in mail
    old = client.get(reverse("contribution", args=[there.slug, contribution.public_key]))
    assert old.status_code == 404
    assert f"hoort nu bij ‘{here.title}’" in old.content.decode()
    assert MORE not in old.content.decode()
    publish_and_tell(contribution_with_code(code), by=cast.marleen, at=now)
    again = client.get(reverse("contribution", args=[there.slug, contribution.public_key]))
    assert again.url == reverse("contribution", args=[here.slug, contribution.public_key])


def test_an_old_link_to_words_that_wait_elsewhere_says_so_until_they_are_wiped(
    words, ideas, elsewhere, cast, now, client
):
    contribution, code = words
    moved(contribution, elsewhere, cast, now)
    address = reverse("contribution", args=[ideas.trajectory.slug, contribution.public_key])

    assert f"hoort nu bij ‘{elsewhere.trajectory.title}’" in client.get(address).content.decode()
    forget_oneself(contribution_with_code(code), words=True, by=None, at=now)
    assert "hoort nu bij" not in client.get(address).content.decode()


def test_the_writer_reads_which_plans_why_and_that_it_went_back_until_the_words_are_wiped(
    words, ideas, elsewhere, cast, now, client, time_machine
):
    time_machine.move_to(now, tick=False)
    contribution, code = words
    move = moved(contribution, elsewhere, cast, now)
    here, there = (
        f"‘{plan.title}’ ({plan.case_number})" for plan in (ideas.trajectory, elsewhere.trajectory)
    )
    went = f"van {here} naar {there}. Verplaatst omdat: {WHY}"

    assert went in own_page_of(client, code)
    assert "Bent u het niet eens met de verhuizing?" in own_page_of(client, code)
    say_no_to_move(move, by=contribution.contact, at=now)
    assert f"{went} Teruggezet op 9 februari 2027, omdat u dat vroeg." in own_page_of(client, code)
    forget_oneself(contribution_with_code(code), words=True, by=None, at=now)
    assert WHY not in own_page_of(client, code)


@pytest.mark.parametrize("step", [Step.DECISION, Step.STOPPED])
def test_a_no_within_its_term_holds_also_when_where_the_words_went_is_over(
    words, ideas, elsewhere, cast, now, later, step
):
    contribution, code = words
    move = moved(contribution, elsewhere, cast, now)
    with writing_by_hand(because="only where it is matters here"):
        Trajectory.objects.filter(pk=elsewhere.trajectory_id).update(
            step=step, stopped_reason="Er is geen geld."
        )
    say_no_to_move(move, by=contribution.contact, at=later(1))
    assert contribution_with_code(code).activity == ideas

    with refuses("process_went_on") as said_why:
        moved(contribution_with_code(code), elsewhere, cast, later(2))
    assert ("gestopt" in said_why.value.sentence) == (step == Step.STOPPED)


def test_why_words_move_says_no_number_that_stands_in_them(ideas, elsewhere, cast, now):
    contribution, _code = said(ideas, "Bel 06-12345678 over de bus.", at=now)
    with refuses("reason_says_it_again"):
        move_and_tell(
            contribution, to=elsewhere, reason="Bel 0612345678 maar.", by=cast.marleen, at=now
        )


def test_what_was_refused_and_moved_goes_back_to_be_looked_at_anew(
    words, ideas, elsewhere, cast, now, later
):
    contribution, code = words
    why = "personal_data"
    refuse_contribution(contribution, ground=why, by=cast.marleen, at=now)

    moved(contribution, elsewhere, cast, later(1))
    there = contribution_with_code(code)
    assert (there.state, there.refusal_reason) == (State.WAITING, "")
    assert (verify().faults, verify().beside) == ([], [])

    refuse_contribution(there, ground=why, by=cast.marleen, at=later(1))
    say_no_to_move(open_move(there, on=later(2).date()), by=None, at=later(2))
    back = contribution_with_code(code)
    assert (back.activity, back.state, back.refusal_reason) == (ideas, State.WAITING, "")
    assert (tally(ideas), tally(elsewhere)) == ((1, 1, 0), (0, 0, 0))
    assert (verify().faults, verify().beside) == ([], [])


def test_what_was_made_unreadable_where_it_went_stays_so_when_it_goes_back(
    ideas, elsewhere, cast, now, later
):
    contribution, code = said(ideas, "Bel mij: 06 12345678.", at=now)
    moved(contribution, elsewhere, cast, later(1))
    there = contribution_with_code(code)
    redact_contribution(
        there,
        pieces=["06 12345678"],
        reason="Een nummer van iemand.",
        kept_until=later(9).date(),
        by=cast.marleen,
        at=later(1),
    )

    say_no_to_move(open_move(there, on=later(2).date()), by=None, at=later(2))

    back = contribution_with_code(code)
    assert (back.activity, back.state) == (ideas, State.REDACTED)
    assert (verify().faults, verify().beside) == ([], [])


def test_who_decided_does_not_look_again_wherever_the_words_are(
    ideas, elsewhere, cast, now, today, later
):
    why = "personal_data"
    refused_here = said(ideas, "De bus rijdt te laat.", at=now)[0]
    refuse_contribution(refused_here, ground=why, by=cast.marleen, at=now)
    refused_there = said(ideas, "De bus is vol.", at=now)[0]
    move = moved(refused_there, elsewhere, cast, now)
    refused_there.refresh_from_db()
    refuse_contribution(refused_there, ground=why, by=cast.marleen, at=now)
    objections = [
        disagree(words, text="Het gaat over de bus.", by=None, at=later(1))
        for words in (refused_here, refused_there)
    ]

    moved(refused_here, elsewhere, cast, later(1))
    say_no_to_move(move, by=None, at=later(1))

    assert open_disagreements(cast.marleen, on=today) == []
    assert open_disagreements(cast.lotte, on=today) == objections
    for objection in objections:
        with refuses("decided_by_oneself"):
            look_again(objection, answer="Het blijft zo.", by=cast.marleen, at=later(2))


def test_words_do_not_go_to_what_was_called_off(words, elsewhere, cast, now, later):
    contribution, _code = words
    assert list(activities_to_move_to(contribution)) == [elsewhere]

    elsewhere.cancelled_at = elsewhere.closed_at = now
    elsewhere.closed_reason = "De zaal is dicht."
    elsewhere.save()

    assert activities_to_move_to(contribution) == []
    with refuses("called_off", field="to"):
        moved(contribution, elsewhere, cast, later(1))


def test_what_was_answered_or_decided_on_or_takes_no_words_does_not_move(
    words, ideas, elsewhere, evening, cast, now, today
):
    contribution = words[0]
    with pytest.raises(NotAllowed):
        move_and_tell(contribution, to=elsewhere, reason=WHY, by=cast.samira, at=now)
    with refuses("empty"):
        move_and_tell(contribution, to=elsewhere, reason=" ", by=cast.marleen, at=now)
    with refuses("is_there_already"):
        moved(contribution, ideas, cast, now)
    vote = open_activity(
        ideas.trajectory, phase="ophalen", planned=ground.VOTE, by=cast.samira, at=now, on=today
    )
    with refuses("takes_no_words"):
        moved(contribution, vote, cast, now)
    elsewhere.trajectory.step = Step.DECISION
    elsewhere.trajectory.save()
    with refuses("process_went_on"):
        moved(contribution, elsewhere, cast, now)
    elsewhere.trajectory.step = Step.TAKING_PART
    elsewhere.trajectory.save()
    answered(contribution, by=cast.samira, at=now, on=today)
    with refuses("answered_already"):
        moved(contribution, elsewhere, cast, now)
    taken_back = said(ideas, "Nog iets.", at=now)[0]
    withdraw_contribution(taken_back, by=None, at=now)
    with refuses("withdrawn_or_erased"):
        moved(taken_back, elsewhere, cast, now)
