"""The map one points at in the forms for an idea and for own words: a picture of the areas, drawn on the server.

A press on it comes in as a pixel, also without JavaScript. The list of areas beside it is the way
for who cannot see or point; the map is extra.
"""

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from speelruimte.places.drawing import Drawing
from speelruimte.places.geometry import middle_of, polygons_of
from speelruimte.places.queries import area_at, box_around, is_outside, map_of_areas
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.website.pagecache import for_every_visitor

# As wide as the narrowest phone shows without shrinking: a press comes in pixels of the screen.
WIDTH = 280
# Around the areas of a plan a strip of what lies beside them, as a part of their width and height.
STRIP = 0.15
# How wide a letter of a name is, and a little more: no name runs off the sheet.
LETTER = 6.5
WALL, FLOOR, YOU, LINE = "#14211d", "#ffffff", "#d8481a", "#84928b"


def the_drawing(keys=()):
    """The sheet on which these areas fit, or else all; None when none is drawn."""
    box = box_around(keys)
    if box is None:
        return None
    west, south, east, north = box
    aside, above = ((east - west) * STRIP, (north - south) * STRIP) if keys else (0, 0)
    wider = (west - aside, south - above, east + aside, north + above)
    return Drawing.around(wider, width=WIDTH)


def pressed_point(data, keys=()):
    """Longitude and latitude of a press on the map, or None. A press with a key has no place."""
    x, y = (whole_number(data.get(name, "")) for name in ("map.x", "map.y"))
    if x is None or y is None or (x, y) == (0, 0):
        return None
    sheet = the_drawing(keys)
    if sheet is None or x > sheet.width or y > sheet.height:
        return None
    return sheet.back(x, y)


def map_press(post, keys=()):
    """What a form holds after a press on the map or on "haal het punt weg"; None otherwise.

    A press sends nothing in: it only chooses the spot, and the area that it lies in. One outside
    the municipality chooses none, and says so: ``pressed_outside``.
    """
    data = post.dict()
    if "without_point" in data:
        return data | {"longitude": "", "latitude": ""}
    point = pressed_point(post, keys)
    if point is None:
        return None
    if is_outside(*point):
        return data | {"longitude": "", "latitude": "", "pressed_outside": True}
    area = area_at(*point)
    return data | {
        "longitude": point[0],
        "latitude": point[1],
        "area": area.key if area else data.get("area", ""),
    }


def pressed_outside(form) -> bool:
    """The press that this form came from lay outside the municipality."""
    return bool(form.initial.get("pressed_outside"))


def point_in(form):
    """The chosen spot of a form as "longitude,latitude", for the map; empty without one."""
    longitude, latitude = form["longitude"].value(), form["latitude"].value()
    return f"{longitude},{latitude}" if longitude and latitude else ""


def point_of(thing):
    """The spot that somebody pointed at, as the map takes it; empty when nobody did."""
    if thing.longitude is None or thing.latitude is None:
        return ""
    return f"{thing.longitude},{thing.latitude}"


def read_point(text):
    """ "6.51,52.82" as two numbers, or None."""
    parts = text.split(",")
    if len(parts) != 2:
        return None
    try:
        longitude, latitude = (float(part) for part in parts)
    except ValueError:
        return None
    inside = -180 <= longitude <= 180 and -90 <= latitude <= 90
    return (longitude, latitude) if inside else None


@for_every_visitor("punt", "gebied")
def idea_map(request):
    """The picture itself, of the areas in ``gebied`` or of all; ``punt`` marks the chosen spot."""
    sheet = the_drawing([key for key in request.GET.get("gebied", "").split(",") if key])
    if sheet is None:
        return HttpResponse(status=404)
    areas = map_of_areas()
    point = read_point(request.GET.get("punt", ""))
    picture = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" '
        'font-family="sans-serif" font-size="10.5" font-weight="600" text-anchor="middle">'
        "{2}{3}{4}</svg>",
        sheet.width,
        sheet.height,
        format_html_join(
            "",
            '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="1.5"/>',
            ((_path(area["geometry"], sheet), FLOOR, LINE) for area in areas),
        ),
        format_html_join("", "{}", ((_name(area, sheet),) for area in areas)),
        _mark(point, sheet),
    )
    response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "max-age=300"
    return response


def _path(geometry, sheet):
    rings = [ring for polygon in polygons_of(geometry) for ring in polygon]
    return "".join(
        "M" + "L".join("{} {}".format(*sheet.at(*point[:2])) for point in ring) + "Z"
        for ring in rings
    )


def _name(area, sheet):
    middle = middle_of(area["geometry"])
    if middle is None:
        return ""
    x, y = sheet.at(*middle)
    half = LETTER * len(area["name"]) / 2
    if not (0 <= x <= sheet.width and 0 <= y <= sheet.height) or 2 * half > sheet.width:
        return ""  # what lies beside the sheet has no name on it
    x = round(min(max(x, half), sheet.width - half), 1)
    return format_html(
        '<text x="{}" y="{}" dy="4" fill="{}" stroke="#fff" stroke-width="3" '
        'paint-order="stroke">{}</text>',
        str(x),
        str(y),
        WALL,
        area["name"],
    )


def _mark(point, sheet):
    if point is None:
        return mark_safe("")
    x, y = sheet.at(*point)
    return format_html(
        '<circle cx="{}" cy="{}" r="8" fill="{}" stroke="#fff" stroke-width="3"/>',
        str(x),
        str(y),
        YOU,
    )
