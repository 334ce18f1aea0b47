"""The ballot in a browser: looked at, looked at once more, and cast once."""

import logging
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from speelruimte.activities.kinds.budget.actions import cast_ballot
from speelruimte.activities.kinds.budget.models import Ballot, VotingRight
from speelruimte.activities.kinds.budget.queries import ballot_standing
from speelruimte.website.kinds.budget.vote_words import SECRET
from tests.conftest import NOW
from tests.steps.voting import voted

RECEIPT = re.compile(r"SB-[0-9A-Z]{4}[0-9A-Z-]+")


@pytest.fixture(autouse=True)
def _on_a_day_of_voting(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def address(activity):
    here = {"slug": activity.trajectory.slug, "key": activity.key}
    return lambda name: reverse(name, kwargs=here)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text).replace("\N{NO-BREAK SPACE}", " ")


def hidden(response):
    """What the question 'Klopt dit?' sends on."""
    text = response.content.decode()
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)
    choices = [value for name, value in fields if name == "choices"]
    return dict(fields) | {"choices": choices}


def test_one_reads_what_one_chose_before_it_is_final_and_presses_twice_for_one_receipt(
    open_vote_of, address, client
):
    opened = open_vote_of(rights=2)
    sent = {"choices": ["1", "3"], "code": opened.codes[0]}

    asked = client.post(address("vote-form"), sent)

    page = words(asked)
    assert "Klopt dit?" in page
    assert "1. Bankjes langs de vaart € 8.000 3. Moestuin bij de school € 5.000" in page
    assert "U koos 2 plannen, samen € 13.000." in page
    assert f"U stemt bij ‘{opened.vote.activity.title}’." in page
    assert page.index("Drukt u op ‘Ja’, dan is uw stem definitief.") < page.index(
        "Ja, breng mijn stem uit"
    )
    assert not Ballot.objects.exists()
    assert VotingRight.objects.filter(used="no").count() == 2

    yes = hidden(asked) | {"sure": "1"}
    once, twice = (client.post(address("vote-form"), yes) for _press in range(2))
    receipts = [client.get(answer["Location"]) for answer in (once, twice, twice)]

    (code,) = {RECEIPT.search(words(receipt)).group() for receipt in receipts}
    assert ballot_standing(code) == "pending"
    assert Ballot.objects.get().choices == ["1", "3"]
    assert "Print deze bladzijde" in words(receipts[0])
    assert "Kopieer de code" in words(receipts[0])
    for answer in (once, twice, *receipts):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert opened.codes[0] not in answer.content.decode()
    assert code not in once["Location"]
    assert urlsplit(once["Location"]).path.endswith("/stembiljet/")

    # One form, the code of somebody else: another ballot with another receipt.
    other = client.post(address("vote-form"), yes | {"code": opened.codes[1]})
    assert RECEIPT.search(words(client.get(other["Location"]))).group() != code
    assert Ballot.objects.count() == 2


def test_a_code_that_was_used_is_told_so_before_and_after_the_question(
    open_vote_of, address, client, today
):
    opened = open_vote_of(rights=1)
    asked = client.post(address("vote-form"), {"choices": ["2"], "code": opened.codes[0]})
    cast_ballot(opened.vote, code=opened.codes[0], choices=["1"], on=today)

    for sent in ({"choices": ["2"], "code": opened.codes[0]}, hidden(asked) | {"sure": "1"}):
        page = client.post(address("vote-form"), sent)
        assert words(page).split(" - ")[0].strip() == "Uw stem was al binnen"
        assert not RECEIPT.search(words(page))
    assert Ballot.objects.get().choices == ["1"]


def test_the_receipt_is_for_this_browser_and_ten_minutes(
    open_vote_of, address, client, time_machine, later
):
    opened = open_vote_of(rights=1)
    yes = {"choices": ["1"], "code": opened.codes[0], "sure": "1", "idempotency_key": "k"}
    client.get(address("vote-form"))
    to = client.post(address("vote-form"), yes)["Location"]

    assert RECEIPT.search(words(client.get(to)))
    late = Client().get(to)
    assert "hier niet meer te zien" in words(late)
    assert "Uw stem is binnen" not in words(late)
    time_machine.move_to(later(0.01), tick=False)
    assert "hier niet meer te zien" in words(client.get(to))


def test_the_receipt_leads_to_its_vote_and_secrecy_is_said_in_one_sentence(
    open_vote_of, address, client
):
    opened = open_vote_of(rights=1)
    receipt = cast_ballot(
        opened.vote,
        code=opened.codes[0],
        choices=["1"],
        idempotency_key="een",
        on=opened.vote.activity.opens_on,
    )

    standing = client.post(reverse("find-contribution"), {"code": receipt}, follow=True)

    assert address("vote") in standing.content.decode()
    assert opened.vote.activity.title in words(standing)
    for page in (standing, client.get(address("vote")), client.get(reverse("privacy"))):
        assert str(SECRET) in words(page)
        assert "Niemand kan zien wat u koos" not in words(page)


def test_who_changes_their_mind_gets_the_ballot_back_as_it_was(open_vote_of, address, client):
    opened = open_vote_of(rights=1)
    asked = client.post(address("vote-form"), {"choices": ["1"], "code": opened.codes[0]})

    back = client.post(address("vote-form"), hidden(asked) | {"change": "1"})

    assert re.search(
        r'value="1"\s+id="id_choices_0"\s+data-cents="800000"\s+checked', back.content.decode()
    )
    assert f'value="{opened.codes[0]}"' in back.content.decode()
    assert "nog niet verstuurd" not in words(back)


def test_the_ballot_needs_no_session_and_leaves_none(open_vote_of, address, client):
    opened = open_vote_of(rights=1)

    first = client.get(address("vote-form"))
    client.post(address("vote-form"), {"choices": ["1"], "code": opened.codes[0], "sure": "1"})

    (receipt,) = set(client.cookies) - {"csrftoken"}
    assert receipt.startswith("bewijs-")
    assert client.cookies[receipt]["path"] == address("vote-receipt")
    assert not Session.objects.exists()
    assert first["Cache-Control"] == "no-store"
    assert 'name="idempotency_key"' not in first.content.decode()


def test_the_form_survives_the_check_of_the_browsers_origin(open_vote_of, address):
    """With no-referrer a browser would send Origin: null, and nobody could vote."""
    opened = open_vote_of(rights=1)
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(address("vote-form"))
    sent = {"choices": ["1"], "code": opened.codes[0]}

    for answer in ("Klopt dit?", ""):
        assert page["Referrer-Policy"] == "same-origin"
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.content.decode()).group(1)
        page = browser.post(
            address("vote-form"),
            sent | {"csrfmiddlewaretoken": token},
            headers={"origin": "http://testserver"},
        )
        assert answer in page.content.decode()
        sent |= {"sure": "1"}
    assert page.status_code == 302


@pytest.mark.parametrize(
    ("choices", "code", "sentence"),
    [
        ([], None, "Kies minstens 1 plan"),
        (["1", "2", "3"], None, "Kies hoogstens 2 plannen. U koos er 3."),
        (["1"], "ST-2222-2222-2222", "past niet bij deze stemming"),
        (["1"], "", "Vul uw stemcode in."),
        (["99"], None, "Deze keuze staat niet in de lijst"),
        (["1"], "<script>alert(1)</script>", "past niet bij deze stemming"),
        (["1"], "SR-2222-2222-2222", "Dit is de code van een ontvangstbewijs"),
    ],
)
def test_a_fault_keeps_the_choices_and_the_code_on_screen(
    open_vote_of, address, client, choices, code, sentence
):
    opened = open_vote_of(rights=1, maximum=2)
    typed = opened.codes[0] if code is None else code

    for button in ({}, {"sure": "1"}):
        response = client.post(address("vote-form"), {"choices": choices, "code": typed} | button)

        text = response.content.decode()
        assert response.status_code == 200
        assert sentence in words(response)
        assert "Fout:" in text
        assert not typed or f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in text
        for number in {"1", "2", "3"} & set(choices):
            assert re.search(rf'value="{number}"\s+id="id_choices_\d"[^>]*checked', text)
    assert not Ballot.objects.exists()
    assert VotingRight.objects.get().used == "no"


@pytest.mark.parametrize("button", [{}, {"sure": "1"}])
def test_a_wrong_code_is_told_together_with_wrong_choices(open_vote_of, address, client, button):
    open_vote_of(rights=1)

    page = words(client.post(address("vote-form"), {"code": "ST-2222-2222-2222"} | button))

    assert "Kies minstens 1 plan" in page
    assert "past niet bij deze stemming" in page


def test_who_voted_already_and_ticks_nothing_reads_that_the_vote_is_in(
    open_vote_of, address, client, moments
):
    opened = open_vote_of(rights=1)
    voted(opened.vote, codes=opened.codes, choices=(["1"],), on=moments.voting)

    page = words(client.post(address("vote-form"), {"code": opened.codes[0]}))

    assert "Uw stem was al binnen" in page


def test_a_refusal_leaves_no_moment_in_the_log(open_vote_of, address, client, caplog):
    open_vote_of(rights=1)
    caplog.set_level(logging.INFO)

    client.post(address("vote-form"), {"choices": ["1"], "code": "ST-2222-2222-2222"})

    assert [r for r in caplog.records if r.name.startswith("django.request")] == []


@pytest.mark.parametrize(
    ("terms", "choices", "said"),
    [
        ({"maximum": 3}, [], "U koos nog geen plan. Kies er nog minstens 1."),
        ({"maximum": 3}, ["1"], "U koos 1 plan, van € 8.000. U kunt er nog 2 bij kiezen."),
        ({"maximum": 1}, ["1", "4"], "U koos 2 plannen, samen € 38.000. Dat is er 1 te veel."),
        ({"maximum_cost": 10_000}, ["1"], "van € 8.000. Nog € 2.000 over."),
        ({"maximum_cost": 10_000}, ["1", "3"], "samen € 13.000. Dat is € 3.000 te veel."),
    ],
)
def test_the_bar_says_what_is_chosen_and_what_is_left(
    open_vote_of, address, client, terms, choices, said
):
    opened = open_vote_of(rights=1, **terms)

    response = client.post(
        address("vote-form"), {"choices": choices, "code": opened.codes[0], "count": "1"}
    )

    assert said in words(response)
    assert "Fout:" not in words(response)
    assert f'value="{opened.codes[0]}"' in response.content.decode()


def test_after_the_last_day_the_form_says_so(open_vote_of, address, client, later, time_machine):
    opened = open_vote_of(rights=1)
    time_machine.move_to(later(11), tick=False)

    assert "laatste dag om te stemmen is voorbij" in words(client.get(address("vote")))
    sent = client.post(
        address("vote-form"), {"choices": ["1"], "code": opened.codes[0], "sure": "1"}
    )
    assert "laatste dag om te stemmen is voorbij" in words(sent)
    assert "Uw stem is niet uitgebracht" in words(sent)
    assert "Dit koos u: 1. " in words(sent)
    assert 'href="mailto:' in sent.content.decode()
    assert "Uw stem is niet uitgebracht" not in words(client.get(address("vote-form")))
    assert not Ballot.objects.exists()


def test_a_second_press_after_the_last_day_says_that_the_vote_was_in(
    open_vote_of, address, client, later, time_machine
):
    opened = open_vote_of(rights=1)
    sent = {"choices": ["1"], "code": opened.codes[0], "sure": "1", "idempotency_key": "a" * 32}
    client.post(address("vote-form"), sent)
    assert Ballot.objects.count() == 1
    time_machine.move_to(later(11), tick=False)

    again = words(client.post(address("vote-form"), sent))
    assert "Uw stem was al binnen" in again
    assert "niet uitgebracht" not in again


def test_a_voting_code_where_receipts_are_asked_is_told_where_it_is_used(
    open_vote_of, client, address
):
    opened = open_vote_of(rights=1)

    page = client.post(reverse("find-contribution"), {"code": opened.codes[0]})
    wrong = client.post(reverse("find-contribution"), {"code": "SR-2222-2222-2223"})

    assert "Dit is een stemcode. Die gebruikt u op het stembiljet" in words(page)
    assert "Deze code kennen we niet" in words(wrong)
    for answer in (page, wrong):
        assert "Deze code klopt niet" in words(answer)
        assert "nog niet verstuurd" not in words(answer)
