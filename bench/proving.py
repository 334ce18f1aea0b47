"""What signing the journal costs each accepted contribution, and what one proof costs."""

import random
import statistics
import time

BLOCK, BLOCKS = 100, 20  # 2,000 contributions each way, in turns


def proving_figures(activity):
    """CPU per contribution that signing adds, and how long and how large a proof is.

    Both ways run in turns in one process, so that a busy machine slows both. One checkpoint for
    every hundred contributions is ten times as often as a municipality of this size signs.
    """
    from django.utils import timezone

    from speelruimte.journal.signing import write_checkpoint

    write_checkpoint(at=timezone.now())
    plain, signed = [], []
    for _turn in range(BLOCKS):
        plain.append(_accepting(activity))
        write_checkpoint(at=timezone.now())  # so that the other half signs only its own
        signed.append(_accepting(activity, then=lambda: write_checkpoint(at=timezone.now())))
    added = (statistics.fmean(signed) - statistics.fmean(plain)) / BLOCK
    milliseconds, size = _proofs()
    return {
        "accept_cpu_ms": round(statistics.fmean(plain) / BLOCK * 1000, 3),
        "signing_adds_cpu_ms": round(added * 1000, 4),
        "proof_ms": milliseconds,
        "proof_bytes": size,
    }


def _accepting(activity, then=lambda: None):
    from django.utils import timezone

    from speelruimte.activities.actions import accept_contribution
    from speelruimte.people.intake import Words
    from speelruimte.people.receipts import new_idempotency_key

    began = time.process_time()
    for number in range(BLOCK):
        accept_contribution(
            activity,
            words=Words(text=f"Laat de oude wilgen staan. ({number})"),
            by=None,
            at=timezone.now(),
            idempotency_key=new_idempotency_key(),
        )
    then()
    return time.process_time() - began


def _proofs(number=50):
    """The median time in milliseconds, and the size of the largest, of so many proofs."""
    from speelruimte.journal.models import Entry
    from speelruimte.journal.proof import proof_of
    from speelruimte.journal.signing import newest_checkpoint

    times, sizes = [], []
    for entry_number in random.sample(range(1, newest_checkpoint().size), number):
        entry = Entry.objects.get(number=entry_number)
        began = time.perf_counter()
        proof = proof_of(entry, salt="5a" * 16)
        times.append(time.perf_counter() - began)
        sizes.append(len(proof.text.encode()))
    return round(statistics.median(times) * 1000, 2), max(sizes)
