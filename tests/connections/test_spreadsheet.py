import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from speelruimte.connections.spreadsheet import MOST_ROWS, ContributionRow, read_spreadsheet
from speelruimte.connections.spreadsheet.reading import text_of_table
from speelruimte.connections.spreadsheet.writing import csv_of, xlsx_of
from speelruimte.places.reading import read_areas


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def faults(data):
    return [str(fault) for fault in read_spreadsheet(data).all_faults]


ALL = ["tekst", "titel", "gebied", "naam", "e-mail", "kanaal", "ontvangen op", "nummer"]
FULL = ContributionRow(
    row=2,
    text="Het pad is te smal.\nEn donker.",
    title="Pad",
    area="Centrum",
    name="Henk",
    email="henk@lindewold.example",
    channel="papier",
    received_on=date(2027, 2, 8),
    number="17",
)


def test_an_excel_file_with_every_column():
    data = workbook(
        ALL,
        [FULL.text, "Pad", "Centrum", "Henk", FULL.email, "papier", datetime(2027, 2, 8), 17],
    )
    assert read_spreadsheet(data).rows == [FULL]


@pytest.mark.parametrize("sign", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_comma_separated_file_in_any_order_of_columns(sign, encoding):
    text = (
        sign.join(["Nummer", "TEKST", " Ontvangen  op ", "naam"])
        + "\r\n17"
        + sign
        + '"Eén ‘brug’, zei ze; kost € 5"'
        + sign
        + "8-2-2027"
        + sign
        + "Zoë\r\n"
    )
    assert read_spreadsheet(text.encode(encoding)).rows == [
        ContributionRow(
            row=2,
            text="Eén ‘brug’, zei ze; kost € 5",
            name="Zoë",
            received_on=date(2027, 2, 8),
            number="17",
        )
    ]


def test_own_words_keep_their_spaces_and_lines_and_other_cells_do_not():
    row = read_spreadsheet(b'tekst;naam\n"  Te smal \n pad ";  Henk \n').rows[0]
    assert (row.text, row.name) == ("  Te smal \n pad ", "Henk")


def test_unicode_text_of_excel_is_read():
    for encoding in ("utf-16", "utf-16-be"):
        mark = "\ufeff" if encoding == "utf-16-be" else ""
        data = f"{mark}tekst\tnaam\nEén brug 😀\tZoë\n".encode(encoding)
        assert [(row.text, row.name) for row in read_spreadsheet(data).rows] == [
            ("Eén brug 😀", "Zoë")
        ]


def test_empty_rows_are_passed_over_and_rows_keep_their_number():
    assert [row.row for row in read_spreadsheet(b"tekst;naam\n;\nPad;\n\nBrug;\n").rows] == [3, 5]


def test_a_cell_that_only_begins_like_a_formula_is_text_in_a_csv():
    assert read_spreadsheet(b"tekst\n=1+1 is twee\n").rows[0].text == "=1+1 is twee"


def test_tabs_between_cells_and_lines_above_the_headings_are_no_fault():
    assert read_spreadsheet(b"tekst\ttitel\nMeer, groen; graag\tGroen\n").rows[0].title == "Groen"
    text = b"Peiling Waterpark;;\n\nOpgehaald op;1-2-2027;\ntekst;naam;e-mail\nPad;Wil;\n"
    assert [(row.row, row.text) for row in read_spreadsheet(text).rows] == [(5, "Pad")]


def test_a_cell_that_begins_with_a_quotation_is_read_as_it_stands():
    row = read_spreadsheet(b'naam;tekst\nWil;"Speeltuin" voor iedereen\n').rows[0]
    assert row.text == '"Speeltuin" voor iedereen'


def test_escapes_of_a_workbook_are_the_marks_that_somebody_typed():
    data = workbook(["tekst"], ["Een_x000D_\nTwee _x005F_x000D_ _x0041_"])
    assert read_spreadsheet(data).rows[0].text == "Een\nTwee _x000D_ A"
    assert "onzichtbaar teken" in faults(workbook(["tekst"], ["Bel_x0007_"]))[0]
    assert "onzichtbaar teken" in faults("tekst\nOm \u202e gekeerd\n".encode())[0]


def test_a_logical_cell_is_nobodys_words_and_harms_no_column_that_is_passed_over():
    data = workbook(["tekst", "ja"], [True, False], ["Pad", True])
    told = [row.faults for row in read_spreadsheet(data, columns={"tekst": "text"}).rows]
    assert told == [
        ("In de kolom ‘tekst’ staat een cel met waar of onwaar. Typ de tekst die er moet staan.",),
        (),
    ]


@pytest.mark.parametrize("nothing", ["\u200b", "\u2060 \ufeff", "\u00ad\u00a0"])
def test_marks_that_nobody_sees_are_no_text(nothing):
    assert "tekst ontbreekt" in faults(f"tekst;naam\n{nothing};Wil\n".encode())[0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-03-28 02:30:00", date(2027, 3, 28)),
        ("2027-05-01T10:00:00.123Z", date(2027, 5, 1)),
        ("2027-05-01 23:30:00 UTC", date(2027, 5, 2)),
        ("2027-05-01 00:30:00 +0200", date(2027, 5, 1)),
        ("2027-05-01T20:30:00-05:00", date(2027, 5, 2)),
        ("1-5-2027 9.05", date(2027, 5, 1)),
        ("1 mei 2027", date(2027, 5, 1)),
        ("24 november 2026", date(2026, 11, 24)),
        ("24-nov-2026 13:40", date(2026, 11, 24)),
        ("3 mrt. 2026", date(2026, 3, 3)),
        ("20-nov-26", date(2026, 11, 20)),
        ("1 mei 27 9.05", date(2027, 5, 1)),
        ("2026/11/20", date(2026, 11, 20)),
        ("2026/3/4 02:30:00", date(2026, 3, 4)),
        ("vrijdag 20 november 2026", date(2026, 11, 20)),
        ("Vr. 20-11-2026", date(2026, 11, 20)),
        ("zondag, 22 november 2026 14:03", date(2026, 11, 22)),
        ("donderdag 20 november 2026", None),
        ("nov 20 november 2026", None),
        ("20-nov-026", None),
        ("20 nov 14:03", None),
        ("2026/11-20", None),
        ("2026/20/11", None),
        ("31 april 2026", None),
        ("3 muart 2026", None),
        ("1-5-2027 25:00", None),
        ("1-5-2027 middag", None),
        ("05/2027", None),
    ],
)
def test_a_day_may_have_an_hour_behind_it(written, day):
    row = read_spreadsheet(f"tekst;ontvangen op\nPad;{written}\n".encode()).rows[0]
    assert row.received_on == day
    assert bool(row.faults) == (day is None)


def test_a_workbook_of_cbs_is_read_as_a_table_of_areas():
    data = workbook(
        ["gwb_code_10", "regio", "recs", "a_inw"],
        ["WK199901", "Wijk 01", "Wijk", 9650],
        ["WK199902", "Wijk 02; zuid", "Wijk", "."],
    )
    rows = read_areas(text_of_table(data), file="kwb.xlsx", kind="wijk")
    assert [(row.name, row.known.get("inhabitants")) for row in rows] == [
        ("Wijk 01", 9650),
        ("Wijk 02; zuid", None),
    ]


def test_somebody_says_which_column_is_which_and_the_rest_is_passed_over():
    data = (
        b"id;title/en;body/en;category/id;created_at\n12;Bench;More benches;;2027-05-01 10:00:00\n"
    )
    asked = read_spreadsheet(data)
    assert asked.asks_columns
    assert {column.heading: column.suggested for column in asked.columns} == {
        "id": "number", "title/en": "title", "body/en": "text", "category/id": "",
        "created_at": "received_on",
    }  # fmt: skip
    row = read_spreadsheet(data, columns={"body/en": "text", "title/en": "title"}).rows[0]
    assert (row.text, row.title, row.number) == ("More benches", "Bench", "")
    assert row.cells == ("12", "Bench", "More benches", "", "2027-05-01 10:00:00")


def test_what_is_written_to_a_workbook_reads_the_same_and_no_csv_holds_a_formula():
    words = "=1+1 _x000D_ <b>&\n regel 😀"
    rows = [["tekst", "naam"], [words, "@Wil"]]
    read = read_spreadsheet(b"".join(xlsx_of(rows))).rows[0]
    assert (read.text, read.name) == (words, "@Wil")
    written = b"".join(csv_of(rows)).decode("utf-8-sig")
    assert "\"'=1+1" in written
    assert ";'@Wil" in written


def test_each_formula_cell_is_refused():
    data = workbook(["tekst", "naam"], ["Pad", "Henk"], ["=A2", "=B2"])
    assert faults(data) == [
        "Rij 3: In de kolom ‘tekst’ staat een formule. Plak alleen de waarde in de cel.",
        "Rij 3: In de kolom ‘naam’ staat een formule. Plak alleen de waarde in de cel.",
    ]


def test_a_cell_that_shows_an_error_is_nobodys_words():
    data = workbook(["tekst", "ontvangen op"], ["#REF!", None], ["Pad", "#N/A"], ["#pad", None])
    assert faults(data) == [
        "Rij 2: In de kolom ‘tekst’ staat een foutmelding van Excel, zoals #REF!. Herstel de cel.",
        "Rij 3: In de kolom ‘ontvangen op’ staat een foutmelding van Excel, zoals #REF!. "
        "Herstel de cel.",
    ]


def test_words_on_a_second_sheet_are_not_left_behind_unseen():
    book = Workbook()
    for row in (["tekst"], ["Pad"]):
        book.active.append(row)
    book.create_sheet("Keuzes").append(["papier"])
    file = io.BytesIO()
    book.save(file)
    assert [row.text for row in read_spreadsheet(file.getvalue()).rows] == ["Pad"]

    book.create_sheet("Avond 2").append(["naam", "Tekst"])
    file = io.BytesIO()
    book.save(file)
    assert faults(file.getvalue()) == [
        "Op het blad ‘Avond 2’ staat ook een kolom ‘tekst’. We lezen alleen het eerste blad. "
        "Zet alles op één blad."
    ]


def test_wrong_columns_are_all_named():
    told = faults(b"idee;naam;naam;mail\nPad;a;b;c\n")
    assert len(told) == 4
    assert "‘idee’ kennen we niet" in told[0]
    assert "‘naam’ staat er twee keer" in told[1]
    assert "‘mail’ kennen we niet" in told[2]
    assert "‘tekst’ ontbreekt" in told[3]


def test_a_column_without_a_name_stays_empty():
    assert read_spreadsheet(b"tekst;;naam\nPad;;Henk\n").rows[0].name == "Henk"
    assert faults(b"tekst;;naam\nPad;x;Henk\n") == [
        "Rij 2: In kolom B staat iets, maar die kolom heeft geen naam. "
        "Geef de kolom een naam, of maak hem leeg."
    ]


def test_a_column_whose_name_stands_a_row_higher_has_that_name():
    """Heads of groups: a cell over two rows, or one over two columns."""
    data = b"ID;Uw mening;;Datum\n;Tekst;Gebied;\n12;Te smal.;Centrum;9-2-2026\n"
    asked = read_spreadsheet(data)
    assert asked.asks_columns
    assert [column.heading for column in asked.columns] == ["id", "tekst", "gebied", "datum"]

    chosen = {"id": "number", "tekst": "text", "gebied": "area", "datum": "received_on"}
    [row] = read_spreadsheet(data, columns=chosen).rows
    assert (row.row, row.number, row.text, row.area) == (3, "12", "Te smal.", "Centrum")
    assert row.received_on == date(2026, 2, 9)
    assert not row.faults


def test_a_head_that_stands_twice_is_two_columns():
    data = b"tekst;tekst;nummer\nEerste;Tweede;1\n"
    asked = read_spreadsheet(data)
    assert asked.asks_columns
    assert [(column.heading, column.suggested) for column in asked.columns] == [
        ("tekst", "text"), ("tekst (2)", ""), ("nummer", "number"),
    ]  # fmt: skip
    assert [column.examples for column in asked.columns[:2]] == [("Eerste",), ("Tweede",)]

    columns = {"tekst": "", "tekst (2)": "text", "nummer": "number"}
    [row] = read_spreadsheet(data, columns=columns).rows
    assert (row.text, row.number, row.faults) == ("Tweede", "1", ())


@pytest.mark.parametrize(
    "second",
    [
        ";Open-Ended Response;Response",
        ";Open antwoord;Antwoord",
        '"{""ImportId"":""a""}";"{""ImportId"":""b""}";"{""ImportId"":""c""}"',
        ";Wat u vindt;Buurt",
    ],
)
def test_a_second_row_of_heads_is_nobodys_words(second):
    rows = "1;Te smal.;Centrum\n2;Een bank.;Centrum\n"
    data = f"Respondent ID;Wat vindt u?;Welke buurt?\n{second}\n{rows}".encode()
    columns = {"respondent id": "number", "wat vindt u?": "text", "welke buurt?": "area"}
    read = read_spreadsheet(data, columns=columns).rows

    assert "tweede rij met namen van kolommen" in " ".join(read[0].faults)
    assert [row.text for row in read if not row.faults] == ["Te smal.", "Een bank."]
    assert not faults(b"tekst;naam\nResponse;Wil\nPad;Henk\n")


def test_of_three_rows_of_heads_none_is_somebodys_words():
    data = (
        b"ResponseId,Q1,Q2\n"
        b"Response ID,Wat vindt u?,Uw buurt\n"
        b'"{""ImportId"":""_recordId""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2""}"\n'
        b"R_1,Te smal.,Centrum\nR_2,Een bank.,Centrum\n"
    )
    columns = {"responseid": "number", "q1": "text", "q2": "area"}
    read = read_spreadsheet(data, columns=columns).rows

    told = ["tweede rij met namen van kolommen" in " ".join(row.faults) for row in read]
    assert told == [True, True, False, False]
    assert [row.text for row in read if not row.faults] == ["Te smal.", "Een bank."]


def test_every_faulty_cell_is_told_with_its_row():
    data = (
        "tekst;e-mail;ontvangen op;titel\n"
        ";a@b.nl;;\n"
        "Pad;geen adres;;\n"
        "Pad;;31-2-2027;\n"
        f"{'x' * 20_001};;;{'y' * 161}\n"
        "Pad\x07;;;\n"
    ).encode()
    assert faults(data) == [
        "Rij 2: De tekst ontbreekt. Vul in wat iemand zei of schreef.",
        "Rij 3: ‘geen adres’ is geen e-mailadres.",
        "Rij 4: ‘31-2-2027’ is geen dag. Schrijf een dag zo: 21-03-2026.",
        "Rij 5: De kolom ‘tekst’ is te lang: er passen 20000 tekens en het zijn er 20001.",
        "Rij 5: De kolom ‘titel’ is te lang: er passen 160 tekens en het zijn er 161.",
        "Rij 6: In de kolom ‘tekst’ staat een onzichtbaar teken. Typ de cel opnieuw.",
    ]


def test_10_000_rows_fit_and_one_more_does_not():
    rows = b"tekst\n" + b"Pad\n" * MOST_ROWS
    assert len(read_spreadsheet(rows).rows) == 10_000
    assert "meer dan 10000 rijen" in faults(rows + b"Pad\n")[0]


def test_10_001_rows_of_excel_do_not_fit():
    assert "meer dan 10000 rijen" in faults(workbook(["tekst"], *[["Pad"]] * 10_001))[0]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"tekst;naam\n", b" ; \n"])
def test_nothing_to_read_is_said(data):
    assert len(faults(data)) == 1


@pytest.mark.parametrize(
    "data",
    [
        "tekst\nEén brug\n".encode("utf-16")[:-1],
        "tekst\nEén brug\n".encode("mac-roman"),
        "tekst\nčeský\n".encode("cp1250"),
        b"tekst\nPad \x81\x8d\n",
    ],
)
def test_letters_that_cannot_be_told_are_not_guessed(data):
    assert "CSV UTF-8" in faults(data)[0]


def test_a_quote_that_is_never_closed_is_told():
    assert "aanhalingsteken" in faults(b'tekst;naam\n"Pad;Henk\n')[0]


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return file.getvalue()


CONTENT, BOOK = "[Content_Types].xml", "xl/workbook.xml"


@pytest.mark.parametrize(
    ("made", "sentence"),
    [  # made when the test runs: every worker collects this, and one needs it
        (lambda: zipped(**{"brief.txt": "Beste gemeente"}), "geen Excel-bestand"),
        (lambda: zipped(**{CONTENT: "<x/>", BOOK: "<x/>"}), "beschadigd"),
        (lambda: zipped(**{CONTENT: "geen xml", BOOK: "<x"}), "beschadigd"),
        (lambda: workbook(["tekst"], ["Pad"])[:400], "beschadigd"),
        (lambda: b"PK\x03\x04 en dan niets", "beschadigd"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "oud Excel-bestand"),
        (lambda: b"%PDF-1.7\x00\x01", "geen spreadsheet"),
        (lambda: b"x" * 10_000_001, "te groot"),
        (lambda: zipped(**{CONTENT: "<x/>", BOOK: "<x/>", "a": b"0" * 260_000_000}), "te groot"),
        (
            lambda: zipped(**{CONTENT: "<x/>", BOOK: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "er niet hoort",
        ),
    ],
)
def test_what_only_looks_like_a_spreadsheet_is_refused(made, sentence):
    assert sentence in faults(made())[0]


INLINE = '<row r="3"><c r="A3" t="inlineStr"><is><t>{}</t></is></c></row></sheetData>'
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'


@pytest.mark.parametrize(
    ("encoding", "before", "told"),
    [
        ("utf-16", ENTITY, ["beschadigd"]),
        ("utf-8", f"<!--{'x' * 5_000}-->{ENTITY}", ["beschadigd"]),
        ("utf-8", ENTITY, ["er niet hoort"]),
        ("utf-16", "", []),
    ],
)
def test_a_sheet_that_defines_words_of_its_own_is_refused_however_it_hides_them(
    encoding, before, told
):
    good = workbook(["tekst"], ["Pad"])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = content.decode()
                row = INLINE.format("&a;" if before else "Brug")
                text = text[text.index("<worksheet") :].replace("</sheetData>", row)
                start = f'<?xml version="1.0" encoding="{encoding}"?>'
                content = f"{start}{before}{text}".encode(encoding)
            new.writestr(part, content)

    said = faults(file.getvalue())
    assert [part in fault for part, fault in zip(told, said, strict=True)] == [True] * len(told)


def test_a_damaged_sheet_inside_a_whole_zip_is_told():
    good = workbook(["tekst"], ["Pad"])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, content[:120] if "sheet1" in part.filename else content)
    assert "beschadigd" in faults(file.getvalue())[0]


def test_reading_needs_no_django():
    import subprocess
    import sys

    code = "import speelruimte.connections.spreadsheet, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
