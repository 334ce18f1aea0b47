"""Signing in with a passkey: as the only step, as the second one, and what a fake site gets."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator as Kept
from django.test import Client
from django.urls import reverse

from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message
from speelruimte.people.second_factor import has_second_factor
from tests.steps.authenticator import Authenticator
from tests.website.test_sign_in import PASSWORD, sign_in

pytestmark = pytest.mark.once


@pytest.fixture
def person(cast):
    cast.wim.set_password(PASSWORD)
    cast.wim.save()
    return cast.wim


@pytest.fixture
def device(client, person):
    """Wim makes a passkey, as his first second step."""
    device = Authenticator()
    sign_in(client, person)
    page = client.get(reverse("mfa_add_webauthn"))
    options = page.context["js_data"]["creation_options"]
    sent = {"name": "mijn telefoon", "credential": device.make(options)}
    done = client.post(reverse("mfa_add_webauthn"), sent)
    assert done.url == reverse("mfa_view_recovery_codes")
    return device


def ask(client):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    return answer.json()["request_options"]


def show(client, device, options):
    sent = {"credential": device.show(options)}
    return client.post(reverse("mfa_login_webauthn"), sent)


def test_a_passkey_is_a_second_step_that_is_told_and_written_down(client, person, device):
    assert has_second_factor(person)
    assert client.get(reverse("my-work")).status_code == 200
    assert "mijn telefoon" in client.get(reverse("my-account")).content.decode()
    assert Message.objects.filter(person=person, kind="passkey_added").exists()
    assert Entry.objects.filter(verb="passkey_added").exists()


def test_one_signs_in_with_the_passkey_alone(device):
    browser = Client()

    assert show(browser, device, ask(browser)).url == reverse("my-work")
    assert browser.get(reverse("my-work")).status_code == 200


def test_after_the_password_the_passkey_is_the_second_step(person, device):
    browser = Client()
    assert sign_in(browser, person).url == reverse("mfa_authenticate")
    assert browser.get(reverse("my-work")).status_code == 302
    page = browser.get(reverse("mfa_authenticate"))
    options = page.context["js_data"]["request_options"]

    done = browser.post(reverse("mfa_authenticate"), {"credential": device.show(options)})

    assert done.url == reverse("my-work")


def test_a_device_that_looks_at_nobody_is_a_second_step_and_never_the_only_one(person, device):
    browser, device.looks = Client(), False
    assert show(browser, device, ask(browser)).url == reverse("account_login")

    sign_in(browser, person)
    options = browser.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
    done = browser.post(reverse("mfa_authenticate"), {"credential": device.show(options)})
    assert done.url == reverse("my-work")


def test_what_was_asked_for_a_second_step_opens_nothing_alone_once_its_time_is_over(
    person, device, time_machine
):
    browser, device.looks = Client(), False
    sign_in(browser, person)
    options = browser.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=16))

    assert show(browser, device, options).url == reverse("account_login")
    assert browser.get(reverse("my-work")).status_code == 302


@pytest.mark.parametrize("how", ["elsewhere", "again", "another", "forged"])
def test_what_a_fake_site_a_copy_or_another_device_shows_opens_nothing(device, how):
    browser, options = Client(), None
    options = ask(browser)
    if how == "elsewhere":
        device.origin = "https://meedoen-lindewold.kwaad.example"
    elif how == "again":
        shown = {"credential": device.show(options)}
        assert Client().post(reverse("mfa_login_webauthn"), shown).url == reverse("account_login")
        return
    else:
        stranger = Authenticator()
        stranger.user_handle = device.user_handle
        if how == "forged":
            stranger.credential_id = device.credential_id
        device = stranger

    assert show(browser, device, options).url == reverse("account_login")
    assert "Deze passkey werkt hier niet" in browser.get(reverse("account_login")).content.decode()
    assert browser.get(reverse("my-work")).status_code == 302


@pytest.mark.parametrize(
    "credential", ["", "geen json", "{}", '{"id": 1}', "[]", '{"response": 3}']
)
def test_what_is_no_credential_is_refused_calmly(db, credential):
    browser = Client()
    ask(browser)
    answer = browser.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert answer.url == reverse("account_login")


def test_staff_keep_a_second_step(client, person, device):
    passkey = Kept.objects.get(user=person, type="webauthn")
    address = reverse("mfa_remove_webauthn", args=[passkey.pk])

    page = client.post(address, follow=True)

    assert "Zet eerst een andere aan" in page.content.decode()
    assert Kept.objects.filter(pk=passkey.pk).exists()


def test_nobody_takes_the_passkey_of_another_away(device, person, browser_of, cast):
    passkey = Kept.objects.get(user=person, type="webauthn")
    other = browser_of(cast.marleen)
    cast.marleen.set_password(PASSWORD)

    answer = other.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert answer.status_code in (302, 404)
    assert Kept.objects.filter(pk=passkey.pk).exists()
