"""A code that was copied wrong is never taken for another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speelruimte.activities.kinds.budget.codes import BALLOT, VOTING
from speelruimte.shared.codes import (
    ALPHABET,
    RECEIPT,
    check_character,
    code_of,
    is_marked,
    looks_like_code,
    new_public_key,
    read_code,
)

SHAPES = {"receipt": RECEIPT, "voting": VOTING, "ballot": BALLOT}


def drawn_for(shape):
    return st.text(ALPHABET, min_size=shape.characters, max_size=shape.characters)


def test_the_alphabet_has_no_characters_that_look_alike():
    assert sorted(ALPHABET) == list(ALPHABET)
    assert len(set(ALPHABET)) == 30
    assert not set(ALPHABET) & set("01ILOU")


def test_a_code_is_written_in_groups_of_four_with_its_prefix():
    assert code_of("7F3K2Q9DM4T", prefix="SR") == "SR-7F3K-2Q9D-M4T6"
    assert code_of("7F3K2Q9DM4T") == "7F3K-2Q9D-M4T6"


def test_a_check_character_is_the_sum_worked_out_by_hand():
    # 2 is worth 0 and doubled 0; 3 is worth 1 and doubled 2; 4 stands in the undoubled place.
    assert check_character("2") == "2"
    assert check_character("3") == ALPHABET[-2 % 30]
    assert check_character("43") == ALPHABET[-(2 + 2) % 30]
    # Z is worth 29: doubled 58, which is 1 and 28.
    assert check_character("Z") == ALPHABET[-29 % 30]


def test_codes_are_long_enough_not_to_be_guessed():
    assert (RECEIPT.characters, RECEIPT.prefix) == (11, "SR")
    assert (VOTING.characters, VOTING.prefix) == (11, "ST")
    assert (BALLOT.characters, BALLOT.prefix) == (19, "SB")


@pytest.mark.parametrize("name", SHAPES)
@given(data=st.data())
def test_a_code_is_read_however_it_was_typed(name, data):
    shape = SHAPES[name]
    code = code_of(data.draw(drawn_for(shape)), prefix=shape.prefix)
    bare = code.replace("-", "")

    assert read_code(code, shape) == code
    assert read_code(f"  {code.lower()} ", shape) == code
    assert read_code(bare, shape) == code
    assert read_code(bare[2:], shape) == code
    assert read_code(" ".join(code.split("-")[1:]), shape) == code


@pytest.mark.parametrize("name", SHAPES)
@given(data=st.data())
def test_every_single_wrong_character_is_found(name, data):
    shape = SHAPES[name]
    code = code_of(data.draw(drawn_for(shape))).replace("-", "")
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != code[place]]))

    assert read_code(code[:place] + wrong + code[place + 1 :], shape) is None


@given(data=st.data())
def test_a_code_with_a_character_too_few_or_too_many_is_none(data):
    code = code_of(data.draw(drawn_for(RECEIPT))).replace("-", "")
    extra = data.draw(st.sampled_from(ALPHABET))

    assert read_code(code[:-1], RECEIPT) is None
    assert read_code(code + extra, RECEIPT) is None
    assert read_code("SR" + code + extra, RECEIPT) is None
    assert read_code("SR" + code[:-1], RECEIPT) is None


@pytest.mark.parametrize("typed", ["", "SR-", "SR-7F3K-2Q9D-M4T0", "SR-7F3K-2Q9D-M4TÉ", "hallo"])
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed, RECEIPT) is None


def test_a_code_that_begins_with_the_letters_of_its_prefix_keeps_them():
    code = code_of("SR3K2Q9DM4T", prefix="SR")

    assert read_code(code, RECEIPT) == code
    assert read_code(code.replace("-", "")[2:], RECEIPT) == code


def test_a_code_of_another_shape_is_not_read_as_this_one():
    voting = code_of("7F3K2Q9DM4T", prefix="ST")

    assert read_code(voting, RECEIPT) is None


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("ST-7F3K-2Q9D-M4T6", True),
        (" st7f3k2q9dm4t6 ", True),
        ("7F3K-2Q9D-M4T6", False),  # a code, and of which kind it does not say
        ("SR-7F3K-2Q9D-M4T6", False),
        ("ST-7F3K-2Q9D-M4T7", False),  # one wrong character
        ("ST", False),
        ("", False),
    ],
)
def test_a_code_is_marked_when_it_is_right_and_begins_with_the_letters_of_its_kind(typed, marked):
    assert is_marked(typed, VOTING) is marked


def test_a_public_key_is_ten_characters_that_nobody_can_guess():
    keys = {new_public_key() for _turn in range(200)}
    assert len(keys) == 200
    assert {len(key) for key in keys} == {10}
    assert set("".join(keys)) == set(ALPHABET)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@given(data=st.data())
def test_every_code_looks_like_one_however_it_is_typed_and_of_words_none_does(shape, data):
    code = code_of(f"2{data.draw(drawn_for(shape))[1:]}", prefix=shape.prefix)

    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert looks_like_code(typed), typed
    assert looks_like_code(code[3:])


def test_a_code_with_a_slip_looks_like_one_in_its_groups_only_and_words_and_numbers_never_do():
    slip = "SR-7F3K-2Q9D-M4T7"
    assert read_code(slip, RECEIPT) is None
    assert looks_like_code(slip)
    words = (
        "speelplekken",
        "2027-0001",
        "Stadsplein 2027",
        "st-2027-plan",
        "SP22 straat",
        "9404GH",
    )
    for typed in (slip.replace("-", ""), "", "7F3K2Q9D", *words):
        assert not looks_like_code(typed), typed
