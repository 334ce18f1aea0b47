"""An organisation that is party is asked, finds where to say it, and hears what became of it."""

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from speelruimte.agreements.actions import amend, record_stand, write_section
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.actions import join_organisation, register_organisation
from speelruimte.route.actions import move_on
from speelruimte.route.adopting import offer_amendment
from tests.steps.agreement import HEARD, adopt_by_all


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def shops(cast, now):
    shops = register_organisation(name="Winkeliers De Brink", by=None, at=now)
    join_organisation(shops, person=cast.henk, speaks_for=True, by=None, at=now)
    join_organisation(shops, person=cast.sofie, speaks_for=False, by=None, at=now)
    return shops


@pytest.fixture
def named(story, shops, cast, sign_in, work):
    """The shopkeepers are party to a plan that is being written."""
    story.planning()
    version = story.written_plan()
    client = sign_in(cast.samira)
    assert (
        client.post(work("parties"), {"do": "party", "organisation": shops.pk}).status_code == 302
    )
    return version


def words(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def shown(page, cast, sign_in):
    return sign_in(cast.henk).get(page).content.decode()


def test_who_speaks_for_a_party_hears_where_to_say_it_and_nobody_else_does(named, cast, trajectory):
    message = Message.objects.get(kind="stand_asked")

    letter = compose_mail(message)
    assert (letter.to, message.person) == (cast.henk.email, cast.henk)
    assert reverse("agreement-stand", args=[trajectory.slug]) in letter.text


def test_what_is_asked_stands_with_ones_own_details_until_it_is_said(
    named, shops, cast, sign_in, now
):
    page = reverse("my-account")
    lead = {"by": cast.samira, "at": now}
    party = named.trajectory.parties.get(organisation=shops)
    assert reverse("agreement-stand", args=[named.trajectory.slug]) in shown(page, cast, sign_in)

    record_stand(named, party=party, agrees=True, by=cast.henk, at=now)
    assert "om uw akkoord gevraagd" not in shown(page, cast, sign_in)

    section = named.sections.first()
    write_section(
        named, part=section.part, key=section.key, text="Anders.", edits=section.edits, **lead
    )
    assert "om uw akkoord gevraagd" in shown(page, cast, sign_in)


def test_the_body_and_everyone_read_who_was_asked_and_did_not_answer(
    named, cast, trajectory, sign_in, client, work, now, today
):
    move_on(named.trajectory, by=cast.samira, at=now, on=today)
    asked = f"Gevraagd op {date_format(today, 'j F Y')}, nog geen antwoord: Winkeliers De Brink"
    assert asked in words(sign_in(cast.teun).get(work("adoption")))

    adopt_by_all(open_version(trajectory), cast, at=now)

    asked = asked.replace("nog geen antwoord", "gaf geen antwoord")
    assert asked in words(sign_in(cast.teun).get(work("adoption")))
    assert asked in words(client.get(reverse("agreements", args=[trajectory.slug])))


def test_from_whom_a_colleague_has_it_is_for_colleagues(named, shops, cast, sign_in, now, work):
    party = named.trajectory.parties.get(organisation=shops)
    record_stand(named, party=party, agrees=True, by=cast.samira, at=now, **HEARD)

    def reads(person):
        page = sign_in(person).get(work("parties"))
        assert page.status_code == 200
        assert "gaat akkoord" in page.content.decode()
        return "Een mail van het bestuur." in page.content.decode()

    assert reads(cast.samira)
    assert not reads(cast.nadia)


def test_organisations_that_are_party_hear_of_adoption_and_of_every_change(
    story, named, shops, cast, now, today
):
    lead = {"by": cast.samira, "at": now}
    party = named.trajectory.parties.get(organisation=shops)
    record_stand(named, party=party, agrees=True, **lead, **HEARD)
    move_on(named.trajectory, on=today, **lead)
    adopt_by_all(open_version(named.trajectory), cast, at=now)
    change = amend(version_in_force(named.trajectory), reason="De avond vroeg het.", **lead)
    for each_party in named.trajectory.parties.all():
        record_stand(change, party=each_party, agrees=True, **lead, **HEARD)
    offer_amendment(change, **lead)
    adopt_by_all(change, cast, at=now)

    kinds = Message.objects.filter(person=cast.henk).values_list("kind", flat=True)
    assert set(kinds) == {"stand_asked", "agreement_adopted", "agreement_changed"}
    changed = compose_mail(Message.objects.get(kind="agreement_changed", person=cast.henk))
    assert reverse("agreement-difference", args=[named.trajectory.slug, 2]) in changed.text
