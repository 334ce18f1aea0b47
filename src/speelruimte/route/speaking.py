"""Who belongs to an organisation and speaks for it: held to the entries of joining and leaving.

By the reference of the person, as roles are: who was forgotten has none, and no membership either.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from speelruimte.people.models import Membership, Person


class Speaking:
    """Remembers who joined and left; then looks at the memberships."""

    def __init__(self):
        self._said: dict[tuple[str, str], tuple[bool, date | None]] = {}

    def look_at(self, entry):
        """One more entry, the next one."""
        if entry.verb not in ("organisation_joined", "organisation_left"):
            return
        facts = entry.facts
        key = entry.about, facts["person"]
        if entry.verb == "organisation_joined":
            self._said[key] = facts["speaks_for"], None
        else:
            speaks_for, _before = self._said.get(key, (False, None))
            self._said[key] = speaks_for, date.fromisoformat(facts["ends_on"])

    def faults(self) -> Iterator[str]:
        """A sentence for each membership that is otherwise than the journal says, or is gone."""
        stands = {
            (f"organisation:{organisation}", person): (speaks_for, ends_on)
            for organisation, person, speaks_for, ends_on in Membership.objects.exclude(
                person__reference=None
            ).values_list("organisation", "person__reference", "speaks_for", "ends_on")
        }
        people = set(Person.objects.exclude(reference=None).values_list("reference", flat=True))
        for key in sorted({*stands, *self._said}):
            if key[1] in people and stands.get(key) != self._said.get(key):
                yield _(
                    "person:{person} hoort in de database anders bij {organisation} dan volgens het "
                    "logboek: of iemand erbij hoort, namens wie en tot wanneer."
                ).format(person=key[1], organisation=key[0])
