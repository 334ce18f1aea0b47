"""The kinds of ballot that a file may hold, and the rule by which each becomes votes or points.

``vote_type`` in the block META names the kind. Crosses (``approval``, ``choose-1``) are counted by
every rule of counting. An order (``ordinal``) and points (``cumulative``, ``scoring``) become
points per plan, and those are counted by "most first" only: equal shares asks who wants a plan.
"""

from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_noop

CHOOSE_ONE = "choose-1"
CROSSES = ("approval", CHOOSE_ONE)
ORDINAL = "ordinal"
WITH_POINTS = ("cumulative", "scoring")
COUNTABLE = (*CROSSES, ORDINAL, *WITH_POINTS)
BORDA = "borda"

_RULES = {
    ORDINAL: gettext_noop(
        "Een rangorde wordt punten: het laatste plan op een stembiljet krijgt 1 punt, elk plan "
        "daarboven één meer (Borda)."
    ),
    "cumulative": gettext_noop("Elk plan krijgt de punten die op de stembiljetten staan."),
    "scoring": gettext_noop("Elk plan krijgt de punten die op de stembiljetten staan."),
}


def rule_of_points(kind) -> str:
    """How ballots of this kind become points, in a sentence; empty where they are crosses."""
    return _(_RULES[kind]) if kind in _RULES else ""


def points_of_ballot(kind, choice, points) -> dict[str, int]:
    """Points per plan of one ballot. A plan that is named twice counts at its first place.

    ``points`` are those written beside the choices, in the same order; an order has none.
    """
    named = tuple(dict.fromkeys(choice))
    if kind == ORDINAL:
        return {plan: len(named) - place for place, plan in enumerate(named)}
    given: dict[str, int] = {}
    for plan, number in zip(choice, points, strict=True):
        given.setdefault(plan, number)
    return given
