"""What a decision takes of what people chose between, beside what their choice came to."""

from django.utils.translation import gettext as _

from speelruimte.activities.kind import kinds
from speelruimte.shared.errors import RuleBroken


def _results():
    return {kind.key: kind.result for kind in kinds() if kind.result is not None}


def chosen_from(trajectory) -> dict[str, list]:
    """By way of taking part all that people chose between, in the order in which they saw it."""
    options = {key: list(result.options(trajectory)) for key, result in _results().items()}
    return {key: rows for key, rows in options.items() if rows}


def outcome_numbers(trajectory) -> frozenset | None:
    """Numbers of what came out; None when nothing was counted."""
    outcomes = [result.outcome(trajectory) for result in _results().values()]
    counted_ones = [outcome for outcome in outcomes if outcome is not None]
    return frozenset().union(*counted_ones) if counted_ones else None


def room_kept(trajectory, numbers) -> frozenset:
    """The sums that people divided and of which these options take no more than there is."""
    return frozenset().union(
        *(result.room_kept(trajectory, list(numbers)) for result in _results().values())
    )


def takes_what_came_out(trajectory, funded) -> bool:
    """A decision that takes these options has nothing to depart from: they are exactly what came
    out, and nothing else came in than that choice.

    People who wrote something as well may have been departed from. Where two votes give an option
    the same number, numbers do not tell which of them is taken.
    """
    numbers = [option.number for rows in chosen_from(trajectory).values() for option in rows]
    return (
        len(numbers) == len(set(numbers))
        and set(funded) == outcome_numbers(trajectory)
        and not trajectory.contributions.owed_an_answer().exists()
    )


def check_funded(trajectory, funded, *, departs):
    """Only what people chose between is taken; another set than came out departs from it, exactly
    that set does not, and never does it cost more than people divided.
    """
    known = {option.number for rows in chosen_from(trajectory).values() for option in rows}
    if unknown := set(funded) - known:
        raise RuleBroken(
            _("Hier kon niemand voor kiezen: %(options)s. Kies uit de lijst."),
            values={"options": ", ".join(sorted(unknown))},
            field="funded",
            code="not_among_the_options",
        )
    for result in _results().values():
        if over := result.over_room(trajectory, list(funded)):
            raise RuleBroken(
                _(
                    "Samen is dit %(cost)s. Er is %(room)s: dat is beloofd. Kies wat daarin past. "
                    "Komt er meer bij, schrijf dat dan in het besluit zelf."
                ),
                values={"cost": over[0], "room": over[1]},
                field="funded",
                code="more_than_there_is",
            )
    outcome = outcome_numbers(trajectory)
    if outcome is not None and set(funded) != outcome and not departs:
        raise RuleBroken(
            _(
                "U kiest iets anders dan de uitslag. Klopt dat? "
                "Vul dan in dat het besluit afwijkt, en waarom."
            ),
            field="funded",
            code="departs_from_the_count",
        )
    if departs and takes_what_came_out(trajectory, funded):
        raise RuleBroken(
            _(
                "U neemt precies wat is gekozen. Dan wijkt het besluit niet af. Haal dat weg, en "
                "maak leeg wat u daarbij invulde. Wijkt het wel af? Kies dan iets anders uit de lijst."
            ),
            field="departs",
            code="takes_what_was_chosen",
        )
