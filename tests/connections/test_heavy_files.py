"""Files that hold a minute of work in a few kB: refused with a sentence, and nobody waits for them."""

import io
import json
import resource
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from speelruimte.connections import contained as limits
from speelruimte.connections.areas import read_areas_apart
from speelruimte.connections.contained import TooHeavyError, contained
from speelruimte.connections.pabulib import PabulibError, parse
from speelruimte.connections.pabulib.uploaded import parse_uploaded
from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.connections.spreadsheet.uploaded import read_uploaded
from speelruimte.places.reading import FileRefused, read_areas

VOTE = b"""META
key;value
description;Proef
country;NL
unit;Lindewold
instance;2027
num_projects;1
num_votes;1
budget;1000
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
1;400;Bomen
VOTES
voter_id;vote
a;1
"""
PARTS = ["xl/sharedStrings.xml"]  # not in every workbook


def packed(**parts):
    """A workbook of one word, in which some parts are another text."""
    book = Workbook()
    book.active.append(["tekst"])
    book.active.append(["Meer bomen."])
    made, file = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in dict.fromkeys([*before.namelist(), *PARTS]):
            if text := parts.get(name.rpartition("/")[2]):
                after.writestr(name, text)
            elif name in before.namelist():
                after.writestr(name, before.read(name))
    return file.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs>'
    + '<xf numFmtId="0"/>' * 400_000
    + "</cellXfs></styleSheet>"
)
STRINGS = f'<sst xmlns="{MAIN}">' + "<si/>" * 9_000_000 + "</sst>"
ONE_CELL = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>tekst'
    + "a" * 50_000_000
    + "</t></is></c></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("styles.xml", STYLES, "te veel opmaak"),
        ("sharedStrings.xml", STRINGS, "uitgepakt te groot"),
        ("sheet1.xml", ONE_CELL, "uitgepakt te groot"),
    ],
    ids=["styles", "strings", "one cell"],
)
def test_a_workbook_that_unpacks_to_a_minute_of_work_is_refused_at_once(part, text, said):
    data = packed(**{part: text})

    began = time.process_time()
    faults = read_spreadsheet(data).faults
    took = time.process_time() - began

    assert [said in str(fault) for fault in faults] == [True]
    assert took < 1


def test_a_sheet_that_is_merged_from_top_to_bottom_is_refused_at_once():
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>tekst</t></is></c></row>'
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{row.format(1)}{row.format(2)}</sheetData>'
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells></worksheet>'
    )
    faults = read_spreadsheet(packed(**{"sheet1.xml": sheet})).faults
    assert [str(fault) for fault in faults] == ["Er zijn te veel cellen samengevoegd. Maak ze los."]


def test_what_is_read_apart_is_the_same():
    assert read_uploaded(packed()) == read_spreadsheet(packed())
    assert read_uploaded(b"wat is dit") == read_spreadsheet(b"wat is dit")


def test_what_takes_too_long_is_stopped_and_said(monkeypatch):
    monkeypatch.setattr(limits, "MOST_WAITING", 0.2)
    headings = ";".join(f"kolom {number} van dit bestand" for number in range(300_000))

    [fault] = read_uploaded(f"{headings}\n".encode()).faults
    assert "te zwaar om te lezen" in str(fault)
    with pytest.raises(PabulibError, match="te zwaar"):
        parse_uploaded(b"META\n" + b"a;b\n" * 1_000_000)


def test_work_without_end_and_memory_without_end_are_stopped(monkeypatch):
    monkeypatch.setattr(limits, "MOST_WORK", 1)
    monkeypatch.setattr(limits, "MOST_MEMORY", 20_000_000)

    def turn():
        while True:
            pass

    for heavy in (turn, lambda: len(bytearray(500_000_000))):
        with pytest.raises(TooHeavyError):
            contained(heavy)


def _where_the_machine_gives_less():
    """What a reader may use where whoever started us may use no more than this."""
    most, _hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    limited = contained(resource.getrlimit, resource.RLIMIT_AS)
    return most, limited, contained(resource.getrlimit, resource.RLIMIT_CPU)


def test_a_limit_that_stands_already_stays():
    most, limited, work = contained(_where_the_machine_gives_less)

    assert limited == (most, most)
    assert work == (5, 5)


def test_a_machine_that_tells_no_memory_limits_it_too(monkeypatch):
    monkeypatch.setattr(limits, "IN_USE", Path("/no/such/file"))

    most, _hard = contained(resource.getrlimit, resource.RLIMIT_AS)
    assert most == limits.WHERE_UNTOLD * limits.MOST_MEMORY


def test_a_limit_that_cannot_be_set_is_no_heavy_file(monkeypatch):
    def refused(*_limit):
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refused)

    with pytest.raises(RuntimeError, match="not allowed"):
        contained(len, b"abc")


def test_a_fault_of_our_own_in_the_reader_is_no_heavy_file():
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        contained(lambda: 1 // 0)


def test_a_vote_that_is_read_apart_is_the_same():
    assert parse_uploaded(VOTE) == parse(VOTE)


def test_what_lies_too_deep_within_itself_is_a_heavy_file():
    def deeper(parts):
        return deeper([parts])

    with pytest.raises(TooHeavyError):
        contained(deeper, [])


def test_what_cannot_be_handed_back_is_no_heavy_file():
    with pytest.raises(RuntimeError, match="pickle"):
        contained(lambda: lambda: None)


def test_a_faulty_vote_names_its_faults_from_apart():
    with pytest.raises(PabulibError) as raised:
        parse_uploaded(b"META\nkey;value\n")

    assert raised.value.faults


SQUARE = [[[6.5, 52.9], [6.6, 52.9], [6.6, 53.0], [6.5, 53.0], [6.5, 52.9]]]


def areas(number):
    """A GeoJSON file of so many areas."""
    square = {"type": "Polygon", "coordinates": SQUARE}
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"naam": f"Buurt {place}"}, "geometry": square}
                for place in range(number)
            ],
        }
    )


def test_a_file_of_areas_is_read_apart_and_one_that_is_too_heavy_is_refused(monkeypatch):
    given = {"file": "gebieden.geojson"}
    assert read_areas_apart(areas(3), **given) == read_areas(areas(3), **given)
    with pytest.raises(FileRefused, match="gebieden.geojson, regel 1"):
        read_areas_apart("{", **given)

    small = limits.Limits(work=1, waiting=5, memory=1_000_000)
    monkeypatch.setattr("speelruimte.connections.areas.OF_A_COMMAND", small)
    with pytest.raises(FileRefused, match="te zwaar om te lezen"):
        read_areas_apart(areas(60_000), **given)
