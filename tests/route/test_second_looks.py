"""Who does not agree that words were refused was promised a second look: as long as that can place the
words, nothing goes on without it, and afterwards nobody is told that it still can.
"""

import pytest
from django.urls import reverse

from speelruimte.activities.actions import disagree
from speelruimte.decisions.actions import offer_result, take_back
from speelruimte.promise import process_promise
from speelruimte.route import later_gates
from speelruimte.route.actions import move_on
from speelruimte.route.case import Case
from speelruimte.route.contributions import look_again_and_tell, publish_and_tell, refuse_and_tell
from speelruimte.route.stopping import still_open, stop_and_answer
from speelruimte.trajectories.models import Step
from tests.steps.agreement import fresh
from tests.steps.answers import answered, result_offered
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.refusing import refuses

__all__ = ("activity", "lead", "trajectory")
WHY = "Er is geen geld meer voor dit plan."
OPEN = "Iemand anders kijkt nog opnieuw naar 1 keer inbreng. Wacht daarop."


@pytest.fixture(autouse=True)
def _on_the_day(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def refused(activity, cast, now):
    """Words at the step of the result that were refused; the only other ones have their answer."""
    answered(words(activity, "Meer licht."), by=cast.samira, at=now, on=now.date())
    sent = words(activity, "Het hek is te hoog.", name="Els", email="els@lindewold.example")
    refuse_and_tell(sent, ground="advertising", by=cast.lotte, at=now)
    return sent


@pytest.fixture
def objected(refused, now):
    return disagree(refused, text="Ik verkoop niets.", by=None, at=now)


def gaps(trajectory):
    case = Case(trajectory=fresh(trajectory))
    return [(gap.sentence, gap.page) for gap in later_gates.no_second_look_is_open(case)]


def own_page(client, code):
    page = client.post(reverse("find-contribution"), {"code": code}, follow=True)
    return " ".join(page.content.decode().split())


def test_no_outcome_is_offered_and_nothing_goes_to_the_decision_while_somebody_looks_again(
    trajectory, objected, lead, cast, now
):
    assert gaps(trajectory) == [(OPEN, "inbox")]
    with refuses("second_look_is_open"):
        result_offered(trajectory, **lead)
    with refuses("not_yet"):
        move_on(fresh(trajectory), to=Step.DECISION, **lead)

    look_again_and_tell(objected, answer="Het blijft reclame.", by=cast.marleen, at=now)

    assert gaps(trajectory) == []
    offer_result(fresh(trajectory), **lead)
    move_on(fresh(trajectory), to=Step.DECISION, **lead)


def test_what_its_writer_took_back_or_came_too_late_holds_nothing(
    trajectory, activity, objected, cast, now
):
    late = words(activity, "Te laat gestuurd.", timing="late")
    refuse_and_tell(late, ground="advertising", by=cast.lotte, at=now)
    disagree(late, text="Ik verkoop niets.", by=None, at=now)
    assert gaps(trajectory) == [(OPEN, "inbox")]

    take_back(objected.contribution, by=None, at=now)

    assert gaps(trajectory) == []


def test_nobody_is_said_to_have_an_answer_while_somebody_looks_again(
    trajectory, objected, cast, now, today
):
    def is_answered():
        return process_promise(fresh(trajectory), day=today).is_answered

    assert not is_answered()
    look_again_and_tell(objected, answer="Het blijft reclame.", by=cast.marleen, at=now)
    assert is_answered()


def test_who_looks_again_reads_that_placing_comes_first(objected, cast, browser_of):
    page = browser_of(cast.marleen).get(reverse("work-look-again", args=[objected.pk]))

    said = " ".join(page.content.decode().split())
    assert reverse("work-publish", args=[objected.contribution.public_key]) in said
    assert "Heeft de schrijver gelijk? Druk dan eerst op ‘Plaats’." in said


def test_once_the_plan_went_on_nothing_says_that_a_second_look_can_still_place(
    trajectory, refused, lead, cast, now, client, browser_of
):
    result_offered(trajectory, **lead)
    move_on(fresh(trajectory), to=Step.DECISION, **lead)
    too_late = "Op de website kan uw inbreng niet meer: dit plan is al verder."
    assert too_late in own_page(client, refused.code)
    said = disagree(refused, text="Ik verkoop niets.", by=None, at=now)
    assert too_late in own_page(client, refused.code)

    browser = browser_of(cast.marleen)
    page = browser.get(reverse("work-look-again", args=[said.pk])).content.decode()
    queue = reverse("work-inbox", args=[trajectory.case_number])
    queues = [browser.get(queue + asked).content.decode() for asked in ("", "?stand=geweigerd")]

    assert "Plaatsen kan niet meer: dit traject is al verder." in " ".join(page.split())
    for html in (page, *queues):
        assert reverse("work-publish", args=[refused.public_key]) not in html
        assert reverse("work-move", args=[refused.public_key]) not in html
    look_again_and_tell(said, answer="U hebt gelijk.", by=cast.marleen, at=now)
    own = own_page(client, refused.code)
    assert "Uw inbreng staat niet op de website</h1>" in own
    assert too_late in own
    assert "Uw inbreng komt niet op de website." not in own


def test_the_writer_reads_what_came_of_the_second_look(refused, objected, cast, now, client):
    look_again_and_tell(objected, answer="Het is reclame.", by=cast.marleen, at=now)
    assert "Uw inbreng komt niet op de website." in own_page(client, refused.code)

    publish_and_tell(refused, by=cast.marleen, at=now)

    assert "Uw inbreng komt niet op de website." not in own_page(client, refused.code)


@pytest.fixture
def stopping(policy, cast, now):
    """People take part; words were refused and their writer does not agree."""
    made = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(made)
    sent = words(an_activity(made, closed_at=None), "Het hek is te hoog.")
    refuse_and_tell(sent, ground="advertising", by=cast.lotte, at=now)
    return disagree(sent, text="Ik verkoop niets.", by=None, at=now)


def test_a_plan_stops_once_somebody_else_looked_again(stopping, cast, now, today, browser_of):
    plan, said = stopping.contribution.trajectory, {"reason": WHY, "answer": "Wij stoppen hiermee."}
    who = {"by": cast.marleen, "at": now, "on": today}
    assert still_open(plan, on=today).second_looks == 1
    page = reverse("work-stop", args=[plan.case_number])
    shown = " ".join(browser_of(cast.marleen).get(page).content.decode().split())
    assert "Eerst kijkt iemand anders opnieuw naar 1 keer inbreng die is geweigerd." in shown
    assert ">Stop dit traject</button>" not in shown
    assert "<textarea" not in shown
    with refuses("not_yet"):
        stop_and_answer(fresh(plan), **said, **who)

    publish_and_tell(stopping.contribution, by=cast.marleen, at=now)
    look_again_and_tell(stopping, answer="U hebt gelijk.", by=cast.marleen, at=now)
    stop_and_answer(fresh(plan), **said, **who)

    stopping.contribution.refresh_from_db()
    assert stopping.contribution.state == "published"
    assert fresh(plan).tally.all_answered


def test_of_a_plan_that_stopped_words_are_not_said_to_come_on_the_website(
    stopping, cast, now, today, client
):
    plan, code = stopping.contribution.trajectory, stopping.contribution.code
    look_again_and_tell(stopping, answer="Het is reclame.", by=cast.marleen, at=now)
    said = {"reason": WHY, "answer": "Wij stoppen hiermee."}
    stop_and_answer(fresh(plan), **said, by=cast.marleen, at=now, on=today)

    own = own_page(client, code)

    assert "Op de website kan uw inbreng niet meer: dit plan is gestopt." in own
