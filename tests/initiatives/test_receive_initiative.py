from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from speelruimte.initiatives.actions import receive_initiative
from speelruimte.initiatives.actions.receiving import next_case_number
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.terms import first_answer_due
from speelruimte.journal.models import Entry
from speelruimte.people.models import Contact
from speelruimte.people.receipts import code_hash
from speelruimte.places.models import Area
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import mark_in
from tests.steps.beginning import load_shipped
from tests.steps.door import received_initiative, sent_at_the_door
from tests.steps.refusing import refuses


def receive(now, today, **words):
    words = {
        "kind": "resident",
        "title": "Een buurttuin",
        "text": "Graag een tuin.",
        "by": None,
        "requirements": {"waarom": "Dan ontmoet je elkaar."},
        **words,
    }
    return receive_initiative(at=now, on=today, **sent_at_the_door(**words))


def test_an_idea_gets_a_case_number_a_receipt_and_a_journal_entry(load_pack, now, today):
    policy = load_pack("basis")

    received = receive(now, today, name="Nadia Haddou", email="nadia@lindewold.example")

    initiative = Initiative.objects.get()
    assert initiative.case_number == "2027-0001"
    assert initiative.policy == policy
    assert initiative.receipt_hash == code_hash(received.code)
    entry = Entry.objects.get(verb="initiative_received")
    assert entry.case_number == "2027-0001"
    assert entry.by == mark_in(initiative.contact.reference, "2027-0001")
    assert "Nadia" not in entry.text
    assert "tuin" not in entry.text


def test_who_leaves_nothing_behind_has_no_contact(load_pack, now, today):
    load_pack("basis")

    received = receive(now, today)

    assert received.received.contact is None
    assert not Contact.objects.exists()


def test_a_second_press_gives_the_first_idea_and_the_same_code(load_pack, now, today):
    load_pack("basis")
    first = receive(now, today, idempotency_key="sleutel", email="nadia@lindewold.example")

    with refuses("sent_already", kind=AlreadyDone) as pressed:
        receive(now, today, idempotency_key="sleutel", email="nadia@lindewold.example")

    assert pressed.value.result == first
    assert Initiative.objects.count() == 1
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(verb="initiative_received").count() == 1


def test_numbers_go_on_within_a_year_and_past_ten_thousand(load_pack, now, today):
    load_pack("basis")
    first = receive(now, today).received
    second = receive(now, today).received

    assert [first.case_number, second.case_number] == ["2027-0001", "2027-0002"]
    Initiative.objects.filter(pk=second.pk).update(case_number="2027-9999")
    assert next_case_number(2027) == "2027-10000"
    Initiative.objects.filter(pk=first.pk).update(case_number="2027-10000")
    assert next_case_number(2027) == "2027-10001"
    assert next_case_number(2028) == "2028-0001"


def test_a_number_that_was_just_taken_is_tried_again(load_pack, now, today, monkeypatch):
    load_pack("basis")
    receive(now, today)
    stale = iter(["2027-0001", "2027-0001"])
    monkeypatch.setattr(
        "speelruimte.initiatives.actions.receiving.next_case_number",
        lambda year: next(stale, None) or next_case_number(year),
    )

    assert receive(now, today).received.case_number == "2027-0002"


@pytest.mark.postgresql("SQLite has one writer at a time")
def test_many_at_once_each_get_a_number_of_their_own(own_database, now, today):
    load_shipped("basis", at=now)

    def one(number):
        try:
            return receive(now, today, idempotency_key=f"sleutel-{number % 6}").received.case_number
        except AlreadyDone as first:
            return first.result.received.case_number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(one, range(12)))

    assert Initiative.objects.count() == 6
    assert len(set(numbers)) == 6
    assert numbers[:6] == numbers[6:]


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        ({"title": "  "}, "title", "korte titel"),
        ({"title": "x" * 161}, "title", "161 tekens"),
        ({"text": ""}, "text", "eigen woorden"),
        ({"text": "x" * 20_001}, "text", "20001 tekens. Er passen er 20000"),
        ({"place": "x" * 201}, "place", "te lang"),
        ({"already_involved": "x" * 4001}, "already_involved", "te lang"),
        ({"requirements": {}}, "start_waarde", "Vul dit in: Waarom is dit goed"),
        ({"requirements": {"waarde": "x" * 4001}}, "start_waarde", "te lang"),
        ({"requirements": {"raar": "ja", "waarde": "ja"}}, None, "niet gesteld"),
        ({"kind": "municipality"}, "kind", "voert een medewerker in"),
        ({"kind": "other_government"}, "kind", "voert een medewerker in"),
    ],
)
def test_what_is_missing_or_too_long_is_said_in_a_sentence(
    load_pack, now, today, words, field, said
):
    load_pack("heemstede-2020")

    with pytest.raises(RuleBroken) as refused:
        receive(now, today, **{"requirements": {"waarde": "Goed"}, **words})

    assert refused.value.field == field
    assert said in refused.value.sentence
    assert not Initiative.objects.exists()
    assert not Entry.objects.filter(verb="initiative_received").exists()


def test_words_may_be_as_long_as_their_sentence_says(load_pack, now, today):
    load_pack("heemstede-2020")
    longest = {"title": 160, "text": 20_000, "place": 200, "already_involved": 4_000}
    words = {name: "x" * number for name, number in longest.items()}

    received = receive(now, today, requirements={"waarde": "x" * 4_000}, **words).received

    assert {name: len(getattr(received, name)) for name in longest} == longest
    assert received.requirements == {"waarde": "x" * 4_000}


def test_html_is_kept_as_it_was_written(load_pack, now, today):
    load_pack("basis")
    script = "<script>alert('x')</script> & <b>dik</b>"

    assert receive(now, today, title=script, text=script).received.text == script


@pytest.mark.parametrize(
    ("kind", "pack"),
    [
        ("municipality", "assen-2021"),
        ("other_government", "assen-2022"),
        ("developer", "assen-2022"),
        ("organisation", "heemstede-2020"),
        ("entrepreneur", "aa-en-hunze-2023"),
        ("resident", "assen-2021"),
    ],
)
def test_every_kind_comes_in_with_what_its_policy_needs(load_pack, cast, kind, pack):
    load_pack(pack)

    initiative = received_initiative(kind=kind, by=cast.joris)

    assert initiative.facts == {"initiator": kind}
    assert initiative.channel == "counter"


def test_outside_the_scope_nothing_is_asked_but_the_words(load_pack, now, today):
    load_pack("assen-2021")

    received = receive(now, today, requirements={})

    assert received.received.step == "signal"


def test_a_point_finds_its_area(load_pack, now, today):
    load_pack("basis")
    box = [[6, 52], [7, 52], [7, 53], [6, 53], [6, 52]]
    area = Area.objects.create(
        key="vak",
        name="Vak",
        geometry={"type": "Polygon", "coordinates": [box]},
        west=6,
        east=7,
        south=52,
        north=53,
    )

    assert receive(now, today, longitude=6.5, latitude=52.5).received.area == area
    assert receive(now, today, longitude=8.5, latitude=52.5).received.area is None


def test_the_first_answer_is_promised_by_the_policy(load_pack, now, today):
    load_pack("basis")

    assert first_answer_due(receive(now, today).received).isoformat() == "2027-02-23"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("joris", True),
        ("lotte", True),
        ("marleen", True),
        ("ruben", True),
        ("samira", True),
        ("nadia", False),
        ("stranger", False),
        ("bos", False),
        ("wim", False),
        ("dewit", False),
    ],
)
def test_who_enters_a_development_of_the_municipality(load_pack, cast, who, allowed):
    load_pack("assen-2021")

    if allowed:
        assert received_initiative(kind="municipality", by=getattr(cast, who)).pk
    else:
        with refuses("not_by_residents"):
            received_initiative(kind="municipality", by=getattr(cast, who))


def test_a_colleague_leaves_open_what_the_policy_does_not_ask_and_tells_the_rest(policy, cast):
    told = {"eerder": "In 2024 was hier een schouw.", "voorwaarden": "Het moet toegankelijk zijn."}
    assert received_initiative(kind="municipality", by=cast.joris, requirements=told).pk

    with refuses("no_sentence"):
        received_initiative(
            kind="municipality", by=cast.joris, requirements=told | {"paragraaf": "."}
        )
    assert Initiative.objects.count() == 1
