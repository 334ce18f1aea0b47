"""The bar of the ballot: what is chosen and what is left, in words that the page can count itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.website.amounts import euro


@dataclass(frozen=True)
class BallotBar:
    """What is chosen, what that leaves, and the same sentences for the script to fill in.

    ``words``: in each of them "{n}" stands for a number and "{amount}" for an amount.
    """

    chosen: str
    left: str
    words: dict


def ballot_bar(vote, plans, chosen) -> BallotBar:
    """The bar of a ballot with these plans ticked. Every amount in it is in cents for the script."""
    words = _words(vote)
    total = sum((plan.cost for plan in plans if plan.number in chosen), start=0)
    return BallotBar(
        chosen=_said(words["chosen"], len(chosen), total),
        left=" ".join(_left(vote, words, len(chosen), total)),
        words={
            **words,
            "minimum": vote.minimum,
            "maximum": vote.maximum,
            "maximumCost": None if vote.maximum_cost is None else int(vote.maximum_cost * 100),
        },
    )


def _left(vote, words, number, total):
    """A sentence for each limit. The script `ballot.js` says the same."""
    if number < vote.minimum:
        yield _said(words["fewer"], vote.minimum - number)
    elif vote.maximum is not None:
        over = number - vote.maximum
        yield _said(words["tooMany"], over) if over > 0 else _said(words["more"], -over)
    if vote.maximum_cost is not None:
        over = total - vote.maximum_cost
        rest = words["tooMuch"] if over > 0 else words["leftOver"]
        yield _said(rest, 0, abs(over))


def _said(forms, number, amount=0):
    """Of three forms, for none, one and more, the one that fits."""
    return forms[min(number, 2)].format(n=number, amount=euro(amount))


def _words(vote):
    """Each sentence for none, one and more."""
    left_over, too_much = _("Nog {amount} over."), _("Dat is {amount} te veel.")
    return {
        "chosen": [
            _("U koos nog geen plan."),
            *(
                ngettext("U koos {n} plan, van {amount}.", "U koos {n} plannen, samen {amount}.", n)
                for n in (1, 2)
            ),
        ],
        "fewer": [
            "",
            *(
                ngettext("Kies er nog minstens {n}.", "Kies er nog minstens {n}.", n)
                for n in (1, 2)
            ),
        ],
        "more": [
            _("U kunt er geen meer bij kiezen."),
            *(
                ngettext("U kunt er nog {n} bij kiezen.", "U kunt er nog {n} bij kiezen.", n)
                for n in (1, 2)
            ),
        ],
        "tooMany": [
            "",
            *(ngettext("Dat is er {n} te veel.", "Dat zijn er {n} te veel.", n) for n in (1, 2)),
        ],
        "leftOver": [left_over, left_over, left_over],
        "tooMuch": [too_much, too_much, too_much],
    }
