"""Checkpoints: written every hour with news, and soon after what must not be doubted.

The worker asks every round whether one is due, so an action waits for nothing and owes nothing.
Each is written to a file beside the database too: who cuts the end off the journal and its
checkpoints must find that one as well.
"""

import os
from datetime import datetime, timedelta

from django.conf import settings

from speelruimte.journal.checkpoint import TreeHead, read_checkpoint, signed_checkpoint
from speelruimte.journal.growing import Nodes, keep_subtrees
from speelruimte.journal.log_key import log_key
from speelruimte.journal.models import Checkpoint, Entry
from speelruimte.journal.revision import newest_entry
from speelruimte.journal.tree import tree_root
from speelruimte.journal.verbs import known_verbs
from speelruimte.journal.write_guard import worker_step
from speelruimte.shared.compiled_query import compiled_query

EVERY = timedelta(hours=1)


class HistoryDiffersError(RuntimeError):
    """What was signed is not what the journal holds: it was rewritten, cut off, or put back."""


def newest_checkpoint() -> Checkpoint | None:
    """The checkpoint over most entries."""
    return Checkpoint.objects.order_by("-size").first()


def signed_by(entry: Entry) -> datetime | None:
    """By when this entry is signed, as long as the worker runs; None once it is.

    It follows from the entry and from what was signed before it, not from when somebody asks: who
    looks again later reads the same moment.
    """
    last = next(iter(_last_signed()), None)
    if last is None:
        return entry.recorded_at
    size, made_at = last
    return None if size >= entry.number else max(made_at + EVERY, entry.recorded_at)


@compiled_query
def _last_signed():
    return Checkpoint.objects.order_by("-size").values_list("size", "made_at")[:1]


def checkpoint_is_due(*, at: datetime) -> bool:
    """Whether an hour with news has passed, or something happened that is signed at once."""
    newest, last = newest_entry(), newest_checkpoint()
    if newest == (last.size if last else 0):
        return False
    if last is None or at - last.made_at >= EVERY:
        return True
    at_once = [verb.key for verb in known_verbs().values() if verb.is_signed_at_once]
    return Entry.objects.filter(number__gt=last.size, verb__in=at_once).exists()


@worker_step(because="it follows from the entries, and says nothing that they do not say")
def write_checkpoint(*, at: datetime) -> Checkpoint | None:
    """Sign the journal as it is now; None while it is empty. Again, without news, the same one.

    Raises HistoryDiffersError, and signs nothing, when what was signed before is not in it.
    """
    size = newest_entry()
    if not size:
        return None
    keep_subtrees(size)
    nodes = Nodes()
    check_signed_history(size, nodes)
    head = TreeHead(settings.JOURNAL_ORIGIN, size, tree_root(size, nodes))
    Checkpoint.objects.bulk_create(
        [Checkpoint(size=size, note=signed_checkpoint(head, log_key()), made_at=at)],
        ignore_conflicts=True,
    )
    checkpoint = Checkpoint.objects.get(pk=size)
    _keep_beside(checkpoint.note)
    return checkpoint


def check_signed_history(size: int, nodes: Nodes | None = None) -> None:
    """Raises HistoryDiffersError unless what was signed last is in these first ``size`` entries."""
    nodes, last = nodes or Nodes(), newest_checkpoint()
    for note in filter(None, (last.note if last else "", kept_beside())):
        head = read_checkpoint(note)[1]
        if head.origin != settings.JOURNAL_ORIGIN:
            continue
        if head.size > size or tree_root(head.size, nodes) != head.root:
            raise HistoryDiffersError(
                f"The journal of {size} entries does not hold the {head.size} that were signed."
            )


def kept_beside() -> str:
    """The checkpoint that lies outside the database; empty when there is none."""
    file = settings.CHECKPOINT_FILE
    return file.read_text() if file and file.exists() else ""


def _keep_beside(note):
    file = settings.CHECKPOINT_FILE
    if file is None:
        return
    halfway = file.with_suffix(f".{os.getpid()}")
    halfway.write_text(note)
    halfway.replace(file)
