from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import strip_tags

from speelruimte.agreements.actions import (
    drop_moment,
    give_say,
    leave_party,
    name_party,
    record_stand,
    remove_frame,
    state_frame,
    write_how_weighed,
    write_section,
)
from speelruimte.agreements.models import Party, Stand
from speelruimte.agreements.queries import agreement_of, version_in_force
from speelruimte.agreements.texts import text_etag
from speelruimte.journal.models import Entry
from speelruimte.people.actions import join_organisation, leave_contact, register_organisation
from speelruimte.people.intake import Reach
from speelruimte.route.actions import move_on
from speelruimte.route.verification import verify
from speelruimte.shared.errors import NotAllowed
from tests.steps.agreement import HEARD, adopt_by_all
from tests.steps.recording import adopt
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand


@pytest.fixture
def version(story):
    return story.planning()


@pytest.fixture
def shops(cast, now):
    shops = register_organisation(name="Winkeliers De Brink", by=None, at=now)
    join_organisation(shops, person=cast.henk, speaks_for=True, by=None, at=now)
    join_organisation(shops, person=cast.sofie, speaks_for=False, by=None, at=now)
    return shops


@pytest.fixture
def party(version, shops, cast, now):
    return name_party(version.trajectory, organisation=shops, by=cast.samira, at=now)


def test_who_records_it_for_a_party_says_when_and_how_it_was_heard(
    version, party, cast, now, today
):
    for_it = {"party": party, "agrees": True, "by": cast.samira, "at": now}

    with refuses("empty", field="heard_how"):
        record_stand(version, **for_it)
    with refuses("empty", field="heard_on"):
        record_stand(version, **for_it, heard_how="Een mail van het bestuur.")
    with refuses("day_to_come", field="heard_on"):
        record_stand(version, **for_it, **HEARD | {"heard_on": today + timedelta(days=1)})
    assert not Stand.objects.exists()
    stand = record_stand(version, **for_it, **HEARD | {"heard_on": today})
    assert (stand.heard_on, stand.heard_how) == (today, HEARD["heard_how"])
    itself = record_stand(version, **for_it | {"by": cast.henk}, **HEARD)
    assert (itself.heard_on, itself.heard_how) == (None, "")


SPEAKS = {"henk": True, "samira": True, "marleen": True, "sofie": False, "nadia": False,
          "joris": False, "bos": False, "stranger": False}  # fmt: skip


@pytest.mark.parametrize("name", SPEAKS)
def test_a_party_speaks_for_itself_or_through_the_project_leader(name, version, party, cast, now):
    def press():
        return record_stand(
            version, party=party, agrees=True, by=getattr(cast, name), at=now, **HEARD
        )

    if SPEAKS[name]:
        assert press().agrees
    else:
        with pytest.raises(NotAllowed):
            press()


def test_a_party_may_think_again_until_it_is_adopted(version, party, cast, now):
    record_stand(version, party=party, agrees=True, by=cast.henk, at=now)
    record_stand(version, party=party, agrees=False, note="Toch niet.", by=cast.henk, at=now)

    stand = version.stands.get()
    assert (stand.agrees, stand.as_name) == (False, "Winkeliers De Brink")


def test_who_does_not_agree_says_why_and_everyone_reads_it(version, party, cast, now):
    no = {"party": party, "agrees": False, "by": cast.henk, "at": now}
    for nothing, code in (("", "empty"), (".", "no_sentence"), ("Nee", "no_sentence")):
        with refuses(code, field="note"):
            record_stand(version, **no, note=nothing)
    assert not Stand.objects.exists()

    record_stand(version, **no, note="De markt verliest acht plaatsen.")
    person = name_party(version.trajectory, name="Mevrouw Jansen", by=cast.samira, at=now)
    alone = {"party": person, "agrees": False, "by": cast.samira, "at": now, **HEARD}
    record_stand(version, **alone, note="Het wordt te druk.")

    agreement = agreement_of(version)
    assert agreement.reasons_against == (
        {"who": "", "why": "Het wordt te druk."},
        {"who": "Winkeliers De Brink", "why": "De markt verliest acht plaatsen."},
    )
    html = render_to_string("public/_stands.html", {"agreement": agreement})
    assert "De markt verliest acht plaatsen." in html
    assert "Jansen" not in html


def test_who_was_asked_and_is_silent_is_told_with_the_day_until_it_speaks(
    version, party, cast, now, today
):
    def shown():
        html = render_to_string("public/_stands.html", {"agreement": agreement_of(version)})
        return " ".join(strip_tags(html).split())

    person = name_party(version.trajectory, name="Mevrouw Jansen", by=cast.samira, at=now)
    asked = f"Gevraagd op {date_format(today, 'j F Y')}, nog geen antwoord: Winkeliers De Brink"
    assert asked in shown()
    assert "Eén persoon is gevraagd en gaf nog geen antwoord." in shown()
    assert "niemand apart" not in shown()

    record_stand(version, party=party, agrees=True, by=cast.henk, at=now + timedelta(hours=1))
    later = {"by": cast.samira, "at": now + timedelta(hours=1)}
    record_stand(version, party=person, agrees=True, **later, **HEARD)

    assert "geen antwoord" not in shown()
    assert not _beside()


def test_that_a_party_was_silent_stands_in_what_was_adopted_and_is_never_taken_back(
    story, agreed, shops, cast, now, today
):
    silent = name_party(agreed.trajectory, organisation=shops, by=cast.samira, at=now)
    move_on(agreed.trajectory, by=cast.samira, at=now, on=today)
    adopted = adopt_by_all(agreed, cast, at=now)

    assert '"organisations_silent":[{"asked_on":' in adopted.text
    html = render_to_string("public/_stands.html", {"agreement": agreement_of(adopted)})
    assert ", gaf geen antwoord:" in html
    with refuses("asked_before_adoption"):
        leave_party(silent, by=cast.samira, at=now)
    assert not _beside()
    with (
        writing_by_hand(because="somebody says that nobody was asked"),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        adopted.askings.all().delete()


def test_after_adoption_no_party_changes_what_it_said(story, trajectory, shops, cast, now):
    trajectory = story.adopted_agreement()
    version = version_in_force(trajectory)

    with refuses("decided_already"):
        record_stand(
            version,
            party=version.stands.get().party,
            agrees=False,
            note="Wij zien het niet meer zitten.",
            by=cast.samira,
            at=now,
            **HEARD,
        )


def test_an_organisation_is_party_once(version, party, shops, cast, now):
    with refuses("party_already"):
        name_party(version.trajectory, organisation=shops, by=cast.samira, at=now)


def test_a_person_is_counted_and_never_named(version, cast, now):
    party = name_party(
        version.trajectory, name="Mevrouw Jansen", email="j@x.example", by=cast.samira, at=now
    )
    record_stand(version, party=party, agrees=True, by=cast.samira, at=now, **HEARD)

    agreement = agreement_of(version)
    assert (agreement.persons_for, agreement.organisations_for) == (1, ())
    assert not Entry.objects.filter(text__contains="Jansen").exists()


def test_a_party_named_by_mistake_goes_and_one_that_spoke_stays(version, party, cast, now):
    record_stand(version, party=party, agrees=True, by=cast.henk, at=now)
    with refuses("spoke_already"):
        leave_party(party, by=cast.samira, at=now)

    other = name_party(version.trajectory, name="Iemand", by=cast.samira, at=now)
    leave_party(other, by=cast.samira, at=now)

    assert list(version.trajectory.parties.all()) == [party]


# A text that changes after somebody said what they think of it ----------------------------------


@pytest.fixture
def agreed(story, version, cast):
    """A whole plan with which the neighbourhood agreed."""
    return story.written_plan()


def reworded(version, cast, now, text="Er komen toch minder bomen."):
    section = version.sections.filter(part="plan").first()
    write_section(
        version,
        part="plan",
        key=section.key,
        text=text,
        edits=section.edits,
        by=cast.samira,
        at=now,
    )


def test_who_agreed_did_not_agree_with_what_was_written_afterwards(agreed, cast, now):
    reworded(agreed, cast, now)

    shown = agreement_of(agreed)
    assert (shown.organisations_for, shown.organisations_for_earlier) == ((), ("Wijkraad Centrum",))


def test_asked_again_it_stands_behind_the_text_that_is_adopted(agreed, cast, now, today):
    reworded(agreed, cast, now)
    record_stand(
        agreed, party=agreed.stands.get().party, agrees=True, by=cast.samira, at=now, **HEARD
    )

    move_on(agreed.trajectory, by=cast.samira, at=now, on=today)
    adopted = agreement_of(adopt_by_all(agreed, cast, at=now))

    assert adopted.organisations_for == ("Wijkraad Centrum",)
    assert adopted.organisations_for_earlier == ()


def test_saving_the_same_text_again_asks_nobody_again(agreed, cast, now):
    text = agreed.sections.filter(part="plan").first().text
    reworded(agreed, cast, now, text=text)

    assert agreement_of(agreed).organisations_for == ("Wijkraad Centrum",)


CHANGES = {
    "a frame stated": lambda version, who: state_frame(
        version, status="open", title="Het water", origin="Avond", kind="inhoudelijk", **who
    ),
    "a frame removed": lambda version, who: remove_frame(version.frames.last(), **who),
    "more say for somebody": lambda version, who: give_say(
        version.phases.get(),
        group="Jongeren",
        level=version.phases.get().says.get().level,
        role=version.phases.get().says.get().role,
        **who,
    ),
    "another moment": lambda version, who: drop_moment(version.moments.get(), **who),
    "how input weighs": lambda version, who: write_how_weighed(
        version, text="Het weegt anders mee.", edits=version.edits, **who
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_in_the_text_is_asked_again(change, agreed, cast, now):
    agreed.refresh_from_db()

    CHANGES[change](agreed, {"by": cast.samira, "at": now})

    assert agreement_of(agreed).organisations_for_earlier == ("Wijkraad Centrum",)
    assert not _beside()


def _beside():
    """What verifying says of rows of the agreement."""
    return [said for said in verify().beside if said.startswith("agreements_")]


def test_what_a_party_said_of_a_text_that_changed_since_is_held_by_the_journal(agreed, cast, now):
    reworded(agreed, cast, now)
    (stand,) = agreed.stands.all()
    with writing_by_hand(because="somebody lets it be said about the text as it is now"):
        agreed.stands.update(on_earlier_text=False)

    assert [said.split()[0] for said in _beside()] == [f"agreements_stand:{stand.pk}"]


def test_whose_yes_it_is_of_somebody_without_an_organisation_is_held_by_the_journal(
    version, cast, now
):
    who = {"by": cast.samira, "at": now}
    party = name_party(version.trajectory, name="Mevrouw Jansen", **who)
    record_stand(version, party=party, agrees=True, **who, **HEARD)
    assert not _beside()
    with writing_by_hand(because="somebody puts another person in the place of who agreed"):
        other = leave_contact(Reach(name="Meneer de Vries"))
        Party.objects.filter(pk=party.pk).update(contact=other)

    assert [said.split()[0] for said in _beside()] == [f"agreements_party:{party.pk}"]


def test_what_the_body_changed_nobody_is_said_to_have_agreed_to(story, cast, now, today):
    offered = story.offered()
    section = offered.sections.filter(part="plan").first()
    adopted = adopt(
        offered, body="raad", outcome="with_changes", reason="Een motie.", decided_on=today,
        decision_number="R-1", changes={("plan", section.key): "De raad wil het anders."},
        by=cast.teun, at=now,
    ).version  # fmt: skip

    shown = agreement_of(adopted)
    assert (shown.organisations_for, shown.organisations_for_earlier) == ((), ("Wijkraad Centrum",))
    assert '"organisations_for_earlier":["Wijkraad Centrum"]' in adopted.text
    assert not _beside()


def test_nobody_agrees_with_a_text_that_changed_under_their_eyes(agreed, cast, now):
    etag = text_etag(agreed)
    reworded(agreed, cast, now)
    party = agreed.stands.get().party

    with refuses("text_changed_meanwhile"):
        record_stand(agreed, party=party, agrees=True, etag=etag, by=cast.samira, at=now, **HEARD)

    assert agreed.stands.get().on_earlier_text
