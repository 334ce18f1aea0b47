"""What is allowed in a policy file and probably meant otherwise is told, and refuses nothing."""

import pytest

from speelruimte.commands.main import main
from speelruimte.policy.reading import read_policy
from tests.policy.test_reading import SMALL, line_of

WORD = "words:\n  - {{key: {key}, label: Briefje, article: het, source: basis}}\nchecks:\n"


def warned(text):
    reading = read_policy(text, file="x.yaml")
    assert reading.policy is not None, [str(fault) for fault in reading.faults]
    return [str(warning) for warning in reading.warnings]


def only_warning(text, *, on):
    told = warned(text)
    assert len(told) == 1, told
    assert told[0].startswith(f"x.yaml:{line_of(text, on)}: ")
    return told[0]


def test_a_small_policy_gives_no_warning():
    assert warned(SMALL) == []


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("contributon", "contribution"),
        ("agreements", "agreement"),
        ("inbreng", "contribution"),
        ("trajecten", "trajectory"),
        ("site-title", "site_title"),
    ],
)
def test_a_key_that_resembles_a_word_of_the_screens_was_meant_to_be_it(key, meant):
    text = SMALL.replace("checks:\n", WORD.format(key=key))
    assert f"bedoelt u '{meant}'?" in only_warning(text, on=key)


@pytest.mark.parametrize("key", ["contribution", "room", "resident", "workbook"])
def test_a_word_of_the_screens_or_a_word_of_its_own_is_no_mistake(key):
    assert warned(SMALL.replace("checks:\n", WORD.format(key=key))) == []


@pytest.mark.parametrize("rest", ["#7, Kleinstad", "# 7", "#"])
def test_a_text_that_a_hash_cuts_off_is_told(rest):
    text = SMALL.replace("promise: Wij luisteren.", f"promise: Duinweg {rest}")
    told = only_warning(text, on="promise")
    assert "[luisteren].promise" in told
    assert f"houdt op voor {rest}" in told
    assert "aanhalingstekens" in told


def test_a_remark_two_spaces_off_and_a_hash_between_quotation_marks_are_fine():
    assert warned(SMALL.replace("Wij luisteren.", "Wij luisteren.  # een belofte")) == []
    assert warned(SMALL.replace("Wij luisteren.", '"Duinweg #7"')) == []


def test_curly_quotation_marks_that_stay_in_the_text_are_told():
    told = only_warning(SMALL.replace("Wij luisteren.", "“Wij luisteren.”"), on="promise")
    assert "gebruik rechte aanhalingstekens" in told


def test_check_prints_the_warning_before_it_says_ok(tmp_path, capsys):
    path = tmp_path / "x.yaml"
    path.write_text(SMALL.replace("checks:\n", WORD.format(key="contributon")))
    assert main(["policy", "check", str(path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Let op: ")
    assert said[1].startswith("OK: ")


WORDS = """\
words:
  - {key: frame, label: Paal, article: de, source: basis}
  - {key: plan, label: paal, article: de, source: basis}
"""
APART = "roles_apart: [{role: moderator, apart_from: [WHO], allowed_with_reason: true}]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SMALL + WORDS, "'paal' is ook de naam van frame; kies twee namen die verschillen"),
        (SMALL + APART.replace("WHO", "moderator"), "een rol is nooit apart van zichzelf"),
        (SMALL + APART.replace("WHO", "resident"), "een inwoner heeft geen rol in een zaak"),
        (SMALL + APART.replace("WHO", "coach"), ""),
        (
            SMALL.replace("name: Kleinstad", "name: Kleinstad\n  form_of_address: je")
            + "introduction: Hier leest u het.\n",
            "deze tekst zegt 'u', en form_of_address is je; schrijf je of jouw",
        ),
        (
            SMALL.replace("name: Kleinstad", "name: Kleinstad\n  form_of_address: je")
            + "introduction: Wij bellen u.\n",
            "deze tekst zegt 'u'",
        ),
        (
            SMALL.replace("name: Kleinstad", "name: Kleinstad\n  form_of_address: je")
            + "introduction: Stuur a.u.b. een foto, of u.a.\n",
            "",
        ),
        (SMALL + "introduction: Hier leest u het.\n", ""),
    ],
)
def test_what_was_probably_meant_otherwise_is_told(text, said):
    assert [said in warning for warning in warned(text)] == [True] * bool(said)


def test_one_name_in_dutch_is_told_where_a_word_has_more_languages():
    told = warned(SMALL + WORDS.replace("label: Paal", "label: {nl: Paal, en: Pole}"))
    assert any("'paal' is ook de naam van frame" in warning for warning in told), told


def test_what_resembles_nothing_is_told_what_there_is():
    role = (
        "participant_roles:\n"
        "  - {key: kenner, label: Kenner, held_by: [kenners], expected: Raad., source: basis}\n"
    )
    (fault,) = read_policy(SMALL + role, file="x.yaml").faults
    assert "kies uit: municipality (de gemeente), " in str(fault)
