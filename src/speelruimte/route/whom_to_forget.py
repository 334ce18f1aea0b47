"""Whom to forget, and everything that would go: looked for before anybody says yes.

Source: wet#avg
"""

import unicodedata
from dataclasses import dataclass, field

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.initiatives.models import Initiative
from speelruimte.people.erasing import hook_of, pattern_of
from speelruimte.people.forgetting import needles_of
from speelruimte.people.models import Contact, Person
from speelruimte.people.receipts import code_hash
from speelruimte.route.words_everywhere import Place, places_of

# Words that stand between a first name and a surname, and name nobody by themselves.
_PARTICLES = {"van", "de", "den", "der", "het", "ten", "ter", "te", "el", "al", "la", "von", "'t"}
SHORTEST_SURNAME = 3


@dataclass
class WhomToForget:
    """The contacts and the account of somebody, the rows with their own words, and how the name is
    written (what was typed beside what they gave)."""

    contacts: list = field(default_factory=list)
    person: Person | None = None
    contributions: list = field(default_factory=list)
    initiatives: list = field(default_factory=list)
    spellings: list = field(default_factory=list)

    @property
    def own(self) -> list:
        """Every row with words of their own."""
        return [*self.contributions, *self.initiatives]

    def only(self, contact_keys) -> "WhomToForget":
        """Only these of the contacts, with their own words: somebody else bears the same name."""
        chosen = [contact for contact in self.contacts if contact.pk in contact_keys]
        keys = {contact.pk for contact in chosen} | {None}
        return WhomToForget(
            contacts=chosen,
            person=self.person,
            contributions=[row for row in self.contributions if row.contact_id in keys],
            initiatives=[row for row in self.initiatives if row.contact_id in keys],
            spellings=self.spellings,
        )

    @property
    def is_nobody(self) -> bool:
        """Nothing is kept of them."""
        return not (self.contacts or self.person or self.own)


def whom_with_email(email) -> WhomToForget:
    """Everybody who left this address, in any case, and the account that signs in with it."""
    if not email:
        return WhomToForget()  # everybody who left no address would match
    contacts = list(Contact.objects.filter(email__iexact=email, forgotten_at=None).order_by("id"))
    person = Person.objects.filter(email__iexact=email, reference__isnull=False).first()
    return _with_rows(WhomToForget(contacts=contacts, person=person))


def whom_with_code(typed) -> WhomToForget | None:
    """Whoever holds a receipt code; None when we do not know the code."""
    typed_hash = code_hash(typed)
    row = contribution_with_code(typed)
    if row is None and typed_hash is not None:
        row = Initiative.objects.filter(receipt_hash=typed_hash).first()
    if row is None:
        return None
    if row.contact is not None and row.contact.forgotten_at is None:
        return _with_rows(WhomToForget(contacts=[row.contact]))
    if isinstance(row, Initiative):
        return WhomToForget(initiatives=[row])
    return WhomToForget(contributions=[row])


def whom_with(*, email="", phone="", name="") -> WhomToForget:
    """Everybody who left this address, number or whole name, written in any way.

    Somebody of that name may be another person: whoever asks looks at the rows first.
    """
    found_by_mail = whom_with_email(email.strip())
    contacts = {contact.pk: contact for contact in found_by_mail.contacts}
    for column, typed in (("phone", phone.strip()), ("name", " ".join(name.split()))):
        if typed:
            near = Contact.objects.filter(
                forgotten_at=None, **{f"{column}__icontains": hook_of(typed)}
            )
            pattern = pattern_of([typed])
            contacts |= {
                contact.pk: contact
                for contact in near
                if pattern.fullmatch(getattr(contact, column).strip())
            }
    spellings = [text for text in (email.strip(), phone.strip()) if text]
    if len(name.split()) > 1:
        spellings.append(" ".join(name.split()))
    whom = WhomToForget(
        contacts=[contacts[key] for key in sorted(contacts)],
        person=found_by_mail.person,
        spellings=spellings,
    )
    return _with_rows(whom)


def _with_rows(whom):
    whom.contributions = list(
        Contribution.objects.filter(contact__in=whom.contacts)
        .select_related("trajectory", "contact")
        .order_by("id")
    )
    ideas = Initiative.objects.filter(contact__in=whom.contacts).select_related("contact")
    whom.initiatives = list(ideas.order_by("id"))
    return whom


# Elsewhere ---------------------------------------------------------------------------------------


def sure_places(whom) -> list[Place]:
    """Where their name, address or number stands, in rows that are not their own words."""
    return _not_own(places_of(_written(whom)), whom)


def near_places(whom, *, name="") -> list[Place]:
    """Where somebody stands who may be the same: a surname with another or no first name, or the
    name without its accents. For a person to look at, one by one.
    """
    names = [contact.name for contact in whom.contacts] + [name]
    if whom.person is not None:
        names.append(whom.person.name)
    sure = {place.key for place in sure_places(whom)}
    places = _not_own(places_of(near_spellings(names)), whom)
    return [place for place in places if place.key not in sure]


def near_spellings(names) -> list[str]:
    """Surnames, and whole names without accents, in their order and each once."""
    near = []
    for name in names:
        words = name.split()
        plain = _without_accents(" ".join(words))
        if len(words) > 1:
            near.append(plain)
        surname = words[-1] if words else ""
        if len(surname) >= SHORTEST_SURNAME and surname.lower() not in _PARTICLES:
            near += [surname, _without_accents(surname)]
    return list(dict.fromkeys(near))


def _without_accents(text):
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _written(whom):
    needles = [needle for contact in whom.contacts for needle in needles_of(contact)]
    if whom.person is not None:
        needles += needles_of(whom.person)
    return list(dict.fromkeys([*needles, *whom.spellings]))


def _not_own(places, whom):
    own = {(type(row), row.pk) for row in whom.own}
    return [place for place in places if (type(place.row), place.row.pk) not in own]
