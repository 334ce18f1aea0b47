"""Getting in: password, second step, spare codes, a new password, and what is not there."""

import re
from urllib.parse import urlparse

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from speelruimte.journal.models import Entry
from speelruimte.notices.letters import ACCOUNT_LETTERS
from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.people import appointing
from speelruimte.people.second_factor import give_second_factor
from speelruimte.shared.terms import HERE
from speelruimte.website.asking import now
from speelruimte.website.days import day_words
from speelruimte.website.sign_in.adapters import HAPPENED

PASSWORD = "lindebomen langs de vaart"


@pytest.fixture
def with_password(cast):
    """Somebody of the cast with a password: ``with_password("wim")``."""

    def give(name):
        person = getattr(cast, name)
        person.set_password(PASSWORD)
        person.save()
        return person

    return give


def code_for(secret, *, step=0):
    import time

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(
        reverse("account_login"), {"login": person.email, "password": password, **more}
    )


def test_staff_without_second_step_are_led_to_it_and_then_see_spare_codes_once(
    client, with_password
):
    person = with_password("wim")

    assert sign_in(client, person).url == reverse("my-work")
    assert client.get(reverse("my-work")).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()

    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    first = client.get(done.url).content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", first)
    assert len(codes) == 10
    assert client.get(reverse("my-work")).status_code == 200
    again = client.get(done.url).content.decode()
    assert not any(code in again for code in codes)


def test_who_came_in_by_password_before_the_second_step_is_out_after_it(client, with_password):
    person, thief = with_password("wim"), Client()
    sign_in(thief, person)
    sign_in(client, person)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_for(client.session["mfa.totp.secret"])})

    assert client.get(reverse("my-work")).status_code == 200
    assert thief.get(reverse("my-work")).url.startswith(reverse("account_login"))


def test_after_a_change_of_address_the_old_one_opens_nothing(client, with_password, cast):
    from django.utils import timezone

    from speelruimte.people.addresses import change_details

    person = with_password("henk")
    sign_in(client, person)
    moment = timezone.now()
    old = person.email
    change_details(
        person,
        name="Henk Mulder",
        email="Henk@nieuw.example",
        by=cast.wim,
        at=moment,
        on=timezone.localdate(moment),
    )

    assert client.get(reverse("my-account")).status_code == 302
    given = {"login": old, "password": PASSWORD}
    assert Client().post(reverse("account_login"), given).status_code == 200
    assert Client().post(reverse("account_login"), given | {"login": "henk@nieuw.example"}).url


def test_a_password_alone_opens_no_account_that_has_a_second_step(client, with_password, now):
    person = with_password("wim")
    secret = give_second_factor(person, by=None, at=now)

    assert sign_in(client, person).url == reverse("mfa_authenticate")
    assert client.get(reverse("my-work")).url.startswith(reverse("account_login"))

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    right = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert right.url == reverse("my-work")
    assert client.get(reverse("my-work")).status_code == 200


def test_a_code_works_once(client, with_password, now):
    person = with_password("wim")
    secret = give_second_factor(person, by=None, at=now)
    code = code_for(secret)
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})

    other = Client()
    sign_in(other, person)
    second = other.post(reverse("mfa_authenticate"), {"code": code})

    assert "Deze code klopt niet" in second.content.decode()


def test_a_code_works_once_for_as_long_as_it_is_good(client, with_password, now, time_machine):
    person = with_password("wim")
    secret = give_second_factor(person, by=None, at=now)
    moment = 1_800_000_000 // 30 * 30
    time_machine.move_to(moment, tick=False)
    code = code_for(secret, step=1)
    sign_in(client, person)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302

    time_machine.move_to(moment + 45, tick=False)
    other = Client()
    sign_in(other, person)
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_who_guesses_codes_waits_and_then_the_right_one_waits_too(client, with_password, now):
    person = with_password("wim")
    secret = give_second_factor(person, by=None, at=now)
    sign_in(client, person)
    right = code_for(secret)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _turn in range(5):
        assert client.post(reverse("mfa_authenticate"), {"code": wrong}).status_code == 200

    client.post(reverse("mfa_authenticate"), {"code": right})

    assert "_auth_user_id" not in client.session
    assert client.get(reverse("my-work")).status_code == 302


def test_secrets_of_second_steps_are_not_readable_in_the_database(cast, now):
    secret = give_second_factor(cast.wim, by=None, at=now)

    assert secret not in str(Authenticator.objects.get(user=cast.wim).data)


@pytest.mark.parametrize("field", ["login", "password"])
def test_wrong_address_and_wrong_password_get_one_answer(client, with_password, field):
    person = with_password("wim")
    given = {"login": person.email, "password": PASSWORD} | {field: "iets@anders.example"}

    page = client.post(reverse("account_login"), given)

    assert "E-mailadres en wachtwoord horen niet bij elkaar" in page.content.decode()


def test_of_a_new_browser_one_gets_a_letter_and_sees_it_on_the_own_page(
    client, with_password, cast
):
    person = with_password("henk")
    sign_in(client, person)
    client.post(reverse("account_logout"))
    sign_in(client, person)
    assert not Message.objects.filter(kind="new_device").exists()

    windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
    other = Client(HTTP_USER_AGENT=windows)
    sign_in(other, person)

    send_due(at=now())
    assert mail.outbox[-1].subject == "Er is ingelogd op een nieuw apparaat"
    at = Message.objects.get(kind="new_device").created_at.astimezone(HERE)
    assert f"Dat was op {day_words(at)}, {at:%H.%M} uur." in mail.outbox[-1].body
    page = client.get(reverse("my-account")).content.decode()
    assert "Firefox, Windows" in page
    assert "nieuw apparaat" in page
    assert not Entry.objects.filter(verb="new_device").exists()


def test_who_does_nothing_for_half_an_hour_is_signed_out(browser_of, cast, settings, time_machine):
    settings.IDLE_MINUTES = 30
    time_machine.move_to(1_800_000_000, tick=False)
    browser = browser_of(cast.wim)
    for minutes in (0, 29, 58):
        time_machine.move_to(1_800_000_000 + minutes * 60, tick=False)
        assert browser.get(reverse("my-account")).status_code == 200

    time_machine.move_to(1_800_000_000 + 89 * 60, tick=False)
    page = browser.get(reverse("my-account"), follow=True)

    assert page.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "U deed een tijd niets" in page.content.decode()


def test_after_a_working_day_one_signs_in_again(browser_of, cast, settings, time_machine):
    settings.SESSION_COOKIE_AGE = 60 * 60 * 12
    time_machine.move_to(1_800_000_000, tick=False)
    browser = browser_of(cast.wim)
    for hours in range(13):
        time_machine.move_to(1_800_000_000 + hours * 3600, tick=False)
        assert browser.get(reverse("my-account")).status_code == 200
    time_machine.move_to(1_800_000_000 + 12 * 3600 + 61, tick=False)
    assert browser.get(reverse("my-account")).status_code == 302


def test_an_account_that_is_off_opens_nothing_and_open_sessions_end(
    client, with_password, browser_of, cast, today
):
    person = with_password("joris")
    browser = browser_of(person)
    assert browser.get(reverse("my-work")).status_code == 200
    appointing.close_account(person, by=cast.wim, at=now(), on=today)

    assert browser.get(reverse("my-work")).status_code == 302
    sign_in(client, person)
    assert "_auth_user_id" not in client.session

    appointing.reopen_account(person, by=cast.wim, at=now(), on=today)
    assert browser.get(reverse("my-work")).status_code == 302


def test_a_resident_with_an_account_lands_on_the_home_page(client, with_password):
    assert sign_in(client, with_password("henk")).url == reverse("home")


def test_nobody_signs_up(client, db):
    for name in ("account_signup", "account_email", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for address in ("/account/signup/", "/account/email/", "/account/aanmelden/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    ["https://kwaad.example/", "//kwaad.example/", "https:kwaad.example", "javascript:1"],
)
def test_signing_in_leads_to_no_other_site(client, with_password, elsewhere):
    answer = sign_in(client, with_password("henk"), next=elsewhere)

    assert urlparse(answer.url).netloc == ""
    assert "kwaad" not in answer.url
    assert "javascript" not in answer.url


def test_signing_in_leads_back_to_where_one_was(client, with_password):
    wanted = reverse("my-account")

    assert sign_in(client, with_password("henk"), next=wanted).url == wanted


def test_the_session_from_before_signing_in_is_not_the_one_after(client, with_password):
    client.get(reverse("account_login"))
    session = client.session
    session["iets"] = "van de bezoeker"
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    sign_in(client, with_password("henk"))

    assert client.session.session_key != before
    assert not Client(headers={"cookie": f"sessionid={before}"}).session.get("_auth_user_id")


def test_a_resident_finds_the_way_out_from_every_public_page(browser_of, cast):
    browser = browser_of(cast.henk)
    for name in ("home", "process-list", "find-contribution"):
        assert f'href="{reverse("my-account")}"' in browser.get(reverse(name)).content.decode()

    page = browser.get(reverse("my-account")).content.decode()

    assert cast.henk.name in page
    assert f'method="post" action="{reverse("account_logout")}"' in page


def test_a_link_signs_nobody_out_and_after_signing_out_the_session_opens_nothing(browser_of, cast):
    browser = browser_of(cast.henk)
    old = browser.cookies["sessionid"].value

    browser.get(reverse("account_logout"))
    assert browser.get(reverse("my-account")).status_code == 200

    browser.post(reverse("account_logout"))
    with_the_old_one = Client(headers={"cookie": f"sessionid={old}"})
    assert with_the_old_one.get(reverse("my-account")).status_code == 302


def test_the_token_of_forms_from_before_signing_in_is_not_the_one_after(with_password):
    visitor = Client(enforce_csrf_checks=True)
    visitor.get(reverse("account_login"))
    before = visitor.cookies["csrftoken"].value
    person = with_password("henk")

    visitor.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": before},
    )

    assert "_auth_user_id" in visitor.session
    assert visitor.cookies["csrftoken"].value != before


def test_a_session_ends_with_the_browser(client, with_password):
    answer = sign_in(client, with_password("henk"))

    assert answer.cookies["sessionid"]["max-age"] == ""
    assert answer.cookies["sessionid"]["httponly"]
    assert answer.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize("address", ["wim@lindewold.example", "niemand@lindewold.example"])
def test_asking_for_a_new_password_tells_nobody_who_has_an_account(client, cast, address):
    answer = client.post(reverse("account_reset_password"), {"email": address}, follow=True)

    assert answer.request["PATH_INFO"] == reverse("account_reset_password_done")
    assert "Heeft dit adres een account" in answer.content.decode()
    send_due(at=now())
    assert [letter.to for letter in mail.outbox] == ([[address]] if "wim" in address else [])


def test_a_new_password_by_mail_in_plain_dutch(client, with_password):
    person = with_password("henk")
    client.post(reverse("account_reset_password"), {"email": person.email})
    send_due(at=now())
    letter = mail.outbox[0]
    assert letter.subject == "Kies een nieuw wachtwoord"
    link = re.search(rf"{settings.SITE_ADDRESS}(\S+)", letter.body)[1]
    assert not any(link in str(row) for row in Message.objects.values())
    page = client.get(link, follow=True)
    assert link not in page.request["PATH_INFO"]

    same = {"password1": "een boom aan de vaart", "password2": "een boom aan de vaart"}
    too_short = client.post(page.request["PATH_INFO"], {"password1": "kort", "password2": "kort"})
    assert "12 tekens" in too_short.content.decode()
    done = client.post(page.request["PATH_INFO"], same, follow=True)
    assert "Uw wachtwoord is bewaard" in done.content.decode()
    send_due(at=now())
    assert mail.outbox[-1].subject == "U hebt een wachtwoord"
    known = Entry.objects.about(f"person:{person.reference}").values_list("verb", flat=True)
    assert list(known)[-2:] == ["password_link_asked", "password_chosen"]

    used = Client().get(link, follow=True).content.decode()
    assert "Deze link werkt niet meer" in used
    assert sign_in(Client(), person, same["password1"]).status_code == 302


def test_asking_twice_brings_two_letters(client, cast):
    for _time in range(2):
        client.post(reverse("account_reset_password"), {"email": cast.wim.email})

    assert Message.objects.filter(person=cast.wim, kind="password_link_asked").count() == 2


def test_when_the_mail_server_is_down_the_page_is_the_same_and_the_letter_waits(
    client, cast, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = client.post(
        reverse("account_reset_password"), {"email": "wim@lindewold.example"}, follow=True
    )

    assert answer.status_code == 200
    assert send_due(at=now()).unreachable
    assert Message.objects.unsent().get(person=cast.wim).attempts == 0


def test_a_changed_password_is_written_down_and_told(client, with_password):
    person = with_password("henk")
    sign_in(client, person)
    new = {"password1": "een boom aan de vaart", "password2": "een boom aan de vaart"}

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    entry = Entry.objects.get(verb="password_changed")
    assert (entry.about, entry.by) == (f"person:{person.reference}", person.reference)
    send_due(at=now())
    assert mail.outbox[-1].subject == "Uw wachtwoord is gewijzigd"
    assert "Deed u dit niet zelf?" in mail.outbox[-1].body


def test_everything_that_is_told_of_an_account_has_a_letter():
    assert set(HAPPENED.values()) < set(ACCOUNT_LETTERS)


def test_two_passwords_that_differ_are_said_in_dutch(browser_of, with_password):
    browser = browser_of(with_password("henk"))

    page = browser.post(
        reverse("account_change_password"),
        {"oldpassword": "iets anders", "password1": "een boom aan de vaart", "password2": "anders"},
    ).content.decode()

    assert "niet gelijk" in page
    assert "niet uw wachtwoord van nu" in page


def test_staff_cannot_turn_the_second_step_off(browser_of, with_password):
    browser = browser_of(with_password("wim"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = browser.post(reverse("mfa_deactivate_totp"), follow=True)

    assert "Medewerkers loggen altijd in met een tweede stap" in page.content.decode()
    assert browser.get(reverse("my-work")).status_code == 200


def test_changing_something_that_matters_asks_for_the_password_again(browser_of, with_password):
    browser = browser_of(with_password("henk"))

    asked = browser.get(reverse("mfa_deactivate_totp"))

    assert asked.url.startswith(reverse("account_reauthenticate"))
    page = browser.post(asked.url, {"password": "fout"}).content.decode()
    assert "Dit wachtwoord klopt niet" in page


def test_signing_out_everywhere_else_leaves_this_browser_in(browser_of, cast):
    here, existing = browser_of(cast.wim), browser_of(cast.wim)

    here.post(reverse("end-other-sessions"))

    assert here.get(reverse("my-account")).status_code == 200
    assert existing.get(reverse("my-account")).status_code == 302


def test_own_name_and_telephone_are_kept(browser_of, cast):
    browser = browser_of(cast.henk)
    answer = browser.post(reverse("my-account"), {"name": "Henk de Oude", "phone": "12 34 56"})
    assert answer.url == reverse("my-account")
    empty = browser.post(reverse("my-account"), {"name": "", "phone": ""})

    assert empty.status_code == 422
    cast.henk.refresh_from_db()
    assert (cast.henk.name, cast.henk.phone) == ("Henk de Oude", "12 34 56")


def test_who_has_a_choice_of_languages_chooses_one_on_the_own_page(browser_of, cast, english):
    browser = browser_of(cast.henk)
    own = {"name": "Henk", "phone": ""}
    assert "English" in browser.get(reverse("my-account")).content.decode()
    browser.post(reverse("my-account"), own | {"language": "en"})
    unknown = browser.post(reverse("my-account"), own | {"language": "fy"})

    assert unknown.status_code == 422
    cast.henk.refresh_from_db()
    assert cast.henk.language == "en"


def test_with_one_language_there_is_nothing_to_choose(browser_of, cast):
    page = browser_of(cast.henk).get(reverse("my-account"))

    assert "language" not in page.context["form"].fields
    assert 'name="language"' not in page.content.decode()


def test_pages_of_signing_in_are_kept_by_no_cache_and_hold_no_english(client, cast):
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        page = client.get(reverse(name))
        assert "no-store" in page["Cache-Control"]
        for word in ("Sign In", "Password", "Email", "E-mail:", "Submit"):
            assert word not in page.content.decode()
