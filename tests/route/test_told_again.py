"""After another decision everybody is told again, and what they heard is of the first one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from speelruimte.decisions.terms import result_told_due
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.notices.telling import tell_contributors
from speelruimte.policy.schema import TermKey
from speelruimte.policy.terms import promised_day
from speelruimte.route.case import Case
from speelruimte.route.later_days import promised_day_of
from speelruimte.route.later_gates import contributors_are_told
from speelruimte.route.rectifying import (
    rectify_decision_and_tell,
    rectify_feedback_and_tell,
    tell_again_and_tell,
)
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import LaterDay, Step, Trajectory
from speelruimte.website.days import day_words
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.refusing import refuses

WHY = "Het college bedacht zich."
OTHERWISE = {
    "number": "B-8",
    "what": "De Havenstraat blijft zoals zij is.",
    "reasons": "Er kwamen te veel auto’s.",
    "departure": "",
    "departs": False,
}


@pytest.fixture
def trajectory(policy, cast, now, today):
    """Decided by the college; somebody who took part left an address."""
    made = a_trajectory(policy, route="college", summary="Over de straat.")
    an_agreement(made, level="meedenken", say=2)
    words(an_activity(made), "Fietsen maar.", name="Henk", email="henk@lindewold.example")
    made.step = Step.DECISION
    made.save()
    decided(made, by=cast.iris, at=now, on=today, number="B-7")
    return made


def at_step(trajectory, step):
    trajectory.step = step
    trajectory.save()


def decided_otherwise(trajectory, cast, now, on):
    rectify_decision_and_tell(
        trajectory, why=WHY, decided_on=on, by=cast.iris, at=now, on=on, **OTHERWISE
    )


@pytest.mark.parametrize("step", [Step.FEEDBACK, Step.EVALUATION])
def test_after_another_decision_everybody_is_told_again_and_what_they_heard_is_of_the_first(
    trajectory, cast, now, today, step
):
    who = {"by": cast.marleen, "on": today}
    at_step(trajectory, Step.FEEDBACK)
    tell_contributors(trajectory, text="Er komt een fietsstraat.", at=now, **who)
    at_step(trajectory, step)
    tomorrow = today + timedelta(days=1)
    decided_otherwise(trajectory, cast, now, tomorrow)

    made = Trajectory.objects.get()
    due = result_told_due(made)
    assert due == promised_day(policy_of(made), TermKey.RESULT_TOLD, tomorrow)
    [missing] = contributors_are_told(Case(trajectory=made))
    assert (missing.page, day_words(tomorrow) in missing.sentence) == ("feedback", True)
    assert made.open_tasks.get(page="feedback").due_on == due
    html = told_page(made)
    assert "Dit hoort bij het besluit van eerst." in html
    assert f"Uiterlijk op {day_words(due)} staat hier wat dat voor u betekent." in html
    mail = compose_mail(Message.objects.get(kind="decision_replaced")).text
    assert f"Uiterlijk op {day_words(due)} krijgt u bericht" in " ".join(mail.split())
    assert promised_day_of(made, LaterDay.What.FEEDBACK) == due
    with refuses("told_again_first"):
        rectify_feedback_and_tell(made, text="Wat anders.", why=WHY, at=now, **who)
    with refuses("text_of_the_first", field="text"):
        tell_again_and_tell(made, text=" er komt een FIETSSTRAAT.", at=now, **who)
    with refuses("empty", field="text"):
        tell_again_and_tell(made, text=" ", at=now, **who)
    with pytest.raises(NotAllowed):
        tell_again_and_tell(made, text="Er komt geen fietsstraat.", by=cast.iris, at=now, on=today)

    assert tell_again_and_tell(made, text="Er komt geen fietsstraat.", at=now, **who) == 1

    made = Trajectory.objects.get()
    assert list(contributors_are_told(Case(trajectory=made))) == []
    assert made.feedback.told_on == today
    assert promised_day_of(made, LaterDay.What.FEEDBACK) is None
    html = told_page(made)
    assert "Er komt geen fietsstraat." in html
    assert "Dit hoorde bij het besluit van eerst" in html
    assert "Er komt een fietsstraat." in html.partition("Dit hoorde bij")[2]
    assert [
        "Er komt geen fietsstraat." in compose_mail(letter).text
        for letter in Message.objects.filter(kind="told").order_by("pk")
    ][-1]
    assert Message.objects.filter(kind="told").count() == 2
    with pytest.raises(AlreadyDone):
        tell_again_and_tell(made, text="Nog een keer anders.", at=now, **who)
    assert verify().faults == []


def told_page(trajectory):
    """As a visitor who was not here before reads it."""
    return Client().get(reverse("decision", args=[trajectory.slug])).content.decode()


def test_what_another_decision_means_is_told_on_the_page_where_the_first_was_told(
    trajectory, browser_of, cast, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    at_step(trajectory, Step.FEEDBACK)
    who = {"by": cast.marleen, "at": now, "on": today}
    tell_contributors(trajectory, text="Er komt een fietsstraat.", **who)
    address = reverse("work-feedback", args=[trajectory.case_number])
    browser = browser_of(cast.marleen)
    assert "Verbeter een fout in deze tekst" in browser.get(address).content.decode()
    decided_otherwise(trajectory, cast, now, today)

    asked = browser.get(address).content.decode()
    assert "Dit hoort bij het besluit van eerst." in asked
    assert "Verbeter een fout in deze tekst" not in asked
    refused = browser.post(address, {"text": "Er komt een fietsstraat."})
    assert refused.status_code == 422
    assert "hoort bij het besluit van eerst. Schrijf" in refused.content.decode()
    anew = {"text": "Er komt geen fietsstraat."}
    assert browser.post(address, anew).status_code == 302
    assert browser.post(address, anew).status_code == 302
    assert browser.post(address, {"text": "Toch wel."}).status_code == 422
    assert Message.objects.filter(kind="told").count() == 2
    told = browser.get(address).content.decode()
    assert "Opnieuw verteld op" in told
    assert browser_of(cast.iris).post(address, anew).status_code == 403
