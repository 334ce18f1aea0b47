"""A file of rows is read for what it says, also where a quotation mark stands for itself."""

import pytest

from speelruimte.shared.delimited import OpenQuoteError, cells_of

HEAD = [(1, ["tekst", "naam"])]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ('"Bank; van\nhout";Henk\nHeg;Ans\n', [(2, ["Bank; van\nhout", "Henk"]), (4, ["Heg", "Ans"])]),
        # csv stumbles from here on, over a mark that quotes no whole cell.
        ('"Bank" van hout;Henk\n', [(2, ['"Bank" van hout', "Henk"])]),
        ('"Bank" van hout;Henk', [(2, ['"Bank" van hout', "Henk"])]),
        ('"Bank" van hout;', [(2, ['"Bank" van hout', ""])]),
        (
            '"Bank" van hout;"zij zei ""ja""\r\nen ging"\rHeg;Ans\r\n',
            [(2, ['"Bank" van hout', 'zij zei "ja"\r\nen ging']), (4, ["Heg", "Ans"])],
        ),
    ],
)  # fmt: skip
def test_each_row_is_read_with_the_line_on_which_it_begins(text, rows):
    assert cells_of("tekst;naam\n" + text, separator=";") == HEAD + rows


def test_a_mark_that_nobody_closes_is_told_with_its_line_or_ends_with_it():
    text = 'tekst;naam\n"Bank;Henk\nHeg;Ans\n'

    with pytest.raises(OpenQuoteError) as refused:
        cells_of(text, separator=";")
    assert refused.value.line == 2
    read = cells_of(text, separator=";", open_quotes=True)
    assert read == [*HEAD, (2, ['"Bank', "Henk"]), (3, ["Heg", "Ans"])]
