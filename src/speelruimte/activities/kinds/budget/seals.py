"""The seal of a ballot: made when the ballot comes in, with a key that lies outside the database.

It holds what is on the ballot, and the receipt that was given for it, to the vote and to the random
key of the ballot: who changes or copies a row, or puts the receipt of another on it, cannot make the
seal that belongs to it. It follows from its own row alone: it says nothing of an order, a moment or
the code that somebody voted with.
"""

import hmac
from uuid import uuid4

from django.conf import settings

from speelruimte.activities.kinds.budget.models import Ballot, Vote
from speelruimte.journal.models import Entry
from speelruimte.journal.row_marks import KEY, REPLACED
from speelruimte.shared.fingerprints import canonical, keyed_fingerprint

# As of such an entry all seals of a vote are of one key: there are none yet, or all are made anew.
SEALED_BY = ("vote_opened", "vote_closed", "vote_ended_uncounted")


def sealed(ballot: Ballot) -> Ballot:
    """The same ballot with its seal, not yet saved."""
    ballot.seal = _seal_of(ballot)
    return ballot


def ballots_with_broken_seal(vote: Vote) -> list[str]:
    """The keys of the ballots that are otherwise than they came in.

    None are named where the key of the installation was replaced since they were sealed.
    """
    ballots = vote.ballots.iterator(chunk_size=2000)
    broken = [str(ballot.key) for ballot in ballots if not _fits(ballot)]
    return [] if broken and _are_of_another_key(vote) else broken


def is_as_it_came_in(ballot: Ballot) -> bool:
    """Whether this one ballot, with the receipt on it, is still what came in."""
    return _fits(ballot) or _are_of_another_key(ballot.vote)


def drawn_anew(ballots: list[Ballot], *, broken: list[str]) -> list[Ballot]:
    """The same ballots with another random key and its seal, not yet saved.

    One of which the seal is ``broken`` gets none, so that it stays known.
    """
    without = set(broken)
    for ballot in ballots:
        is_whole = str(ballot.key) not in without
        ballot.key = uuid4()
        ballot.seal = _seal_of(ballot) if is_whole else ""
    return ballots


def _fits(ballot) -> bool:
    return hmac.compare_digest(ballot.seal.encode(), _seal_of(ballot).encode())


def _seal_of(ballot) -> str:
    facts = {
        "vote": ballot.vote_id,
        "key": str(ballot.key),
        "choices": ballot.choices,
        "channel": ballot.channel,
        "invalid_reason": ballot.invalid_reason,
        "receipt": ballot.receipt_hash,
    }
    return keyed_fingerprint(
        f"seal of a ballot:{canonical(facts)}", key=settings.RECEIPT_KEY.encode()
    )


def _are_of_another_key(vote) -> bool:
    replaced = Entry.objects.about(KEY).filter(verb=REPLACED)
    made = Entry.objects.about(vote.key).filter(verb__in=SEALED_BY)
    numbers = [
        entries.order_by("-number").values_list("number", flat=True).first() or 0
        for entries in (replaced, made)
    ]
    return numbers[0] > numbers[1]
