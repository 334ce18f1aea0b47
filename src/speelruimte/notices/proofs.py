"""Who left an address gets the proof of own words by mail, once they are signed."""

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.proofs import is_gone, proof_of_words
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.models import Entry
from speelruimte.journal.write_guard import worker_step
from speelruimte.notices.letter_context import NothingToSay
from speelruimte.notices.outbox import enqueue

FILE_NAME = "bewijs.txt"
LETTER = "words_signed"
RECEIVED = {"contribution_accepted": Contribution, "initiative_received": Initiative}


@worker_step(because="that words were signed follows from a checkpoint, which is no entry")
def owe_proofs(*, after: int, up_to: int, at) -> int:
    """Owe the proof to who left an address with words among these entries; how many were.

    Doing it again owes nothing twice.
    """
    owed = 0
    entries = Entry.objects.filter(number__gt=after, number__lte=up_to, verb__in=RECEIVED)
    for entry in entries.order_by("number").iterator(chunk_size=500):
        received = _received(entry)
        if received is None or received.contact is None:
            continue
        owed += 1
        enqueue(
            LETTER,
            contact=received.contact,
            about=entry.about,
            case_number=entry.case_number,
            at=at,
        )
    return owed


def attached_to(message) -> tuple[tuple[str, str], ...]:
    """What goes along with a letter, by name and text. Raises NothingToSay when it is gone."""
    if message.kind != LETTER:
        return ()
    entry = Entry.objects.about(message.about).filter(verb__in=RECEIVED).order_by("number").first()
    received = _received(entry) if entry else None
    proof = proof_of_words(received) if received and not is_gone(received) else None
    if proof is None:
        raise NothingToSay(_("Waar dit bericht over ging, is er niet meer."))
    return ((FILE_NAME, proof.text),)


def _received(entry):
    model, key = RECEIVED[entry.verb], entry.about.partition(":")[2]
    named = {"public_key" if model is Contribution else "case_number": key}
    return model.objects.select_related("contact").filter(**named).first()
