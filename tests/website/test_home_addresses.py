"""A home address in a form of the workbench is asked about before everybody reads it."""

from datetime import date
from types import SimpleNamespace

import pytest

from speelruimte.website.workbench.altering import MoveActivityForm
from speelruimte.website.workbench.homes import names_a_home


@pytest.mark.parametrize(
    ("place", "is_home"),
    [
        ("Bij Nadia thuis, Sluiskade 22", True),
        ("De huiskamer van mevrouw Bos, Kolk 3", True),
        ("Bij Nadia thuis, aan de Sluiskade", False),
        ("Wijkcentrum De Spil, Lindelaan 1", False),
        ("Het Thuishuis, Brink 4", False),
        ("", False),
    ],
)
def test_what_seems_to_be_a_home_address(place, is_home):
    assert names_a_home(place) == is_home


def test_a_home_address_is_asked_about_once_and_stays_typed():
    typed = {
        "held_on": "2027-02-20",
        "held_at": "",
        "place": "Bij Nadia thuis, Sluiskade 22",
        "reason": "De zaal is dicht.",
    }
    evening = SimpleNamespace(title="Avond in de buurt", held_on=None)
    form = MoveActivityForm(typed, activity=evening, on=date(2027, 2, 9))

    assert "Dit lijkt een huisadres" in form.errors["place"][0]
    assert form["place"].value() == typed["place"]
    again = typed | {"place_seen": form["place_seen"].value()}
    form = MoveActivityForm(again, activity=evening, on=date(2027, 2, 9))
    assert form.is_valid()
    assert form.cleaned_data.keys() == {"held_on", "held_at", "place", "reason", "etag"}
