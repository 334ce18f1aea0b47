"""People of Lindewold divide a budget: with codes from a letter, on the site and on paper."""

import random
from datetime import timedelta
from decimal import Decimal

from speelruimte.activities.kinds.budget.actions import (
    add_plan,
    cast_ballot,
    close_vote,
    enter_sheet,
    grant_rights,
    mark_on_paper,
    open_vote,
    prepare_vote,
)
from speelruimte.activities.kinds.budget.spoilt import Spoilt


def voted(walk, activity, phase, *, is_over):
    """A vote with its plans, letters with codes, ballots, and its outcome when it is over."""
    plot, vote_of = walk.plot, walk.plot.vote
    vote = prepare_vote(
        activity,
        budget=Decimal(vote_of.budget),
        rule=vote_of.rule,
        tie_rule="votes",
        rest=vote_of.rest,
        who=vote_of.who,
        minimum=1,
        maximum=vote_of.maximum,
        **walk.who(phase.first, any_day=True),
    )
    for number, (name, cost, text) in enumerate(vote_of.plans, start=1):
        add_plan(
            vote,
            number=str(number),
            name=name,
            cost=Decimal(cost),
            text=text,
            **walk.who(phase.first, any_day=True),
        )
    codes = grant_rights(
        vote, number=vote_of.rights, channel="letter", **walk.who(phase.first, any_day=True)
    )
    vote = open_vote(vote, **walk.who(phase.first, any_day=True))
    on = walk.town.today + timedelta(days=min(phase.first + 5, phase.last, -1))
    choices = _choices(vote_of, plot.title)
    for code in codes[: vote_of.digital]:
        cast_ballot(vote, code=code, choices=next(choices), on=on)
    _on_paper(walk, vote, codes[vote_of.digital :], choices, on)
    if is_over:
        close_vote(vote, **walk.who(phase.last + 1, any_day=True))
    return vote


def _choices(vote_of, seed):
    """Ballots as people cast them: favourites more often, and now and then something else."""
    lot = random.Random(seed)
    weights = [2 ** (len(vote_of.favourites) - place) for place in range(len(vote_of.favourites))]
    numbers = [str(number) for number in range(1, len(vote_of.plans) + 1)]
    while True:
        chosen = set(lot.choices(vote_of.favourites, weights)[0])
        if lot.random() < 0.35:
            chosen.add(lot.choice(numbers))
        if len(chosen) > vote_of.maximum:
            chosen = set(lot.sample(sorted(chosen), vote_of.maximum))
        yield sorted(chosen, key=int)


def _on_paper(walk, vote, codes, choices, on):
    """Sheets come in at the counter; one of them cannot be read."""
    lotte, joris = walk.town.people["lotte"], walk.town.people["joris"]
    codes = codes[: walk.plot.vote.paper]
    for code in codes:
        mark_on_paper(vote, code=code, by=lotte, on=on)
    for place in range(len(codes)):
        spoilt = place == len(codes) - 1
        enter_sheet(
            vote,
            choices=[] if spoilt else next(choices),
            unusable=Spoilt.UNREADABLE if spoilt else "",
            by=joris,
            on=on,
        )
