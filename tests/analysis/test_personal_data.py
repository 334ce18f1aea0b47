import pytest

from speelruimte.analysis.personal_data import BSN, IBAN, MAIL, PHONE, hints


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
    ],
)
def test_hints(text, kinds):
    assert hints(text) == kinds
