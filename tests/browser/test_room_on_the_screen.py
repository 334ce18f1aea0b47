"""No half of a screen is left empty, and on a phone no number or button is broken in a table."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from tests.browser.conftest import Visitor
from tests.browser.looking import WindowOn, breaks_in_tables
from tests.steps.bare import a_trajectory, an_activity, an_agreement

pytestmark = pytest.mark.once

PAGE = """<!doctype html><html lang="nl" class="utrecht-root"><head><style>{css}</style></head>
<body class="utrecht-body utrecht-document {work}"><main style="inline-size: 320px"><div class="sr-scroll">
<table class="sr-table"><tbody><tr><th scope="row">1. Een lange naam voor een bankje aan het water</th>
<td class="is-number">€&nbsp;15.000</td><td><a href="#">Wijzig</a></td></tr></tbody></table></div>
<table class="sr-table"><tbody><tr><th scope="row">2. Meedenkbijeenkomst in het dorpshuis, op tijd</th>
<td class="is-number">€&nbsp;2.500.000</td>
<td><a class="sr-action-link" href="#">Verplaatsen</a>
<button class="utrecht-button">Openmaken</button></td></tr></tbody></table></main></body></html>"""
COLUMNS = """() => {
    const parts = [...document.querySelectorAll(".sr-calendar li, .sr-year-box")].map(
        part => part.getBoundingClientRect());
    const isLeft = part => part.left + part.right < window.innerWidth;
    const bottom = half => Math.max(0, ...half.map(part => part.bottom));
    const top = Math.min(...parts.map(part => part.top));
    const halves = [parts.filter(isLeft), parts.filter(part => !isLeft(part))];
    return halves.map(half => bottom(half) - top);
}"""


@pytest.mark.parametrize("work", ["", "sr-work"])
def test_in_a_table_no_number_and_no_button_is_broken(chromium, work):
    css = Path(finders.find("build/site.css")).read_text()
    window = Visitor(chromium, "about:blank", width=390)
    window.page.set_content(PAGE.format(css=css, work=work))

    assert breaks_in_tables(window) == []
    window.close()


FACTS = [
    {"label": "Uw invloed", "value": "Meedenken", "say": 3},
    {"label": "Wie beslist", "value": "De gemeenteraad"},
]


def test_beside_a_fact_with_a_drawing_labels_and_values_each_stand_in_one_line(chromium):
    css = Path(finders.find("build/site.css")).read_text()
    facts = Template("{% facts facts %}").render(Context({"facts": FACTS}))
    window = Visitor(chromium, "about:blank")
    window.page.set_content(f"<style>{css}</style><main>{facts}</main>")

    def box(words):
        return window.page.get_by_text(words, exact=True).bounding_box()

    label, beside = box("Uw invloed"), box("Wie beslist")
    assert label["y"] == pytest.approx(beside["y"], abs=1)
    value, other = box("Meedenken"), box("De gemeenteraad")
    assert value["y"] + value["height"] == pytest.approx(other["y"] + other["height"], abs=5)
    window.close()


FOLDED = """<!doctype html><html lang="nl" class="utrecht-root"><head><title>Een plan</title></head>
<body class="utrecht-body utrecht-document"><main><a href="#route">De route</a>
<p style="block-size: 3000px">Veel</p><section aria-labelledby="route-kop">
{% fold "De route van dit plan" "route" %}<p>Nu: meedoen</p>{% endfold %}</section>
<p style="block-size: 3000px">Nog veel</p></main></body></html>"""


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_to_a_folded_part_opens_it_with_its_heading_in_view(chromium, javascript):
    window = Visitor(chromium, "about:blank", width=390, javascript=javascript)
    page = window.page
    page.emulate_media(reduced_motion="reduce")  # else it is still under way
    css = Path(finders.find("build/site.css")).read_text()
    folded = Template(FOLDED).render(Context())
    page.set_content(folded.replace("</head>", f"<style>{css}</style></head>"))
    if javascript:
        page.add_script_tag(content=Path(finders.find("build/site.js")).read_text())
    assert not page.get_by_text("Nu: meedoen").is_visible()

    page.get_by_role("link", name="De route", exact=True).click()

    page.get_by_text("Nu: meedoen").wait_for(timeout=2_000)
    top = page.get_by_role("heading", name="De route van dit plan").bounding_box()["y"]
    assert 0 <= top < 300
    window.close()


@pytest.mark.parametrize("meetings", [4, 11])
def test_on_a_wide_screen_the_calendar_fills_both_halves(
    db, chromium, policy, time_machine, settings, meetings
):
    settings.PAGE_CACHE = False
    time_machine.move_to("2026-11-29T10:00:00+01:00", tick=False)
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path, announced_on=date(2026, 12, 12), decided_on=date(2026, 12, 30))
    for number in range(1, meetings + 1):
        day = {"held_on": date(2026, 12, number), "held_at": "19.30 uur", "place": "De kantine"}
        key = f"avond-{number}"
        an_activity(path, key=key, planned=key, title=f"Avond {number}", closed_at=None, **day)
    window = WindowOn(chromium, Client())
    window.go("/")

    left, right = window.page.evaluate(COLUMNS)

    window.close()
    assert min(left, right) > 0.6 * max(left, right), (left, right)
