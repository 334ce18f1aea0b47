"""Who came with an idea and who is party hear what others hear, and only what was announced to them."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from speelruimte.agreements.models import Party
from speelruimte.notices.announced import TO_A_PARTY, TO_WHO_HAS_AN_IDEA, TO_WHO_TAKES_PART
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.people.models import Contact, Membership, Organisation
from speelruimte.route.telling import (
    tell_of_agreement,
    tell_of_alteration,
    tell_of_amendment,
    tell_of_later_day,
    tell_of_stopping,
)
from speelruimte.trajectories.models import Step
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.walking import goes
from tests.steps.writing import writing_by_hand

WHY = "De grond blijkt van een ander te zijn."


def a_contact(name):
    return Contact.objects.create(name=name, email=f"{name.lower()}@lindewold.example")


@pytest.fixture
def heard_by_all(policy):
    """Nadia came with the idea, Piet is party by himself, Noor wrote something."""
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(trajectory)
    trajectory.initiatives.update(contact=a_contact("Nadia"))
    Party.objects.create(trajectory=trajectory, contact=a_contact("Piet"))
    words(
        an_activity(trajectory, closed_at=None),
        "Meer licht.",
        name="Noor",
        email="noor@lindewold.example",
    )
    return trajectory


@pytest.mark.parametrize(
    "tell",
    [
        lambda path, at: tell_of_agreement(path, at=at),
        lambda path, at: tell_of_amendment(path, SimpleNamespace(number=2), at=at),
        lambda path, at: tell_of_later_day(SimpleNamespace(trajectory=path, pk=1), at=at),
        lambda path, at: tell_of_stopping(path, at=at),
        *(
            lambda path, at, what=what: tell_of_alteration(
                SimpleNamespace(activity=path.activities.get(), pk=1, what=what), at=at
            )
            for what in ("cancelled", "moved", "closed", "reopened")
        ),
    ],
)
def test_each_letter_to_all_is_announced_to_who_came_with_it_and_to_parties(
    heard_by_all, now, tell
):
    with writing_by_hand(because="only the letters are asked about"):
        tell(heard_by_all, now)

    announced = {"Nadia": TO_WHO_HAS_AN_IDEA, "Piet": TO_A_PARTY}
    for name, kinds in announced.items():
        (message,) = Message.objects.filter(contact__name=name)
        assert message.kind in kinds


@pytest.mark.parametrize("kinds", [TO_WHO_TAKES_PART, TO_WHO_HAS_AN_IDEA, TO_A_PARTY])
def test_that_a_plan_may_stop_is_announced_to_each(kinds):
    assert {"trajectory_stopped", "plan_stopped"} & set(kinds)


def test_who_came_with_it_and_the_parties_read_that_it_stopped_why_and_who_decided(
    trajectory, cast, now
):
    idea = trajectory.initiatives.get()
    idea.contact = a_contact("Nadia")
    club = Organisation.objects.create(name="Bewonersvereniging")
    with writing_by_hand(because="only the letters are asked about"):
        idea.save(update_fields=["contact"])
        Party.objects.create(trajectory=trajectory, contact=a_contact("Piet"))
        Party.objects.create(trajectory=trajectory, organisation=club)
        Membership.objects.create(person=cast.henk, organisation=club, speaks_for=True)

    goes(trajectory, to=Step.STOPPED, reason=WHY, by=cast.marleen, at=now)

    mails = {
        (message.contact or message.person).name: compose_mail(message)
        for message in Message.objects.filter(kind="plan_stopped")
    }
    assert set(mails) == {"Nadia", "Piet", cast.henk.name}
    for mail in mails.values():
        assert mail.subject == "Dit plan stopt"
        assert WHY in mail.text
        assert "Dat is besloten door" in mail.text
        assert "Wat voor dit plan nog gepland stond, gaat niet door." in mail.text
        assert "U deed mee" not in mail.text
    assert f"U kwam met het idee voor ‘{trajectory.title}’." in mails["Nadia"].text
    own_page, _colon, _second = sign("initiative", idea.case_number).partition(":")
    assert f"/volg/{own_page}:" in mails["Nadia"].text
    assert f"U bent partij bij ‘{trajectory.title}’." in mails["Piet"].text
    # It stopped before residents could read of it: there is no page to lead to.
    assert reverse("process", args=[trajectory.slug]) not in mails["Piet"].text


def test_who_took_part_too_hears_it_once_with_the_own_words(heard_by_all, cast, now, today):
    noor = Contact.objects.get(name="Noor")
    heard_by_all.initiatives.update(contact=noor)

    with writing_by_hand(because="only the letters are asked about"):
        assert tell_of_stopping(heard_by_all, at=now) == 2

    kinds = dict(Message.objects.values_list("contact__name", "kind"))
    assert kinds == {"Noor": "trajectory_stopped", "Piet": "plan_stopped"}
    piet = compose_mail(Message.objects.get(contact__name="Piet"))
    assert reverse("process", args=[heard_by_all.slug]) in piet.text
