"""Cells that do not hold what they show: HTML of an export, and words for no e-mail address."""

from datetime import date

import pytest
from tests.connections.test_spreadsheet import faults, workbook

from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.connections.spreadsheet.writing import csv_of


def comma_separated(*rows):
    return b"".join(csv_of(rows))


NOWHERE = ["anonymous", "-", "nvt", "n.v.t.", "N.V.T", "geen", " Anoniem ", "geen e-mail", "—"]


@pytest.mark.parametrize("written", NOWHERE)
def test_a_word_for_no_address_is_no_address_and_that_is_said(written):
    sheet = read_spreadsheet(f"tekst;naam;e-mail\nPad;geen;{written}\nBrug;Wil;w@a.nl\n".encode())

    assert [(row.email, row.name, row.faults) for row in sheet.rows] == [
        ("", "geen", ()),
        ("w@a.nl", "Wil", ()),
    ]
    assert sheet.notes == (
        f"In de kolom ‘e-mail’ staat bij 1 rij geen e-mailadres, maar ‘{written.strip()}’. "
        "Dat lezen we als leeg.",
    )
    assert "geen e-mailadres" in faults(b"tekst;e-mail\nPad;henk\n")[0]
    assert read_spreadsheet(b"tekst\n-\n").rows[0].text == "-"


def test_several_words_for_no_address_are_counted_in_one_sentence():
    [note] = read_spreadsheet(b"tekst;e-mail\nPad;anonymous\nBrug;-\n").notes
    assert "bij 2 rijen geen e-mailadres, maar iets als ‘anonymous’" in note


DECIDIM = (
    "<p>Graag <strong>meer</strong> bomen &amp; bankjes.</p><ul><li>Eén</li><li><p>Twee</p></li></ul>"
    "<p>Groet</p>"
)
AS_READ = "Graag meer bomen & bankjes.\n\n- Eén\n- Twee\n\nGroet"


def test_words_of_an_export_in_html_become_plain_text_and_that_is_said_per_column():
    rows = (
        ["tekst", "titel", "naam"],
        [DECIDIM, "Bomen &amp; bankjes", "Wil"],
        ["Een a < b en een <3", "Als x<y>z", "Henk"],
        ["<p>Kort &lt;3</p>", "Kort", "Jan &amp; Ans"],
    )
    for data in (workbook(*rows), comma_separated(*rows)):
        sheet = read_spreadsheet(data)
        assert [(row.text, row.title, row.name) for row in sheet.rows] == [
            (AS_READ, "Bomen & bankjes", "Wil"),
            ("Een a < b en een <3", "Als x<y>z", "Henk"),
            ("Kort <3", "Kort", "Jan & Ans"),
        ]
        assert sheet.rows[0].cells[0] == DECIDIM, "as it is in the file"
        assert [note.partition("HTML")[0] for note in sheet.notes] == [
            "In de kolom ‘tekst’ staat bij 2 rijen ",
            "In de kolom ‘titel’ staat bij 1 rij ",
            "In de kolom ‘naam’ staat bij 1 rij ",
        ]


@pytest.mark.parametrize(
    "written",
    ["a < b", "Ik <3 het park", "<3 <3", "x <y> z", "Hoe? <p> dus", "R&amp;D", "5 > 3 < 7"],
)
def test_a_sign_that_html_uses_too_makes_no_html(written):
    sheet = read_spreadsheet(comma_separated(["tekst", "naam"], [written, "Wil"]))
    assert (sheet.rows[0].text, sheet.notes) == (written, ())


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("Eerste<br>Tweede<br />Derde", "Eerste\nTweede\nDerde"),
        ("<p>Een</p><p><br></p><p>Twee</p>", "Een\n\nTwee"),
        ("<div>Een</div><div>Twee</div>", "Een\nTwee"),
        ("<ol><li>Een</li><li>Twee</li></ol>", "1. Een\n2. Twee"),
        ('<ol><li data-list="bullet">Een</li></ol>', "- Een"),
        ("<ul><li>Een<ul><li>Eerst</li></ul></li><li>Twee</li></ul>", "- Een\n  - Eerst\n- Twee"),
        ("<ul><li></li></ul><p>Na</p>", "-\n\nNa"),
        ("<h2>Kop</h2>\n<p>Een\n  regel</p>", "Kop\n\nEen regel"),
        (
            '<p>Zie <a href="https://a.nl/x">deze bladzijde</a>.</p>',
            "Zie deze bladzijde (https://a.nl/x).",
        ),
        ('<p><a href="https://a.nl/">https://a.nl</a></p>', "https://a.nl"),
        ('<p><a href="javascript:x()">Klik</a></p>', "Klik"),
        ("<p>Een&nbsp;twee &eacute;&#233; &euro;</p>", "Een twee éé €"),
        ("<p>Ik <3 dit en a < b, <heel> veel</p>", "Ik <3 dit en a < b, <heel> veel"),
        ("<style>p {}</style><p>Een</p><script>x()</script>", "Een"),
        ("Regel een\nRegel <b>twee</b>", "Regel een\nRegel twee"),
        (
            "<table><tr><td>Een</td><td>Twee</td></tr><tr><td>Drie</td></tr></table>",
            "Een Twee\nDrie",
        ),
        ('<p><img src="a.png" alt="De brug">Zie</p>', "De brug Zie"),
        ("<pre>Een\n  Twee</pre>", "Een\n  Twee"),
        ("<p>vet<b>gedrukt</b> en <i>schuin</i>!</p>", "vetgedrukt en schuin!"),
        ("<P CLASS='x'>Groot</P>", "Groot"),
        ("<p>Een</p><hr><p>Twee</p>", "Een\n\nTwee"),
    ],
)
def test_html_reads_as_in_a_browser(markup, plain):
    [row] = read_spreadsheet(comma_separated(["tekst", "naam"], [markup, "Wil"])).rows
    assert row.text == plain


def test_html_that_is_longer_than_any_words_is_refused_for_its_length():
    [told] = faults(
        comma_separated(["tekst", "naam"], ["<p>" + "<b>a</b>" * 30_000 + "</p>", "Wil"])
    )
    assert "te lang" in told


def test_html_without_a_word_is_no_text():
    assert "tekst ontbreekt" in faults(b"tekst;naam\n<p><br></p>;Wil\n")[0]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("20-11-26", "Een jaar heeft vier cijfers."),
        ("20/11/26 14:03", "Een jaar heeft vier cijfers."),
        ("03/04/26", "Een jaar heeft vier cijfers."),
        ("vrijdag 20-11-26", "Een jaar heeft vier cijfers."),
        ("donderdag 20 november 2026", "Die datum valt op een andere dag van de week."),
        ("46000", "Zo telt Excel de dagen"),
        ("46000,52", "Zo telt Excel de dagen"),
        ("11/25/2026", "Hier staat de maand vooraan."),
        ("11/3/2026 2:03:11 PM", "Hier staat de maand vooraan."),
        ("11/13/26 10:20:00", "Hier staat de maand vooraan. Zeg dat als u het bestand kiest."),
    ],
)
def test_a_day_that_is_none_says_what_it_probably_is(written, why):
    [told] = faults(f"tekst;ontvangen op\nPad;{written}\n".encode())
    assert f"‘{written}’ is geen dag. Schrijf een dag zo: 21-03-2026. {why}" in told


def test_where_one_day_has_the_month_first_all_that_may_are_doubted():
    rows = "tekst;ontvangen op\nA;03/11/2026\nB;04/04/2026\nC;25/11/2026\nD;3-11-2026\n"
    assert faults(rows.encode()) == []

    told = faults((rows + "E;11/25/2026\n").encode())
    assert [fault.partition(":")[0] for fault in told] == ["Rij 2", "Rij 6"]
    assert "‘03/11/2026’ kan twee dagen zijn: bij andere rijen staat de maand vooraan." in told[0]


def test_where_one_short_day_has_the_month_first_the_others_say_so_too():
    told = faults(b"tekst;ontvangen op\nA;11/2/26 10:12:00\nB;11/13/26 10:20:00\n")
    assert "kan twee dagen zijn: bij andere rijen staat de maand vooraan. Zeg dat" in told[0]
    assert "Hier staat de maand vooraan. Zeg dat" in told[1]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("03/11/2026", date(2026, 3, 11)),
        ("3/21/2026", date(2026, 3, 21)),
        ("11/2/26 10:12:00", date(2026, 11, 2)),
        ("11/02/2026 10:11:12 AM", date(2026, 11, 2)),
        ("11/02/2026 11:30 PM -0500", date(2026, 11, 3)),
        ("11/02/2026 12:30 AM +0900", date(2026, 11, 1)),
        ("2026-11-02", date(2026, 11, 2)),
        ("3-11-2026", date(2026, 11, 3)),
        ("3 november 2026", date(2026, 11, 3)),
        ("2026/11/02", date(2026, 11, 2)),
        ("wo 03/11/2026", date(2026, 3, 11)),
    ],
)
def test_days_of_a_file_with_the_month_first_are_read_so(written, day):
    data = f"tekst;ontvangen op\nPad;{written}\n".encode()
    [row] = read_spreadsheet(data, month_first=True).rows
    assert (row.received_on, row.faults) == (day, ())


@pytest.mark.parametrize(
    ("others", "doubted"),
    [
        ("", True),
        ("B;04/04/2026\nC;3-11-2026\nD;\n", True),
        ("B;2026/03/04\nC;20-nov-26\nD;vrijdag 20 november 2026\n", True),
        ("B;wo 25/11/2026\n", False),
        ("B;25/11/2026\n", False),
        ("B;11/25/2026\n", False),
    ],
)
def test_a_file_of_which_no_day_tells_its_order_says_so(others, doubted):
    data = f"tekst;ontvangen op\nE;04/04/2026\nA;05/04/2026 09:00\n{others}".encode()
    day = read_spreadsheet(data).doubtful_day

    assert (day is not None) is doubted
    if day is not None:
        assert (day.row, day.written) == (3, "05/04/2026 09:00")
        assert (day.day_first, day.month_first) == (date(2026, 4, 5), date(2026, 5, 4))
    assert read_spreadsheet(b"tekst;ontvangen op\nA;04/04/2026\n").doubtful_day is None
    assert read_spreadsheet(b"tekst;ontvangen op\nA;05/04/26\n").doubtful_day is None


@pytest.mark.parametrize(
    "written", ["21/03/2026", "02/30/2026", "11/2/026", "11/2/26 13:00 PM", "11/2/26 0:30 am"]
)
def test_a_day_that_is_none_with_the_month_first_is_refused(written):
    data = f"tekst;ontvangen op\nPad;{written}\n".encode()
    [told] = map(str, read_spreadsheet(data, month_first=True).all_faults)
    assert f"‘{written}’ is geen dag" in told
    assert faults(b"tekst;ontvangen op\nPad;2026-11-02 10:11 AM\n")


def test_where_the_month_is_said_to_be_first_and_is_not_all_that_may_are_doubted():
    data = b"tekst;ontvangen op\nA;03/11/2026\nB;04/04/2026\nC;11/25/2026\nD;25/11/2026\n"
    told = list(map(str, read_spreadsheet(data, month_first=True).all_faults))
    assert [fault.partition(":")[0] for fault in told] == ["Rij 2", "Rij 5"]
    assert "‘03/11/2026’ kan twee dagen zijn: bij andere rijen staat de dag vooraan." in told[0]
    assert "‘25/11/2026’ is geen dag met de maand vooraan, zoals 03/21/2026." in told[1]


@pytest.mark.parametrize(
    ("last", "is_total"),
    [
        ("Totaal: 2;", True),
        ("Aantal: 2;", True),
        ("Eindtotaal;", True),
        ("TOTAAL 1.250;", True),
        ("Totaal aantal reacties: 12;", True),
        ("Grand Total;", True),
        ("Grand total;2", True),
        ("Gemiddeld per dag: 1,5;", True),
        ("Bron: Survalyzer, uitgevoerd op 1 november;", True),
        ("Bron van overlast is de snackbar;", False),
        ("Totaal: 2;Wil", False),
        ("Totaal andere aanpak;", False),
        ("Aantal bomen;", False),
        ("Totaal: 2 bankjes erbij;", False),
        ("Somber: 2;", False),
        ("2;", False),
    ],
)
def test_a_line_with_nothing_but_a_total_below_the_list_is_marked(last, is_total):
    rows = read_spreadsheet(f"tekst;naam\nTotaal;\nPad;Wil\n{last}\n".encode()).rows
    assert [row.is_total for row in rows] == [False, False, is_total]


def test_of_totals_below_each_other_each_is_marked_and_a_sum_of_another_column_may_stand_beside():
    data = b"tekst;likes;naam\nPad;3;Wil\nAantal: 1;;\nTotaal;3;\n"
    ways = {"tekst": "text", "likes": "", "naam": "name"}
    rows = read_spreadsheet(data, columns=ways).rows
    assert [row.is_total for row in rows] == [False, True, True]

    for beside in (b"ja;", b";Wil"):
        rows = read_spreadsheet(data + b"Totaal: 2;" + beside + b"\n", columns=ways).rows
        assert not any(row.is_total for row in rows)


def test_a_total_is_known_in_whatever_column_it_stands_and_a_subtotal_between_the_words():
    for data, are_totals in (
        (b"nummer;tekst\n1;Pad\nTotaal;2\n", [False, True]),
        (b"nummer;tekst\n1;Pad\n2;Totaal\n", [False, False]),
        (
            b"nummer;tekst;ontvangen op\n1;Pad;2026-11-03\nTotaal aantal reacties: 1;;\n",
            [False, True],
        ),
        (b"tekst;naam;ontvangen op\nPad;Wil;2026-11-03\nTotaal;;2\n", [False, True]),
        (b"tekst;naam\nTotaal 2;\nGemiddeld per dag: 1,5;\n", [True, True]),
        (b"tekst;naam\nPad;\nSubtotaal week 44: 1;\nBrug;Wil\n", [False, True, False]),
    ):
        assert [row.is_total for row in read_spreadsheet(data).rows] == are_totals, data


def test_a_line_with_a_total_is_pointed_out():
    notes = read_spreadsheet(b"tekst;naam\nPad;Wil\n7;Totaal\n").notes
    assert notes == (
        "Bij 1 rij is de tekst alleen een getal: rij 3. Is dat geen inbreng, haal de rij dan eerst uit "
        "het bestand.",
    )
    [note] = read_spreadsheet("tekst;naam\n€ 1.250,50;Wil\n80%;Henk\n".encode()).notes
    assert "Bij 2 rijen is de tekst alleen een getal, zoals bij rij 2, 3." in note
    assert read_spreadsheet("tekst;naam\n7 bomen;Wil\n👍;Henk\n".encode()).notes == ()
