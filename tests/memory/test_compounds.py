"""Compounds are found by their parts, and what only looks like one is not."""

import pytest

from speelruimte.memory.compounds import parts_of
from speelruimte.memory.stems import asked, matches
from speelruimte.memory.suggesting import distance, skeleton_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("parkeerplekken", ("parkeer", "plek")),
        ("fietsroute", ("fiets", "route")),
        ("bushaltes", ("bus", "halte")),
        ("stadspark", ("stad", "park")),
        ("zonnepanelen", ("zon", "paneel")),
        ("speeltuintje", ("speel", "tuin")),
        ("hondenuitlaatplaats", ("hond", "uitlaat", "plaats")),
        ("jongerencentrum", ("jongeren", "centrum")),
        ("zonder", ()),
        ("gasten", ()),
        ("overleg", ()),
        ("fiets", ()),
    ],
)
def test_a_compound_is_taken_apart_only_where_all_its_parts_are_known(word, parts):
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    ("word", "sought"),
    [
        ("parkeerplekken", "parkeren"),
        ("fietsroute", "fietsen"),
        ("bushalte", "bus"),
        ("halte", "bushalte"),
        ("bus", "bushalte"),
        ("boomgroep", "bomen"),
        ("zonnepaneel", "zon"),
        ("huisbezoek", "huizen"),
        ("voetpad", "paden"),
        ("verlichting", "lichtverlichting"),
    ],
)
def test_a_word_is_what_was_looked_for_by_its_parts(word, sought):
    assert matches(word, sought)


@pytest.mark.parametrize(
    ("word", "sought"), [("zonder", "zon"), ("wegens", "weg"), ("gasten", "gas"), ("busje", "bos")]
)
def test_a_word_that_begins_alike_is_another(word, sought):
    assert not matches(word, sought)


def test_a_case_number_is_one_word_of_a_question():
    assert asked("zaak 2026-0003, riool") == ["2026-0003", "zaak", "riool"]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("parkeren", "parkeern", 1),
        ("fietsrotue", "fietsroute", 1),
        ("riol", "riool", 1),
        ("a", "b", 1),
    ],
)
def test_how_far_two_words_lie_apart(one, other, letters):
    assert distance(one, other) == distance(other, one) == letters


def test_words_that_sound_alike_have_one_skeleton():
    assert skeleton_of("speeltuyn") == skeleton_of("speeltuin")
    assert skeleton_of("zwembadd") == skeleton_of("zwembad")
