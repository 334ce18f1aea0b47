import pytest

from speelruimte.analysis import personal_data
from speelruimte.analysis.personal_data import (
    ADDRESS,
    BSN,
    IBAN,
    MAIL,
    NAME,
    PHONE,
    PersonalDatum,
    findings,
    hints,
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Bel mij op 06-12345678.", [PHONE]),
        ("Bel +31 6 1234 5678 of 0592 123 456", [PHONE]),
        ("Mail henk@lindewold.example gerust", [MAIL]),
        ("Maak het over op NL91 ABNA 0417 1643 00", [IBAN]),
        ("nl91abna0417164300", [IBAN]),
        ("Mijn bsn is 111222333.", [BSN]),
        ("1112.22.333", [BSN]),
        ("06-12345678, henk@lindewold.example", [PHONE, MAIL]),
        ("Het pad is 3 meter breed en kost 125.000.000 euro.", []),
        ("NL00 ABNA 0417 1643 00", []),
        ("NL91 ABNA 0061", []),  # the check fits, but no country has numbers this short
        ("Bsn 111222334", []),
        ("000000000", []),
        ("Op 09-02-2027 om 19.30 uur, zaak 2027-0001", []),
        ("1234567890123", []),
        ("", []),
        ("Ik woon op Kerkstraat 12.", [ADDRESS]),
        ("wij wonen aan de kerkstraat 12a, 9401 AB", [ADDRESS]),
        ("Oude Kerkhofstraat 12-b", [ADDRESS]),
        ("de Brink 5", [ADDRESS]),
        ("De weg is 30 meter breed, het fietspad 3.", []),
        ("Graag 2000 m2 gras in 2027 in de straat.", []),
        ("Mevrouw Jansen weet ervan", [NAME]),
        ("de heer P. van der Berg", [NAME]),
        ("mevrouw de wethouder", []),
        ("Ik heet Willemijn en woon op Vaart 3", [NAME]),
    ],
)
def test_hints(text, kinds):
    assert hints(text) == kinds


def test_what_is_found_is_given_as_it_is_written():
    text = "Bel 06-12345678, of loop langs bij Kerkstraat 12. Jan  Jansen, Kerkstraat 12."
    assert findings(text, names=["Jan Jansen"]) == [
        PersonalDatum(PHONE, "06-12345678"),
        PersonalDatum(ADDRESS, "Kerkstraat 12"),
        PersonalDatum(NAME, "Jan  Jansen"),
    ]


def test_a_name_of_a_letter_or_two_is_looked_for_nowhere():
    assert findings("Al met al is het goed.", names=["Al", ""]) == []


def test_words_without_a_number_are_looked_through_for_names_only(monkeypatch):
    for pattern in ("_MAIL", "_IBAN", "_PHONE", "_NINE", "_STREET", "_POSTCODE"):
        monkeypatch.setattr(personal_data, pattern, None)

    assert hints("Graag bomen in onze straat. Mevrouw Jansen weet ervan.") == [NAME]
    assert hints("Graag bomen in onze straat.") == []
