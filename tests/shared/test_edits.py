"""Who saves second overwrites nobody, and what does not fit or says nothing is refused."""

from speelruimte.places.models import Area
from speelruimte.shared.edits import (
    check_filled,
    check_fits,
    check_unchanged,
    clash,
    etag_of,
    plain_lines,
)
from speelruimte.shared.errors import AlreadyDone, Clash, NotAllowed, RuleBroken
from tests.steps.refusing import refuses


def test_a_text_of_one_character_too_many_is_refused_and_one_that_just_fits_is_not():
    room = Area._meta.get_field("name").max_length
    check_fits(Area, name="a" * room)
    with refuses("too_long", field="name") as refused:
        check_fits(Area, name="a" * (room + 1))
    assert refused.value.values == {"room": str(room), "length": room + 1}


def test_what_has_no_length_is_not_measured():
    check_fits(Area, name=None, id=10**400)


def test_spaces_are_nothing():
    check_filled(" een ", "Vul dit in.")
    with refuses("empty", field="name"):
        check_filled(" \n\t\u200b", "Vul dit in.", field="name")


def test_a_name_has_a_letter_or_a_digit():
    check_filled("7", "Vul dit in.")
    for nothing in (".", "—", " ? "):
        with refuses("no_letters", field="name"):
            check_filled(nothing, "Vul dit in.", field="name")


def test_lines_end_in_one_character_and_the_edges_are_bare():
    assert plain_lines("\r\n een\r\ntwee\n\r\n ") == "een\ntwee"


def test_who_came_second_sees_what_is_there_or_hears_that_it_is_gone():
    theirs = Area(name="Brink")
    assert clash(theirs).theirs is theirs
    assert clash(None).theirs is None
    assert clash(theirs).code == clash(None).code == "changed_meanwhile"
    assert str(clash(theirs)) != str(clash(None))
    assert str(clash(theirs, who="Samira")).startswith("Samira heeft dit net bewaard.")


def test_who_looked_at_what_stands_there_no_more_is_refused_unless_it_comes_to_the_same():
    seen = etag_of(Area(name="Brink"), ["name"])
    now = Area(name="De Brink")
    check_unchanged(now, ["name"], etag=etag_of(now, ["name"]), to={"name": "Plein"})
    check_unchanged(now, ["name"], etag="", to={"name": "Plein"})
    check_unchanged(now, ["name"], etag=seen, to={"name": "De Brink"})
    for row in (now, None):
        with refuses("changed_meanwhile", kind=Clash) as refused:
            check_unchanged(row, ["name"], etag=seen, to={"name": "Plein"})
        assert (refused.value.theirs, refused.value.etag) == (row, etag_of(row, ["name"]))


def test_a_refusal_says_its_values_in_its_sentence_and_keeps_them():
    refusal = RuleBroken("%(number)s is te veel.", code="too_many", values={"number": 7})
    assert (str(refusal), refusal.values, refusal.field) == ("7 is te veel.", {"number": 7}, None)
    assert str(NotAllowed("100% nee.", code="no")) == "100% nee."


def test_who_presses_twice_gets_what_was_made_the_first_time():
    made = Area(name="Brink")
    refusal = AlreadyDone("Dat is al gedaan.", code="done_already", field="name", result=made)
    assert (refusal.result, refusal.code, refusal.field) == (made, "done_already", "name")
