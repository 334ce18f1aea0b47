"""A message of receipt is promised within a term, and the report says whether it went out by then."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.notices.terms import promised_on, receipts_in_time
from speelruimte.people.intake import Reach, Words
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.route.contributions import mend_address_and_tell, receive_contribution
from speelruimte.route.reporting import draft_report
from speelruimte.shared.terms import HERE
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.beginning import trajectory_of
from tests.steps.door import received_initiative
from tests.steps.taking_part import opened_ideas

# Under the neutral policy within two working days: what comes in on Friday, by Tuesday.
FRIDAY, TUESDAY = date(2027, 2, 12), date(2027, 2, 16)
AFTERWARDS = TUESDAY + timedelta(days=1)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=HERE)


@pytest.fixture
def ideas(policy, cast, areas, now, today):
    trajectory = adopted_agreement(trajectory_of(policy, cast, areas, at=now), cast, at=now)
    return opened_ideas(trajectory, by=cast.samira, at=now, on=today)


def sends(activity, email):
    receive_contribution(
        activity,
        words=Words(text="Meer bankjes."),
        reach=Reach(name="Henk", email=email),
        by=None,
        at=noon(FRIDAY),
        idempotency_key=new_idempotency_key(),
    )


def reported(trajectory, on):
    return [
        (promise["far"], promise["seen"])
        for promise in draft_report(fresh(trajectory), on=on)
        if promise["promise"] == "receipts"
    ]


def test_a_receipt_is_owed_by_the_day_that_the_policy_promises(ideas):
    sends(ideas, "henk@lindewold.example")
    sends(ideas, "")

    assert [
        promised_on(message) for message in Message.objects.filter(kind="contribution_received")
    ] == [TUESDAY]


@pytest.mark.parametrize(
    ("sent_on", "on", "far"),
    [
        (TUESDAY, AFTERWARDS, "yes"),
        (AFTERWARDS, AFTERWARDS, "no"),
        (None, AFTERWARDS, "no"),
        (None, TUESDAY, None),
    ],
)
def test_the_report_says_whether_receipts_went_out_in_time(ideas, sent_on, on, far):
    sends(ideas, "henk@lindewold.example")
    if sent_on:
        send_due(at=noon(sent_on))

    assert [how_far for how_far, _seen in reported(ideas.trajectory, on)] == ([far] if far else [])


def test_some_in_time_and_some_late_is_partly(ideas):
    sends(ideas, "henk@lindewold.example")
    send_due(at=noon(FRIDAY))
    sends(ideas, "riet@lindewold.example")

    assert receipts_in_time(ideas.trajectory.case_number, on=AFTERWARDS) == (1, 1)
    assert reported(ideas.trajectory, AFTERWARDS) == [("partly", "1 keer op tijd, 1 keer later.")]


def test_who_looks_after_the_post_sees_until_when_a_receipt_was_promised(ideas, cast, browser_of):
    sends(ideas, "henk@lindewold.example")

    page = browser_of(cast.wim).get("/werk/post/").content.decode()

    assert "beloofd uiterlijk op 16 februari 2027" in page


def receipt_to(email):
    [letter] = [letter.body for letter in mail.outbox if email in letter.to]
    return letter


@pytest.mark.parametrize(
    ("after", "received", "missed"), [(0, False, False), (1, True, False), (300, True, True)]
)
def test_a_receipt_that_leaves_late_names_the_day_of_receipt_and_what_was_missed(
    ideas, after, received, missed
):
    sends(ideas, "henk@lindewold.example")
    send_due(at=noon(FRIDAY) + timedelta(days=after))

    letter = receipt_to("henk@lindewold.example")
    assert ("Het kwam binnen op 12 februari 2027." in letter) is received
    assert ("Deze dag is niet gehaald. U hoort het nog van ons." in letter) is missed
    assert ("U zou er uiterlijk op" in letter) is missed


@pytest.mark.parametrize(("after", "missed"), [(0, False), (300, True)])
def test_so_does_that_of_an_idea(policy, after, missed):
    idea = received_initiative(email="bewoner@lindewold.example")
    mend_address_and_tell(idea, email="riet@lindewold.example", at=idea.received_at)
    send_due(at=idea.received_at + timedelta(days=after))

    letter = receipt_to("riet@lindewold.example")
    assert ("Het kwam binnen op" in letter) is missed
    assert ("Deze dag is niet gehaald. U hoort het nog van ons." in letter) is missed
    assert ("U hoort uiterlijk op" in letter) is not missed
