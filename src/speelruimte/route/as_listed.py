"""In which area and under which postcode a street lies: held to the list that was taken in last, as it
was left by areas that became one since.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from speelruimte.places.listing import AFTER, BEFORE, list_in_force

IMPORTED, MERGED = "addresses_imported", "places_merged"


class AsListed:
    """Remembers what the list came to; then looks at the one there is."""

    def __init__(self):
        self._said: dict[str, Any] = {}
        self._was_otherwise = False

    def look_at(self, entry):
        """One more entry, the next one."""
        facts = entry.facts
        if AFTER not in facts:
            return
        if entry.verb == IMPORTED:
            # A file is the whole list: what stood there before is there no more.
            self._said, self._was_otherwise = facts, False
        elif entry.verb == MERGED:
            was_otherwise = bool(self._said) and self._said[AFTER] != facts[BEFORE]
            self._said, self._was_otherwise = facts, self._was_otherwise or was_otherwise

    def faults(self) -> Iterator[str]:
        """A sentence when the list is otherwise than the journal says, or was when it changed."""
        stands, said = list_in_force(), self._said
        if not said:
            if stands["streets"] or stands["stretches"]:
                yield _("De stratenlijst staat in de database, en het logboek weet er niets van.")
        elif stands[AFTER] != said[AFTER]:
            yield _(
                "De stratenlijst is in de database veranderd. Er staan {streets} straten en {stretches} stukken "
                "straat, en volgens het logboek zijn het er {streets_said} en {stretches_said}. Lees de lijst "
                "opnieuw in."
            ).format(
                streets=stands["streets"],
                stretches=stands["stretches"],
                streets_said=said["streets"],
                stretches_said=said["stretches"],
            )
        if self._was_otherwise:
            yield _(
                "De stratenlijst was in de database al veranderd toen er gebieden werden samengevoegd. Lees de "
                "lijst opnieuw in."
            )
