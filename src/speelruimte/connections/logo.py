"""A logo as somebody sends it, written anew: only what is drawn, and nothing that acts or fetches.

Read apart, as every file of somebody else (``contained``).
"""

import re
import struct
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from speelruimte.connections.contained import TooHeavyError, contained
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.messages import gettext as _

SVG, PNG = "svg", "png"
LARGEST = 400_000  # bytes
WIDEST = 2_000  # points
_SPACE = "{http://www.w3.org/2000/svg}"
# A shape, and what must be said of it before there is anything to see.
_SEEN_BY = {
    "path": ("d",),
    "rect": ("width", "height"),
    "circle": ("r",),
    "ellipse": ("rx",),
    "line": (),
    "polyline": ("points",),
    "polygon": ("points",),
}
_SHAPES = frozenset(_SEEN_BY)
_DRAWN = _SHAPES | {
    *("svg", "g", "defs", "clipPath", "mask", "title", "desc", "style"),
    *("linearGradient", "radialGradient", "stop"),
}
# Of programs that draw: it says nothing of what is seen.
_PASSED_OVER = frozenset({"metadata", "namedview", "switch"})
_SAID = frozenset(
    {
        *("id", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy"),
        *("width", "height", "points", "transform", "viewBox", "preserveAspectRatio", "opacity"),
        *("fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path", "mask", "stroke"),
        *("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("stroke-dasharray", "stroke-opacity", "offset", "stop-color", "stop-opacity"),
        *("gradientUnits", "gradientTransform", "clipPathUnits", "maskUnits"),
    }
)
# A reference within the drawing, or a value without one: nothing between quotes either.
_HARMLESS = re.compile(r"(?:url\(#[\w-]+\)|(?:(?!url\(|:|\\)[^<>&'\"])*)", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"PLTE", b"tRNS")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True)
class SafePicture:
    """A picture as we wrote it: ``svg`` or ``png``."""

    kind: str
    content: bytes


class _NoLogoError(ValueError):
    pass


def read_logo(data: bytes) -> SafePicture:
    """The picture, written anew. Raises RuleBroken with what to do instead."""
    if len(data) > LARGEST:
        raise _refused(_("Dit bestand is te groot. Kies een logo van hoogstens 400 kB."))
    try:
        logo, fault = contained(_logo_or_fault, data)
    except TooHeavyError as error:
        raise _refused(_("Dit logo is te zwaar om te tonen. Bewaar het kleiner.")) from error
    if logo is None:
        raise _refused(fault)
    return logo


def _refused(sentence):
    return RuleBroken(sentence, field="logo", code="no_logo")


def _logo_or_fault(data):
    try:
        if data.startswith(_PNG):
            return SafePicture(PNG, _png(data)), ""
        return SafePicture(SVG, _svg(data)), ""
    except _NoLogoError as error:
        return None, str(error)


# SVG ---------------------------------------------------------------------------------------------


def _svg(data):
    try:
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _NoLogoError(
            _("Dit is geen logo dat wij kunnen lezen. Bewaar het als SVG of PNG.")
        ) from error
    if root.tag != f"{_SPACE}svg":
        raise _NoLogoError(_("Dit is geen logo dat wij kunnen lezen. Bewaar het als SVG of PNG."))
    drawn = _drawn_anew(root, _classes(root))
    drawn.set("xmlns", _SPACE.strip("{}"))
    if "viewBox" not in drawn.attrib:
        drawn.set("viewBox", f"0 0 {_length(root, 'width')} {_length(root, 'height')}")
    if not any(_is_seen(part) for part in drawn.iter()):
        raise _NoLogoError(
            _("In dit logo staat niets dat wij tonen: geen lijnen of vlakken. Bewaar het als PNG.")
        )
    return tostring(drawn, encoding="utf-8", xml_declaration=True)


def _is_seen(part):
    """A shape of which something is drawn."""
    said = [part.get(name, "").strip() for name in _SEEN_BY.get(part.tag, ())]
    return part.tag in _SHAPES and all(value.strip("0.") for value in said)


def _length(root, name):
    digits = re.match(r"\d{1,5}(?:\.\d{1,4})?", root.get(name, "").strip())
    if digits is None:
        raise _NoLogoError(
            _("Dit logo zegt niet hoe groot het is. Bewaar het opnieuw, of als PNG.")
        )
    return digits[0]


def _classes(root):
    """What a stylesheet in the drawing says of classes, as attributes by the name of the class."""
    said: dict[str, dict[str, str]] = {}
    for part in root.iter(f"{_SPACE}style"):
        for selectors, style in _RULE.findall(part.text or ""):
            for name in selectors.split(","):
                said.setdefault(name.strip().removeprefix("."), {}).update(_of_style(style))
    return said


def _drawn_anew(part, classes):
    """The same part with only what may be in a drawing."""
    anew = Element(part.tag.removeprefix(_SPACE))
    said = dict(part.attrib)
    for name in part.get("class", "").split():
        said |= classes.get(name, {})
    for name, value in (said | _of_style(part.get("style", ""))).items():
        if name in _SAID and _HARMLESS.fullmatch(value):
            anew.set(name, value)
    if anew.tag in ("title", "desc"):
        anew.text = part.text
    for inner in part:
        kind = str(inner.tag).removeprefix(_SPACE)
        if kind in _DRAWN - {"style"}:
            anew.append(_drawn_anew(inner, classes))
        elif inner.tag.startswith(_SPACE) and kind not in _DRAWN | _PASSED_OVER:
            raise _NoLogoError(
                _(
                    "In dit logo staat meer dan lijnen en vlakken, zoals letters of plaatjes. Zet dat "
                    "om in lijnen, of bewaar het logo als PNG."
                )
            )
    return anew


def _of_style(style):
    """What stands in ``style``, as attributes: a page of ours runs no style of others."""
    pairs = (line.partition(":") for line in style.split(";"))
    return {name.strip(): value.strip() for name, _colon, value in pairs if value}


# PNG ---------------------------------------------------------------------------------------------


def _png(data):
    parts = list(_chunks(data))
    if not parts or parts[0][0] != b"IHDR" or len(parts[0][1]) != 13:
        raise _broken()
    header = parts[0][1]
    width, height, depth, colours, *_rest, interlaced = struct.unpack(">IIBBBBB", header)
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise _NoLogoError(_("Dit logo is te groot: hoogstens 2000 bij 2000 punten."))
    if interlaced or colours not in _CHANNELS:
        raise _NoLogoError(_("Bewaar dit logo opnieuw als PNG, zonder ‘interlaced’."))
    row = 1 + (width * depth * _CHANNELS[colours] + 7) // 8
    pixels = _unpacked(b"".join(body for kind, body in parts if kind == b"IDAT"), row * height)
    further = [(kind, body) for kind, body in parts if kind in _KEPT]
    written = [(b"IHDR", header), *further, (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return _PNG + b"".join(_chunk(kind, body) for kind, body in written)


def _chunks(data):
    place = len(_PNG)
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        mark = data[place + 8 + length : place + 12 + length]
        if len(body) < length or mark != struct.pack(">I", zlib.crc32(kind + body)):
            raise _broken()
        yield kind, body
        place += 12 + length


def _unpacked(packed, expected):
    """Exactly as many bytes as the picture has; what holds more is no picture."""
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, expected + 1)
    except zlib.error as error:
        raise _broken() from error
    if len(pixels) != expected:
        raise _broken()
    return pixels


def _chunk(kind, body):
    mark = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + mark


def _broken():
    return _NoLogoError(_("Dit bestand is beschadigd. Bewaar het logo opnieuw."))
