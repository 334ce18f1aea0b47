"""Greedy by votes: the most approved plan that still fits, again and again.

For comparison, and for votes that chose it. Nobody's voice is divided, so nobody pays.
"""


def greedy_rounds(instance, ranks):
    """Places in the order of funding, each with the places that had equally many votes."""
    left = instance.budget
    waiting = set(instance.eligible)
    rounds = []
    while waiting := {place for place in waiting if instance.plans[place].cost <= left}:
        most = max(instance.votes[place] for place in waiting)
        tied = tuple(sorted(place for place in waiting if instance.votes[place] == most))
        chosen = min(tied, key=ranks.__getitem__)
        waiting.remove(chosen)
        left -= instance.plans[chosen].cost
        rounds.append((chosen, tied))
    return tuple(rounds)
