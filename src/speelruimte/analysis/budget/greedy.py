"""Greedy by votes: the most approved plan that still fits, again and again.

For votes that chose it, for comparison, and for what is left after equal shares
(`equal-shares-add1u`). Nobody's voice is divided, so nobody pays.
"""


def greedy_rounds(instance, ranks, *, funded=(), left=None):
    """Places in the order of funding, each with the places that had equally many votes.

    ``funded``: the places that have their money already; ``left``: what is to be spent, the whole
    budget when nothing is given.
    """
    left = instance.budget if left is None else left
    waiting = set(instance.eligible) - set(funded)
    rounds = []
    while waiting := {place for place in waiting if instance.plans[place].cost <= left}:
        most = max(instance.votes[place] for place in waiting)
        tied = tuple(sorted(place for place in waiting if instance.votes[place] == most))
        chosen = min(tied, key=ranks.__getitem__)
        waiting.remove(chosen)
        left -= instance.plans[chosen].cost
        rounds.append((chosen, tied))
    return tuple(rounds)
