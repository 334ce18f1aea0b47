import re
from functools import partial
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import escape

from speelruimte.initiatives.models import Initiative
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.receipts import code_hash
from speelruimte.places.actions import import_areas

SCRIPT = "<script>alert('x')</script><b>dik</b>"
LINDEWOLD = Path(__file__).parents[2] / "demo" / "lindewold.geojson"


@pytest.fixture
def client(client):
    """A visitor whose browser goes where an answer sends it."""
    client.post = partial(client.post, follow=True)
    return client


@pytest.fixture
def drawn(db, now):
    import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


def filled(client, who="bewoner", **words):
    """What a browser sends for this form: every field as it stands, with these words."""
    page = client.get(reverse("idea-form", args=[who])).content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page).group(1)
    required = {name: "Dat is goed." for name in re.findall(r'name="(start_[^"]+)"', page)}
    return {
        "title": "Een tuin",
        "text": "Graag een tuin.",
        "area": "",
        "place": "",
        "longitude": "",
        "latitude": "",
        "name": "",
        "email": "",
        "phone": "",
        "trap": "",
        "idempotency_key": key,
        **required,
        **words,
    }


def send(client, who="bewoner", **words):
    return client.post(reverse("idea-form", args=[who]), filled(client, who, **words))


def code_in(response):
    return re.search(r"SR-\w{4}-\w{4}-\w{4}", response.content.decode()).group()


def test_the_first_page_says_what_to_expect_and_can_be_kept(client, load_pack):
    load_pack("heemstede-2020")

    response = client.get(reverse("idea"))
    page = response.content.decode()

    assert "Ik ben bewoner" in page
    assert "Stuurt u vandaag iets in? Dan hoort u uiterlijk op 23 februari 2027 van ons." in page
    assert "<form" not in page
    assert "csrf" not in page
    assert not response.cookies


def test_without_a_policy_nothing_can_be_sent(client, db):
    assert "nu nog niets insturen" in client.get(reverse("idea")).content.decode()
    assert client.get(reverse("idea-form", args=["bewoner"])).status_code == 404


def test_an_idea_without_account_name_or_address_gets_a_code_shown_once(client, load_pack):
    load_pack("heemstede-2020")

    response = send(client)

    page = response.content.decode()
    assert "Graag een tuin." in page  # also on the receipt
    initiative = Initiative.objects.get()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert initiative.receipt_hash == code_hash(code_in(response))
    assert "2027-0001" in page
    assert "23 februari 2027" in page
    assert "U gaf geen e-mailadres" in page
    assert f'bij <a href="{reverse("find-contribution")}">Mijn inbreng</a>.' in page
    assert initiative.contact is None
    assert not Message.objects.exists()


def test_a_page_with_the_form_lets_the_browser_say_where_it_comes_from(client, load_pack):
    load_pack("heemstede-2020")
    page = client.get(reverse("idea-form", args=["bewoner"]))
    refused = send(client, title="")

    for response in (page, refused):
        assert response["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "no-store"
    # Only the browser in which it was typed keeps it, or Back could not show it again.
    assert refused["Cache-Control"] == "private, max-age=0, must-revalidate"


def test_who_leaves_an_address_is_owed_a_message_without_the_code(client, load_pack):
    load_pack("heemstede-2020")

    response = send(client, name="Nadia Haddou", email="nadia@buurt.example")

    message = Message.objects.get()
    assert message.kind == "signal_received"
    assert message.contact.email == "nadia@buurt.example"
    assert code_in(response) not in str(vars(message))
    said = "Dat bericht komt per e-mail, naar nadia@buurt.example. Klopt dat adres niet?"
    assert said in " ".join(response.content.decode().split())


def test_the_receipt_shows_the_fingerprint_of_its_own_entry(client, load_pack):
    load_pack("basis")

    page = send(client).content.decode()

    entry = Entry.objects.get(verb="initiative_received")
    assert entry.fingerprint[:4] in page


def test_other_words_with_a_form_that_was_used_come_in_at_the_next_press(client, load_pack):
    load_pack("heemstede-2020")
    address, sent = reverse("idea-form", args=["bewoner"]), filled(client)
    client.post(address, sent)

    refused = client.post(address, sent | {"text": "Graag een bankje."})

    key = refused.context["form"]["idempotency_key"].value()
    client.post(address, sent | {"text": "Graag een bankje.", "idempotency_key": key})
    assert Initiative.objects.filter(text="Graag een bankje.").exists()


def test_a_second_press_shows_the_same_receipt(client, load_pack):
    load_pack("basis")
    words = filled(client)

    first = client.post(reverse("idea-form", args=["bewoner"]), words)
    second = client.post(reverse("idea-form", args=["bewoner"]), words)
    back_and_again = send(client)

    assert code_in(first) == code_in(second) == code_in(back_and_again)
    assert "al verstuurd" not in first.content.decode()
    assert "al verstuurd" in back_and_again.content.decode()
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title": ""}, "Vul dit in."),
        ({"title": "x" * 161}, "161 tekens. Er passen er 160"),
        ({"text": "x" * 20_001}, "20001 tekens. Er passen er 20000"),
        ({"text": "  "}, "Vul dit in."),
        ({"place": "x" * 201}, "te lang"),
        ({"email": "geen adres"}, "Schrijf een e-mailadres"),
        ({"area": "verzonnen"}, "Deze keuze staat niet in de lijst"),
        ({"start_waarde": ""}, "Vul dit in."),
        ({"start_waarde": "x" * 4001}, "4001 tekens"),
        ({"trap": "ik ben een robot"}, "verborgen veld"),
        ({"idempotency_key": ""}, "Vul dit in."),
        ({"idempotency_key": "x" * 41}, "korter"),
        ({"longitude": "oost"}, "getal"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, load_pack, words, said):
    load_pack("heemstede-2020")

    response = send(client, **{"title": "Mijn tuin bij de vijver", **words})

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert words.get("title", "Mijn tuin bij de vijver") in page
    assert not Initiative.objects.exists()


def test_html_and_script_are_shown_as_text_everywhere(client, load_pack, cast, signed_in):
    load_pack("heemstede-2020")
    fields = dict.fromkeys(("text", "place", "name", "phone", "start_waarde"), SCRIPT)

    received = send(client, title=SCRIPT, **fields | {"phone": "<b>0592 102030</b>"})
    refused = send(client, title=SCRIPT, **fields | {"phone": "", "email": "x"})
    signed_in(cast.marleen)
    case = Initiative.objects.get().case_number
    seen = client.get(reverse("work-initiative", args=[case]))

    for response in (received, refused, seen):
        assert "<script>alert" not in response.content.decode()
        assert "<b>dik" not in response.content.decode()
    assert "&lt;script&gt;" in seen.content.decode()


def test_each_kind_has_its_own_questions(client, load_pack):
    load_pack("basis")

    resident = client.get(reverse("idea-form", args=["bewoner"])).content.decode()
    developer = client.get(reverse("idea-form", args=["ontwikkelaar"])).content.decode()

    assert "Waarom is dit goed voor de buurt?" in resident
    assert "wie kan er last van hebben?" in developer
    assert "wie kan er last van hebben?" not in resident
    send(client, "ontwikkelaar")
    assert Initiative.objects.get().kind == "developer"


@pytest.mark.parametrize(
    ("policy", "who", "asked"),
    [("basis", "ontwikkelaar", "start_"), ("assen-2021", "bewoner", "already_involved")],
)
def test_all_that_was_sent_is_read_on_the_receipt_and_with_the_code(
    client, load_pack, policy, who, asked
):
    load_pack(policy)
    form = client.get(reverse("idea-form", args=[who])).context["form"]
    answers = {name: f"Antwoord op {name}." for name in form.fields if name.startswith(asked)}
    assert answers

    receipt = send(client, who, email="els@buurt.example", **answers)
    own = client.post(reverse("find-contribution"), {"code": code_in(receipt)})

    for page in (receipt, own):
        words = page.content.decode()
        for name, answer in answers.items():
            assert escape(form.fields[name].label) in words
            assert answer in words
    mail = compose_mail(Message.objects.get(kind="signal_received"))
    assert "> Graag een tuin." in mail.text
    assert "Dit is een deel van wat u stuurde. Alles leest u met de link hieronder." in mail.text


def test_nobody_from_outside_enters_a_plan_of_the_municipality(client, load_pack):
    load_pack("basis")

    assert client.get("/idee/gemeente/").status_code == 404
    assert client.get("/idee/overheid/").status_code == 404


def test_outside_the_policy_one_hears_at_once_where_to_go(client, load_pack):
    load_pack("assen-2021")

    page = send(client).content.decode()

    assert "Bel 14 0592" in page
    assert Initiative.objects.get().step == "signal"


def test_a_press_on_the_map_chooses_a_spot_and_sends_nothing(
    client, load_pack, drawn, cast, signed_in
):
    load_pack("basis")
    words = filled(client, title="Bankje") | {"map.x": "140", "map.y": "120"}

    response = client.post(reverse("idea-form", args=["bewoner"]), words)

    page = response.content.decode()
    assert not Initiative.objects.exists()
    assert 'value="Bankje"' in page
    assert "Er staat een punt op de kaart" in page
    longitude = re.search(r'name="longitude" value="([^"]+)"', page).group(1)
    latitude = re.search(r'name="latitude" value="([^"]+)"', page).group(1)
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page).group(1)
    assert key == words["idempotency_key"]

    client.post(
        reverse("idea-form", args=["bewoner"]),
        filled(client, longitude=longitude, latitude=latitude, title="Bankje"),
    )
    initiative = Initiative.objects.get()
    assert initiative.area is not None
    assert initiative.longitude == pytest.approx(float(longitude))
    desk = signed_in(cast.marleen).get(reverse("work-initiative", args=[initiative.case_number]))
    assert f"?punt={initiative.longitude},{initiative.latitude}" in desk.content.decode()


def test_a_point_outside_the_municipality_is_refused(client, load_pack, drawn):
    load_pack("basis")
    address = reverse("idea-form", args=["bewoner"])

    pressed = client.post(address, filled(client) | {"map.x": "1", "map.y": "1"})
    page = pressed.content.decode()
    assert "Dit ligt buiten de gemeente" in page
    assert "Er staat een punt op de kaart" not in page

    sent = client.post(address, filled(client, longitude="4.9", latitude="52.4"))
    assert sent.status_code == 422
    assert "buiten de gemeente" in sent.content.decode()
    assert not Initiative.objects.exists()


def test_the_map_keeps_its_place_after_a_press_and_is_no_stop_for_the_keyboard(
    client, load_pack, drawn
):
    load_pack("basis")
    page = client.get(reverse("idea-form", args=["bewoner"])).content.decode()

    [control] = re.findall(r'<input\s[^>]*type="image"[^>]*>', page)
    assert 'formaction="#plek"' in control
    assert 'tabindex="-1"' in control
    assert 'id="plek"' in page
    assert 'tabindex="0"' not in page


@pytest.mark.parametrize("pressed", ["²", "٣", "9" * 5_000, "-1"])
def test_a_press_that_no_map_can_give_is_no_press(client, load_pack, drawn, pressed):
    load_pack("basis")

    client.post(
        reverse("idea-form", args=["bewoner"]), filled(client) | {"map.x": pressed, "map.y": "1"}
    )

    assert Initiative.objects.count() == 1


def test_the_enter_key_in_a_field_sends_the_form(client, load_pack, drawn):
    load_pack("basis")

    client.post(
        reverse("idea-form", args=["bewoner"]),
        filled(client) | {"map.x": "0", "map.y": "0"},
    )

    assert Initiative.objects.count() == 1


def test_the_spot_can_be_taken_away_again(client, load_pack, drawn):
    load_pack("basis")
    words = filled(client, longitude="6.5", latitude="52.8") | {"without_point": "1"}

    page = client.post(reverse("idea-form", args=["bewoner"]), words).content.decode()

    assert "Er staat een punt op de kaart" not in page
    assert not Initiative.objects.exists()


def test_the_map_is_a_picture_with_the_names_of_areas(client, drawn):
    response = client.get(reverse("idea-map") + "?punt=6.51,52.82")

    assert response["Content-Type"].startswith("image/svg+xml")
    assert "Vaartzijde" in response.content.decode()
    assert "<circle" in response.content.decode()
    for wrong in ("", "x,y", "6.5", "200,100", "nan,inf"):
        assert "<circle" not in client.get(reverse("idea-map"), {"punt": wrong}).content.decode()


def test_without_drawn_areas_there_is_no_map(client, load_pack, areas):
    load_pack("basis")

    assert client.get(reverse("idea-map")).status_code == 404
    page = client.get(reverse("idea-form", args=["bewoner"])).content.decode()
    assert 'type="image"' not in page
    assert "De Lanen" in page
