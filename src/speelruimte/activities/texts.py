"""Own words as the journal knows them, made again from the rows themselves.

What was made unreadable or lawfully erased has an entry with the fingerprint from before and after:
the words are held to the newest, the original to the first, a file to the first of all its rows.
"""

import hashlib

from django.conf import settings

from speelruimte.activities.models import Alteration, Contribution
from speelruimte.journal.models import Entry
from speelruimte.shared.fingerprints import canonical, fingerprint, keyed_fingerprint

# With these the fingerprint of own words may change.
CHANGES_WORDS = ("contribution_redacted", "erased_lawfully")
TITLES_BEFORE = "titles_before_fingerprint"
NEVER_CHANGES = (
    *("public_key", "channel", "received_at", "created_at", "timing"),
    *("origin_row", "origin_file"),
)
# What is read of a row for its title, its place and how it came.
BESIDE_TEXT = (
    *("pk", "salt", "title", "place", "longitude", "latitude", "origin", "origin_number"),
    *NEVER_CHANGES,
)


def canonical_text_of_words(public_key) -> str:
    """The words with this public key as everyone may read them now, behind their salt."""
    return "".join(Contribution.objects.values_list("salt", "text").get(public_key=public_key))


def as_moment(moment) -> str:
    """A moment as an entry of the journal writes it."""
    return canonical(moment).strip('"')


def fingerprints_beside(contribution) -> dict[str, str]:
    """What the journal holds beside the text: title, place and point, and the file in which it had a
    number, each behind the salt of the words. What is empty is left out.
    """
    written = {
        name: getattr(contribution, name) for name in ("title", "place", "origin", "origin_number")
    }
    point = (contribution.longitude, contribution.latitude)
    written["point"] = " ".join(repr(float(part)) for part in point if part is not None)
    return {
        f"{name}_fingerprint": fingerprint(contribution.salt + text)
        for name, text in written.items()
        if text
    }


def code_fingerprint(contribution) -> str:
    """What the journal holds of what is kept of the code: another code opens these words no more."""
    return fingerprint(contribution.salt + contribution.receipt_hash)


def area_fingerprint(contribution, key=None) -> str:
    """What the journal holds of the area that words are about, or were, by its ``key``; empty where they
    are about none.
    """
    if key is None:
        key = contribution.area.key if contribution.area else ""
    return fingerprint(f"{contribution.salt}area:{key}") if key else ""


def contact_mark(contribution) -> str:
    """What the journal holds of who is reached about words; empty where nobody left anything.

    With a key that lies outside the database, so that nobody can try numbers of rows against it. Who
    was forgotten keeps an empty row, and so the mark stays as it is.
    """
    if contribution.contact_id is None:
        return ""
    said = f"contact:{contribution.public_key}:{contribution.contact_id}"
    return keyed_fingerprint(said, key=settings.RECEIPT_KEY.encode())


def areas_of_file(pk) -> str:
    """The fingerprint of the areas of all words that came in with one file, as they are now."""
    areas = OfEach()
    rows = Contribution.objects.filter(came_with=pk).order_by("pk").select_related("area")
    for row in rows.only("salt", "area__key").iterator(chunk_size=2000):
        areas.add(area_fingerprint(row))
    return areas.fingerprint()


class OfEach:
    """One fingerprint of what is held of each of many rows, told one after the other."""

    def __init__(self, marks=()):
        self._hash, self.number = hashlib.sha256(), 0
        for mark in marks:
            self.add(mark)

    def add(self, mark: str) -> None:
        """What is held of the next row."""
        self._hash.update(f"{mark},".encode())
        self.number += 1

    def fingerprint(self) -> str:
        """That of all rows that were told."""
        return self._hash.hexdigest()


def titles_fingerprint(contribution) -> str:
    """All of that in one, for the words of a file together."""
    return fingerprint(canonical(fingerprints_beside(contribution)))


def how_it_came(contribution) -> str:
    """When and how words of a file came in, which never changes."""
    return canonical([getattr(contribution, name) for name in NEVER_CHANGES])


def facts_of_titles_before(contribution) -> dict[str, str]:
    """What the entry keeps of words of a file of which something beside the text is about to change."""
    if contribution.came_with_id is None:
        return {}
    return {TITLES_BEFORE: titles_fingerprint(contribution)}


def canonical_text_of_refusal(public_key) -> str:
    """Why these words were refused, as it stands now, behind their salt. DoesNotExist without."""
    refused = Contribution.objects.exclude(refusal_reason="")
    return "".join(refused.values_list("salt", "refusal_reason").get(public_key=public_key))


def column_of_refusal(public_key) -> tuple[str, str]:
    """The row and the column that hold it."""
    pk = Contribution.objects.values_list("pk", flat=True).get(public_key=public_key)
    return f"{Contribution._meta.db_table}:{pk}", "refusal_reason"


def reason_of_alteration(pk) -> str:
    """Why something goes otherwise than was announced, as it stands now."""
    return Alteration.objects.values_list("reason", flat=True).get(pk=pk)


def column_of_alteration(pk) -> tuple[str, str]:
    """The row and the column that hold it."""
    return f"{Alteration._meta.db_table}:{pk}", "reason"


def canonical_text_of_import(pk) -> str:
    """The fingerprints of all words that came in with one file, each as it was when it came in."""
    rows = Contribution.objects.filter(came_with=pk).order_by("pk")
    first = _before_any_change(rows, "before_fingerprint")
    return "".join(
        first.get(key) or fingerprint(salt + text)
        for key, salt, text in rows.values_list("public_key", "salt", "text").iterator()
    )


def text_of_titles_in_file(pk) -> str:
    """The same of title, place and point."""
    rows = Contribution.objects.filter(came_with=pk).order_by("pk")
    first = _before_any_change(rows, TITLES_BEFORE)
    return "".join(
        first.get(row.public_key) or titles_fingerprint(row)
        for row in rows.only(*BESIDE_TEXT).iterator(chunk_size=2000)
    )


def text_of_how_it_came(pk) -> str:
    """When and how all words of one file came in."""
    rows = Contribution.objects.filter(came_with=pk).order_by("pk").only(*BESIDE_TEXT)
    return "".join(how_it_came(row) for row in rows.iterator(chunk_size=2000))


def _before_any_change(rows, fact) -> dict:
    """The fingerprint from before the first change, by public key; what never changed is left out."""
    keys = {}
    for pk, public_key in rows.values_list("pk", "public_key"):
        keys[f"contribution:{public_key}"] = public_key
        keys[f"{Contribution._meta.db_table}:{pk}"] = public_key
    first: dict = {}
    for entry in Entry.objects.filter(verb__in=CHANGES_WORDS).order_by("number").iterator():
        if entry.about in keys and fact in entry.facts:
            first.setdefault(keys[entry.about], entry.facts[fact])
    return first
