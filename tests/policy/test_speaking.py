"""While a page is made, its sentences are said as the policy says them; outside of it they are not."""

from datetime import date

import pytest
from django.db import DatabaseError
from django.utils.translation import gettext, ngettext, override, trans_real

from speelruimte.policy import speaking as module
from speelruimte.policy.speaking import lay_over_catalogue, speak_as, speaking, wording_of
from speelruimte.shared.errors import RuleBroken
from tests.policy.test_packs import pack
from tests.policy.test_wording import policy_of_kraaiendal

NEUTRAL, SAID = "U kunt meedoen.", "Je kunt meedoen."


def test_sentences_are_said_as_the_policy_says_them_and_afterwards_no_more():
    with override("nl"), speaking(policy_of_kraaiendal):
        assert gettext(NEUTRAL) == SAID
        assert ngettext("U kunt één keer", "U kunt %(n)s keer", 2) == "Je kunt %(n)s keer"
        assert ngettext("U kunt één keer", "U kunt %(n)s keer", 1) == "Je kunt één keer"
    with override("nl"):
        assert gettext(NEUTRAL) == NEUTRAL


def test_the_policy_is_asked_when_first_needed_and_only_once():
    asked = []

    def ask():
        asked.append(1)
        return policy_of_kraaiendal()

    with override("nl"), speaking(ask):
        assert asked == []
        gettext(NEUTRAL)
        gettext("Wat vindt u ervan?")
    assert asked == [1]


@pytest.mark.parametrize("trouble", [RuleBroken("Geen beleid.", code="no_policy"), DatabaseError()])
def test_a_page_that_says_there_is_no_policy_has_neutral_words(trouble):
    asked = []

    def ask():
        asked.append(1)
        raise trouble

    with override("nl"), speaking(ask):
        assert gettext(NEUTRAL) == NEUTRAL
        assert gettext(NEUTRAL) == NEUTRAL
    assert asked == [1]


def test_other_faults_are_not_hidden_and_the_words_stay_asked_for():
    def ask():
        raise ZeroDivisionError

    with override("nl"), speaking(ask):
        for _turn in range(2):
            with pytest.raises(ZeroDivisionError):
                gettext(NEUTRAL)


def test_what_is_said_while_finding_out_how_to_speak_is_neutral():
    heard = []

    def ask():
        heard.append(gettext(NEUTRAL))
        return policy_of_kraaiendal()

    with override("nl"), speaking(ask):
        assert gettext(NEUTRAL) == SAID
    assert heard == [NEUTRAL]


def test_a_page_about_one_process_speaks_as_the_policy_of_that_process():
    with override("nl"), speaking(lambda: pack("basis")):
        assert gettext(NEUTRAL) == NEUTRAL
        speak_as(policy_of_kraaiendal())
        assert gettext(NEUTRAL) == SAID
    with override("nl"):
        speak_as(policy_of_kraaiendal())  # no page is made: nobody's words
        assert gettext(NEUTRAL) == NEUTRAL


def test_another_language_is_never_said_in_dutch_words():
    with override("en"), speaking(policy_of_kraaiendal):
        assert "Je kunt" not in gettext(NEUTRAL)


def test_the_words_lie_over_the_catalogue_once():
    existing = trans_real.translation("nl")
    lay_over_catalogue()
    assert trans_real.translation("nl") is existing
    assert existing.to_language() == "nl"


def test_the_words_are_laid_over_a_catalogue_that_has_none(monkeypatch):
    bare = trans_real.translation("nl")._catalogue
    monkeypatch.setitem(trans_real._translations, "nl", bare)
    with override("nl"), speaking(policy_of_kraaiendal):
        assert gettext(NEUTRAL) == NEUTRAL
    lay_over_catalogue()
    with override("nl"), speaking(policy_of_kraaiendal):
        assert gettext(NEUTRAL) == SAID


def test_a_wording_is_made_once_for_a_policy_and_no_more_are_kept_than_there_is_room_for(
    monkeypatch,
):
    monkeypatch.setattr(module, "MOST_WORDINGS", 2)
    monkeypatch.setattr(module, "_WORDINGS", {})
    policies = [
        pack("basis").model_copy(update={"effective_from": date(2027, 1, day)}) for day in (1, 2, 3)
    ]
    first = wording_of(policies[0])
    assert wording_of(policies[0]) is first
    for policy in policies[1:]:
        wording_of(policy)
    assert len(module._WORDINGS) == 1
    assert wording_of(policies[0]) is not first


def test_a_policy_at_the_place_of_another_in_memory_has_its_own_words(monkeypatch):
    here, gone = policy_of_kraaiendal(), pack("basis")
    monkeypatch.setattr(module, "_WORDINGS", {id(here): (gone, wording_of(gone))})
    assert wording_of(here).say(NEUTRAL) == SAID
