# ruff: noqa: F811  (fixtures come in by name)
"""What follows when much has happened: the mail to a new address, and the way of an idea that ended."""

from datetime import timedelta

import pytest

from speelruimte.decisions.actions import answer_contribution
from speelruimte.notices.letter_context import NothingToSay
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code
from speelruimte.route.contributions import mend_address_and_tell, tell_contributor
from tests.steps.bare import an_initiative
from tests.steps.writing import writing_by_hand
from tests.website.test_receipts import (  # noqa: F401
    _on_9_february,
    asked,
    coach,
    contribution,
    trajectory,
)


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("published", "U krijgt er antwoord op, uiterlijk op"),
        ("withdrawn", "U trok uw inbreng in. U krijgt er geen antwoord op."),
        ("refused", "Uw inbreng staat niet op de website."),
        ("erased", "Uw woorden zijn gewist."),
        ("answered", "U hebt antwoord."),
    ],
)
def test_the_mail_to_a_new_address_promises_what_still_holds(
    contribution, cast, coach, now, state, says
):
    if state == "answered":
        answer_contribution(contribution, verdict="partly", reason="Er komt één bankje.", **coach)
    else:
        reason = "Dit is reclame." if state == "refused" else ""
        type(contribution).objects.filter(pk=contribution.pk).update(
            state=state, refusal_reason=reason
        )
    contribution.refresh_from_db()

    mend_address_and_tell(contribution, email="henk@elders.example", at=now)

    text = compose_mail(Message.objects.get(kind="contribution_received")).text
    assert says in text
    assert ("uiterlijk op" in text) == (state == "published")


def test_a_letter_that_is_no_longer_true_is_not_sent(contribution, now):
    kinds = ("contribution_published", "contribution_refused", "contribution_moved_back")
    with writing_by_hand(because="every letter comes with what it tells"):
        for kind in kinds:
            tell_contributor(kind, contribution, at=now)
    type(contribution).objects.filter(pk=contribution.pk).update(state="withdrawn")

    for letter in Message.objects.all():
        with pytest.raises(NothingToSay):
            compose_mail(letter)


def test_the_mail_about_an_idea_to_a_new_address_promises_what_still_holds(policy, now):
    henk = Contact.objects.create(name="Henk", email="henk@lindewold.example")
    idea = an_initiative(policy, kind="resident", title="Een bankje", contact=henk)
    ended(idea, now)

    for email in ("a@elders.example", "henk@lindewold.example", "a@elders.example"):
        now += timedelta(seconds=1)
        mend_address_and_tell(idea, email=email, at=now)

    received = Message.objects.filter(kind="signal_received")
    assert received.count() == Message.objects.filter(kind="address_mended").count() == 3
    text = compose_mail(received.last()).text
    assert "U hebt antwoord." in text
    assert "Wij lezen het" not in text


def test_the_way_of_an_idea_ends_at_what_it_became(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, kind="resident", title="Een bankje", receipt_hash=receipt_hash)
    assert "Nu hier" in asked(client, code).content.decode()
    ended(idea, now)

    page = asked(client, code)
    html = page.content.decode()

    assert [row["state"] for row in page.context["steps"]] == ["done", "ended"]
    assert page.context["steps"][-1]["name"] == "Door de gemeente beantwoord"
    assert "Nu hier" not in html
    assert "Waar uw idee nu is" not in html


def ended(idea, now):
    type(idea).objects.filter(pk=idea.pk).update(
        step="ended", outcome="handled", ended_at=now, outcome_reason="Er staat al een bankje."
    )
    idea.refresh_from_db()
