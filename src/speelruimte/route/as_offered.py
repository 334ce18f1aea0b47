"""The text that lies before bodies: held to what it was when it was offered, or when a body last spoke.

Once it is adopted its own fingerprint holds it. Out of what a name was lawfully taken since, is held
again from the next act on.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from speelruimte.agreements.models import Version
from speelruimte.agreements.texts import names_of_rows, text_etag

SPOKEN_OF_BY = ("agreement_offered", "adoption_recorded")
ERASED = "erased_lawfully"
TABLES = "agreements_"


class AsOffered:
    """Remembers the last text of each that was offered; then looks at those that lie there still."""

    def __init__(self):
        self._said: dict[tuple[str, int], tuple[str, int]] = {}
        self._erased: dict[str, int] = {}

    def look_at(self, entry):
        """One more entry, the next one."""
        if entry.verb in SPOKEN_OF_BY:
            facts = entry.facts
            key = entry.about, facts["version"]
            self._said[key] = facts["offered_fingerprint"], entry.number
        elif entry.verb == ERASED and entry.about.startswith(TABLES):
            self._erased[entry.about] = entry.number

    def faults(self) -> Iterator[str]:
        """A sentence for each text that is otherwise than the one that was offered."""
        lying = (Version.State.OFFERED, Version.State.HELD_OVER)
        versions = Version.objects.filter(state__in=lying).select_related("trajectory")
        for version in versions.order_by("pk"):
            said, number = self._said.get((version.trajectory.key, version.number), ("", 0))
            if said in ("", text_etag(version)):
                continue
            if not any(self._erased.get(name, 0) > number for name in names_of_rows(version)):
                yield _(
                    "{key}: de tekst van de afspraken die voorligt, is in de database veranderd sinds hij "
                    "is voorgelegd. Haal hem terug en kijk hem na."
                ).format(key=version.trajectory.key)
