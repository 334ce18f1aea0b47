"""Name, logo and main colour of the municipality: on every page, readable, and nothing that acts."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from speelruimte.analysis.contrast import (
    ENOUGH,
    OURS,
    STANDS_ON,
    contrast,
    luminance,
    nearest_readable,
    shades,
)
from speelruimte.connections.logo import read_logo
from speelruimte.journal.models import Entry
from speelruimte.people.presenting import change_style, style_now
from speelruimte.policy.models import Letterhead, Logo
from tests.steps.refusing import refuses

PAGE = "/werk/huisstijl/"
SVG = b"""<?xml version="1.0"?>
<!-- made by a program --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">
<style>.a{fill:#c8102e} .b{fill:url(http://elsewhere.example/x)}</style>
<script>alert(1)</script><metadata>van wie</metadata>
<a href="https://elsewhere.example"><path d="M0 0h9v9z"/></a>
<path class="a" d="M0 0h9v9H0z" onclick="alert(1)" style="stroke:#000"/><rect class="b" width="2" height="2"/>
</svg>"""


def clean(svg):
    """Without what is refused as a whole."""
    return svg.replace(b"<script>alert(1)</script>", b"").replace(
        b'<a href="https://elsewhere.example"><path d="M0 0h9v9z"/></a>', b""
    )


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*, width=2, height=2, rows=2, extra=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = (b"\x00" + b"\xc8\x10\x2e" * 2) * rows
    parts = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(pixels))
    return b"\x89PNG\r\n\x1a\n" + parts + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "colour", ["#154273", "#ff6600", "#00843d", "#ffff00", "#ffffff", "#000000"]
)
def test_every_shade_can_be_read_where_ours_can(colour):
    main = nearest_readable(colour)

    assert all(contrast(main, ground) >= ENOUGH for ground in STANDS_ON)
    assert contrast("#000000", "#ffffff") == 21
    for number, shade in shades(main).items():
        if number < 600:
            assert luminance(shade) >= luminance(OURS[number]) - 0.002, number
        elif number > 600:
            assert luminance(shade) <= luminance(main), number
    assert shades(main)[600] == main


def test_a_drawing_keeps_what_is_seen_and_nothing_that_acts_or_fetches():
    logo = read_logo(clean(SVG))

    drawn = logo.content.decode()
    assert logo.kind == "svg"
    assert 'fill="#c8102e"' in drawn
    assert 'stroke="#000"' in drawn
    for gone in ("alert", "onload", "elsewhere", "style", "van wie", "class", "made by"):
        assert gone not in drawn
    for wrong in (SVG, b"<svg/>", b"GIF89a", b'<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>'):
        with refuses("no_logo"):
            read_logo(wrong)


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (b"<g>" * 3_000 + b"<path/>" + b"</g>" * 3_000, "te zwaar"),
        (b"<title>Nieuwstad</title>", "geen lijnen of vlakken"),
        (b'<rect/><rect width="0" height="9"/><path d=" "/>', "geen lijnen of vlakken"),
        (b'<path id="a" d="M0 0h9"/><use href="#a"/>', "zoals letters of plaatjes"),
    ],
    ids=["deep", "empty", "unseen", "repeats"],
)
def test_a_drawing_that_we_cannot_show_is_refused_with_what_is_wrong(inner, said):
    with refuses("no_logo") as refused:
        read_logo(DRAWING % inner)

    assert said in refused.value.sentence


def test_no_value_in_a_drawing_names_another_file():
    logo = read_logo(
        DRAWING % b"""<path d="M0 0h9" mask="image-set('//elsewhere.example/x' 1x)"/>"""
    )

    assert b"elsewhere" not in logo.content


def test_a_picture_keeps_its_points_and_nothing_else():
    logo = read_logo(png(extra=chunk(b"tEXt", b"Comment\x00van wie")))

    assert logo.kind == "png"
    assert logo.content.startswith(b"\x89PNG")
    assert b"van wie" not in logo.content
    assert read_logo(logo.content).content == logo.content
    for wrong in (png(rows=3), png(width=9_000), png()[:-20], png().replace(b"IDAT", b"IDAX")):
        with refuses("no_logo"):
            read_logo(wrong)
    with refuses("no_logo"):
        read_logo(b"x" * 400_001)


@pytest.mark.once
def test_what_the_administrator_chooses_stands_on_every_page(
    browser_of, client, cast, policy, settings, time_machine, now
):
    time_machine.move_to(now, tick=False)
    settings.PAGE_CACHE = False
    administrator = browser_of(cast.wim)
    assert client.get(reverse("house-style")).status_code == 404
    assert client.get(reverse("logo")).status_code == 404
    form = administrator.get(PAGE).context["form"]
    sent = {"name": "Nieuwstad", "colour": "#FF6600", "etag": form["etag"].value()}

    refused = administrator.post(PAGE, sent)
    assert refused.status_code == 422
    assert nearest_readable("#ff6600") in refused.content.decode()
    logo = SimpleUploadedFile("logo.svg", clean(SVG))
    assert administrator.post(PAGE, sent | {"colour": "#154273", "logo": logo}).status_code == 302

    page = client.get(reverse("home"))
    html = page.content.decode()
    assert "Gemeente Nieuwstad" in html
    assert f'href="{reverse("house-style")}"' in html
    assert f'src="{reverse("logo")}"' in html
    bench = administrator.get(reverse("my-work")).content.decode().split("</header>")[0]
    assert f'src="{reverse("logo")}"' in bench
    assert "<svg" not in bench.split("sr-brand")[1].split("</a>")[0]
    assert "style=" not in html
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    style = client.get(reverse("house-style"))
    assert "--sr-door-600: #154273;" in style.content.decode()
    assert style["Content-Type"] == "text/css; charset=utf-8"
    same = client.get(reverse("house-style"), HTTP_IF_NONE_MATCH=style["ETag"])
    assert same.status_code == 304
    picture = client.get(reverse("logo"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"c8102e" in picture.content
    assert Entry.objects.get(verb="house_style_changed").facts == {
        "what": ["colour", "logo", "name"]
    }

    late = administrator.post(PAGE, sent | {"colour": "#000000"})
    assert late.status_code == 422
    assert "intussen ook bewaard" in late.content.decode()
    again = {**sent, "colour": "", "no_logo": "on", "etag": late.context["form"]["etag"].value()}
    assert administrator.post(PAGE, again).status_code == 302
    assert reverse("logo") not in client.get(reverse("home")).content.decode()
    assert set(Letterhead.objects.first().content) == {"name", "colour", "logo"}
    assert browser_of(cast.marleen).get(PAGE).status_code == 403


def test_a_style_without_a_name_or_with_half_a_colour_is_refused(cast, policy, now, today):
    who = {"by": cast.wim, "at": now}
    for said, code in (
        ({"name": " "}, "empty"),
        ({"name": "x" * 61}, "too_long"),
        ({"colour": "groen"}, "no_colour"),
    ):
        with refuses(code):
            change_style(said, **who)
    assert style_now(on=today)["colour"] == ""
    assert not Logo.objects.exists()
