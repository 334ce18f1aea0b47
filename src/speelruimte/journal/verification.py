"""Was history touched? Anyone may ask."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext as _

from speelruimte.journal.chain import columns_of
from speelruimte.journal.models import Entry
from speelruimte.journal.signed_history import SignedHistory
from speelruimte.shared.fingerprints import canonical, fingerprint


@dataclass
class Finding:
    """What verifying came to. ``faults`` and ``beside`` are empty when nothing was touched that it can
    see; ``blind_spots`` says what it cannot see yet, ``not_compared`` what it never looks at.
    """

    entries: int = 0
    last: str = ""
    since_found: bool = False
    faults: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    blind_spots: list[str] = field(default_factory=list)
    not_compared: list[str] = field(default_factory=list)
    texts: int = 0
    checkpoints: int = 0


@contextmanager
def one_moment():
    """All that is read within is as it stood at one moment: what people do meanwhile is no fault.

    Nobody waits for it. Part of a transaction, it reads what that reads.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Not as transactions begin elsewhere (IMMEDIATE): that would keep out all who write.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def verify_chain(*, since="", checkpoints=(), look_at=None) -> Finding:
    """Walk the whole chain and stop at the first entry that differs.

    Every checkpoint that was signed must fit: a chain that was rewritten or cut off is whole in
    itself. ``checkpoints`` are more of them, that somebody else kept; ``since`` is an earlier last
    fingerprint that must still be in it. ``look_at`` is told every entry, for those who check more
    than the chain.

    Source: market#hold-the-promise
    """
    finding = Finding(since_found=not since)
    signed = SignedHistory(checkpoints)
    previous = ""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        fault = _fault(entry, previous)
        if fault:
            finding.faults.append(_said(entry, fault))
            return finding
        previous = finding.last = entry.fingerprint
        finding.entries += 1
        finding.since_found = finding.since_found or entry.fingerprint == since
        signed.look_at(entry)
        if look_at:
            look_at(entry)
    signed.close()
    finding.faults += signed.faults
    finding.checkpoints = signed.checkpoints
    if not finding.since_found:
        finding.faults.append(
            _(
                "De opgegeven vingerafdruk staat niet in het logboek. Er is een stuk verdwenen "
                "of vervangen."
            )
        )
    return finding


def verify_newest(number=500) -> Finding:
    """Only the newest entries: a quick look, for every day."""
    newest = list(Entry.objects.order_by("-number")[: number + 1])[::-1]
    finding = Finding(since_found=True)
    previous = newest[0].fingerprint if len(newest) > number else ""
    for entry in newest[1:] if len(newest) > number else newest:
        fault = _fault(entry, previous)
        if fault:
            finding.faults.append(_said(entry, fault))
            return finding
        previous = finding.last = entry.fingerprint
        finding.entries += 1
    return finding


def _said(entry, fault):
    return _("Regel {number} ({verb}): {fault}").format(
        number=entry.number, verb=entry.verb, fault=fault
    )


def _fault(entry, previous):
    if fingerprint(entry.text) != entry.fingerprint:
        return _("de tekst past niet bij de vingerafdruk.")
    if entry.previous != previous:
        return _("de regel sluit niet aan op de vorige.")
    try:
        written = json.loads(entry.text)
    except ValueError:
        return _("de tekst is niet te lezen.")
    expected = canonical(columns_of(entry) | {"facts": written.get("facts")})
    if expected != entry.text:
        return _("een kolom verschilt van de tekst.")
    return None
