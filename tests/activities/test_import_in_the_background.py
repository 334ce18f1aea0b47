"""A file of many rows is taken in by the worker, and a page says how far it is."""

import base64
import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from speelruimte.activities.importing import (
    ImportChoices,
    columns_of_origin,
    file_fingerprint_of,
)
from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.connections.spreadsheet import taking_in, uploads, waiting
from speelruimte.journal.background import WAITS
from speelruimte.journal.models import Entry
from speelruimte.shared.fingerprints import mark_in
from tests.steps.tasks import do_all

ROWS = 6
FILE = b"tekst;naam\n" + b"".join(b"Wens %d.;Wilma Zonderland\n" % row for row in range(ROWS))


@pytest.fixture(autouse=True)
def _few_rows_are_many(monkeypatch, settings, tmp_path, time_machine):
    settings.DATA = tmp_path
    time_machine.move_to("2027-02-09T10:00:00+01:00")
    monkeypatch.setattr("speelruimte.website.workbench.importing.MOST_AT_ONCE", ROWS - 1)
    monkeypatch.setattr("speelruimte.activities.importing.BATCH", 2)


def confirm(browser, activity, data=FILE, origin=""):
    """Choose a file and confirm what is shown; gives the page that it leads to."""
    address = reverse("work-import", args=[activity.trajectory.case_number, activity.key])
    file = SimpleUploadedFile("invoer.csv", data)
    shown = browser.post(address, {"origin": origin, "file": file})
    form = shown.context["confirm"]
    answer = browser.post(address, {name: form[name].value() for name in form.fields})
    assert answer.status_code == 302
    return answer.url


def text_of(browser, address):
    return " ".join(re.sub(r"<[^>]+>", " ", browser.get(address).content.decode()).split())


def codes_on(page):
    packed = re.search(r'href="data:text/csv;base64,([^"]+)"', page.content.decode())[1]
    _head, *rows = base64.b64decode(packed).decode().split()
    return dict(row.split(";") for row in rows)


def test_a_large_file_waits_is_taken_in_by_the_worker_and_then_gives_its_codes(
    browser_of, cast, evening
):
    browser = browser_of(cast.joris)
    page = confirm(browser, evening)

    assert not Contribution.objects.exists()
    assert f"Uw bestand van {ROWS} rijen wacht op zijn beurt." in text_of(browser, page)

    do_all()
    shown = browser.get(page)
    codes = codes_on(shown)
    assert Contribution.objects.count() == ROWS
    assert list(codes) == [str(row) for row in range(2, ROWS + 2)]
    assert contribution_with_code(codes["3"]).text == "Wens 1."
    assert shown["Cache-Control"] == "no-store"
    entry = Entry.objects.get(verb="contributions_imported")
    assert entry.by == mark_in(cast.joris.reference, entry.case_number)


def test_a_page_that_is_asked_again_and_again_costs_the_same_few_queries(
    browser_of, cast, evening, django_assert_max_num_queries
):
    browser = browser_of(cast.joris)
    page = confirm(browser, evening)

    # The frame of a trajectory, and two: the task and the activity.
    with django_assert_max_num_queries(26):
        browser.get(page)
    do_all()
    with django_assert_max_num_queries(27):
        browser.get(page)


def test_the_page_says_how_many_rows_are_done_while_nothing_is_final(
    browser_of, cast, evening, monkeypatch
):
    browser, seen = browser_of(cast.joris), []
    page = confirm(browser, evening)
    change = waiting.change_order

    def change_and_look(*args, **changes):
        change(*args, **changes)
        seen.append(text_of(browser, page))

    monkeypatch.setattr(taking_in, "change_order", change_and_look)
    do_all()

    assert f"2 van {ROWS} rijen gedaan." in seen[0]
    assert f"4 van {ROWS} rijen gedaan." in seen[1]


def test_a_second_press_takes_nothing_in_twice_and_shows_the_same_codes(browser_of, cast, evening):
    browser = browser_of(cast.joris)
    first = confirm(browser, evening)
    do_all()
    codes = codes_on(browser.get(first))
    DBTaskResult.objects.update(status="READY")

    do_all()

    assert Contribution.objects.count() == ROWS
    assert codes_on(browser.get(first)) == codes


def test_no_table_holds_the_key_of_the_codes_nor_a_task_anything_of_a_person(
    browser_of, cast, evening
):
    confirm(browser_of(cast.joris), evening)

    task = DBTaskResult.objects.get()
    (name,) = task.args_kwargs["args"]
    order = waiting.order_named(name)
    assert order.idempotency_key
    assert order.idempotency_key not in str(vars(task))
    assert task.args_kwargs == {"args": [name], "kwargs": {}}


def test_only_who_confirmed_the_file_sees_its_codes(browser_of, cast, evening):
    page = confirm(browser_of(cast.joris), evening)
    do_all()

    assert browser_of(cast.samira).get(page).status_code == 404
    assert browser_of(cast.dewit).get(page).status_code == 403
    other = reverse(
        "work-import-progress", args=[evening.trajectory.case_number, evening.key, uuid4()]
    )
    assert browser_of(cast.joris).get(other).status_code == 404


def test_what_is_wrong_by_then_is_said_and_nothing_is_taken_in(browser_of, cast, evening):
    browser = browser_of(cast.joris)
    numbered = b"tekst;nummer\n" + b"".join(b"Wens;%d\n" % row for row in range(ROWS))
    first = confirm(browser, evening, numbered, origin="Enquete")
    second = confirm(browser, evening, numbered.replace(b"Wens", b"Eis"), origin="Enquete")

    do_all()

    assert {contribution.text for contribution in Contribution.objects.all()} == {"Wens"}
    assert len(codes_on(browser.get(first))) == ROWS
    assert "Nummer 1 is al ingelezen, met een andere tekst." in text_of(browser, second)


def test_a_file_that_waited_too_long_is_chosen_again(browser_of, cast, evening):
    browser = browser_of(cast.joris)
    page = confirm(browser, evening)
    uploads.throw_away_old(kept_for=0)

    do_all()

    assert not Contribution.objects.exists()
    assert "hoogstens een uur" in text_of(browser, page)


def test_a_fault_of_the_software_is_said_with_when_it_is_tried_again(
    browser_of, cast, evening, monkeypatch
):
    browser = browser_of(cast.joris)
    page = confirm(browser, evening)
    monkeypatch.setattr(taking_in, "read_uploaded", lambda data, **_order: 1 / 0)
    do_all()
    assert "Het lukte niet. Er is nog niets ingelezen. Om " in text_of(browser, page)

    for _again in WAITS:
        DBTaskResult.objects.update(run_after="2020-01-01T00:00Z")
        do_all()
    assert "Vraag de beheerder om hulp" in text_of(browser, page)


@pytest.mark.parametrize("rows", [2, ROWS])
def test_a_file_with_the_month_first_is_read_so_on_the_page_and_by_the_worker(
    browser_of, cast, evening, rows
):
    browser = browser_of(cast.joris)
    address = reverse("work-import", args=[evening.trajectory.case_number, evening.key])
    lines = "".join(f"Wens {row}.,Nee,2/{row}/27 10:12:00\n" for row in range(1, rows + 1))
    file = SimpleUploadedFile("invoer.csv", f"body,likes,created\n{lines}".encode())
    asked = browser.post(address, {"file": file, "month_first": "on"})
    kept = {name: asked.context["file"][name].value() for name in asked.context["file"].fields}
    columns = {"column_0": "text", "column_1": "pass-over", "column_2": "received_on"}
    shown = browser.post(address, kept | columns | {"step": "columns"})
    form = shown.context["confirm"]
    browser.post(address, {name: form[name].value() for name in form.fields})
    do_all()

    days = Contribution.objects.order_by("received_at").values_list("received_at", flat=True)
    assert [day.date() for day in days] == [date(2027, 2, day + 1) for day in range(rows)]


def test_the_worker_reads_a_file_as_it_was_chosen(cast, evening, now):
    data = b"body,likes\nWens een.,3\n,0\nWens twee.,1\nTotaal,4\n"
    task = taking_in.order_file(
        evening,
        file=uploads.store_upload(data),
        fingerprint=file_fingerprint_of(data),
        origin="Decidim",
        choices=ImportChoices(
            columns={"body": "text", "likes": ""}, without_faulty=True, with_totals=True
        ),
        idempotency_key="k" * 32,
        rows=3,
        language="nl",
        by=cast.joris,
        at=now,
    )
    do_all()

    assert sorted(Contribution.objects.values_list("text", flat=True)) == [
        "Totaal",
        "Wens een.",
        "Wens twee.",
    ]
    assert taking_in.taking_in_of(task).order.taken_in == 3
    assert columns_of_origin("Decidim") == {"body": "text", "likes": ""}
