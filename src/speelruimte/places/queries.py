"""Which area is this, and how do the areas look?"""

from speelruimte.places.geometry import contains
from speelruimte.places.models import Area
from speelruimte.shared.compiled_query import compiled_query


def area_at(longitude, latitude):
    """The area a point lies in (degrees, WGS84), or None. Boxes first, then the drawings."""
    near = Area.objects.filter(
        west__lte=longitude, east__gte=longitude, south__lte=latitude, north__gte=latitude
    )
    return next((area for area in near if contains(area.geometry, longitude, latitude)), None)


@compiled_query
def keys_of_areas(*, trajectory):
    """The keys of the areas that the trajectory with this primary key is about."""
    return Area.objects.filter(trajectories=trajectory).values_list("key", flat=True)


def map_of_areas(*, address=None, current=""):
    """The areas as a map draws them: key, name, geometry, url, current. Plain data.

    ``address`` makes a link out of an area; ``current`` is the key of the area one looks at.
    """
    return [
        {
            "key": area.key,
            "name": area.name,
            "geometry": area.geometry,
            "url": address(area) if address else "",
            "current": area.key == current,
        }
        for area in Area.objects.filter(geometry__isnull=False)
    ]


def is_outside(longitude, latitude) -> bool:
    """The point lies in no area, while areas are drawn: outside the municipality."""
    return area_at(longitude, latitude) is None and box_around() is not None


def box_around(keys=()):
    """The box around these areas, or else all, as far as they are drawn: west, south, east, north;
    None without any."""
    drawn = Area.objects.filter(west__isnull=False)
    box = ("west", "south", "east", "north")
    boxes = list(drawn.filter(key__in=keys).values_list(*box) if keys else ())
    boxes = boxes or list(drawn.values_list(*box))
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
