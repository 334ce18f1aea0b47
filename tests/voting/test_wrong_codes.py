"""Who guesses codes is told so after ten, and shuts nobody else out: a right code passes until 200."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from speelruimte.activities.kinds.budget.codes import VOTING
from speelruimte.activities.kinds.budget.models import Ballot
from speelruimte.people.attempts import MOST_WRONG_CODES_PER_HOUR, WRONG_CODES_PER_HOUR
from speelruimte.people.models import Attempt
from speelruimte.people.receipts import new_code
from speelruimte.website import wrong_codes
from tests.conftest import NOW
from tests.voting.test_ballot_pages import RECEIPT, words

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.66"}
AGAIN = "Vanaf uw netwerk is dit uur al vaak een verkeerde code ingevuld. Ook deze past hier niet."
WAIT = "Vanaf uw netwerk is dit uur heel vaak een verkeerde code ingevuld. Vanaf 11.00 uur kunt u"


@pytest.fixture(autouse=True)
def _on_a_day_of_voting(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def ballot(activity):
    return reverse("vote-form", kwargs={"slug": activity.trajectory.slug, "key": activity.key})


def wrong():
    """A code that is well-formed and of nobody."""
    return new_code(VOTING)[0]


def counted():
    return list(Attempt.objects.values_list("number", flat=True))


def guess_on(number):
    """As if wrong codes were typed from here until so many."""
    Attempt.objects.update(number=number)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"sure": "1", "idempotency_key": "k"},
        {"choices": ["9"]},
        {"choices": ["9"], "sure": "1"},
    ],
)
def test_after_two_hundred_wrong_voting_codes_the_right_one_waits_from_there_and_from_nowhere_else(
    open_vote_of, ballot, client, time_machine, more
):
    code = open_vote_of(rights=1).codes[0]
    for _try in range(WRONG_CODES_PER_HOUR):
        guessed = client.post(ballot, {"choices": ["2"], "code": wrong()} | more)
        assert guessed.status_code == 200
        assert "past niet bij deze stemming" in words(guessed)
    assert counted() == [10]
    guess_on(MOST_WRONG_CODES_PER_HOUR - 1)
    assert AGAIN in words(client.post(ballot, {"choices": ["2"], "code": wrong()} | more))
    assert WAIT in words(client.post(ballot, {"choices": ["2"], "code": wrong()} | more))
    assert counted() == [200]

    shut = client.post(ballot, {"choices": ["1"], "code": code})
    cast = client.post(ballot, {"choices": ["1"], "code": code, "sure": "1"})

    for page in (shut, cast):
        assert page.status_code == 429
        assert "Even wachten" in words(page)
        assert WAIT in words(page)
        assert f'value="{code}"' in page.content.decode()
        assert "U koos 1 plan" in words(page)
        assert page["Cache-Control"] == "no-store"
    assert not Ballot.objects.exists()
    assert "Klopt dit?" in words(Client(**ELSEWHERE).post(ballot, {"choices": ["1"], "code": code}))
    time_machine.shift(3_600)
    assert client.post(ballot, {"choices": ["1"], "code": code, "sure": "1"}).status_code == 302


def test_after_ten_wrong_voting_codes_a_wrong_one_is_told_so_and_a_right_one_passes(
    open_vote_of, ballot, client
):
    """One visitor shuts no library, school or town hall out of a vote."""
    code = open_vote_of(rights=1).codes[0]
    for _try in range(WRONG_CODES_PER_HOUR):
        client.post(ballot, {"choices": ["2"], "code": wrong()})

    again = client.post(ballot, {"choices": ["2"], "code": wrong()})

    assert again.status_code == 429
    assert f"{AGAIN} Kijk hem goed na: met een goede code kunt u verder." in words(again)
    assert "Vanaf 11.00 uur tellen we opnieuw" in words(again)
    assert "Even wachten" not in words(again)
    assert counted() == [11]
    guess_on(MOST_WRONG_CODES_PER_HOUR - 1)
    assert "Klopt dit?" in words(client.post(ballot, {"choices": ["1"], "code": code}))
    cast = client.post(ballot, {"choices": ["1"], "code": code, "sure": "1"})
    assert cast.status_code == 302
    assert Ballot.objects.count() == 1
    assert counted() == [MOST_WRONG_CODES_PER_HOUR - 1]


def test_receipts_and_voting_codes_are_counted_apart(open_vote_of, ballot, client):
    code = open_vote_of(rights=1).codes[0]
    receipt = {"code": new_code()[0]}
    assert client.post(reverse("find-contribution"), receipt).status_code == 422
    guess_on(MOST_WRONG_CODES_PER_HOUR)
    assert client.post(reverse("find-contribution"), receipt).status_code == 429

    guessed = client.post(ballot, {"choices": ["1"], "code": wrong()})
    right = client.post(ballot, {"choices": ["1"], "code": code})

    assert guessed.status_code == 200
    assert "Klopt dit?" in words(right)
    assert sorted(counted()) == [1, 200]


def test_a_right_code_writes_nothing_of_where_somebody_voted(open_vote_of, ballot, client):
    codes = open_vote_of(rights=2).codes
    yes = {"choices": ["1"], "code": codes[0], "sure": "1", "idempotency_key": "k"}

    client.post(ballot, {"choices": ["1"], "code": codes[0]})
    receipts = [client.get(client.post(ballot, yes)["Location"]) for _press in range(2)]
    again = client.post(ballot, yes | {"idempotency_key": "other"})
    client.post(ballot, {"choices": ["9"], "code": codes[1]})

    assert all(RECEIPT.search(words(receipt)) for receipt in receipts)
    assert "Uw stem was al binnen" in words(again)
    assert Ballot.objects.count() == 1
    assert not Attempt.objects.exists()


def test_after_the_last_day_too_and_then_nobody_is_told_that_no_vote_came_in(
    open_vote_of, ballot, client, later, time_machine
):
    code = open_vote_of(rights=1).codes[0]
    client.post(ballot, {"choices": ["1"], "code": code, "sure": "1"})
    time_machine.move_to(later(11), tick=False)
    for _try in range(WRONG_CODES_PER_HOUR):
        late = client.post(ballot, {"choices": ["1"], "code": wrong(), "sure": "1"})
        assert (late.status_code, "Uw stem is niet uitgebracht" in words(late)) == (200, True)
    client.post(ballot, {"choices": ["1"]})
    assert counted() == [10]
    guess_on(MOST_WRONG_CODES_PER_HOUR)

    shut = client.post(ballot, {"choices": ["1"], "code": code, "sure": "1"})

    assert counted() == [200]
    assert shut.status_code == 429
    assert "Er is nu niets verstuurd" in words(shut)
    assert "niet uitgebracht" not in words(shut)
    elsewhere = Client(**ELSEWHERE).post(ballot, {"choices": ["1"], "code": code, "sure": "1"})
    assert "Uw stem was al binnen" in words(elsewhere)


@pytest.mark.parametrize(("before", "told"), [(0, 10), (198, 2)])
def test_of_wrong_codes_at_the_same_instant_none_beyond_the_limit_is_answered_as_below_it(
    open_vote_of, ballot, client, monkeypatch, before, told
):
    """They all were asked before the first was counted."""
    open_vote_of(rights=1)
    monkeypatch.setattr(wrong_codes, "has_attempt_left", lambda *_asked: True)
    if before:
        client.post(ballot, {"choices": ["1"], "code": wrong()})
        guess_on(before)
    answers = [client.post(ballot, {"choices": ["1"], "code": wrong()}) for _try in range(12)]

    if before:
        assert [AGAIN in words(page) for page in answers] == [True] * told + [False] * 10
        assert [WAIT in words(page) for page in answers] == [False] * told + [True] * 10
        assert counted() == [200]
    else:
        assert [page.status_code for page in answers] == [200] * told + [429] * 2
        assert counted() == [12]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("work-vote-mark", "code"),
        ("work-vote-mark-back", "code"),
        ("work-vote-withdraw", "codes"),
        ("work-forgetting", "code"),
    ],
)
def test_a_colleague_is_stopped_too_and_neither_another_one_nor_a_visitor_of_the_town_hall(
    open_vote_of, ballot, activity, cast, client, monkeypatch, name, field
):
    monkeypatch.setattr(wrong_codes, "WRONG_CODES_OF_A_COLLEAGUE", 3)
    opened = open_vote_of(rights=2)
    here = {"case_number": activity.trajectory.case_number, "key": activity.key}
    address = reverse(name, kwargs=here if "vote" in name else {})
    first = signed_in(cast.samira if "vote" in name else cast.wim)
    for _try in range(3):
        assert first.post(address, {field: wrong()}).status_code == 422

    shut = first.post(address, {field: opened.codes[0]})

    assert shut.status_code == 429
    assert "Even wachten" in words(shut)
    assert "U typte dit uur te vaak een verkeerde code. Vanaf 11.00 uur kunt u" in words(shut)
    assert opened.codes[0] in shut.content.decode()
    assert counted() == [3]
    assert signed_in(cast.marleen).post(address, {field: wrong()}).status_code == 422
    assert "Klopt dit?" in words(client.post(ballot, {"choices": ["1"], "code": opened.codes[0]}))


def signed_in(person):
    Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    browser = Client()
    browser.force_login(person)
    return browser
