"""A reason says of what kind it was, and never again what it was."""

import time

import pytest

from speelruimte.analysis.repeating import repeated_in

LONG = "Mijn buurman slaat elke avond zijn hond. Dat doet Jan altijd om negen uur"


@pytest.mark.parametrize(
    ("reason", "piece", "again"),
    [
        ("De naam Jan de Vries hoort hier niet.", "buurman Jan de Vries", "Jan de Vries"),
        ("De naam de vries hoort hier niet.", "de Vries", "de Vries"),
        ("Vries hoort hier niet.", "buurman Jan de Vries", "Vries"),
        ("Hij woont op 14, dat hoort hier niet.", "nummer 14", "14"),
        ("winkeliers mag niet", "winkeliers", "winkeliers"),
        ("Over Winkeliers en ondernemers.", "boze domme winkeliers hier", "winkeliers"),
        ("U noemde 0612345678, dat hoort niet.", "06 1234 5678", "06 1234 5678"),
        ("U noemde +31612345678, dat hoort niet.", "06-12345678", "06-12345678"),
        ("Dat hij elke avond zijn hond wast, hoort niet.", LONG, "elke avond zijn"),
        ("Jan is een naam, die hoort niet.", LONG, "Jan"),
        ("De naam jan hoort niet.", "buurman Jan P", "Jan"),
    ],
)
def test_a_reason_that_says_it_again_is_told_which_part(reason, piece, again):
    assert repeated_in(reason, ["iets anders", piece]) == again


@pytest.mark.parametrize(
    ("reason", "piece"),
    [
        ("Er stonden gegevens van mensen in. Die horen niet op de website.", LONG),
        ("Er stond een naam van een buurman in.", "buurman Jan de Vries"),
        ("De naam van mensen hoort hier niet.", "de naam van mensen"),
        ("De naam van een buurman hoort hier niet.", "naam van een buurman Piet"),
        ("Er stond een huisnummer in.", "nummer 14"),
        ("Dit is 5 keer weggehaald.", "telefoon 06-12345678"),
        ("Mijn uitleg is kort.", LONG),
        ("Hij deed iets, en wij halen het weg.", LONG),
        ("Wij maakten dit onleesbaar.", ""),
        ("Het is nu goed zo.", "Ik ga nu"),
        ("Ik ben er bo van.", "Bo P"),
    ],
)
def test_a_reason_that_says_the_kind_says_nothing_again(reason, piece):
    assert repeated_in(reason, [piece]) == ""


@pytest.mark.parametrize(
    "piece",
    ["wij" + "\n" * 2_000 + "gaan nu naar de Jan", "Wij Gaan Nu naar de Gracht " * 700],
    ids=["empty lines", "many names"],
)
def test_a_long_piece_does_not_take_long(piece):
    began = time.process_time()
    again = repeated_in("De naam hoort hier niet, net als een adres. " * 90, [piece])
    took = time.process_time() - began

    assert again == ""
    assert took < 0.5
