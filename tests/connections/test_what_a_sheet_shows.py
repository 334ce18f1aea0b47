"""A file may show otherwise than its cells hold: hidden rows, merged cells, letters kept twice."""

import io

import pytest
from openpyxl import Workbook

from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.connections.spreadsheet.reading import text_of_table
from speelruimte.connections.spreadsheet.sheet import FileError


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_row_that_is_hidden_does_not_come_in_unseen():
    book = Workbook()
    for row in (["tekst"], ["Zichtbaar"], ["Verborgen"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    assert [bool(row.faults) for row in read_spreadsheet(saved(book)).rows] == [False, True]


def test_rows_that_lie_under_a_merged_cell_are_refused_and_named():
    book = Workbook()
    for row in (
        ["tekst", "gebied", "naam"],
        ["Een", "Centrum", "Jan"],
        ["Twee"],
        ["Drie"],
        ["Vier"],
    ):
        book.active.append(row)
    book.active.merge_cells("B2:B4")
    book.active.merge_cells("A5:C5")

    assert [str(fault) for fault in read_spreadsheet(saved(book)).all_faults] == [
        f"Rij {row}: Hier zijn cellen samengevoegd ({cells}). "
        "Maak ze los en vul in elke rij in wat er hoort."
        for row, cells in ((3, "B2:B4"), (4, "B2:B4"), (5, "A5:C5"))
    ]


def test_merged_cells_that_hide_nothing_are_no_fault():
    book = Workbook()
    for row in (
        ["Peiling"],
        ["tekst", "gebied", "vraag"],
        ["Een", "Centrum", "1"],
        ["Twee", "", ""],
    ):
        book.active.append(row)
    # A title, a column that is passed over, and words over two rows of which the second is empty.
    for cells in ("A1:C1", "C3:C4", "A4:A5"):
        book.active.merge_cells(cells)

    sheet = read_spreadsheet(saved(book), columns={"tekst": "text", "gebied": "area"})
    assert [(row.text, row.faults) for row in sheet.rows] == [("Een", ()), ("Twee", ())]


def test_a_column_that_nobody_sees_is_named_when_it_is_read():
    book = Workbook()
    for row in (["tekst", "e-mail", "vraag"], ["Pad", "jan@lindewold.example", "1"]):
        book.active.append(row)
    for letter in "BC":
        book.active.column_dimensions[letter].hidden = True

    sheet = read_spreadsheet(saved(book), columns={"tekst": "text", "e-mail": "email"})
    assert sheet.notes == (
        "De kolom ‘e-mail’ is verborgen in het bestand en wordt wel ingelezen. Is dat niet de "
        "bedoeling, haal de kolom dan eerst weg.",
    )
    assert sheet.rows[0].email == "jan@lindewold.example"


@pytest.mark.parametrize("changed", ["hidden", "merged"])
def test_a_table_of_places_holds_what_it_shows(changed):
    book = Workbook()
    for row in (
        ["straat", "gebied", "postcode"],
        ["Laan", "Centrum", "9401AB"],
        ["Kade", "Centrum"],
    ):
        book.active.append(row)
    assert text_of_table(saved(book)).splitlines()[2] == "Kade;Centrum"
    if changed == "hidden":
        book.active.row_dimensions[3].hidden = True
    else:
        book.active.merge_cells("C2:C3")

    with pytest.raises(FileError, match=r"^Rij 3\b"):
        text_of_table(saved(book))


def test_letters_that_were_kept_twice_are_told():
    data = "tekst;naam\nCafÃ© zonder moeite;RenÃ©e\nDatâ€™s goed;Wil\nÃénzaam café;Ã\n".encode()
    sheet = read_spreadsheet(data)
    assert len(sheet.notes) == 1
    assert sheet.notes[0].startswith(
        "Bij 2 rijen zijn letters twee keer omgezet, zoals ‘CafÃ©’ in rij 2."
    )

    assert text_of_table("naam\nCafé Ãn\n".encode()) == "naam\nCafé Ãn\n"
    with pytest.raises(FileError, match="‘CafÃ©straat’"):
        text_of_table("straat;gebied\nCafÃ©straat;Centrum\n".encode())
