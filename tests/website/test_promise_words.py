"""Every promise of the list has a sentence, with its day or its term, and says when it is late."""

from datetime import date

import pytest

from speelruimte.policy.schema import NEUTRAL_SOURCE, ServiceTerm, Unit
from speelruimte.promise import Decider, Promise, PromiseKey
from speelruimte.website.public.promise_words import NOT_KEPT, promise_sentences

DAY = date(2027, 3, 9)
TERM = ServiceTerm(number=3, unit=Unit.WEEKS, source=NEUTRAL_SOURCE)
DECIDER = Decider("raad", "de raad", "body", "raad")
WITH_A_DAY = [
    PromiseKey.ANSWER_BY,
    PromiseKey.KNOWN_ON,
    PromiseKey.DECIDED_ON,
    PromiseKey.TOLD_BY,
    PromiseKey.EVALUATED_BY,
]
WITH_A_TERM = [
    PromiseKey.RECEIPT,
    PromiseKey.ANSWER_BY,
    PromiseKey.TOLD_BY,
    PromiseKey.EVALUATED_BY,
]


@pytest.mark.parametrize("key", PromiseKey)
def test_every_promise_has_a_sentence(key):
    promise = Promise(key, day=DAY, words="Dit wordt het.", decider=DECIDER, term=TERM)

    (sentence,) = promise_sentences([promise])

    assert sentence.endswith(".")


@pytest.mark.parametrize("key", WITH_A_DAY)
@pytest.mark.parametrize("is_late", [True, False])
def test_a_promised_day_is_said_and_whether_it_was_not_kept(key, is_late):
    (sentence,) = promise_sentences([Promise(key, day=DAY, words="De bodem", is_late=is_late)])

    assert "9 maart 2027" in sentence
    assert (str(NOT_KEPT) in sentence) is is_late


@pytest.mark.parametrize("key", WITH_A_TERM)
def test_without_a_day_the_term_is_said(key):
    (sentence,) = promise_sentences([Promise(key, term=TERM)])

    assert f"innen {TERM} " in sentence
