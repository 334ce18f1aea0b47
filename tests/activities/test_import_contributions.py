import errno
import stat

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speelruimte.activities.actions.redact import redact_contribution
from speelruimte.activities.actions.renew_codes import renew_codes
from speelruimte.activities.importing import (
    ImportChoices,
    columns_of_origin,
    file_fingerprint_of,
    import_contributions,
)
from speelruimte.activities.models import Contribution, Import
from speelruimte.activities.outlook import ALIKE, FAULT, KNOWN, NEW, outlook
from speelruimte.activities.queries import contribution_with_code, contributions_page, entry_of
from speelruimte.commands.main import main
from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.connections.spreadsheet.writing import xlsx_of
from speelruimte.journal.models import Entry
from speelruimte.journal.verification import verify_chain
from speelruimte.people.models import Contact
from speelruimte.shared.errors import NotAllowed
from speelruimte.shared.fingerprints import mark_in
from speelruimte.trajectories.models import Tally
from tests.steps.refusing import refuses

BATCH = 'INSERT INTO "activities_contribution"'
NUMBERED = b"tekst;nummer\nHet pad is te smal.;1\nEen bankje graag.;2\n"
PLAIN = b"tekst;naam;e-mail;gebied;kanaal;ontvangen op\nZelfde brief.;;;;brief;9-2-2027\nZelfde brief.;Henk;henk@lindewold.example;Centrum;papier;9-2-2027\n"


def take_in(activity, data, now, *, by=None, origin="", **more):
    rows = read_spreadsheet(data).rows
    assert rows, read_spreadsheet(data).faults
    return import_contributions(
        activity,
        rows=rows,
        origin=origin,
        file_fingerprint=file_fingerprint_of(data),
        by=by,
        at=now,
        **more,
    )


def seen(activity, data, now, origin=""):
    outlooks = outlook(
        activity,
        read_spreadsheet(data).rows,
        origin=origin,
        file_fingerprint=file_fingerprint_of(data),
        on=now.date(),
    )
    return [row_outlook.what for row_outlook in outlooks]


def test_two_neighbours_with_one_letter_are_two_contributions(evening, areas, now):
    codes = take_in(evening, PLAIN, now)
    assert [row for row, _code in codes] == [2, 3]
    first, second = (contribution_with_code(code) for _row, code in codes)
    assert first != second
    assert first.text == second.text
    assert (second.channel, second.area) == ("paper", areas["centrum"])
    assert second.contact.email == "henk@lindewold.example"
    assert Contact.objects.count() == 1
    assert first.contact is None


def test_a_row_with_a_day_that_cannot_be_is_a_fault(evening, areas, now):
    data = b"tekst;ontvangen op\nNu.;9-2-2027\nLeeg.;0001-01-01\nOud.;1850-01-01\n"
    assert seen(evening, data, now) == [NEW, FAULT, FAULT]
    with refuses("faulty_file") as refused:
        take_in(evening, data, now)
    assert "Rij 3: Deze dag kan niet" in refused.value.sentence
    assert not Contribution.objects.exists()


def test_a_row_said_at_an_evening_that_was_not_held_yet_is_a_fault(evening, now):
    data = b"tekst;kanaal\nDaar.;avond\nDaar.;telefoon\n"
    assert seen(evening, data, now) == [FAULT, NEW]
    with refuses("faulty_file") as refused:
        take_in(evening, data, now)
    assert f"\u2018{evening.title}\u2019 is op 18 februari 2027." in refused.value.sentence


def test_one_file_twice_is_none(evening, areas, now, later):
    take_in(evening, PLAIN, now)
    assert seen(evening, PLAIN, now) == [KNOWN, KNOWN]
    assert take_in(evening, PLAIN, later()) == []
    assert Contribution.objects.count() == 2
    assert Import.objects.count() == 1
    assert Entry.objects.filter(verb="contributions_imported").count() == 1


def test_a_number_is_known_again_in_another_file(evening, now):
    take_in(evening, NUMBERED, now, origin="Enquête")
    more = NUMBERED + b"Nog een lamp.;3\n"
    assert seen(evening, more, now, "Enquête") == [KNOWN, KNOWN, NEW]
    assert [row for row, _code in take_in(evening, more, now, origin="Enquête")] == [4]
    assert Contribution.objects.count() == 3


def test_another_origin_and_another_activity_have_numbers_of_their_own(evening, ideas, now):
    take_in(evening, NUMBERED, now, origin="Enquête")
    assert seen(evening, NUMBERED, now, "Wandeling") == [NEW, NEW]
    assert seen(ideas, NUMBERED, now, "Enquête") == [NEW, NEW]


def test_a_known_number_with_another_text_is_a_fault_and_nothing_is_taken_in(evening, now):
    take_in(evening, NUMBERED, now, origin="Enquête")
    changed = b"tekst;nummer\nHet pad is te breed.;1\nNog een lamp.;3\n"
    assert seen(evening, changed, now, "Enquête") == [FAULT, NEW]
    with refuses("faulty_file"):
        take_in(evening, changed, now, origin="Enquête")
    assert Contribution.objects.count() == 2


GROWN = (
    b"tekst;naam\nEen lamp.;Henk\nZelfde brief.;Wil\nZelfde brief.;Wil\n",
    b"tekst\tnaam\nNieuw bovenaan.\t\nZelfde  brief.\tWil\nZelfde brief.\twil\n"
    b"Zelfde brief.\tWil\nEen lamp.\tHenk\nEen lamp.\tRia\n",
)


def test_a_list_that_has_grown_makes_no_doubles_whatever_the_file(evening, now):
    """Each one that is in stands for one row: a third neighbour with the same letter is new."""
    first, grown = GROWN
    as_workbook = b"".join(xlsx_of(line.split("\t") for line in grown.decode().splitlines()))
    take_in(evening, first, now)

    assert seen(evening, grown, now) == [NEW, ALIKE, ALIKE, NEW, ALIKE, NEW]
    assert len(take_in(evening, as_workbook, now)) == 3
    assert seen(evening, grown, now) == [ALIKE] * 6
    assert take_in(evening, grown, now) == []
    assert Contribution.objects.count() == 6
    assert len(take_in(evening, grown, now, choices=ImportChoices(again=True))) == 6


def test_words_with_a_part_made_unreadable_do_not_come_back_with_a_longer_list(evening, cast, now):
    take_in(evening, b"tekst\nBel Henk op 0612345678 over het pad.\n", now)
    words = Contribution.objects.get()
    redact_contribution(
        words,
        pieces=["0612345678"],
        reason="Er staat een telefoonnummer in.",
        kept_until=now.date(),
        by=cast.lotte,
        at=now,
    )
    grown = b"tekst\nNieuw.\nBel Henk op 0612345678 over het pad.\n"

    assert seen(evening, grown, now) == [NEW, ALIKE]


def test_rows_with_a_number_are_told_apart_by_it_and_still_known_from_before_they_had_one(
    evening, now
):
    take_in(evening, b"tekst\nJa.\n", now)
    numbered = b"tekst;nummer\nJa.;1\nJa.;2\n"

    assert seen(evening, numbered, now, "Peiling") == [ALIKE, NEW]
    take_in(evening, numbered, now, origin="Peiling")
    assert seen(evening, numbered + b"Ja.;3\n", now, "Peiling") == [ALIKE, KNOWN, NEW]


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("1000", "1,000"),
        ("1,000", "1000.0"),
        ("1.000", "1000"),
        ("12 500", "12500,00"),
        ("1", "1.0"),
    ],
)
def test_a_number_is_known_again_however_it_is_written(evening, now, number, other):
    take_in(evening, f'tekst;nummer\nPad.;"{number}"\n'.encode(), now, origin="Enquête")
    again = f'tekst;nummer\nPad.;"{other}"\n'.encode()

    assert seen(evening, again, now, "Enquête") == [KNOWN]
    assert seen(evening, b"tekst;nummer\nPad.;1.5\n", now, "Enquête") == [NEW]
    twice = b'tekst;nummer\nBank.;91000\nLamp.;"91,000.0"\n'
    assert seen(evening, twice, now, "Enquête") == [NEW, FAULT]


def test_an_origin_is_the_same_in_other_capitals_and_spaces(evening, now):
    columns = {"body": "text", "likes": ""}
    choices = ImportChoices(columns=columns)
    take_in(evening, NUMBERED, now, origin="Enquête wijk", choices=choices)

    assert seen(evening, NUMBERED, now, "ENQUÊTE  wijk") == [KNOWN, KNOWN]
    assert columns_of_origin("enquête Wijk", headings=["body"]) == columns


def test_numbered_rows_with_words_that_are_in_already_come_in_with_a_warning(evening, now):
    take_in(evening, NUMBERED, now, origin="Enquête")
    data = b"tekst;nummer\nHet pad  is te smal.;81\nHet pad is te smal.;82\nNieuw.;83\n"
    foreseen = outlook(
        evening,
        read_spreadsheet(data).rows,
        origin="Tweede",
        file_fingerprint=file_fingerprint_of(data),
        on=now.date(),
    )

    assert [row_outlook.what for row_outlook in foreseen] == [NEW, NEW, NEW]
    assert [row_outlook.is_double for row_outlook in foreseen] == [True, False, False]
    assert "dezelfde woorden zijn al binnen onder een ander nummer" in foreseen[0].sentence


def test_the_same_words_twice_in_one_file_come_in_with_a_remark(evening, now):
    data = b"tekst;naam\nZelfde.;Jan\nAnders.;Jan\nZelfde.; jan\n"
    foreseen = outlook(
        evening, read_spreadsheet(data).rows, origin="", file_fingerprint="f" * 64, on=now.date()
    )

    assert [row_outlook.is_double for row_outlook in foreseen] == [False, False, True]
    assert "dezelfde woorden staan ook in rij 2" in foreseen[2].sentence
    assert len(take_in(evening, data, now)) == 3


def test_all_faults_of_all_rows_are_told_at_once_and_the_good_ones_can_come_in(evening, now):
    data = b"tekst;e-mail;gebied;kanaal\nGoed.;;;\n;fout;Atlantis;postduif\n"
    with refuses("faulty_file") as refused:
        take_in(evening, data, now)
    told = refused.value.sentence
    assert all(word in told for word in ("tekst ontbreekt", "fout", "Atlantis", "postduif"))

    codes = take_in(evening, data, now, choices=ImportChoices(without_faulty=True))

    assert [row for row, _code in codes] == [2]
    assert Contribution.objects.get().text == "Goed."


def test_columns_are_remembered_for_the_origin_until_there_is_another_column(evening, now):
    columns = {"body": "text", "likes": ""}
    take_in(evening, NUMBERED, now, origin="Decidim", choices=ImportChoices(columns=columns))

    assert columns_of_origin("Decidim", headings=["likes", "body"]) == columns
    assert columns_of_origin("Decidim", headings=["body", "reply"]) == {}
    assert columns_of_origin("Enquête") == {}
    assert columns_of_origin("") == {}


@pytest.mark.parametrize(
    ("data", "origin", "code"),
    [
        (NUMBERED, "", "faulty_file"),
        (b"tekst;nummer\nA;1\nB;1\n", "x", "faulty_file"),
        (b"tekst;gebied\nA;Atlantis\n", "", "faulty_file"),
        (b"tekst;kanaal\nA;postduif\n", "", "faulty_file"),
        (b"tekst;ontvangen op\nA;10-2-2027\n", "", "faulty_file"),
    ],
)
def test_every_faulty_row_is_told_and_nothing_is_taken_in(evening, now, data, origin, code):
    with refuses(code):
        take_in(evening, data, now, origin=origin)
    assert not Contribution.objects.exists()
    assert not Import.objects.exists()


def test_a_file_is_one_entry_in_a_journal_that_holds_no_words(evening, areas, now, cast):
    codes = take_in(evening, PLAIN, now, by=cast.joris)
    entry = Entry.objects.get(verb="contributions_imported")
    assert entry.facts["rows"] == 2
    assert entry.by == mark_in(cast.joris.reference, entry.case_number)
    assert "brief" not in entry.text
    assert "Henk" not in entry.text
    assert entry_of(contribution_with_code(codes[0][1])) == entry
    assert verify_chain().faults == []


def test_the_file_keeps_its_order_and_the_tally_follows(evening, trajectory, now):
    data = b"tekst\n" + b"".join(b"Inbreng %d\n" % nr for nr in range(60))
    take_in(evening, data, now)
    page = contributions_page(trajectory)
    assert [row.text for row in page.rows[:2]] == ["Inbreng 59", "Inbreng 58"]
    assert len({row.created_at for row in Contribution.objects.all()}) == 60
    tally = Tally.objects.get(pk=trajectory.pk)
    assert (tally.received, tally.published) == (60, 60)


def test_a_second_press_of_the_same_form_gives_the_same_codes(evening, now):
    first = take_in(evening, NUMBERED, now, origin="Enquête", idempotency_key="sleutel")
    assert take_in(evening, NUMBERED, now, origin="Enquête", idempotency_key="sleutel") == first
    assert take_in(evening, NUMBERED, now, origin="Enquête", idempotency_key="andere") == []


def test_codes_that_cannot_be_handed_over_undo_the_import(evening, now):
    def full(codes):
        raise OSError("disk is full")

    with pytest.raises(OSError, match="disk is full"):
        take_in(evening, NUMBERED, now, origin="Enquête", hand_over=full)
    assert not Contribution.objects.exists()


def statements(activity, number, now):
    """What a file of so many rows asks the database, and what it puts there once per batch."""
    data = f"tekst\nPad {number}\n".encode() + b"Pad\n" * (number - 1)
    with CaptureQueriesContext(connection) as asked:
        take_in(activity, data, now)
    batches = [query for query in asked if query["sql"].startswith(BATCH)]
    return len(asked) - len(batches), len(batches)


def test_the_number_of_statements_does_not_grow_with_the_rows(evening, now):
    """But for the words themselves: SQLite takes some thirty-five rows in a statement.

    Seventeen: four to read (the process under its lock, its activity, which rows are known, the
    areas), two to write, two for the journal, the two ends of a savepoint, and seven with which an
    action keeps the tasks of its process. PostgreSQL takes two locks more.
    """
    few, first = statements(evening, 1, now)
    many, batches = statements(evening, 400, now)

    assert (few, first) == (many, 1)
    assert many <= (19 if connection.vendor == "postgresql" else 17)
    assert batches <= (1 if connection.vendor == "postgresql" else 12)


@pytest.mark.parametrize(
    ("who", "may"), [("joris", True), ("samira", True), ("wim", False), ("henk", False)]
)
def test_who_may_read_a_file_in(evening, cast, now, who, may):
    by = getattr(cast, who)
    if may:
        assert take_in(evening, NUMBERED, now, origin="x", by=by)
        return
    with pytest.raises(NotAllowed):
        take_in(evening, NUMBERED, now, origin="x", by=by)


# On the command line ---------------------------------------------------------------------------


@pytest.fixture
def at_the_keyboard(evening, tmp_path, time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)

    def run(*words, data=NUMBERED, name="invoer.csv"):
        file = tmp_path / name
        file.write_bytes(data)
        return main(["contributions", "import", words[0], str(file), *words[1:]])

    return run


@pytest.mark.parametrize("name", ["2027-0001", "een-pad-langs-de-vaart"])
def test_the_command_takes_a_file_in(at_the_keyboard, name, capsys):
    assert at_the_keyboard(name, "--origin", "Enquête") == 0
    assert Contribution.objects.count() == 2
    assert "Ingelezen bij ‘Avond in De Schakel’: 2." in capsys.readouterr().out
    assert at_the_keyboard(name, "--origin", "Enquête") == 0
    assert "Al bekend en overgeslagen: 2." in capsys.readouterr().out
    assert Contribution.objects.count() == 2


def test_the_command_says_what_it_read_otherwise_than_it_stands(at_the_keyboard, capsys):
    data = b"tekst;e-mail\n<p>Een <b>pad</b></p>;-\n"
    assert at_the_keyboard("2027-0001", data=data) == 0

    said = capsys.readouterr().out
    assert "In de kolom ‘tekst’ staat bij 1 rij HTML." in said
    assert "geen e-mailadres, maar ‘-’" in said
    assert Contribution.objects.get().text == "Een pad"


def test_the_codes_go_once_into_a_file_for_its_owner_only(at_the_keyboard, tmp_path, capsys):
    receipts = tmp_path / "codes.csv"
    assert at_the_keyboard("2027-0001", "--origin", "x", "--receipts", str(receipts)) == 0
    assert stat.S_IMODE(receipts.stat().st_mode) == 0o600
    head, *rows = receipts.read_text().splitlines()
    assert head == "rij;code"
    texts = [contribution_with_code(row.partition(";")[2]).text for row in rows]
    assert texts == ["Het pad is te smal.", "Een bankje graag."]
    assert "SR-" not in capsys.readouterr().out
    assert at_the_keyboard("2027-0001", "--origin", "y", "--receipts", str(receipts)) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert Contribution.objects.count() == 2


def test_with_faults_it_names_them_all_and_leaves_nothing_behind(at_the_keyboard, tmp_path, capsys):
    receipts = tmp_path / "codes.csv"
    bad = b"tekst;kanaal\nA;postduif\nB;rooksignaal\n"
    assert at_the_keyboard("2027-0001", "--receipts", str(receipts), data=bad) == 1
    said = capsys.readouterr().err
    assert "Rij 2" in said
    assert "Rij 3" in said
    assert not receipts.exists()
    assert at_the_keyboard("2027-0001", data=b"idee\nA\n") == 1
    assert "‘tekst’ ontbreekt" in capsys.readouterr().err
    assert not Contribution.objects.exists()


def test_the_command_is_told_which_column_is_which_and_leaves_faulty_rows_out(
    at_the_keyboard, capsys
):
    data = b"id,body/nl\n1,Een pad.\n1,Nog een.\n"
    ways = ("--origin", "Decidim", "--without-faulty")
    assert at_the_keyboard("2027-0001", *ways, data=data) == 1
    assert "‘body/nl’ kennen we niet" in capsys.readouterr().err

    assert (
        at_the_keyboard("2027-0001", *ways, "--columns", "body/nl=tekst;id=nummer", data=data) == 0
    )

    said = capsys.readouterr().out
    assert "Niet ingelezen, want er klopt iets niet: 1." in said
    assert "Rij 3: Nummer 1 staat ook in rij 2" in said
    assert at_the_keyboard("2027-0001", *ways, data=data + b"2,Een bank.\n") == 0
    assert set(Contribution.objects.values_list("text", flat=True)) == {"Een pad.", "Een bank."}


def test_a_full_disk_for_the_codes_is_said_and_nothing_comes_in(
    at_the_keyboard, tmp_path, capsys, monkeypatch
):
    receipts = tmp_path / "codes.csv"

    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("speelruimte.commands.contributions.os.fsync", full)
    assert at_the_keyboard("2027-0001", "--origin", "x", "--receipts", str(receipts)) == 1

    said = capsys.readouterr().err
    assert f"{receipts} is niet te schrijven: de schijf is vol. Er is niets ingelezen." in said
    assert not Contribution.objects.exists()
    assert not receipts.exists()


def test_the_command_is_told_that_the_month_stands_first(at_the_keyboard, capsys):
    data = b"tekst,ontvangen op\nEen pad.,1/13/27 2:05 PM\nEen bank.,2/3/2027\n"
    assert at_the_keyboard("2027-0001", data=data) == 1
    assert "Hier staat de maand vooraan." in capsys.readouterr().err

    assert at_the_keyboard("2027-0001", "--month-first", data=data) == 0

    days = Contribution.objects.order_by("received_at").values_list("received_at", flat=True)
    assert [(day.month, day.day) for day in days] == [(1, 13), (2, 3)]


@pytest.mark.parametrize(("option", "read"), [("--day-first", (2, 1)), ("--month-first", (1, 2))])
def test_the_command_asks_where_every_day_may_be_two(at_the_keyboard, capsys, option, read):
    data = b"tekst,ontvangen op\nEen bank.,2/1/2027\n"
    assert at_the_keyboard("2027-0001", data=data) == 1
    said = capsys.readouterr().err
    assert "‘2/1/2027’ in rij 2 kan twee dagen zijn" in said
    assert "--day-first of --month-first" in said
    assert not Contribution.objects.exists()

    assert at_the_keyboard("2027-0001", option, data=data) == 0

    day = Contribution.objects.get().received_at
    assert (day.day, day.month) == read


def test_with_more_than_one_activity_one_must_be_named(at_the_keyboard, ideas, capsys):
    assert at_the_keyboard("2027-0001", "--origin", "x") == 1
    assert "--activity" in capsys.readouterr().err
    assert at_the_keyboard("2027-0001", "--origin", "x", "--activity", ideas.key) == 0
    assert ideas.contributions.count() == 2


def test_unknown_trajectories_and_files_are_told(at_the_keyboard, tmp_path, capsys):
    assert at_the_keyboard("2027-9999") == 1
    assert "geen traject ‘2027-9999’" in capsys.readouterr().err
    assert main(["contributions", "import", "2027-0001", str(tmp_path / "weg.csv")]) == 1
    assert "bestaat niet" in capsys.readouterr().err


def test_only_who_leads_makes_new_codes_for_words_of_others(evening, cast, now):
    first = dict(take_in(evening, NUMBERED, now, origin="Enquête"))
    came_with = evening.imports.get()

    with pytest.raises(NotAllowed):
        renew_codes(came_with, idempotency_key="knop", by=cast.joris, at=now)
    assert contribution_with_code(first[2])

    renewed = dict(renew_codes(came_with, idempotency_key="knop", by=cast.samira, at=now))
    assert renewed.keys() == first.keys()
    assert contribution_with_code(first[2]) is None
