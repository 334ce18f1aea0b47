"""Voting in a real browser: the bar counts, a mistake loses nothing, and Back finds a ballot."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.looking import look_here

pytestmark = pytest.mark.once


def test_a_ballot_counts_along_and_is_looked_at_twice_and_the_receipt_stays(visit):
    window = visit(width=1280)
    page, press = window.page, window.page.get_by_role
    faults = []

    window.go("/demo/stem-mee/")
    page.locator("button[name=vote]").first.click()
    code = page.inner_text("#stemcode")
    press("link", name="Naar het stembiljet").click()
    ballot, boxes = page.url, page.locator("[data-ballot] input")
    for place in range(4):
        boxes.nth(place).check()
    assert "U koos 4 plannen" in page.inner_text("[data-bar]")
    assert "Dat is er 1 te veel." in page.inner_text("[data-bar]")
    assert not press("button", name="Reken uit").count()
    page.fill("#id_code", code)
    faults += look_here(window, "het stembiljet")
    assert _position_of_the_sum(page) == "sticky"
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert _position_of_the_sum(page) == "static"
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 1280, "height": 900})

    press("button", name="Bekijk mijn keuze").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    assert page.input_value("#id_code") == code
    faults += look_here(window, "een fout op het stembiljet")

    boxes.nth(0).uncheck()
    press("button", name="Bekijk mijn keuze").click()
    expect(page).to_have_title(re.compile(r"^Klopt dit\?"))
    faults += look_here(window, "klopt dit")
    press("link", name="Begin").first.click()
    page.go_back()
    assert page.url == ballot
    assert boxes.count()

    for place in range(3):
        boxes.nth(place).check()
    page.fill("#id_code", code)
    press("button", name="Bekijk mijn keuze").click()
    press("button", name="Ja, breng mijn stem uit").click()
    receipt = page.inner_text("#ontvangstcode")
    page.reload()
    assert page.inner_text("#ontvangstcode") == receipt
    assert receipt not in page.url
    faults += look_here(window, "het bewijs")
    assert faults == []


def _position_of_the_sum(page):
    """Whether the sum stays in view; with large letters on a small screen it would hide the rest."""
    return page.eval_on_selector("#som", "bar => getComputedStyle(bar).position")
