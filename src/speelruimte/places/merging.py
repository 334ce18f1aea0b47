"""Two areas or two subjects become one: what they are themselves, and where the old name leads."""

from django.db import connection

from speelruimte.places.geometry import box_of, polygons_of
from speelruimte.places.models import Area, Stretch


def leads_to(model, key) -> str:
    """The short name of what went by this one before; empty for one that is in use or unknown."""
    merged = model.everything.filter(key=key, merged_into__isnull=False)
    return merged.values_list("merged_into__key", flat=True).first() or ""


def as_it_is_now(place):
    """The area or subject that words are about, also when it went into another since the form was made.

    From now on, until the end of this transaction, nobody lets it go into another. Part of the
    caller's action.
    """
    if place is None:
        return None
    share = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COALESCE(merged_into_id, id) FROM {place._meta.db_table} WHERE id = %s{share}",
            [place.pk],
        )
        [now] = cursor.fetchone()
    return place if now == place.pk else type(place).objects.get(pk=now)


def former_names(model) -> dict[str, str]:
    """By short name and by name of what went into another: the short name where it leads."""
    merged = model.everything.filter(merged_into__isnull=False)
    known = {}
    for key, name, now in merged.values_list("key", "name", "merged_into__key"):
        known |= {name: now, key: now}
    return known


def put_into(gone, into) -> list:
    """``gone`` is in use no more; its shape, people and streets are those of ``into`` now. Returns
    what was written of which the journal holds rows.

    Part of the caller's action, with both rows locked.
    """
    written = [gone, *type(gone).everything.filter(merged_into=gone)]
    for place in written:
        place.merged_into = into
        place.save(update_fields=["merged_into"])
    if not isinstance(gone, Area):
        return written
    known = joined(
        *({"geometry": area.geometry, "inhabitants": area.inhabitants} for area in (into, gone))
    )
    for name, value in known.items():
        setattr(into, name, value)
    if into.geometry:
        into.west, into.south, into.east, into.north = box_of(into.geometry)
    into.save()
    _streets_into(gone, into)
    return [*written, into]


def joined(first, second) -> dict:
    """What is known of two areas together: the number of people only where it is known of both.

    Where neither says a number, nothing is said of it.
    """
    known = first | {name: value for name, value in second.items() if not first.get(name)}
    shapes = [area["geometry"] for area in (first, second) if area.get("geometry")]
    if len(shapes) == 2:
        polygons = [rings for shape in shapes for rings in polygons_of(shape)]
        known["geometry"] = {"type": "MultiPolygon", "coordinates": polygons}
    if "inhabitants" in known:
        numbers = [area.get("inhabitants") for area in (first, second)]
        known["inhabitants"] = None if None in numbers else sum(numbers)
    return known


def _streets_into(gone, into):
    """Every stretch of street once: one that lay in both is one, from the first number to the last."""
    by_street = {(stretch.street_id, stretch.postcode): stretch for stretch in into.stretches.all()}
    for stretch in gone.stretches.all():
        same = by_street.get((stretch.street_id, stretch.postcode))
        if same is None:
            continue
        has_numbers = None not in (same.first, stretch.first)
        same.first = min(same.first, stretch.first) if has_numbers else None
        same.last = max(same.last, stretch.last) if has_numbers else None
        same.save(update_fields=["first", "last"])
        stretch.delete()
    Stretch.objects.filter(area=gone).update(area=into)
