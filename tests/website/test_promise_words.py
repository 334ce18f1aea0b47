"""Every promise of the list has a sentence, with its day or its term, and says when it is late."""

from datetime import date

import pytest

from speelruimte.agreements.models import Frame
from speelruimte.policy.schema import NEUTRAL_SOURCE, ServiceTerm, Unit
from speelruimte.promise import Decider, Promise, PromiseKey
from speelruimte.trajectories.models import Step
from speelruimte.website.public.promise_words import NOT_KEPT, promise_rows, unknown_rows

DAY = date(2027, 3, 9)
TERM = ServiceTerm(number=3, unit=Unit.WEEKS, source=NEUTRAL_SOURCE)
DECIDER = Decider("raad", "de raad", "body", "raad")
WITH_A_DAY = [
    PromiseKey.INFORMED,
    PromiseKey.ANSWER_BY,
    PromiseKey.KNOWN_ON,
    PromiseKey.DECIDED_ON,
    PromiseKey.TOLD_BY,
    PromiseKey.EVALUATED_BY,
]
# Of these no day says that they were kept.
NEVER_KEPT = [PromiseKey.ANSWER_BY, PromiseKey.KNOWN_ON]
WITH_A_TERM = [
    PromiseKey.RECEIPT,
    PromiseKey.ANSWER_BY,
    PromiseKey.TOLD_BY,
    PromiseKey.EVALUATED_BY,
]


@pytest.mark.parametrize("key", PromiseKey)
def test_every_promise_has_a_sentence(key):
    promise = Promise(key, day=DAY, words="Dit wordt het.", decider=DECIDER, term=TERM)

    (row,) = promise_rows([promise])

    assert row["text"].endswith(".")


def test_every_promise_that_names_a_day_or_a_term_stands_in_its_list():
    whole = {"words": "De bodem", "decider": DECIDER}
    (by_day, by_term) = (
        {
            key: promise_rows([Promise(key, **{name: value}, **whole)])[0]["text"]
            for key in PromiseKey
        }
        for name, value in (("day", DAY), ("term", TERM))
    )
    with_a_day = {key for key, text in by_day.items() if "9 maart 2027" in text}
    with_a_term = {key for key, text in by_term.items() if str(TERM) in text}

    where = (
        "(tests/website/test_promise_words.py), so that its sentences are tried, late or done, too"
    )
    assert with_a_day == set(WITH_A_DAY), f"name it in WITH_A_DAY {where}"
    assert with_a_term == set(WITH_A_TERM), f"name it in WITH_A_TERM {where}"


@pytest.mark.parametrize("key", WITH_A_DAY)
@pytest.mark.parametrize("is_late", [True, False])
def test_a_promised_day_is_said_and_whether_it_was_not_kept(key, is_late):
    (row,) = promise_rows([Promise(key, day=DAY, words="De bodem", is_late=is_late)])

    assert "9 maart 2027" in row["text"]
    assert (str(NOT_KEPT) in row["text"]) is row["missed"] is is_late


@pytest.mark.parametrize("key", [key for key in WITH_A_DAY if key not in NEVER_KEPT])
def test_what_was_promised_says_on_which_day_it_was_done(key):
    done = Promise(key, day=DAY, kept_on=DAY)
    late = Promise(key, day=DAY, kept_on=date(2027, 3, 12), is_late=True)

    in_time, too_late = promise_rows([done, late])

    assert in_time["text"].endswith("Dat gebeurde op 9 maart 2027.")
    assert not in_time["missed"]
    assert too_late["text"].endswith("Deze dag is niet gehaald. Het gebeurde op 12 maart 2027.")
    assert too_late["missed"]


@pytest.mark.parametrize("key", WITH_A_TERM)
def test_without_a_day_the_term_is_said(key):
    (row,) = promise_rows([Promise(key, term=TERM)])

    assert f"innen {TERM} " in row["text"]


def test_a_day_of_answers_that_has_passed_says_that_nobody_waits_any_more():
    (row,) = promise_rows([Promise(PromiseKey.ANSWER_BY, day=DAY, nobody_waits=True)])

    assert row["text"].endswith("9 maart 2027. Niemand wacht hier nog op antwoord.")
    assert not row["missed"]


PRESENT = (
    "krijgt",
    "valt",
    "hoort",
    "weten we",
    "kijken we",
    "Verandert",
    "overleggen we",
    "is, wordt",
)


@pytest.mark.parametrize("key", PromiseKey)
def test_of_a_process_that_ended_every_promise_is_told_in_the_past(key):
    promise = Promise(key, day=DAY, words="Dat deden wij.", decider=DECIDER, term=TERM)
    now, past = (promise_rows([promise], step=step)[0]["text"] for step in ("", Step.MEMORY))

    assert not [word for word in PRESENT if word in past], past
    assert (now == past) is (key is PromiseKey.LEVEL)


@pytest.mark.parametrize("key", WITH_A_DAY)
def test_once_a_process_ended_nobody_is_told_to_hear_more_of_a_day_that_was_not_kept(key):
    missed = Promise(key, day=DAY, words="De bodem", is_late=True)
    frame = Frame(title="De bodem", text="Wij meten.", known_on=DAY)

    (row,) = promise_rows([missed], step=Step.MEMORY)
    (unknown,) = unknown_rows([frame], [missed], step=Step.MEMORY)

    assert row["text"].endswith("Deze dag is niet gehaald.")
    assert row["missed"]
    assert "U hoort het nog van ons." not in unknown["text"]
    assert ("Deze dag is niet gehaald." in unknown["text"]) is (key is PromiseKey.KNOWN_ON)


@pytest.mark.parametrize("key", [key for key in WITH_A_DAY if key not in NEVER_KEPT])
def test_what_was_kept_is_told_in_the_past_before_the_process_ends(key):
    (row,) = promise_rows([Promise(key, day=DAY, kept_on=DAY)])
    assert "zou" in row["text"]


def test_of_a_plan_that_stopped_no_promise_is_said_to_hold():
    rows = promise_rows(
        [Promise(PromiseKey.ANSWER), Promise(PromiseKey.LEVEL, words="Wij nemen het over.")],
        step=Step.STOPPED,
    )
    assert [row["text"] for row in rows] == [
        "Alles wat was ingebracht, kreeg antwoord. Met een uitleg.",
        "Dit was beloofd: ‘Wij nemen het over.’ Door het stoppen geldt het niet meer.",
    ]
