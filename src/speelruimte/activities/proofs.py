"""The proof of somebody's own words: that they are in the journal, with what became of them since."""

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import entry_of
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.models import Entry
from speelruimte.journal.proof import Proof, proof_of
from speelruimte.people.intake import Received


def proof_of_words(received: Received) -> Proof | None:
    """The proof of a contribution or an idea; None until it is signed.

    Holds the salt, so that whoever has the words can show that they are these; without it when the
    words are gone.
    """
    entry = entry_of_words(received)
    if entry is None:
        return None
    later = changed_since(received)
    return proof_of(entry, salt="" if is_gone(received) else received.salt, later=later)


def proof_of_entry(entry: Entry) -> Proof | None:
    """The proof of any entry; of own words as above, of what is lawfully gone since too."""
    received = _received(entry)
    return proof_of_words(received) if received is not None else proof_of(entry)


def entry_of_words(received: Received) -> Entry | None:
    """The entry with which these words came in."""
    if isinstance(received, Contribution):
        return entry_of(received)
    return Entry.objects.about(received.key).filter(verb="initiative_received").first()


def last_entry_of_words(received: Received) -> Entry | None:
    """The entry that must be signed before there is a proof: what was lawfully changed since counts."""
    return changed_since(received) or entry_of_words(received)


def is_gone(received: Received) -> bool:
    """Whether the words were erased, so that nothing of them may be tried against a fingerprint."""
    return isinstance(received, Contribution) and received.state == Contribution.State.ERASED


def changed_since(received: Received) -> Entry | None:
    """The newest entry that says that these words were lawfully erased or made unreadable."""
    erased = Entry.objects.about(f"{received._meta.db_table}:{received.pk}")
    redacted = Entry.objects.about(received.key)
    entries = [
        *(entry for entry in erased.filter(verb="erased_lawfully") if "text_of" in entry.facts),
        *redacted.filter(verb="contribution_redacted"),
    ]
    return max(entries, key=lambda entry: entry.number, default=None)


def _received(entry):
    kind, _colon, key = entry.about.partition(":")
    if entry.verb == "contribution_accepted":
        return Contribution.objects.filter(public_key=key).first()
    if entry.verb == "initiative_received":
        return Initiative.objects.filter(case_number=key).first()
    return None
