"""Areas and subjects come from the municipality's own files."""

from dataclasses import dataclass

from speelruimte.journal.acting import action, record
from speelruimte.places.geometry import box_of
from speelruimte.places.models import Area, Subject
from speelruimte.places.reading import read_areas, read_subjects
from speelruimte.shared.fingerprints import fingerprint


@dataclass(frozen=True)
class Imported:
    """What a file came to, in numbers of rows."""

    new: int
    changed: int
    same: int


@action
def import_areas(*, text, file, municipality="", kind="", by, at) -> Imported:
    """Take in areas from GeoJSON or a table, all or nothing; the same file again changes nothing.

    An area is known by its short name. What the file does not say stays as it was, and areas that
    are not in the file stay. Raises FileRefused with every fault; ``file`` is how faults call it.
    ``municipality`` and ``kind`` choose from a file that holds more (``read_areas``).
    """
    rows = read_areas(text, file=file, municipality=municipality, kind=kind)
    return _taken_in(Area, rows, "areas_imported", _with_box, text=text, by=by, at=at)


@action
def import_subjects(*, text, file, by, at) -> Imported:
    """Take in the list of subjects from a table with ``naam``; works as import_areas does."""
    rows = read_subjects(text, file=file)
    return _taken_in(Subject, rows, "subjects_imported", dict, text=text, by=by, at=at)


def _with_box(known):
    if "geometry" not in known:
        return dict(known)
    west, south, east, north = box_of(known["geometry"])
    return {**known, "west": west, "south": south, "east": east, "north": north}


def _taken_in(model, rows, verb, completed, *, text, by, at):
    existing = {
        row_in_force.key: row_in_force for row_in_force in model.objects.select_for_update()
    }
    counted = {"new": 0, "changed": 0, "same": 0}
    for position, row in enumerate(rows):
        wanted = {"name": row.name, "position": position, **completed(row.known)}
        current = existing.get(row.key)
        if current is None:
            model.objects.create(key=row.key, **wanted)
            counted["new"] += 1
        elif any(getattr(current, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(current, name, value)
            current.save()
            counted["changed"] += 1
        else:
            counted["same"] += 1
    if counted["new"] or counted["changed"]:
        print_of_file = fingerprint(text)
        record(
            verb, about=f"file:{print_of_file[:16]}", by=by, at=at, file=print_of_file, **counted
        )
    return Imported(**counted)
