"""Which street or area does somebody mean? Reading only: what is typed is kept nowhere."""

from dataclasses import dataclass

from django.db.models import Q

from speelruimte.places.models import Area, Street, Stretch
from speelruimte.places.sought import as_sought, postcode_of, without_number

MOST_CHOICES = 24
SHORTEST_PART = 3
# Before the name of a street, where the list may not have it.
ARTICLES = ("de", "het", "'t")


@dataclass(frozen=True)
class Meant:
    """The streets and areas that may be meant; ``exactly`` when the name or postcode itself fits."""

    streets: tuple[Street, ...] = ()
    areas: tuple[Area, ...] = ()
    exactly: bool = False
    alike: bool = False  # nothing is called so; these names look like it

    @property
    def only(self) -> Street | Area | None:
        """The one that is meant, or None when somebody has to choose."""
        meant: tuple[Street | Area, ...] = (*self.streets, *self.areas)
        return meant[0] if self.exactly and len(meant) == 1 else None


def places_meant(typed) -> Meant:
    """By postcode, the name of an area, the name of a street with or without number; else by part."""
    typed = " ".join(typed.split())[:120]
    if postcode := postcode_of(typed):
        streets = Street.objects.filter(stretches__postcode=postcode).distinct()
        return Meant(streets=tuple(streets[:MOST_CHOICES]), exactly=True)
    sought = as_sought(typed)
    if not sought:
        return Meant()
    name, number = without_number(typed)
    article, _space, rest = typed.partition(" ")
    named = _by_name(sought, as_sought(name), number)
    if named is None and rest and article.lower() in ARTICLES:
        return places_meant(rest)
    return named or _by_part(as_sought(name))


def _by_name(sought, name, number):
    areas = tuple(area for area in Area.objects.all() if as_sought(area.name) == sought)
    streets = tuple(Street.objects.filter(sought__in={sought, name})[:MOST_CHOICES])
    if len(streets) > 1 and number is not None:
        holds = Q(first__lte=number, last__gte=number) | Q(first__isnull=True)
        with_it = Stretch.objects.filter(holds, street__in=streets).values_list("street", flat=True)
        streets = tuple(street for street in streets if street.pk in set(with_it)) or streets
    return Meant(streets, areas, exactly=True) if areas or streets else None


def _by_part(name):
    """Names that hold what was typed, or begin alike: somebody may not know how it is written."""
    if len(name) < SHORTEST_PART:
        return Meant()
    areas = tuple(area for area in Area.objects.all() if name in as_sought(area.name))
    streets = Street.objects.filter(sought__contains=name)[:MOST_CHOICES]
    if not streets and not areas:
        return Meant(_spelled_otherwise(name), alike=True)
    return Meant(tuple(streets), areas)


def _spelled_otherwise(name):
    from difflib import get_close_matches

    known = {
        street.sought: street for street in Street.objects.only("sought", "key", "name", "town")
    }
    return tuple(known[near] for near in get_close_matches(name, known, n=5, cutoff=0.8))


def areas_of_street(street) -> list[Area]:
    """The areas a street lies in, in the municipality's order."""
    return list(Area.objects.filter(stretches__street=street).distinct())
