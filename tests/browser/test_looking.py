"""Contrast that was measured once is not measured again; what could be otherwise always is."""

import pytest
from tests.browser import looking
from tests.browser.conftest import Visitor
from tests.browser.looking import not_accessible

pytestmark = pytest.mark.once

GOOD = "color: #333; background: #fff"
PAGE = """<!doctype html><html lang="nl"><head><title>Proef</title></head>
<body style="margin: 20px; font: 16px sans-serif"><main><h1 style="{good}">Proef</h1>{part}</main></body></html>"""
ONCE = f'<p style="{GOOD}">Wat goed te lezen is.</p>'
ON_DARK = '<div style="background: #444"><p style="color: #eee">Ook goed te lezen.</p></div>'


@pytest.fixture
def contrast_of(chromium, monkeypatch):
    """What axe says of the contrast of a page, after it saw good letters on white and on dark."""
    monkeypatch.setattr(looking, "_measured", set())
    window = Visitor(chromium, "about:blank")

    def asked(part):
        window.page.goto("about:blank")
        window.page.set_content(PAGE.format(good=GOOD, part=part))
        return [fault for fault in not_accessible(window) if fault.startswith("color-contrast")]

    assert asked(ONCE + ON_DARK) == []
    yield asked
    window.close()


def test_what_was_measured_is_not_measured_again(contrast_of, chromium):
    before = set(looking._measured)

    assert any("rgb(51, 51, 51)" in look for look in before)
    assert contrast_of((ON_DARK + ONCE) * 2) == []
    assert looking._measured == before


@pytest.mark.parametrize(
    "part",
    [
        '<p style="color: #aaa; background: #fff">Te licht.</p>',
        f'<div style="background: #444"><p style="color: #333">Op donker.</p></div>{ONCE}',
        f'<div style="opacity: 0.3">{ONCE}</div>',
        # Out of the flow, or under something: the same letters as before.
        '<div style="background: #444; height: 90px"></div>'
        '<p style="color: #333; margin-top: -60px">Omhoog geschoven.</p>',
        '<div style="background: #444; height: 90px"></div>'
        '<p style="color: #333; position: relative; top: -60px">Omhoog gezet.</p>',
        '<div style="background: #444; height: 90px; position: relative">'
        '<p style="color: #333; position: absolute; top: 20px">Los van de rest.</p></div>',
    ],
)
def test_letters_that_cannot_be_read_are_found_after_others_like_them(contrast_of, part):
    assert contrast_of(part) != []
    assert contrast_of(part) != []
