"""Who has a role of a body hears that somebody else got it too."""

from datetime import timedelta

import pytest

from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.actions import end_role, grant_role
from speelruimte.people.roles import OF_BODIES, Role
from speelruimte.route.apart import give_role
from speelruimte.route.handing_over import hand_over_work
from speelruimte.route.welcoming import welcome_by_mail
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once


@pytest.fixture
def holder_of(cast, now, today):
    """Somebody who has this role already, with nobody beside: ``holder_of(Role.GRIFFIE)``."""

    def make(role, person=None, *, body="", starts_on=None):
        person, starts_on = person or cast.henk, starts_on or today
        grant_role(person, role=role, body=body, by=None, at=now, starts_on=starts_on)
        return person

    return make


def told():
    """Who is owed a mail of it, by name."""
    owed = Message.objects.filter(kind="role_also_held").select_related("person")
    return sorted(message.person.name for message in owed)


def gives(cast, now, today, role, *, body="", to=None, **more):
    who = {"by": cast.wim, "at": now, "on": today, "starts_on": today}
    return give_role(to or cast.stranger, role=role, body=body, **who, **more)


@pytest.mark.parametrize("role", list(Role))
def test_holders_of_a_role_of_a_body_hear_it_and_of_no_other_role(
    role, cast, policy, holder_of, now, today
):
    body = "raad" if role == Role.RECORDER else ""
    henk = holder_of(role, body=body)

    gives(cast, now, today, role, body=body)

    assert (henk.name in told()) == (role in OF_BODIES)
    assert cast.stranger.name not in told()


def test_the_mail_says_who_has_which_role_of_which_body_and_who_gave_it(
    cast, policy, holder_of, now, today
):
    holder_of(Role.RECORDER, body="raad")
    gives(cast, now, today, Role.RECORDER, body="raad")
    gives(cast, now, today, Role.COLLEGE_SECRETARY)

    of_raad = Message.objects.get(kind="role_also_held", person=cast.henk)
    of_college = Message.objects.get(kind="role_also_held", person=cast.iris)
    said = compose_mail(of_raad).text
    assert cast.stranger.name in said
    assert "‘Legt vast voor een orgaan’ voor de gemeenteraad" in said
    assert f"gegeven door de beheerder: {cast.wim.name}." in said
    assert "‘Secretaris van het college’, gegeven" in compose_mail(of_college).text
    names = [cast.stranger.name, cast.henk.name, cast.wim.name]
    assert not [name for entry in Entry.objects.all() for name in names if name in entry.text]


def test_who_has_it_no_more_or_not_yet_or_for_another_body_hears_nothing(
    cast, policy, holder_of, now, today
):
    holder_of(Role.RECORDER, cast.henk, body="college")
    holder_of(Role.RECORDER, cast.nadia, body="raad", starts_on=today + timedelta(days=1))
    holder_of(Role.RECORDER, cast.sofie, body="raad", starts_on=today - timedelta(days=3))
    end_role(cast.sofie.grants.get(), by=None, at=now, ends_on=today - timedelta(days=1))

    gives(cast, now, today, Role.RECORDER, body="raad")

    assert told() == []


def test_what_was_refused_is_told_to_nobody(cast, policy, holder_of, now, today):
    with refuses("role_to_oneself"):
        gives(cast, now, today, Role.COLLEGE_SECRETARY, to=cast.wim)

    assert told() == []


def test_a_new_account_that_begins_with_such_a_role_is_told_too(cast, policy, now, today):
    welcome_by_mail(
        name="Ilse Bakker",
        email="ilse@lindewold.example",
        role={"role": Role.GRIFFIE, "starts_on": today},
        by=cast.wim,
        at=now,
        on=today,
    )

    assert told() == [cast.teun.name]


def test_whose_role_in_a_case_went_to_somebody_else_hears_it_like_the_others(
    cast, policy, holder_of, now, today
):
    role = {"role": Role.COLLEGE_SECRETARY, "by": None, "at": now, "starts_on": today}
    grant_role(cast.henk, case_number="2027-0001", **role)

    hand_over_work(cast.henk, to=cast.joris, by=cast.wim, at=now, on=today)

    assert told() == sorted([cast.henk.name, cast.iris.name])
