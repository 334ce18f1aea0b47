"""Tie rules: which plan goes first when the method itself cannot tell.

Named before the vote opens and stored with the result. Every rule ends in the order of the
plans in the file, so that one plan is always first.
"""

import hashlib
from dataclasses import dataclass

from speelruimte.shared.messages import gettext as _

DEFAULT_TIES = "votes"


@dataclass(frozen=True, slots=True)
class TieRule:
    """A tie rule as written: `votes`, `cheapest`, `order`, or `lot` with its seed."""

    name: str = DEFAULT_TIES
    seed: str = ""

    def __str__(self):
        return f"lot:{self.seed}" if self.name == "lot" else self.name

    def keys(self, instance, place):
        """What is compared, in this order: pairs of (rule, value); the lowest value goes first."""
        plan = instance.plans[place]
        first = {
            "votes": (("votes", -instance.votes[place]),),
            "cheapest": (("cheapest", plan.cost),),
            "order": (),
            "lot": ((str(self), lot(self.seed, plan.id)),),
        }
        return (*first[self.name], ("order", place))

    def ranks(self, instance):
        """The place of each plan in the full order that this rule makes: lowest goes first."""
        order = sorted(range(len(instance.plans)), key=lambda place: self.keys(instance, place))
        ranks = [0] * len(order)
        for rank, place in enumerate(order):
            ranks[place] = rank
        return tuple(ranks)

    def decided_by(self, instance, chosen, others):
        """Which part of the rule put `chosen` before all others: "order" where the rest is equal."""
        best = self.keys(instance, chosen)
        needed = 0
        for other in others:
            theirs = self.keys(instance, other)
            needed = max(needed, next(n for n, key in enumerate(best) if key != theirs[n]))
        return best[needed][0]


def lot(seed, plan_id):
    """The number a plan draws: SHA-256 of the UTF-8 text "seed:plan id", as hexadecimal text.

    The lowest goes first. Anyone can redo it: `printf '%s' 'seed:7' | sha256sum`.
    """
    return hashlib.sha256(f"{seed}:{plan_id}".encode()).hexdigest()


def tie_rule(text):
    """Read a tie rule as people write it: votes, cheapest, order, lot:SEED.

    Raises ValueError with a sentence for anything else.
    """
    name, colon, seed = text.partition(":")
    if name == "lot" and seed.strip():
        return TieRule("lot", seed)
    if name == "lot":
        raise ValueError(
            _("Een loting vraagt een getal of tekst die vooraf bekend is. Schrijf: lot:TEKST.")
        )
    if name in ("votes", "cheapest", "order") and not colon:
        return TieRule(name)
    raise ValueError(
        _(
            "De regel bij gelijke stand {text} bestaat niet. Kies votes, cheapest, order of "
            "lot:TEKST."
        ).format(text=text)
    )
