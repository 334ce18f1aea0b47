"""What the law asks the website to say: filled in by the administrator, read by everybody."""

import pytest
from django.urls import reverse

from speelruimte.journal.models import Entry
from speelruimte.people.stating import unsaid
from speelruimte.policy.models import Statement
from speelruimte.route.verification import verify
from tests.steps.writing import changed_in_database, writing_by_hand

FILLED = {
    "controller": "Burgemeester en wethouders van Lindewold, Postbus 1.",
    "officer": "fg@lindewold.example",
    "ground": "Een taak van algemeen belang.",
    "terms": "Inbreng: tien jaar na het besluit.",
    "accessibility_status": "b",
    "accessibility_day": "2027-01-12",
    "accessibility_register": "https://www.toegankelijkheidsverklaring.nl/register/1",
    "accessibility_complaint": "De klachtenregeling van Lindewold.",
    "security": "veilig@lindewold.example",
}

pytestmark = pytest.mark.once


@pytest.fixture
def administrator(browser_of, cast):
    return browser_of(cast.wim)


def test_what_the_administrator_fills_in_stands_on_the_website(administrator, client, policy):
    assert len(unsaid()) == 9
    page = administrator.get(reverse("work-statements"))
    sent = FILLED | {"etag": page.context["form"]["etag"].value()}

    assert administrator.post(reverse("work-statements"), sent).status_code == 302

    assert unsaid() == []
    privacy = client.get(reverse("privacy")).content.decode()
    for key in ("controller", "officer", "ground", "terms"):
        assert FILLED[key] in privacy
    assert f'href="{reverse("find-contribution")}">Naar Mijn inbreng' in privacy
    for owed in (
        "Vergeet mij",
        "Uw rechten",
        "Autoriteit Persoonsgegevens",
        "csrftoken",
        "netwerkadres",
    ):
        assert owed in privacy
    accessible = client.get(reverse("accessibility")).content.decode()
    assert "Status B: voldoet gedeeltelijk." in accessible
    assert "12 januari 2027" in accessible
    assert FILLED["accessibility_register"] in accessible
    assert FILLED["accessibility_complaint"] in accessible
    assert "fg@" not in Entry.objects.get(verb="website_stated").text


def test_with_nothing_filled_in_the_pages_promise_nothing(client, policy):
    accessible = client.get(reverse("accessibility")).content.decode()

    assert "liet dit nog niet onderzoeken" in accessible
    assert "Nationale ombudsman" in accessible
    assert "Autoriteit Persoonsgegevens" in client.get(reverse("privacy")).content.decode()


def test_who_comes_second_overwrites_nothing(administrator, policy):
    address = reverse("work-statements")
    etag = administrator.get(address).context["form"]["etag"].value()
    administrator.post(address, FILLED | {"etag": etag})

    late = administrator.post(address, FILLED | {"etag": etag, "officer": "anders@elders.example"})

    assert late.status_code == 422
    assert "intussen ook bewaard" in late.content.decode()
    assert "anders@elders.example" in late.content.decode()
    assert Statement.objects.get(key="officer").text == FILLED["officer"]
    again = {**FILLED, "officer": "", "etag": late.context["form"]["etag"].value()}
    assert administrator.post(address, again).status_code == 302
    assert not Statement.objects.filter(key="officer").exists()


def test_a_statement_that_was_changed_in_the_database_is_named(administrator, policy):
    address = reverse("work-statements")

    def fill_in(**texts):
        etag = administrator.get(address).context["form"]["etag"].value()
        sent = FILLED | texts | {"etag": etag}
        assert administrator.post(address, sent).status_code == 302

    fill_in()
    fill_in(officer="", terms="Inbreng: vijf jaar na het besluit.")
    assert verify().beside == []
    terms = Statement.objects.get(key="terms")

    with changed_in_database(terms, text="Wij bewaren alles."):
        (said,) = verify().beside
        assert said.startswith("policy_statement:terms (verklaring) is in de database veranderd")
    with writing_by_hand(because="somebody takes a statement off the website, and puts one there"):
        terms.delete()
        Statement.objects.create(key="officer", text="niemand", changed_at=terms.changed_at)

    assert sorted(verify().beside) == [
        "policy_statement:officer staat in de database, en het logboek weet er niets van.",
        "policy_statement:terms staat in het logboek, en is uit de database verdwenen.",
    ]


def test_only_an_administrator_fills_them_in(browser_of, cast, policy):
    assert browser_of(cast.marleen).get(reverse("work-statements")).status_code == 403
    assert (
        "werk/verklaringen" not in browser_of(cast.marleen).get(reverse("my-work")).content.decode()
    )


def test_a_weak_spot_is_told_at_an_address_that_machines_find(administrator, client, policy):
    address = "/.well-known/security.txt"
    assert "mailto:" in client.get(address).content.decode()
    administrator.post(reverse("work-statements"), FILLED)

    answer = client.get(address)

    said = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert said["Contact"] == "mailto:veilig@lindewold.example"
    assert said["Canonical"].endswith(address)
    assert "T00:00:00+" in said["Expires"]
    refused = administrator.post(reverse("work-statements"), FILLED | {"security": "bel ons maar"})
    assert refused.status_code == 422


def test_search_engines_list_no_page_for_one_person(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert {f"Disallow: {address}" for address in ("/werk/", "/account/", "/mijn-inbreng/")} <= {
        *lines
    }
