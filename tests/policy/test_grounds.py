"""Neutral grounds to refuse on are said as the screens are; own ones as the policy wrote them."""

from django.utils.translation import override

from speelruimte.policy.grounds import grounds_said
from speelruimte.policy.reading import read_policy
from speelruimte.policy.speaking import speaking
from tests.policy.test_reading import SMALL
from tests.policy.test_wording import policy_of_kraaiendal
from tests.steps.marked import marked_language

OWN = (
    "own_words:\n  refusal_grounds:\n"
    "    - {key: wij, label: Kort, sentence: {nl: U kunt meedoen., fy: Jo kinne meidwaan.}, source: basis}\n"
)


def small(more=""):
    return read_policy(f"{SMALL}{more}", file="small.yaml").policy


def test_a_policy_that_names_none_has_five_in_the_words_and_the_language_that_are_read():
    with override("nl"):
        neutral = grounds_said(small())
        with speaking(policy_of_kraaiendal):
            as_je = grounds_said(small())

    assert [ground.key for ground in neutral] == [
        "scolding",
        "personal_data",
        "advertising",
        "other_subject",
        "sent_twice",
    ]
    assert neutral[-1].sentence == "U stuurde deze tekst al eerder. Wij nemen hem één keer mee."
    assert as_je[-1].sentence == "Je stuurde deze tekst al eerder. Wij nemen hem één keer mee."
    with marked_language(), override("en"):
        assert grounds_said(small())[2].label == "⟦Reclame⟧"


def test_what_a_policy_wrote_stays_as_it_wrote_it():
    with override("nl"), speaking(policy_of_kraaiendal):
        (ground,) = grounds_said(small(OWN))
        assert (ground.label, ground.sentence) == ("Kort", "U kunt meedoen.")
        (frisian,) = grounds_said(small(OWN), language="fy")
        assert frisian.sentence == "Jo kinne meidwaan."


def test_a_policy_may_name_none_on_purpose():
    assert grounds_said(small("own_words: {refusal_grounds: []}\n")) == ()
