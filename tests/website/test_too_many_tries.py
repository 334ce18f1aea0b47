# ruff: noqa: F811  (fixtures come in by name)
"""Who tries passwords waits, and nobody waits for somebody else."""

from django.test import Client
from django.urls import reverse

from speelruimte.people.sign_ins import sign_ins_of
from tests.website.test_sign_in import sign_in, with_password  # noqa: F401


def test_after_five_wrong_passwords_the_right_one_waits_too(client, with_password):
    person = with_password("wim")
    for _turn in range(5):
        sign_in(client, person, "fout fout fout fout")

    page = sign_in(client, person).content.decode()

    assert "Wacht vijf minuten" in page


def test_nobody_shuts_somebody_else_out(client, with_password):
    person, thief = with_password("wim"), Client(REMOTE_ADDR="203.0.113.66")
    for _turn in range(7):
        refused = sign_in(thief, person, "fout fout fout fout").content.decode()
    assert "Wacht vijf minuten" in refused

    assert sign_in(client, person).status_code == 302
    said = [(row.outcome, row.address) for row in sign_ins_of(person)]
    assert said == [
        ("in", "127.0.0.1"),
        ("waits", "203.0.113.66"),
        *[("wrong", "203.0.113.66")] * 5,
    ]


def test_a_browser_that_signed_in_before_goes_on_where_others_wait(client, with_password):
    person = with_password("henk")
    sign_in(client, person)
    client.post(reverse("account_logout"))
    for _turn in range(6):
        sign_in(Client(), person, "fout fout fout fout")

    assert "Wacht vijf minuten" in sign_in(Client(), person).content.decode()
    assert sign_in(client, person).status_code == 302
    for _turn in range(6):
        client.post(reverse("account_logout"))
        sign_in(client, person, "fout fout fout fout")
    assert "Wacht vijf minuten" in sign_in(client, person).content.decode()


def test_tries_from_many_places_stop_no_browser_that_is_known_and_name_the_ways_in(
    client, with_password, settings
):
    """Whoever has many addresses can make a browser wait that was never here; it hears how to go on."""
    limits = settings.ACCOUNT_RATE_LIMITS | {"login_failed_account": "3/h/key"}
    settings.ACCOUNT_RATE_LIMITS = limits
    person, here = with_password("henk"), Client()
    sign_in(here, person)
    here.post(reverse("account_logout"))
    for number in range(4):
        thief = Client(REMOTE_ADDR=f"203.0.113.{number}")
        refused = sign_in(thief, person, "fout fout fout fout").content.decode()

    assert "uw passkey" in refused
    assert "uw passkey" in sign_in(client, person).content.decode()
    assert sign_in(here, person).status_code == 302


def test_a_town_hall_behind_one_address_is_not_shut_by_ten_slips(client, with_password, cast):
    person = with_password("henk")
    for number in range(12):
        client.post(
            reverse("account_login"),
            {"login": f"typ{number}@lindewold.example", "password": "een slip of twee"},
        )

    assert sign_in(client, person).status_code == 302


def test_a_made_up_cookie_makes_no_browser_known(client, with_password):
    person = with_password("henk")
    for _turn in range(5):
        sign_in(client, person, "fout fout fout fout")
    client.cookies["device"] = f"{person.reference}:onzin"

    assert "Wacht vijf minuten" in sign_in(client, person).content.decode()
