"""Areas and subjects come from the municipality's own files."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.places.addresses import read_addresses
from speelruimte.places.geometry import box_of
from speelruimte.places.listing import list_in_force
from speelruimte.places.merging import former_names, joined
from speelruimte.places.models import Area, Street, Stretch, Subject
from speelruimte.places.reading import read_areas, read_subjects
from speelruimte.places.sought import as_sought
from speelruimte.shared.edits import check_filled
from speelruimte.shared.errors import Clash, RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.slugs import short_name


@dataclass(frozen=True)
class Imported:
    """What a file came to, in numbers of rows."""

    new: int
    changed: int
    same: int
    gone: int = 0
    streets_gone: tuple[str, ...] = ()


# Where more than one in so many goes, the file is perhaps a part of the list.
SHARE_THAT_MAY_GO = 10
NAMED = 3


@action
def import_areas(*, text, file, municipality="", kind="", read=read_areas, by, at) -> Imported:
    """Take in areas from GeoJSON or a table, all or nothing; the same file again changes nothing.

    An area is known by its short name, or by the name that it was given since; of those names the
    last one stays, also where the file says one from before. What the file does not say stays as it
    was, and areas that are not in the file stay. Raises FileRefused with every fault; ``file`` is how
    faults call it.
    ``municipality`` and ``kind`` choose from a file that holds more (``read_areas``). ``read`` may
    do that elsewhere.
    """
    rows = read(text, file=file, municipality=municipality, kind=kind)
    return _taken_in(Area, rows, "areas_imported", _with_box, text=text, by=by, at=at)


@action
def import_subjects(*, text, file, by, at) -> Imported:
    """Take in the list of subjects from a table with ``naam``; works as import_areas does."""
    rows = read_subjects(text, file=file)
    return _taken_in(Subject, rows, "subjects_imported", dict, text=text, by=by, at=at)


@action
def import_addresses(*, text, file, may_remove_many=False, by, at) -> Imported:
    """Take in streets and postcodes from a table, all or nothing; numbers are of stretches.

    The file is the whole list: streets that it does not name are gone. A street keeps its address
    on the website. Raises FileRefused with every fault (``read_addresses``), and RuleBroken where
    many of the streets or stretches would go, unless ``may_remove_many``.
    """
    areas = {area.key: area for area in Area.objects.select_for_update()}
    names = {name: area.key for area in areas.values() for name in (area.name, area.key)}
    rows = read_addresses(text, file=file, areas=former_names(Area) | names)
    streets_gone, stretches_gone = _gone_with(rows, areas)
    if not may_remove_many:
        _check_few_go(streets_gone, stretches_gone)
    streets, same = _streets_of(rows)
    wanted = {
        (streets[as_sought(row.street), row.town].pk, areas[row.area].pk, row.postcode): (
            row.first,
            row.last,
        )
        for row in rows
    }
    counted = _stretches_taken_in(wanted) | {"gone": len(stretches_gone)}
    _delete(Stretch, stretches_gone)
    _delete(Street, streets_gone)
    if (
        same < len(streets)
        or counted["new"]
        or counted["changed"]
        or streets_gone
        or stretches_gone
    ):
        print_of_file = fingerprint(text)
        record(
            "addresses_imported",
            about=f"file:{print_of_file[:16]}",
            by=by,
            at=at,
            file=print_of_file,
            **list_in_force(),
            **counted,
        )
    return Imported(**counted, streets_gone=tuple(map(str, streets_gone)))


def _gone_with(rows, areas):
    """The streets and the stretches in force that these rows do not name."""
    named = {(as_sought(row.street), row.town) for row in rows}
    stretches_named = {
        (as_sought(row.street), row.town, areas[row.area].pk, row.postcode) for row in rows
    }
    streets = [
        street for street in Street.objects.all() if (street.sought, street.town) not in named
    ]
    stretches = [
        stretch
        for stretch in Stretch.objects.select_related("street")
        if (stretch.street.sought, stretch.street.town, stretch.area_id, stretch.postcode)
        not in stretches_named
    ]
    return streets, stretches


def _check_few_go(streets, stretches):
    """A part of the list is easily taken for the whole of it, and then streets are found no more."""
    in_force = Street.objects.count(), Stretch.objects.count()
    if all(
        len(gone) * SHARE_THAT_MAY_GO <= number
        for gone, number in zip((streets, stretches), in_force, strict=True)
    ):
        return
    sentence = _(
        "Met dit bestand verdwijnen %(streets)s van de %(all_streets)s straten en %(stretches)s van de "
        "%(all_stretches)s stukken straat."
    )
    if streets:
        sentence += " " + _("Er zou niet meer in staan: %(names)s.")
    raise RuleBroken(
        sentence,
        values={
            "streets": len(streets),
            "all_streets": in_force[0],
            "stretches": len(stretches),
            "all_stretches": in_force[1],
            "names": first_names(map(str, streets)),
        },
        field="file",
        code="many_would_go",
    )


def first_names(names) -> str:
    """The first few, and how many more there are."""
    names = list(names)
    if len(names) <= NAMED:
        return "; ".join(names)
    return _("%(names)s en nog %(more)s") % {
        "names": "; ".join(names[:NAMED]),
        "more": len(names) - NAMED,
    }


def _delete(model, rows):
    keys = [row.pk for row in rows]
    for start in range(0, len(keys), 500):
        model.objects.filter(pk__in=keys[start : start + 500]).delete()


def _streets_of(rows):
    """Every street of the file by its name and town, new or as it was, and how many were the same."""
    in_force = {(street.sought, street.town): street for street in Street.objects.all()}
    taken = {street.key for street in in_force.values()}
    streets, same = {}, 0
    for row in rows:
        known_by = (as_sought(row.street), row.town)
        if known_by in streets:
            continue
        street = in_force.get(known_by)
        if street is None:
            street = Street(key=_free_key(row, taken), sought=known_by[0], town=row.town)
        same += street.name == row.street
        if street.name != row.street:
            street.name = row.street
            street.save()
        streets[known_by] = street
    return streets, same


def _free_key(row, taken):
    """The name, with its town or a number behind it where another street has that already."""
    with_town = short_name(f"{row.street} {row.town}", longest=70)
    wanted = (short_name(row.street, longest=70), with_town)
    numbered = (f"{with_town}-{number}" for number in range(2, len(taken) + 3))
    key = next(key for key in (*wanted, *numbered) if key not in taken)
    taken.add(key)
    return key


def _stretches_taken_in(wanted):
    in_force = {
        (stretch.street_id, stretch.area_id, stretch.postcode): stretch
        for stretch in Stretch.objects.all()
    }
    new, changed, same = [], [], 0
    for known_by, (first, last) in wanted.items():
        stretch = in_force.get(known_by)
        if stretch is None:
            street, area, postcode = known_by
            new.append(
                Stretch(street_id=street, area_id=area, postcode=postcode, first=first, last=last)
            )
        elif (stretch.first, stretch.last) != (first, last):
            stretch.first, stretch.last = first, last
            changed.append(stretch)
        else:
            same += 1
    Stretch.objects.bulk_create(new, batch_size=500)
    Stretch.objects.bulk_update(changed, ["first", "last"], batch_size=500)
    return {"new": len(new), "changed": len(changed), "same": same}


@action
def rename_place(place, *, name, was, field, by, at):
    """Give an area or a subject another name; its short name, and so its address, stays.

    ``was`` is the name that was on the screen: raises Clash when it is another by now. ``field`` is
    where the page shows a refusal. Who may, ``people.naming`` says.
    """
    model = type(place)
    locked = model.objects.select_for_update().filter(pk=place.pk).first()
    if locked is None:
        raise RuleBroken(
            _("‘%(name)s’ is intussen in iets anders opgegaan. Ververs de bladzijde."),
            values={"name": was},
            field=field,
            code="merged_meanwhile",
        )
    name = " ".join(name.split())
    if locked.name == name:
        return locked
    check_filled(name, _("Geef het een naam."), field=field)
    if locked.name != was:
        raise Clash(
            _("Dit heet intussen ‘%(name)s’. Ververs de bladzijde en kijk of het zo goed is."),
            values={"name": locked.name},
            field=field,
            code="saved_meanwhile",
        )
    if model.objects.filter(name__iexact=name).exclude(pk=locked.pk).exists():
        raise RuleBroken(
            _("Er is al iets dat ‘%(name)s’ heet. Kies een andere naam."),
            values={"name": name},
            field=field,
            code="name_is_taken",
        )
    locked.name = name
    locked.save(update_fields=["name"])
    record(
        "place_renamed",
        about=f"{model._meta.model_name}:{locked.key}",
        by=by,
        at=at,
        name=name,
        was=was,
        wrote=(locked,),
    )
    return locked


def _earlier_names(model) -> dict[str, set[str]]:
    """By short name what an area or subject was called before it was given another name."""
    kind = f"{model._meta.model_name}:"
    names: dict[str, set[str]] = {}
    for entry in Entry.objects.filter(verb="place_renamed", about__startswith=kind):
        names.setdefault(entry.about.removeprefix(kind), set()).add(entry.facts["was"])
    return names


def _led_on(rows, model, by_name):
    """The rows with those of what went into another added to the row where that leads.

    A file from before names both: together they are the one that is left.
    """
    former = former_names(model)
    rest, added = [], []
    for row in rows:
        leads = former.get(row.key) or ("" if row.name in by_name else former.get(row.name))
        if leads:
            added.append((leads, row))
        else:
            rest.append(row)
    for leads, row in added:
        for place, other in enumerate(rest):
            if other.key == leads:
                rest[place] = replace(other, known=joined(other.known, row.known))
    return rest


def _with_box(known):
    if "geometry" not in known:
        return dict(known)
    west, south, east, north = box_of(known["geometry"])
    return {**known, "west": west, "south": south, "east": east, "north": north}


def _taken_in(model, rows, verb, completed, *, text, by, at):
    existing = {
        row_in_force.key: row_in_force for row_in_force in model.objects.select_for_update()
    }
    by_name = {current.name: current for current in existing.values()}
    rows = _led_on(rows, model, by_name)
    named_in_file = {row.key for row in rows}
    earlier_names = _earlier_names(model)
    counted = {"new": 0, "changed": 0, "same": 0}
    written = []
    for position, row in enumerate(rows):
        wanted = {"name": row.name, "position": position, **completed(row.known)}
        current = existing.get(row.key) or by_name.get(row.name)
        if current is not None and current.key != row.key and current.key in named_in_file:
            current = None
        if current is not None and row.name in earlier_names.get(current.key, ()):
            wanted["name"] = current.name
        if current is None:
            written.append(model.objects.create(key=row.key, **wanted))
            counted["new"] += 1
        elif any(getattr(current, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(current, name, value)
            current.save()
            written.append(current)
            counted["changed"] += 1
        else:
            counted["same"] += 1
    if counted["new"] or counted["changed"]:
        print_of_file = fingerprint(text)
        record(
            verb,
            about=f"file:{print_of_file[:16]}",
            by=by,
            at=at,
            file=print_of_file,
            wrote=written,
            **counted,
        )
    return Imported(new=counted["new"], changed=counted["changed"], same=counted["same"])
