"""Every promise of the list has a sentence, with its day or its term, and says when it is late."""

from dataclasses import replace
from datetime import date

import pytest

from speelruimte.agreements.models import Frame
from speelruimte.policy.schema import NEUTRAL_SOURCE, ServiceTerm, Unit
from speelruimte.promise import Decider, Later, Promise, PromiseKey
from speelruimte.trajectories.models import Step, Tally
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


@pytest.mark.parametrize(
    "key", [PromiseKey.RECEIPT, PromiseKey.ANSWER, PromiseKey.READ_FIRST, PromiseKey.ANSWER_BY]
)
def test_what_is_over_is_told_in_the_past_while_the_rest_still_holds(key):
    promise = Promise(key, day=DAY, decider=DECIDER, term=TERM)

    (now,), (past,) = (promise_rows([replace(promise, is_over=over)]) for over in (False, True))

    assert [word for word in PRESENT if word in now["text"]]
    assert not [word for word in PRESENT if word in past["text"]], past
    assert not past["missed"]


@pytest.mark.parametrize("unseen", [0, 1])
def test_that_all_had_an_answer_is_no_promise_kept_where_nobody_read_some_of_it(unseen):
    came_in = Tally(received=2, answered=2 - unseen, unseen=unseen)

    (row,) = promise_rows([Promise(PromiseKey.ANSWER, came_in=came_in)], step=Step.STOPPED)

    assert row["lapsed"] is bool(unseen)
    assert ("U zou antwoord krijgen op alles wat u inbracht." in row["text"]) is bool(unseen)


@pytest.mark.parametrize("became", [{}, {"is_over": True}])
@pytest.mark.parametrize("step", ["", Step.MEMORY, Step.STOPPED])
def test_what_a_level_promises_is_not_said_twice_whatever_became_of_it(became, step):
    answer = Promise(PromiseKey.ANSWER, **became)
    level = Promise(
        PromiseKey.LEVEL,
        words="U krijgt antwoord op alles wat u inbrengt.",
        has_lapsed=step == Step.STOPPED,
    )
    other = replace(level, words="Wij wegen elk idee.")

    rows = promise_rows([answer, level, other, other], step=step)

    assert len(rows) == 2
    assert "Wij wegen elk idee." in rows[1]["text"]


def test_that_all_had_an_answer_is_said_with_the_day_on_which_that_was_seen():
    promise = Promise(
        PromiseKey.ANSWER_BY, day=DAY, nobody_waits=True, answered_on=date(2027, 2, 9)
    )

    (row,) = promise_rows([promise])

    assert row["text"] == (
        "U zou antwoord krijgen, uiterlijk op 9 maart 2027. Op 9 februari 2027 had iedereen antwoord."
    )


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


LAPSED = "Door het stoppen geldt dit niet meer."


@pytest.mark.parametrize("key", PromiseKey)
def test_of_a_plan_that_stopped_each_promise_is_told_as_it_was_and_that_it_holds_no_more(key):
    whole = {"day": DAY, "words": "Wij nemen het over.", "decider": DECIDER, "term": TERM}

    (before,) = promise_rows([Promise(key, **whole)])
    (row,) = promise_rows([Promise(key, **whole, has_lapsed=True)], step=Step.STOPPED)

    assert row["text"].endswith(LAPSED)
    assert row["lapsed"]
    assert not before["lapsed"]
    assert not row["missed"]
    said = row["text"].removesuffix(LAPSED).strip()
    assert said != ""
    assert not [word for word in PRESENT if word in said], said
    assert ("9 maart 2027" in said) is ("9 maart 2027" in before["text"])
    if key is PromiseKey.LEVEL:
        assert said == "Dit was beloofd: ‘Wij nemen het over.’"


@pytest.mark.parametrize("key", WITH_A_DAY)
def test_of_a_day_that_passed_or_became_later_before_a_plan_stopped_that_is_told_too(key):
    late = Promise(key, day=DAY, words="De bodem", is_late=True, has_lapsed=True)
    soon, past = (Later(date(2027, 4, 1), "Er is niemand.", is_late=late) for late in (False, True))

    first, second, third = promise_rows(
        [late, replace(late, later=soon), replace(late, later=past)], step=Step.STOPPED
    )

    later = "Het zou later worden: uiterlijk op 1 april 2027. De reden: Er is niemand."
    missed = "Deze dag is niet gehaald."
    assert first["text"].endswith(f". {missed} {LAPSED}")
    assert second["text"].endswith(f"{missed} {later} {LAPSED}")
    assert third["text"].endswith(f"{missed} {later} Ook dat is niet gehaald. {LAPSED}")
    assert "nog van ons" not in f"{first} {second} {third}"


def test_what_would_be_known_by_a_day_says_in_the_room_of_a_plan_that_stopped_no_day():
    frame = Frame(title="De bodem", text="Wij meten.", known_on=DAY)
    promise = Promise(PromiseKey.KNOWN_ON, day=DAY, words="De bodem", has_lapsed=True)

    assert unknown_rows([frame], [promise], step=Step.STOPPED) == [{"text": "De bodem. Wij meten."}]


def test_what_would_be_known_by_a_day_is_told_in_the_past_once_a_process_ended():
    frame = Frame(title="De bodem", text="Wij meten.", known_on=DAY)
    promise = Promise(PromiseKey.KNOWN_ON, day=DAY, words="De bodem")

    (running,), (ended,) = (
        unknown_rows([frame], [promise], step=step) for step in ("", Step.MEMORY)
    )

    assert running["text"].endswith("Dit weten we op 9 maart 2027.")
    assert ended["text"].endswith("Dit zouden we weten op 9 maart 2027.")
