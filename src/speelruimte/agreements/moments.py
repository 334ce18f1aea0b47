"""Which of the moments that an agreement promises is the decision, and which the adoption.

Each takes moments of one version: its rows, or what its frozen text says.
"""

from speelruimte.shared.fetched_ahead import all_of


def promised_decision(moments):
    """The moment for which the decision was promised: the last when there are several, or None.

    Source: heemstede#participatieplan
    """
    decisions = [moment for moment in moments if moment.is_decision]
    return max(decisions, key=lambda moment: moment.day, default=None)


def promised_adoption(moments):
    """The first moment on which a body meets, and not about the decision; None without one."""
    meetings = [moment for moment in moments if moment.body and not moment.is_decision]
    return min(meetings, key=lambda moment: moment.day, default=None)


def moments_coming(moments, *, on, is_decided):
    """Those from a day on, in their order; of a decision that is there already no day comes."""
    return [
        moment for moment in moments if moment.day >= on and not (is_decided and moment.is_decision)
    ]


def moments_overtaken(version, last_days):
    """Each moment that came after a phase and would lie in it, with that phase, once it lasts as
    long as ``last_days`` says by its key. What another phase holds is left to that one; a decision
    has a rule of its own.
    """
    phases = all_of(version, "phases")
    for phase in phases:
        until = last_days.get(phase.key) or phase.ends_on
        others = [other for other in phases if other.pk != phase.pk]
        for moment in all_of(version, "moments"):
            if not phase.ends_on < moment.day <= until:
                continue
            is_in_another = any(other.starts_on <= moment.day <= other.ends_on for other in others)
            if not (is_in_another or moment.is_decision):
                yield moment, phase
