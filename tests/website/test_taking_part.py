# ruff: noqa: F811  (fixtures come in by name)
import re
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.places.actions import import_areas
from speelruimte.promise import agreement_in_force
from speelruimte.website.idea_map import the_drawing
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.browsing import main_of
from tests.steps.taking_part import words_from
from tests.website.test_ideas import LINDEWOLD

CODE = re.compile(r"SR-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
EVIL = '<script>alert(1)</script><b onmouseover="x()">\'&'


@pytest.fixture
def client(client):
    """A visitor whose browser goes where an answer sends it."""
    client.post = partial(client.post, follow=True)
    return client


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def page(ideas):
    return lambda name: reverse(name, kwargs={"slug": ideas.trajectory.slug, "key": ideas.key})


def typed(client, address, **fields):
    """What a browser sends: the fields of the form as it stands there, and what was typed."""
    form = client.get(address).context["form"]
    hidden = {"idempotency_key": form["idempotency_key"].value(), "trap": ""}
    return hidden | {"text": "Het pad is te smal."} | fields


def test_the_page_of_an_activity_says_what_one_must_know(client, page, trajectory):
    html = client.get(page("take-part")).content.decode()
    for words in (
        "Wat moet er beter aan het pad?",
        "tot en met 21 maart 2027",
        "Wie beslist",
        "Hoeveel invloed hebt u hier?",
        "De bomen blijven staan",
        "De breedte van het pad",
        page("contribute"),
    ):
        assert words in html
    assert "<form" not in html
    assert "csrf" not in html


def test_a_browser_that_keeps_no_cookies_gets_the_code_at_once(client, page):
    address = page("contribute")
    words = typed(client, address)
    without = Client(enforce_csrf_checks=True)

    answer = without.post(address, words, headers={"origin": "http://testserver"})

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert contribution_with_code(CODE.search(answer.content.decode()).group())


def test_sending_shows_the_code_once_and_it_finds_the_words(client, page):
    address = page("contribute")
    # A form whose page says no-referrer is sent with "Origin: null", which Django refuses.
    assert client.get(address)["Referrer-Policy"] == "strict-origin"
    answer = client.post(address, typed(client, address, title="Pad", name="Henk"))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    code = CODE.search(answer.content.decode()).group()
    contribution = contribution_with_code(code)
    assert (contribution.text, contribution.title, contribution.contact.name) == (
        "Het pad is te smal.",
        "Pad",
        "Henk",
    )
    assert "Henk" not in client.get(page("take-part")).content.decode()


def test_that_words_and_place_are_public_is_said_at_the_field_and_shown_back(client, page):
    address = page("contribute")
    form, paper = client.get(address), client.get(page("paper-form"))
    for asking in (form, paper):
        html = asking.content.decode()
        assert "Iedereen kan dit lezen. Laat een huisnummer weg." in html
        assert "Zet geen telefoonnummer of adres in uw tekst." in html
    assert "huisnummer of" not in form.content.decode()
    assert "tekst en de plek" in form.content.decode()

    receipt = client.post(address, typed(client, address, place="bij de bakker"))

    html = receipt.content.decode()
    assert "bij de bakker" in html
    found = client.post(reverse("find-contribution"), {"code": CODE.search(html).group()})
    assert "bij de bakker" in found.content.decode()


def test_two_tabs_each_keep_their_own_code_for_ten_minutes(client, page, time_machine):
    address = page("contribute")
    tabs = [typed(client, address, text=text) for text in ("Over het pad.", "Over de brug.")]
    answers = [client.post(address, tab) for tab in tabs]
    (first,), (second,) = (CODE.findall(answer.content.decode()) for answer in answers)
    places = [answer.redirect_chain[-1][0] for answer in answers]

    assert first != second
    for place, own, other in zip(places, (first, second), (second, first), strict=True):
        again = client.get(place).content.decode()
        assert own in again
        assert other not in again
        assert own not in place
        assert CODE.search(Client().get(place, follow=True).content.decode()) is None
    time_machine.move_to("2027-02-09T10:10:01+01:00", tick=False)
    assert client.get(places[0]).status_code == 302


def test_a_visitor_is_written_to_in_the_language_of_the_page(client, page, english):
    address = f"/en{page('contribute')}"
    client.post(address, typed(client, address, name="Henk"))

    assert Contribution.objects.get().contact.language == "en"


def test_a_second_press_shows_the_same_code(client, page):
    address = page("contribute")
    sent = typed(client, address)
    first, second = client.post(address, sent), client.post(address, sent)
    assert CODE.findall(first.content.decode()) == CODE.findall(second.content.decode())
    assert "al verstuurd" in second.content.decode()
    assert Contribution.objects.count() == 1


def test_who_goes_back_and_sends_the_same_again_sees_the_first_code(client, page, time_machine):
    address = page("contribute")

    def sent(browser=client, **fields):
        return CODE.search(
            browser.post(address, typed(browser, address, **fields)).content.decode()
        )

    first, again = sent(text="Zo.\r\nEn zo."), sent(text="Zo.\r\nEn zo.")

    assert first.group() == again.group()
    assert "al verstuurd" in again.string
    assert Contribution.objects.count() == 1
    for other in ({"name": "Henk"}, {"text": "Anders."}):
        assert sent(**other).group() != first.group()
    assert Contribution.objects.count() == 3
    time_machine.shift(601)
    sent(text="Anders.")
    assert Contribution.objects.count() == 4


def test_the_same_words_after_the_first_were_erased_come_in_anew(client, page):
    address = page("contribute")
    client.post(address, typed(client, address))
    Contribution.objects.update(idempotency_hash=None)

    client.post(address, typed(client, address))

    assert Contribution.objects.count() == 2


def test_other_words_under_the_same_key_stay_on_the_screen_and_can_be_sent(client, page):
    address = page("contribute")
    sent = typed(client, address)
    client.post(address, sent)
    answer = client.post(address, sent | {"text": "Nog iets."})
    assert answer.status_code == 422
    assert "Nog iets." in answer.content.decode()
    again = {
        "idempotency_key": answer.context["form"]["idempotency_key"].value(),
        "trap": "",
        "text": "Nog iets.",
    }
    assert client.post(address, again).status_code == 200
    assert Contribution.objects.count() == 2


def test_20_001_characters_are_refused_and_stay_on_the_screen(client, page):
    address = page("contribute")
    answer = client.post(address, typed(client, address, text="a" * 20_000 + "z"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "a" * 20_000 + "z" in html
    assert "20000" in html
    assert 'maxlength="20000"' not in html
    assert client.post(address, typed(client, address, text="a" * 20_000)).status_code == 200


def test_lines_are_kept_and_count_as_one_character(client, page):
    address = page("contribute")
    text = "  Eén.\r\n\r\nTwee. "
    client.post(address, typed(client, address, text=text))
    assert Contribution.objects.get().text == "  Eén.\n\nTwee. "
    assert (
        client.post(address, typed(client, address, text="\r\n" * 9_000 + "x" * 11_000)).status_code
        == 200
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " \r\n "}, "Schrijf eerst wat u wilt zeggen."),
        ({"text": ""}, "Schrijf eerst wat u wilt zeggen."),
        ({"email": "geen adres"}, "Schrijf een e-mailadres"),
        ({"area": "atlantis"}, "staat niet in de lijst"),
        ({"trap": "x"}, "Laat het verborgen veld leeg"),
        ({"title": "t" * 161}, "160"),
        ({"text": "pad\x00"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, page, fields, sentence):
    address = page("contribute")
    answer = client.post(address, typed(client, address, place="Bij de brug") | fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Bij de brug" in html
    assert not Contribution.objects.exists()


def test_script_in_every_field_is_text_on_every_page(client, page, trajectory):
    address = page("contribute")
    sent = typed(client, address, text=EVIL, title=EVIL, place=EVIL, name=EVIL)
    pages = [client.post(address, sent), client.post(address, sent | {"email": EVIL})]
    contribution = Contribution.objects.get()
    slug = trajectory.slug
    pages += [
        client.get(page("take-part")),
        client.get(reverse("contributions", kwargs={"slug": slug})),
        client.get(reverse("contribution", kwargs={"slug": slug, "key": contribution.public_key})),
    ]
    for answer in pages:
        html = answer.content.decode()
        assert "<script>alert" not in html
        assert "<b onmouseover" not in html
    assert "&lt;script&gt;" in pages[-1].content.decode()


def assert_says_that_it_came_too_late(answer):
    """What was not sent can be copied, and nothing on the page can never work."""
    main = main_of(answer)
    assert "Te laat: uw tekst is niet verstuurd" in main
    assert "nog niet verstuurd" not in main
    assert "Kijk nog even naar" not in main
    assert "Verstuur" not in main
    assert "kon tot en met 21 maart 2027" in main
    assert re.search(r"<textarea[^>]* readonly>Het pad is te smal\.</textarea>", main)
    assert 'href="tel:' in main
    assert 'href="mailto:' in main
    assert "ezen wat u schreef" not in main


def test_after_the_last_day_there_is_no_form_and_the_words_stay_on_the_screen(
    client, page, time_machine
):
    address = page("contribute")
    sent = typed(client, address)
    time_machine.move_to("2027-03-22T00:00:01+01:00", tick=False)
    html = client.get(address).content.decode()
    assert "kon tot en met 21 maart 2027" in html
    assert "<textarea" not in html
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Het pad is te smal." in answer.content.decode()
    assert_says_that_it_came_too_late(answer)
    assert_says_that_it_came_too_late(client.post(address, sent | {"email": "geen adres"}))
    assert "kon tot en met 21 maart 2027" in client.get(page("take-part")).content.decode()


def test_an_evening_says_where_and_when_and_has_no_form(client, evening):
    address = {"slug": evening.trajectory.slug, "key": evening.key}
    html = client.get(reverse("take-part", kwargs=address)).content.decode()
    assert "18 februari 2027, De Schakel" in html
    assert reverse("contribute", kwargs=address) not in html


def test_the_paper_form_names_the_activity_and_where_to_bring_it(client, page):
    html = client.get(page("paper-form")).content.decode()
    assert "Ideeën voor het pad" in html
    assert "2027-0001" in html
    assert "Breng of stuur het naar" in html
    assert "Of per brief: straat en huisnummer" in html
    assert f"http://testserver{page('take-part')}" in html


def test_what_is_not_to_be_read_has_no_page(client, page, trajectory, ideas, now):
    client.cookies["sessionid"] = "passes the page cache by"
    shown = words_from(ideas, 1, at=now)[0][0]
    address = reverse("contribution", kwargs={"slug": trajectory.slug, "key": shown.public_key})
    assert client.get(address).status_code == 200
    for state in ("waiting", "withdrawn"):
        Contribution.objects.filter(pk=shown.pk).update(state=state)
        assert client.get(address).status_code == 404
    other = ground.a_trajectory(trajectory.policy, number=2)
    elsewhere = reverse("contribution", kwargs={"slug": other.slug, "key": shown.public_key})
    assert client.get(elsewhere).status_code == 404


def test_the_list_is_walked_page_by_page(client, trajectory, ideas, now, areas):
    words_from(ideas, 30, at=now.replace(hour=1), area=areas["centrum"])
    address = reverse("contributions", kwargs={"slug": trajectory.slug})
    first = client.get(address)
    assert first.content.decode().count('class="sr-contribution"') == 25
    second = client.get(first.context["next_url"])
    assert second.content.decode().count('class="sr-contribution"') == 5
    assert client.get(second.context["previous_url"]).content == first.content
    one_area = client.get(f"{address}?gebied=centrum")
    assert "gebied=centrum&amp;na=" in one_area.content.decode()
    assert (
        "Hierbij past geen reactie." in client.get(f"{address}?gebied=oosterveld").content.decode()
    )


@pytest.mark.parametrize("number", [1, 30, 90])
def test_pages_take_at_most_twelve_statements_however_much_is_written(
    client,
    trajectory,
    ideas,
    now,
    number,
    page,
    django_assert_max_num_queries,
):
    sent = words_from(ideas, number, at=now.replace(hour=1))
    slug = trajectory.slug
    for address in (
        page("take-part"),
        page("contribute"),
        page("paper-form"),
        reverse("contributions", kwargs={"slug": slug}),
        reverse("contribution", kwargs={"slug": slug, "key": sent[0][0].public_key}),
    ):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_who_sent_words_finds_them_back_with_the_code_and_can_send_every_form(client, page):
    address = page("contribute")
    code = CODE.search(client.post(address, typed(client, address)).content.decode()).group()
    find = reverse("find-contribution")
    assert client.get(find)["Referrer-Policy"] == "strict-origin"
    response = client.post(find, {"code": code}, follow=True)
    assert "Het pad is te smal." in response.content.decode()
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (1, "", "127.0.0.1"),
        (2, "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9:49152", "203.0.113.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (1, "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "onzin", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_say_where_somebody_comes_from(
    rf, settings, proxies, forwarded, address
):
    from speelruimte.website.asking import the_address

    settings.TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert the_address(request) == address


@pytest.fixture
def drawn(db, now):
    import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)


def test_the_map_of_a_plan_starts_at_its_own_area(client, page, drawn):
    html = client.get(page("contribute")).content.decode()

    assert "kaart.svg?gebied=centrum" in html
    own, whole = (the_drawing(keys).back(140, 100) for keys in (["centrum"], []))
    assert the_drawing(["centrum"]).scale > 2 * the_drawing().scale
    assert own != whole


def test_who_cannot_press_on_the_map_is_sent_to_fields_that_stand_above_it(client, page, drawn):
    html = client.get(page("contribute")).content.decode()

    [way] = re.findall("Kunt u dat niet[?] De (.*?) hierboven", html)
    assert way == "vakken"
    assert html.index('id="plek"') < html.index('name="place"') < html.index("Kunt u dat niet?")


def test_a_press_on_the_map_chooses_a_spot_sends_nothing_and_is_kept_with_the_words(
    client, page, drawn
):
    address = page("contribute")
    sent = typed(client, address, title="Pad")

    pressed = client.post(address, sent | {"map.x": "140", "map.y": "120"})

    assert not Contribution.objects.exists()
    form = pressed.context["form"]
    assert (form["title"].value(), form["idempotency_key"].value()) == (
        "Pad",
        sent["idempotency_key"],
    )
    assert "Er staat een punt op de kaart" in pressed.content.decode()
    spot = {name: str(form[name].value()) for name in ("longitude", "latitude")}
    client.post(address, sent | spot)
    contribution = Contribution.objects.get()
    assert contribution.longitude == pytest.approx(float(spot["longitude"]))
    Contribution.objects.update(state="published")
    shown = reverse(
        "contribution",
        kwargs={"slug": contribution.trajectory.slug, "key": contribution.public_key},
    )
    assert (
        f"?punt={contribution.longitude},{contribution.latitude}"
        in client.get(shown).content.decode()
    )


def test_the_spot_is_taken_away_again_and_the_words_stay(client, page, drawn):
    address = page("contribute")
    sent = typed(client, address, longitude="6.5", latitude="52.8", without_point="1")

    answer = client.post(address, sent).content.decode()

    assert "Er staat een punt op de kaart" not in answer
    assert "Het pad is te smal." in answer
    assert not Contribution.objects.exists()


def test_after_what_one_hour_may_bring_words_wait_and_stay(
    client, page, settings, time_machine, browser_of, ideas
):
    settings.SENT_PER_HOUR = 2
    address = page("contribute")
    sent = typed(client, address)
    client.post(address, sent)
    assert "al verstuurd" in client.post(address, sent).content.decode()
    client.post(address, typed(client, address, text="Dat pad is te smal."))
    late = typed(client, address, text="Nog een pad is te smal.")

    waits = client.post(address, late)

    assert waits.status_code == 422
    assert "Vanaf 11.00 uur" in waits.content.decode()
    assert "Nog een pad is te smal." in waits.content.decode()
    assert waits.context["form"]["idempotency_key"].value() == late["idempotency_key"]
    assert "al verstuurd" in client.post(address, sent).content.decode()
    assert Contribution.objects.count() == 2
    elsewhere = typed(client, address)
    assert client.post(address, elsewhere, REMOTE_ADDR="203.0.113.9").status_code == 200
    time_machine.move_to("2027-02-09T11:00:00+01:00", tick=False)
    assert client.post(address, late).status_code == 200


def test_what_is_done_elsewhere_without_a_day_says_what_it_is_and_when(
    client, evening, trajectory, settings
):
    settings.PAGE_CACHE = False
    type(evening).objects.filter(pk=evening.pk).update(held_on=None, held_at="", place="")
    where = {"slug": trajectory.slug, "key": evening.key}
    [said] = [
        method.short
        for phase in agreement_in_force(trajectory).phases
        for method in phase.methods
        if method.key == evening.planned
    ]

    page = client.get(reverse("take-part", kwargs=where)).content.decode()
    process = client.get(reverse("process", kwargs={"slug": trajectory.slug}))

    assert "Dit doen we van 9 februari 2027 tot en met" in page
    assert "Wilt u weten wanneer, of iets vragen? Bel ons." in page
    assert "Hier kunt u op de website geen tekst insturen" not in page
    ways = {way["title"]: way["text"] for way in process.context["ways"]}
    assert said
    assert ways[evening.title] == said
