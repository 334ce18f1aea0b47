"""How many second steps of signing in an account has: held to the entries of giving and taking away.

Their secrets are in no entry. That one was put in the place of another is not found here.
"""

from collections import Counter
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from speelruimte.people.models import Person
from speelruimte.people.second_factor import SECOND_FACTORS

APP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
CHANGED_BY = {
    "second_factor_given": (APP, 1),
    "second_factor_turned_on": (APP, 1),
    "second_factor_turned_off": (APP, -1),
    "passkey_added": (PASSKEY, 1),
    "passkey_removed": (PASSKEY, -1),
}


class SecondSteps:
    """Remembers what was given and taken away; then looks at the accounts."""

    def __init__(self):
        self._said: dict[str, Counter] = {}

    def look_at(self, entry):
        """One more entry, the next one."""
        person = entry.about.partition(":")[2]
        if entry.verb == "second_factor_taken_away":
            self._said.pop(person, None)
        elif entry.verb in CHANGED_BY:
            kind, step = CHANGED_BY[entry.verb]
            self._said.setdefault(person, Counter())[kind] += step

    def faults(self) -> Iterator[str]:
        """A sentence for each account that has another number of them than the journal says."""
        stands: dict[str, Counter] = {}
        rows = Authenticator.objects.filter(type__in=SECOND_FACTORS)
        for person, kind in rows.values_list("user__reference", "type"):
            stands.setdefault(person, Counter())[kind] += 1
        people = Person.objects.exclude(reference=None).order_by("reference")
        for person in people.values_list("reference", flat=True):
            number, said = stands.get(person, Counter()), self._said.get(person, Counter())
            if number != said:
                yield _(
                    "person:{person} heeft in de database een andere tweede stap dan volgens het logboek: "
                    "{number}, en het logboek zegt {said}."
                ).format(person=person, number=_in_words(number), said=_in_words(said))


def _in_words(number):
    return _("app {apps} keer, passkey {passkeys} keer").format(
        apps=number[APP], passkeys=number[PASSKEY]
    )
