"""What the journal says of words of a file together: their areas, and who is reached about them.

A file has one fingerprint of each. From areas that became one on, the entry of that holds the areas;
who left an address afterwards stands in an entry with the mark of those words alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.texts import OfEach
from speelruimte.journal.models import Entry
from speelruimte.journal.row_marks import KEY, REPLACED

IMPORTED, MERGED, GIVEN = "contributions_imported", "places_merged", "address_given"
TOLD_BY = (IMPORTED, MERGED, GIVEN, REPLACED)


class InFiles:
    """Remembers what was said of files, and who left an address afterwards; then is told every row."""

    def __init__(self, entries: Iterable[Entry]):
        self._areas: dict[str, str] = {}
        self._contacts: dict[str, str] = {}
        self._rows: dict[str, int] = {}
        self._areas_before: set[str] = set()
        self._given: dict[str, str] = {}
        self._replaced = 0
        self._areas_now: dict[str, OfEach] = defaultdict(OfEach)
        self._contacts_now: dict[str, OfEach] = defaultdict(OfEach)
        for entry in entries:
            self._look_at(entry)

    def _look_at(self, entry):
        facts = entry.facts
        if entry.verb == IMPORTED and "areas_fingerprint" in facts:
            self._rows[entry.about] = facts["rows"]
            self._areas[entry.about] = facts["areas_fingerprint"]
            self._contacts[entry.about] = facts["contacts_fingerprint"]
        elif entry.verb == MERGED:
            for name, (was, now) in facts.get("areas_of_files", {}).items():
                if self._areas.get(name, was) != was:
                    self._areas_before.add(name)
                self._areas[name] = now
        elif entry.verb == GIVEN:
            self._given |= facts.get("contact_marks", {})
        elif entry.verb == REPLACED and entry.about == KEY:
            # With another key no mark from before can be made again.
            self._contacts.clear()
            self._given.clear()
            self._replaced = entry.number

    def contact_said(self, row: Contribution, accepted: dict[str, Any]) -> dict[str, str]:
        """The mark of who is reached about these words; empty where nobody can tell.

        ``accepted`` is what the entry with which they came in says of it.
        """
        if row.key in self._given:
            return {"contact": self._given[row.key]}
        if accepted and accepted["number"] > self._replaced:
            return {"contact": accepted["contact"]}
        return {}

    def look_at_row(self, row: Contribution, *, area: str, contact: str) -> None:
        """One more row, the next one, as it is now."""
        if row.came_with_id is not None:
            name = f"import:{row.came_with_id}"
            self._areas_now[name].add(area)
            self._contacts_now[name].add("" if row.key in self._given else contact)

    def faults(self) -> Iterator[str]:
        """A sentence for each file of which words are about other areas, or of other people."""
        for name in self._areas_now:
            if self._areas_now[name].number != self._rows.get(name):
                continue  # words are gone or came beside it, which is said elsewhere
            areas, contacts = self._areas_now[name], self._contacts_now[name]
            wrong = []
            if name in self._areas_before or _differs(self._areas.get(name), areas):
                wrong.append(_("het gebied van inbreng uit dit bestand"))
            if _differs(self._contacts.get(name), contacts):
                wrong.append(_("de contactgegevens bij inbreng uit dit bestand"))
            if wrong:
                yield _(
                    "{key} is in de database veranderd. Het logboek zegt iets anders over: {what}."
                ).format(key=name, what=", ".join(wrong))


def _differs(said, now):
    return said is not None and said != now.fingerprint()
