"""A line with a total below a list of words is no words, unless somebody says so."""

# ruff: noqa: F811  (fixtures come in by name)
from speelruimte.activities.importing import ImportChoices
from speelruimte.activities.models import Contribution
from speelruimte.activities.outlook import ALIKE, KNOWN, NEW, TOTAL
from tests.activities.test_import_contributions import (  # noqa: F401
    at_the_keyboard,
    seen,
    take_in,
)


def test_a_total_below_the_list_stays_out_unless_somebody_says_that_it_is_words(evening, now):
    data = b"tekst;naam\nPad.;Jan\nBankje.;Wil\nTotaal: 2;\n"
    assert seen(evening, data, now) == [NEW, NEW, TOTAL]
    assert [row for row, _code in take_in(evening, data, now)] == [2, 3]
    assert seen(evening, data, now) == [KNOWN, KNOWN, TOTAL]

    more = take_in(evening, data, now, choices=ImportChoices(with_totals=True))

    assert [row for row, _code in more] == [4]
    assert seen(evening, data, now) == [KNOWN, KNOWN, KNOWN]
    assert seen(evening, data + b"Totaal: 3;\n", now) == [ALIKE, ALIKE, ALIKE, TOTAL]


def test_a_total_that_could_be_no_words_fells_no_file(evening, now):
    data = b"tekst;ontvangen op\nPad.;\nTotaal;1\n"
    assert seen(evening, data, now) == [NEW, TOTAL]
    assert [row for row, _code in take_in(evening, data, now)] == [2]


def test_the_command_names_a_total_that_it_leaves_out_and_takes_it_in_when_told(
    at_the_keyboard, capsys
):
    data = b"tekst;naam\nPad.;Jan\nEindtotaal;\n"
    assert at_the_keyboard("2027-0001", data=data) == 0
    said = capsys.readouterr().out
    assert "Al bekend" not in said
    assert (
        "Rij 3: Dit lijkt een totaal en geen inbreng. Wordt overgeslagen. Is het wel inbreng? Gebruik "
        "dan --with-totals."
    ) in said

    assert at_the_keyboard("2027-0001", "--with-totals", data=data) == 0

    assert "totaal" not in capsys.readouterr().out
    assert set(Contribution.objects.values_list("text", flat=True)) == {"Pad.", "Eindtotaal"}
