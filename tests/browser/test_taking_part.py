"""Taking part with a real browser: on a phone, without JavaScript, by keyboard."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.once

CODE = re.compile(r"SR-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")

IN_ONE_LINE = "e => e.offsetHeight < 1.5 * parseFloat(getComputedStyle(e).fontSize)"


def first_open_ideas(window):
    """From the home page to the form of the first process where one can write."""
    window.go("/meedoen/?stand=nu")
    addresses = window.page.eval_on_selector_all(
        ".sr-room h2 a", "links => links.map(a => new URL(a.href).pathname)"
    )
    for address in addresses:
        window.go(address)
        links = window.page.eval_on_selector_all(
            "a[href*='/meedoen/']", "links => links.map(a => new URL(a.href).pathname)"
        )
        forms = [link for link in links if link.startswith("/trajecten/")]
        for link in forms:
            window.go(link)
            form = window.page.locator("a[href$='/schrijf/']")
            if form.count():
                form.first.click()
                window.page.wait_for_load_state("load")
                return
    raise AssertionError("Nergens kan iemand iets schrijven.")


def test_a_neighbour_of_80_writes_on_a_phone_without_javascript_and_finds_it_back(visit):
    window = visit(width=390, javascript=False)
    first_open_ideas(window)

    window.page.locator("textarea[name=text]").fill("Zet een bankje bij de halte, met leuning.")
    window.page.locator("main form button[type=submit]").last.click()
    code = CODE.search(window.page.inner_text("main"))[0]
    assert code not in window.page.url
    window.page.set_viewport_size({"width": 320, "height": 640})
    shown = window.page.get_by_text(code, exact=True).first
    assert shown.evaluate(IN_ONE_LINE)
    # What only a script can do is not shown to who has none.
    assert window.page.locator("[data-print]").count() == 1
    assert window.page.locator("[hidden]:visible").count() == 0
    window.picture("ontvangst")

    window.go("/mijn-inbreng/")
    window.page.locator("input[name=code]").fill(code.lower().replace("-", " "))
    window.page.locator("main form button[type=submit]").first.click()
    assert "bankje bij de halte" in window.page.inner_text("main")
    assert code.replace("-", "") not in window.page.url.replace("-", "")
    window.page.locator("a[href*='/trajecten/']").first.click()
    window.page.go_back()
    assert "bankje bij de halte" in window.page.inner_text("main")
    window.picture("mijn-inbreng")


def test_what_was_typed_stays_when_the_form_is_refused(visit):
    window = visit(width=390)
    first_open_ideas(window)

    long_text = "a" * 20_001
    window.page.locator("textarea[name=text]").evaluate(
        "(field, text) => { field.removeAttribute('maxlength'); field.value = text }", long_text
    )
    window.page.locator("main form").last.evaluate("form => form.noValidate = true")
    window.page.locator("main form button[type=submit]").last.click()

    block = window.page.locator("#fouten")
    expect(window.page).to_have_title(re.compile("^Fout: "))
    expect(block).to_be_focused()
    assert block.bounding_box()["y"] < window.page.viewport_size["height"] / 2
    assert window.page.locator("textarea[name=text]").input_value() == long_text
    assert "20.000" in window.page.inner_text("main") or "20000" in window.page.inner_text("main")


def test_text_that_is_not_saved_is_not_left_on_the_workbench_without_a_question(visit):
    window = visit().become("wim")
    window.go("/werk/organisaties/")
    window.page.locator("main input[name=name]").fill("Buurtvereniging Zuid")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    window.page.on("dialog", stay)
    window.page.locator("header nav a").first.click()
    window.page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert window.page.locator("main input[name=name]").input_value() == "Buurtvereniging Zuid"
    window.page.locator("main input[name=email]").fill("geen adres")
    window.page.locator("main form button").last.click()
    window.page.wait_for_load_state("load")
    assert len(asked) == 1
    window.page.locator("header nav a").first.click()
    window.page.wait_for_timeout(300)
    assert len(asked) == 2


def test_the_first_tab_leads_past_the_menu(visit):
    window = visit()
    window.go("/")

    window.page.keyboard.press("Tab")
    skip = window.page.evaluate("document.activeElement.getAttribute('href')")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    inside = window.page.evaluate("!!document.activeElement.closest('main')")

    assert skip == "#inhoud"
    assert inside


def test_script_in_a_text_is_shown_and_not_run(visit):
    window = visit()
    first_open_ideas(window)

    window.page.locator("textarea[name=text]").fill(
        "<script>document.title='kwaad'</script><b>vet</b>"
    )
    window.page.locator("main form button[type=submit]").last.click()

    assert window.page.title() != "kwaad"
    assert window.complaints == []


def test_with_letters_twice_as_large_no_page_is_wider_than_a_small_phone(visit):
    window = visit(width=320)
    first_open_ideas(window)
    form = urlsplit(window.page.url).path
    process = "/".join(form.split("/")[:3]) + "/"
    window.go("/meedoen/")
    processes = window.page.eval_on_selector_all(
        ".sr-room h2 a", "links => links.map(a => new URL(a.href).pathname)"
    )
    too_wide = []
    for path in ("/", "/meedoen/", "/idee/bewoner/", process, form, *processes):
        window.go(path)
        window.page.evaluate("document.documentElement.style.fontSize = '200%'")
        if window.is_wider_than_the_screen():
            too_wide.append(path)
    assert too_wide == []


REFUSED = {
    "/idee/bewoner/": {"textarea[name=text]": "Graag een bankje bij de brug."},
    "/mijn-straat/": {"main input[name=where]": "Dorpsplein"},
    "/bericht/buurt/vaartzijde/": {"main input[name=email]": "henk@dorp"},
    "/logboek/": {"main input[name=fingerprint]": "dit is er geen"},
}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("address", [*REFUSED, "schrijf"])
def test_back_leads_to_a_form_that_was_refused_with_all_that_was_typed(visit, address, javascript):
    window = visit(width=390, javascript=javascript)
    if address == "schrijf":
        first_open_ideas(window)
        typed = {"textarea[name=text]": "Zet een bankje neer.", "input[name=email]": "henk@dorp"}
    else:
        window.go(address)
        typed = REFUSED[address]
    for _twice in range(2):
        for field, words in typed.items():
            window.page.locator(field).first.fill(words)
        form = window.page.locator(field).first.locator("xpath=ancestor::form")
        window.page.once("dialog", lambda dialog: dialog.accept())
        form.evaluate("form => { form.noValidate = true }")
        with window.page.expect_navigation(wait_until="load"):
            form.locator("button[type=submit]").last.click()
        expect(window.page).to_have_title(re.compile("^Fout: "))

    window.page.once("dialog", lambda dialog: dialog.accept())
    window.page.locator("footer a[href='/uw-gegevens/']").first.click()
    for _once_and_again in range(2):
        window.page.go_back()
        expect(window.page).to_have_title(re.compile("^Fout: "))
        for field, words in typed.items():
            assert window.page.locator(field).first.input_value() == words
