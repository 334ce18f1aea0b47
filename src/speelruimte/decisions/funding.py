"""What a decision funds, beside what the ways of taking part came to."""

from django.utils.translation import gettext as _

from speelruimte.activities.kind import kinds
from speelruimte.shared.errors import RuleBroken


def _results():
    return [kind.result for kind in kinds() if kind.result is not None]


def plans_chosen_from(trajectory) -> list:
    """All that people chose between in a trajectory, in the order in which they saw it."""
    return [option for result in _results() for option in result.options(trajectory)]


def outcome_numbers(trajectory) -> frozenset | None:
    """Numbers of what came out; None when nothing was counted."""
    outcomes = [result.outcome(trajectory) for result in _results()]
    counted_ones = [outcome for outcome in outcomes if outcome is not None]
    return frozenset().union(*counted_ones) if counted_ones else None


def check_funded(trajectory, funded, *, departs):
    """Only plans that people chose between are funded; another set than was counted departs from it."""
    known = {option.number for option in plans_chosen_from(trajectory)}
    if unknown := set(funded) - known:
        raise RuleBroken(
            _("Hier kon niemand voor kiezen: %(plans)s. Kies uit de lijst."),
            values={"plans": ", ".join(sorted(unknown))},
            field="funded",
            code="not_among_the_options",
        )
    outcome = outcome_numbers(trajectory)
    if outcome is not None and set(funded) != outcome and not departs:
        raise RuleBroken(
            _(
                "U kiest andere plannen dan de uitslag. Klopt dat? "
                "Vul dan in dat het besluit afwijkt, en waarom."
            ),
            field="funded",
            code="departs_from_the_count",
        )
