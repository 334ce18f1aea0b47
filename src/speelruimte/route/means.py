"""The means that the policy asks of a plan, such as meeting one another: which it lacks, and which are
lost because what was planned with them was called off.

Source: assen-visie-2021#mix-van-middelen
"""

from collections.abc import Iterator

from speelruimte.agreements.queries import version_in_force
from speelruimte.policy.conditions import holds
from speelruimte.shared.fetched_ahead import all_of


def means_lacking(case, used) -> Iterator[list]:
    """Of each rule on the mix that holds, the means that are not among these."""
    for rule in case.policy.mix:
        lacking = [means for means in rule.means if means not in used]
        if lacking and holds(rule.when, case.facts, case.policy):
            yield lacking


def means_called_off(case) -> Iterator[tuple]:
    """The means that the agreement in force had to hold and of which all was called off, each with all
    that was planned with it, the last day last.
    """
    called_off = _called_off(case)
    for means, places in _means_lost(case, called_off.keys()):
        gone = (called_off[place] for place in places)
        yield sorted(gone, key=lambda activity: activity.promised_until), means


def means_lost_with(case, *, phase, planned) -> list:
    """The means of which nothing is left once this is called off too."""
    here = (phase, planned)
    lost = _means_lost(case, _called_off(case).keys() | {here})
    return list(dict.fromkeys(means for means, places in lost if here in places))


def _called_off(case):
    activities = all_of(case.trajectory, "activities")
    return {(each.phase, each.planned): each for each in activities if each.cancelled_at}


def _means_lost(case, called_off) -> Iterator[tuple]:
    """Without what stands at these places of the agreement: each means lost, and where it was."""
    version = version_in_force(case.trajectory) if called_off else None
    if version is None:
        return
    planned = {
        (phase.key, method.key): set(method.tool.means)
        for phase in all_of(version, "phases")
        for method in all_of(phase, "methods")
    }
    left = set().union(*(planned[place] for place in planned.keys() - called_off))
    for lacking in means_lacking(case, left):
        for means in lacking:
            places = [place for place in planned if means in planned[place]]
            if places:
                yield means, places
