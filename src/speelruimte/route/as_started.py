"""About which areas a process is, and from which ideas it came: held to the entries of starting, of
ideas that joined, and of areas that became one.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from speelruimte.trajectories.models import Trajectory


class AsStarted:
    """Remembers how each process started and what joined; then looks at the tables."""

    def __init__(self):
        self._areas: dict[str, set[str]] = {}
        self._ideas: dict[str, set[str]] = {}

    def look_at(self, entry):
        """One more entry, the next one."""
        if entry.verb == "trajectory_started":
            self._areas[entry.about] = set(entry.facts["areas"])
            self._ideas[entry.about] = {entry.facts["initiative"]}
        elif entry.verb == "initiative_joined":
            self._ideas.setdefault(entry.about, set()).add(entry.facts["initiative"])
        elif entry.verb == "places_merged" and entry.about.startswith("area:"):
            gone = entry.about.partition(":")[2]
            for keys in self._areas.values():
                if gone in keys:
                    keys.remove(gone)
                    keys.add(entry.facts["into"])

    def faults(self) -> Iterator[str]:
        """A sentence for each process that is about other areas, or comes from other ideas."""
        areas, ideas = _in_each("areas__key"), _in_each("initiatives__case_number")
        for key in self._areas:
            if key not in areas:
                continue  # it vanished, which is said elsewhere
            wrong = [
                word
                for word, stands, said in (
                    (_("gebieden"), areas[key], self._areas[key]),
                    (_("initiatieven"), ideas[key], self._ideas[key]),
                )
                if stands != said
            ]
            if wrong:
                yield _(
                    "{key} is in de database veranderd. Het logboek zegt iets anders over: {what}."
                ).format(key=key, what=", ".join(wrong))


def _in_each(field):
    """What every process has there, by its name in the journal."""
    in_each: dict[str, set[str]] = {}
    pairs = Trajectory.objects.order_by().values_list("case_number", field)
    for case_number, value in pairs.iterator(chunk_size=2000):
        values = in_each.setdefault(f"trajectory:{case_number}", set())
        if value is not None:
            values.add(value)
    return in_each
