"""Steps of a story in which people divide a budget. Plain functions that call our actions."""

from decimal import Decimal
from types import SimpleNamespace

from django.utils.timezone import localdate

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

# Six plans of Lindewold: number, name, cost in euro.
PLANS = (
    ("1", "Bankjes langs de vaart", 8_000),
    ("2", "Nieuwe lampen in het park", 15_000),
    ("3", "Moestuin bij de school", 5_000),
    ("4", "Pumptrack", 30_000),
    ("5", "Feest in de straat", 2_000),
    ("6", "Bomen op het plein", 12_000),
)


def prepared_vote(activity, *, by, at, plans=PLANS, budget=40_000, **terms):
    """A vote with its plans, not open yet. ``terms`` go to `prepare_vote`."""
    terms = {"rule": "equal-shares-add1", "tie_rule": "votes", "minimum": 1} | terms
    vote = prepare_vote(activity, budget=Decimal(budget), by=by, at=at, **terms)
    for number, name, cost in plans:
        add_plan(vote, number=number, name=name, cost=Decimal(cost), by=by, at=at)
    return vote


def opened_vote(activity, *, by, at, rights=20, **terms):
    """An open vote and the codes that were given out: ``.vote`` and ``.codes``."""
    vote = prepared_vote(activity, by=by, at=at, **terms)
    codes = grant_rights(vote, number=rights, channel="letter", by=by, at=at) if rights else []
    return SimpleNamespace(vote=open_vote(vote, by=by, at=at), codes=codes)


def voted(vote, *, codes, choices, on):
    """Somebody votes with each code, choices going round; returns the receipt codes."""
    return [
        cast_ballot(vote, code=code, choices=choices[place % len(choices)], on=on)
        for place, code in enumerate(codes)
    ]


def voted_on_paper(vote, *, codes, choices, by, on):
    """Sheets come in: the codes are marked at one screen, the sheets typed at another."""
    for code in codes:
        mark_on_paper(vote, code=code, by=by, on=on)
    for place in range(len(codes)):
        enter_sheet(vote, choices=choices[place % len(choices)], by=by, on=on)


def marked_codes(vote, number, *, by, at):
    """So many codes are made and marked on paper: a file may bring as many ballots."""
    codes = grant_rights(vote, number=number, channel="letter", by=by, at=at)
    for code in codes:
        mark_on_paper(vote, code=code, by=by, on=localdate(at))
    return codes


def closed_vote(vote, *, by, at):
    """The vote closes and is counted; returns the outcome."""
    return close_vote(vote, by=by, at=at)
