"""What somebody reads of an own idea once it was answered: on the page and in the mail."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.initiatives.actions import add_to_idea, withdraw_initiative
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.outcome_words import outcome_sentence
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.ways import routes_for
from speelruimte.promise import first_answer_due
from speelruimte.route.door import (
    advance,
    answer_initiative,
    answer_out_of_scope,
    end_as_duplicate,
)
from speelruimte.route.idea_additions import answer_addition
from speelruimte.trajectories.models import LaterDay, Step
from speelruimte.trajectories.postponing import say_later
from speelruimte.website.days import day_words
from tests.steps.bare import a_trajectory
from tests.steps.door import AT, ON, assessed_initiative, received_initiative, ruled_initiative
from tests.steps.writing import writing_by_hand

WHY = "Dit gaat over een andere tuin."
MAIL = "els@lindewold.example"


@pytest.fixture(autouse=True)
def _now(settings, time_machine):
    settings.PAGE_CACHE = False
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def idea(load_pack):
    load_pack("basis")
    return received_initiative(email=MAIL)


def own_page(client, idea):
    answer = client.get(reverse("linked", args=[sign("initiative", idea.case_number)]))
    return " ".join(answer.content.decode().split())


def mail_about(idea, kind="initiative_answered"):
    return " ".join(compose_mail(Message.objects.get(kind=kind, about=idea.key)).text.split())


def outside_the_policy(idea, cast):
    lead = {"by": cast.marleen, "at": AT, "on": ON}
    return answer_out_of_scope(idea, outside="klacht", **lead)


def handled(idea, cast):
    idea = ruled_initiative(assessed_initiative(idea, coach=cast.marleen), coach=cast.marleen)
    return answer_initiative(idea, reason=WHY, by=cast.marleen, at=AT, on=ON)


def entered_twice(idea, cast):
    lead = {"by": cast.marleen, "at": AT, "on": ON}
    return end_as_duplicate(idea, same_as=received_initiative(title="Dezelfde tuin"), **lead)


def test_who_decides_about_an_idea_is_on_its_page_as_soon_as_that_is_laid_down(client, idea, cast):
    idea = assessed_initiative(idea, coach=cast.marleen)
    skipped = "De stap ‘Eerste blik’ sloegen wij over: ons beleid vraagt die niet voor dit idee."
    assert skipped not in own_page(client, idea)
    idea = advance(idea, to="who_decides", by=cast.marleen, at=AT, on=ON)
    page = own_page(client, idea)
    assert skipped in page
    assert 'id="wie-beslist"' not in page

    idea = ruled_initiative(idea, coach=cast.marleen)

    rule = parsed_policy(idea.policy).decision_route(idea.ruling.chosen)
    page = own_page(client, idea)
    assert f"<strong>{rule.label}.</strong> {rule.way_of_working}" in page
    assert f"Waarom: {rule.reason}" in page


def test_why_somebody_else_decides_than_the_policy_says_is_on_the_page_of_the_idea(
    client, idea, cast
):
    idea = assessed_initiative(idea, coach=cast.marleen)
    idea = ruled_initiative(idea, coach=cast.marleen)
    other = next(
        rule
        for rule in routes_for(parsed_policy(idea.policy), idea.kind)
        if rule.key != idea.ruling.proposed
    )

    why = "De raad wil dit zelf wegen."
    idea = ruled_initiative(idea, coach=cast.marleen, chosen=other.key, reason=why)

    page = own_page(client, idea)
    assert f"<strong>{other.label}.</strong>" in page
    assert f"Dit is anders dan ons beleid hier zegt. Dit is de reden:</p> <p>{why}</p>" in page
    assert f"Waarom: {other.reason}" not in page


WAYS = pytest.mark.parametrize("answered", [outside_the_policy, handled, entered_twice])


@WAYS
def test_page_and_mail_say_with_one_sentence_what_became_of_an_idea(client, idea, cast, answered):
    idea = answered(idea, cast)

    page, mail = own_page(client, idea), mail_about(idea)
    assert outcome_sentence(idea) in page
    assert outcome_sentence(idea) in mail
    assert "valt buiten het beleid" not in page.lower()


@pytest.mark.parametrize(
    ("outcome", "step", "said"),
    [
        ("opened", Step.FEEDBACK, "Met uw idee gaan we samen verder in een plan."),
        ("opened", Step.MEMORY, "Uw idee werd een plan. Dat plan is klaar."),
        ("joined", Step.FEEDBACK, "Uw idee gaat mee in een plan dat al loopt."),
        ("joined", Step.MEMORY, "Uw idee ging mee in een plan. Dat plan is klaar."),
    ],
)
def test_of_a_plan_that_is_finished_it_is_not_said_to_go_on(client, load_pack, outcome, step, said):
    path = a_trajectory(load_pack("basis"), route="college", step=step)
    idea = path.initiatives.get()
    with writing_by_hand(because="only what the page says of it is asked"):
        Initiative.objects.filter(pk=idea.pk).update(outcome=outcome, ended_at=AT, step="ended")

    assert f'<p class="sr-lead"> {said} </p>' in own_page(client, idea)


def test_to_whom_an_idea_was_sent_on_stands_in_the_sentence_itself():
    sent_on = Initiative(outcome="passed_on", passed_to="de provincie")
    assert outcome_sentence(sent_on) == "Wij stuurden uw idee door naar de provincie."


@WAYS
def test_after_the_answer_page_and_mail_say_what_was_promised_and_when_it_came(
    client, idea, cast, answered
):
    due = first_answer_due(idea)
    later = due + timedelta(days=8)
    words = {"promised_on": due, "later_on": later, "reason": "Wij vragen het de school."}
    what = LaterDay.What.FIRST_ANSWER
    say_later(idea, what=what, **words, by=cast.marleen, at=AT, on=ON)

    idea = answered(idea, cast)

    said = {
        "Beloofd": f"uiterlijk op {day_words(due)}",
        "Nieuwe dag": f"uiterlijk op {day_words(later)}. De reden: Wij vragen het de school.",
        "Ons antwoord": day_words(AT),
    }
    page, mail = own_page(client, idea), mail_about(idea)
    for label, words in said.items():
        assert f"{label}: {words}" in mail
        assert label in page
        assert words in page


@WAYS
def test_who_does_not_agree_with_an_answer_reads_whom_to_call_and_where_to_go(
    client, idea, cast, answered
):
    idea = answered(idea, cast)

    page, mail = own_page(client, idea), mail_about(idea)
    asked = f"noem zaaknummer {idea.case_number}"
    for text in (page, mail):
        assert "niet mee eens?" in text
        assert asked in text
        assert "Wie u helpt" in text
        assert "klacht" in text
    assert "https://www.nationaleombudsman.nl/" in page
    assert "Hier kunt u niets meer toevoegen." in page


def test_who_does_not_agree_that_an_addition_is_left_out_reads_the_same(client, idea, cast):
    more = {"text": "En er moet water bij de tuin.", "idempotency_key": new_idempotency_key()}
    addition = add_to_idea(idea, by=None, at=AT, **more)
    assert "Bent u het er niet mee eens?" not in own_page(client, idea)

    answer_addition(addition, refused=True, reason=WHY, by=cast.marleen, at=AT, on=ON)

    assert "Bent u het er niet mee eens?" in own_page(client, idea)
    mail = mail_about(idea, "idea_addition_refused")
    assert f"noem zaaknummer {idea.case_number}" in mail


def test_what_its_writer_took_back_asks_nobody_whether_they_agree(client, idea):
    withdraw_initiative(idea, by=None, at=AT)

    page = own_page(client, idea)
    assert "Bent u het er niet mee eens?" not in page
    assert "Ingetrokken" in page
    assert "Beloofd" not in page
