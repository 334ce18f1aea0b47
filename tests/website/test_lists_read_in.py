"""What is said of a list that is read in again, of its heads, and of the day of what it holds."""

# ruff: noqa: F811  (fixtures come in by name)
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from speelruimte.activities.models import Contribution
from speelruimte.shared.terms import local_day
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.steps.taking_part import words_from
from tests.website.test_workbench_taking_part import (  # noqa: F401
    CODE,
    FILE,
    _on_9_february,
    as_,
    codes_in,
    confirmed,
    of,
    preview,
)


def test_what_came_in_a_file_or_on_paper_has_a_day_of_receipt_and_no_hour(
    as_, cast, evening, ideas, client
):
    browser, address = as_(cast.joris), of("work-import", evening)
    data = b"tekst;kanaal;ontvangen op\nTe smal.;website;2027-02-09 08:40:00\n"
    done = browser.post(address, confirmed(preview(browser, evening, data, origin="")))
    code = codes_in(done)["2"]
    slip = {"channel": "letter", "received_on": "2027-02-09", "text": "Per brief.", "trap": ""}
    slip |= {"idempotency_key": "z" * 22}
    posted = browser.post(of("work-enter", evening), slip).content.decode()
    for of_paper in (code, CODE.search(posted).group()):
        page = client.post(reverse("find-contribution"), {"code": of_paper}, follow=True)
        html = page.content.decode()
        assert "9 februari 2027, via" in html
        assert not re.search(r"9 februari 2027, \d+\.\d+ uur", html)

    [(_words, own)] = words_from(ideas, 1, at=timezone.now())
    html = client.post(reverse("find-contribution"), {"code": own}, follow=True).content.decode()
    assert re.search(r"9 februari 2027, \d+\.\d+ uur, via website", html)


def test_what_seems_double_and_what_is_our_own_file_is_said_above_the_rows(as_, cast, evening):
    browser, address = as_(cast.joris), of("work-import", evening)
    browser.post(address, confirmed(preview(browser, evening)))
    other = FILE.replace(b";1", b";81").replace(b";2", b";82")

    html = preview(browser, evening, other, origin="Later").content.decode()
    assert "2 rijen hebben dezelfde woorden als iets anders" in html

    key = Contribution.objects.first().public_key
    own = f"tekst;nummer\nHet pad is te smal.;{key}\n".encode()
    html = preview(browser, evening, own, origin="terug").content.decode()
    assert "1 rij komt uit ons eigen bestand" in html


def test_the_preview_shows_each_row_as_it_was_understood(as_, cast, evening):
    data = (
        "tekst;titel;gebied;kanaal;ontvangen op;naam;e-mail\n"
        "Te smal.;Het pad;CENTRUM;post;9-2-2027;Henk;henk@lindewold.example\n"
        "Te donker.;;;;;;\n"
    )
    html = preview(as_(cast.joris), evening, data.encode(), origin="").content.decode()
    first, second = (
        [
            " ".join(re.sub("<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)[1:]
    )

    assert first[1:] == [
        *("9 februari 2027", "Centrum", "brief", "Henk met e-mailadres", "Het pad Te smal."),
    ]
    assert second[1:] == [
        *("niet ingevuld: vandaag", "–", "bestand", "– zonder e-mailadres", "Te donker."),
    ]
    assert "henk@" not in html


@pytest.mark.parametrize(("step", "month", "day"), [("day_first", 1, 2), ("month_first", 2, 1)])
def test_where_every_day_may_be_two_somebody_says_which(as_, cast, evening, step, month, day):
    browser, address = as_(cast.joris), of("work-import", evening)
    asked = preview(browser, evening, b"tekst;ontvangen op\nTe smal.;2/1/2027\n", origin="")
    html = asked.content.decode()
    assert "zoals ‘2/1/2027’ in rij 2" in html
    assert "De dag staat vooraan: 2 januari 2027" in html
    assert "De maand staat vooraan: 1 februari 2027" in html
    assert "Lees 1 rij in" not in html
    assert "U kunt de andere rijen vast inlezen" not in html

    kept = confirmed(asked)
    shown = browser.post(address, kept | {"step": step})
    assert "Elke dag in dit bestand" not in shown.content.decode()
    assert [row.row.received_on for row in shown.context["rows"]] == [date(2027, month, day)]
    browser.post(address, confirmed(shown))
    assert local_day(Contribution.objects.get().received_at) == date(2027, month, day)


def test_a_head_that_stands_twice_can_be_chosen(as_, cast, evening):
    browser, address = as_(cast.joris), of("work-import", evening)
    asked = preview(browser, evening, b"tekst;tekst\nEerste;Tweede\n", origin="")
    form, file = asked.context["form"], asked.context["file"]
    assert "Kolom ‘tekst (2)’" in asked.content.decode()
    sent = {name: file[name].value() for name in file.fields} | {"step": "columns"}
    sent |= {"column_0": "pass-over", "column_1": "text"}
    assert form["column_1"].value() == "pass-over"

    browser.post(address, confirmed(browser.post(address, sent)))

    assert Contribution.objects.get().text == "Tweede"


def test_what_is_read_otherwise_than_it_stands_is_said_and_comes_in_as_it_was_meant(
    as_, cast, evening
):
    browser, address = as_(cast.joris), of("work-import", evening)
    data = b'tekst;e-mail\n"<p>Meer <b>bomen</b></p><p>&eacute;n gras</p>";anonymous\n'

    shown = preview(browser, evening, data, origin="")

    html = shown.content.decode()
    assert "In de kolom ‘tekst’ staat bij 1 rij HTML. Die lezen we als gewone tekst" in html
    assert "In de kolom ‘e-mail’ staat bij 1 rij geen e-mailadres, maar ‘anonymous’" in html
    assert "Meer bomen" in html
    assert "&lt;p&gt;" not in html
    browser.post(address, confirmed(shown))
    [words] = Contribution.objects.all()
    assert (words.text, words.contact) == ("Meer bomen\n\nén gras", None)


def test_who_may_not_make_new_codes_reads_who_may(as_, cast, evening):
    for person, said in (
        (cast.joris, "De projectleider of de coach kan"),
        (cast.samira, "Maak dan"),
    ):
        browser, data = as_(person), f"tekst\nVan {person.name}.\n".encode()
        done = browser.post(
            of("work-import", evening), confirmed(preview(browser, evening, data, origin=""))
        )
        assert f"Bent u ze later kwijt? {said} nieuwe" in " ".join(done.content.decode().split())


def test_a_total_below_the_list_is_shown_and_comes_in_only_with_a_button_of_its_own(
    as_, cast, evening
):
    browser, address = as_(cast.joris), of("work-import", evening)
    data = b"tekst;naam\nPad.;Jan\nBankje.;Wil\nTotaal: 2;\n"

    shown = preview(browser, evening, data, origin="")

    html = " ".join(shown.content.decode().split())
    assert shown.status_code == 200
    assert "1 rij lijkt een totaal en geen inbreng. Die slaan we over." in html
    assert "Lees 2 rijen in" in html
    assert "Lees ook in wat een totaal lijkt: 3 rijen" in html
    browser.post(address, confirmed(shown))
    assert Contribution.objects.count() == 2
    left = preview(browser, evening, data, origin="")
    html = " ".join(left.content.decode().split())
    assert "Alle rijen zijn al ingelezen" not in html
    assert "Lees ook in wat een totaal lijkt: 1 rij" in html
    browser.post(address, confirmed(left) | {"with_totals": "yes"})
    assert Contribution.objects.filter(text="Totaal: 2").count() == 1


@pytest.mark.parametrize("faulty", ["", "Pad.;geen adres\n"])
def test_a_total_below_a_long_list_or_beside_a_fault_is_shown(as_, cast, evening, faulty):
    rows = "".join(f"Wens {place}.;\n" for place in range(60))
    data = f"tekst;e-mail\n{faulty}{rows}Totaal: 60;\n".encode()

    shown = preview(as_(cast.joris), evening, data, origin="").context

    assert shown["rows"][-1].row.text == "Totaal: 60"
    assert (len(shown["rows"]), shown["left_out"]) == ((2, 0) if faulty else (51, 10))
