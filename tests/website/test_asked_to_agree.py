"""An organisation that is party is asked, finds where to say it, and hears what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from speelruimte.agreements.actions import amend, name_party, record_stand, write_section
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.actions import join_organisation, register_organisation
from speelruimte.route.actions import move_on
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.verification import verify
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


def asked_by_mail(person):
    return Message.objects.filter(kind="stand_asked", person=person).count()


def reworded(version, cast, *, text, at):
    section = version.sections.filter(part="plan").first()
    edited = {"part": "plan", "key": section.key, "edits": section.edits}
    write_section(version, **edited, text=text, by=cast.samira, at=at)


def test_a_changed_text_is_asked_about_again_once_and_the_earlier_no_stays_to_be_read(
    named, shops, cast, trajectory, sign_in, work, now, today
):
    def later(hours):
        return {"by": cast.samira, "at": now + timedelta(hours=hours)}

    def to(step, hours):
        back = {"reason": "De kosten kloppen niet."} if step == "plan" else {}
        move_on(named.trajectory, to=step, on=today, **later(hours), **back)

    party = named.trajectory.parties.get(organisation=shops)
    to("adoption", 1)
    assert asked_by_mail(cast.henk) == 1
    no = {"agrees": False, "note": "De markt verliest acht plaatsen."}
    record_stand(named, party=party, **no, by=cast.henk, at=now + timedelta(hours=2))
    to("plan", 3)
    to("adoption", 4)
    assert asked_by_mail(cast.henk) == 1
    to("plan", 5)
    reworded(open_version(trajectory), cast, text="Het kost minder.", at=now + timedelta(hours=6))
    to("adoption", 7)
    assert asked_by_mail(cast.henk) == 2
    to("plan", 8)
    to("adoption", 9)
    assert asked_by_mail(cast.henk) == 2

    page = words(sign_in(cast.teun).get(work("adoption")))
    why = "Waarom Winkeliers De Brink niet akkoord ging, bij een eerdere tekst:"
    warned = "Nog geen antwoord over deze tekst: Winkeliers De Brink"
    assert f"{why} De markt verliest acht plaatsen." in page
    assert warned in page

    record_stand(named, party=party, agrees=True, by=cast.henk, at=now + timedelta(hours=10))
    page = words(sign_in(cast.teun).get(work("adoption")))
    assert "Winkeliers De Brink gaat akkoord" in page
    assert why not in page
    assert warned not in page
    assert not [said for said in verify().beside if said.startswith("agreements_")]


def test_who_records_reads_that_a_person_did_not_answer_about_this_text(
    story, named, cast, sign_in, work, now, today
):
    lead = {"by": cast.samira, "at": now}
    person = name_party(named.trajectory, name="Mevrouw Jansen", **lead)
    record_stand(named, party=person, agrees=True, **lead, **HEARD)
    reworded(named, cast, text="Het kost minder.", at=now)
    move_on(named.trajectory, on=today, **lead)

    page = words(sign_in(cast.teun).get(work("adoption")))

    assert "Nog geen antwoord over deze tekst: Winkeliers De Brink, Wijkraad Centrum, één" in page
    assert "Jansen" not in page


def test_a_changed_agreement_is_asked_about_when_it_is_offered(
    story, named, shops, cast, now, today
):
    lead = {"by": cast.samira, "at": now}
    move_on(named.trajectory, on=today, **lead)
    adopt_by_all(open_version(named.trajectory), cast, at=now)
    asked = asked_by_mail(cast.henk)
    change = amend(version_in_force(named.trajectory), reason="De avond vroeg het.", **lead)

    why = "De wijkraad is nog niet bijeen geweest."
    offer_amendment(change, one_sided_reason=why, by=cast.samira, at=now + timedelta(hours=1))

    assert asked_by_mail(cast.henk) == asked + 1


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
