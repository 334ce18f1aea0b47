# ruff: noqa: F811  (fixtures come in by name)
"""The address of an account, whether it is on and its second steps are held by the journal, without a
word of who it is."""

import pytest
from allauth.mfa.models import Authenticator as Kept
from django.conf import settings
from django.urls import reverse

from speelruimte.journal.models import Entry
from speelruimte.people.addresses import DETAILS, change_details
from speelruimte.people.appointing import close_account, reopen_account
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.models import Person
from speelruimte.people.second_factor import give_second_factor, take_second_factor_away
from speelruimte.route.forgetting import forget_person
from speelruimte.route.verification import verify
from speelruimte.shared.fingerprints import fingerprint, keyed_fingerprint
from tests.steps.authenticator import Authenticator
from tests.steps.writing import changed_in_database, writing_by_hand
from tests.website.test_passkeys import device, person  # noqa: F401

pytestmark = pytest.mark.once


@pytest.fixture
def who(cast, now, today):
    return {"by": cast.wim, "at": now, "on": today}


def named():
    """Who is named by verifying."""
    finding = verify()
    assert finding.faults == []
    return [said.split()[0] for said in finding.beside]


def test_an_address_that_is_changed_in_the_database_is_named(cast, who):
    details = {name: getattr(cast.henk, name) for name in DETAILS}
    change_details(cast.henk, **details | {"email": "henk@elders.example"}, **who)
    close_account(cast.henk, **who)
    assert named() == []
    reopen_account(cast.henk, **who)
    close_account(cast.sofie, **who)
    forget_person(cast.lotte, **who)
    assert named() == []
    assert Person.objects.get(pk=cast.lotte.pk).salt == ""

    for colleague, columns in (
        (cast.henk, {"email": "henk@kwaad.example"}),
        (cast.henk, {"is_active": False}),
        (cast.henk, {"salt": "anders"}),
        (cast.sofie, {"is_active": True}),
    ):
        with changed_in_database(colleague, **columns):
            assert named() == [f"people_person:{colleague.reference}"], columns
    assert named() == []


def test_an_account_that_was_put_in_or_taken_out_is_named_once(cast):
    gone = cast.stranger.reference
    with writing_by_hand(because="somebody puts an account in, and takes one out"):
        put = Person.objects.create(name="Niemand", email="niemand@kwaad.example")
        Person.objects.filter(reference=gone).delete()

    said = verify().beside
    assert len(said) == 2
    assert gone in said[0]
    assert said[1].startswith(f"people_person:{put.reference} staat in de database, en het logboek")


def test_the_journal_says_nothing_by_which_an_address_is_tried(cast):
    written = " ".join(Entry.objects.values_list("text", flat=True))
    key = settings.RECEIPT_KEY.encode()
    for somebody in Person.objects.all():
        assert f'"people_person:{somebody.reference}"' in written
        for tried in (somebody.email, f"{somebody.reference} {somebody.email}"):
            for mark in (
                tried,
                fingerprint(tried),
                keyed_fingerprint(tried, key=key),
                somebody.salt,
            ):
                assert mark not in written


def test_no_entry_says_which_account_a_reference_is_of(cast, now):
    erase_in_row(cast.joris, changes={"function": ""}, by=cast.wim, at=now, locked=False)
    entry = Entry.objects.get(verb="erased_lawfully")
    assert entry.about == f"people_person:{cast.joris.reference}"
    assert f'"people_person:{cast.joris.pk}"' not in entry.text
    assert named() == []


def test_a_second_step_that_goes_or_comes_in_the_database_is_named(
    client,
    device,
    person,
    cast,
    who,
    now,
):
    give_second_factor(cast.samira, by=cast.wim, at=now)
    give_second_factor(cast.joris, by=cast.wim, at=now)
    take_second_factor_away(cast.joris, **who)
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    sent = {"name": "een sleutel", "credential": Authenticator().make(options)}
    assert client.post(reverse("mfa_add_webauthn"), sent).status_code == 302
    assert named() == []
    passkeys = Kept.objects.filter(user=person, type=Kept.Type.WEBAUTHN).order_by("pk")
    client.post(reverse("mfa_remove_webauthn", args=[passkeys[1].pk]))
    assert passkeys.count() == 1
    assert named() == []

    with writing_by_hand(because="somebody takes a second step out, and puts a passkey in"):
        Kept.objects.filter(user=cast.samira).delete()
        copied = passkeys[0]
        copied.pk = None
        copied.save(force_insert=True)
        copied.pk, copied.user = None, cast.fatma
        copied.save(force_insert=True)

    people = (person, cast.samira, cast.fatma)
    assert sorted(named()) == sorted(f"person:{one.reference}" for one in people)
