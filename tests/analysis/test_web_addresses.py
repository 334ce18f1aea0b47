import pytest

from speelruimte.analysis.web_addresses import has_marks, without_marks, without_web_addresses

GONE = "[weg]"


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example/inloggen-digid",
        "HTTPS://EVIL.EXAMPLE",
        "www.evil.example",
        "evil.example",
        "evil.example/digid",
        "(evil.example).",
        "Evil.Com/digid",
        "EVIL.NL",
        "evil。example",
        "evil．example",
        "evil\u200d.example",
        "Evil\u200d.Example",
        "ｅｖｉｌ.example",
        "http://127.1",
        "10.20.30.40",
        "xn--80ak6aa92e.xn--p1ai",
        "кошка.рф",
        "mailto:iemand",
        "tel:0900-1234",
        "iemand@evil.example",
        "Iemand@Evil.Example",
    ],
)
def test_no_address_is_left_that_a_mail_program_makes_a_link_of(address):
    said = without_web_addresses(f"Ga naar {address}\nen log in.", instead=GONE)

    assert said == f"Ga naar {GONE}\nen log in."


@pytest.mark.parametrize(
    "words",
    [
        "Een bank.\n\n  En licht.",
        "Om 12.30 uur, voor € 1.250,00.",
        "D.w.z. o.a. dit, m.b.t. dat, i.p.v. niets...",
        "Let op:dit is 3.5km, en/of 4x.",
        "Nou...ja. @gemeente",
        "می‌خواهم",
    ],
)
def test_other_words_stay_as_they_are(words):
    assert without_web_addresses(words, instead=GONE) == words


def test_a_sentence_without_a_space_before_it_gets_one():
    said = without_web_addresses("De bank is weg.De boom ook.In mei.", instead=GONE)

    assert said == "De bank is weg. De boom ook. In mei."


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2066", "\u200b", "\x07", "\x1b"])
def test_marks_that_nobody_sees_are_found_and_taken_out(mark):
    assert has_marks(f"A{mark}B")
    assert without_marks(f"A{mark}B\n\tC") == "AB\n\tC"


@pytest.mark.parametrize("name", ["Henk Mulder", "سارا", "می‌خواهم", "👩‍👧"])
def test_letters_of_every_script_are_no_marks(name):
    assert not has_marks(name)
    assert without_marks(name) == name
