"""Between a Pabulib file and a vote in the database."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.actions import import_ballots, import_plans
from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.queries import outcome_of
from speelruimte.analysis.budget import (
    EQUAL_SHARES,
    EQUAL_SHARES_ADD1,
    GREEDY,
    dutch_amount,
    written,
)
from speelruimte.policy.letterheads import presented_on
from speelruimte.shared.errors import RuleBroken

from .file import PabulibFile, Project
from .file import PabulibVote as Row
from .reading import parse


@dataclass(frozen=True)
class BroughtIn:
    """What a file brought: how many plans, ballots, and invalid ballots among those."""

    plans: int = 0
    ballots: int = 0
    invalid: int = 0


def bring_in(vote, *, data, keep_codes=None, idempotency_key="", read=parse, by, at) -> BroughtIn:
    """Take in a file: its plans before the vote opens, its ballots while it is open.

    ``data`` are the bytes of the file. ``keep_codes`` gets one receipt code per ballot before
    anything is final; with ``idempotency_key`` a second press of one form gives them again. ``read``
    makes a file of bytes; one that came over the web is read with limits (``uploaded``). Raises
    PabulibError for a broken file and RuleBroken for one that belongs to another vote.
    """
    file = read(data)
    _check_crosses(file)
    fingerprint = hashlib.sha256(data).hexdigest()
    _check_budget(vote, file)
    if vote.opened_at is None:
        plans = [_plan(project) for project in file.projects]
        return BroughtIn(
            plans=import_plans(vote, plans=plans, fingerprint=fingerprint, by=by, at=at)
        )
    _check_plans(vote, file)
    if not file.votes:
        raise RuleBroken(_("Er staan geen stembiljetten in dit bestand."), code="no_ballots")
    ballots, invalid = import_ballots(
        vote,
        ballots=[row.choice for row in file.votes],
        numbers=[row.voter_id for row in file.votes],
        fingerprint=fingerprint,
        keep_codes=keep_codes,
        idempotency_key=idempotency_key,
        by=by,
        at=at,
    )
    return BroughtIn(ballots=ballots, invalid=invalid)


def _check_crosses(file):
    if file.counts_points:
        raise RuleBroken(
            _(
                "Op deze stembiljetten (%(kind)s) staan punten of een volgorde. Deze stemming telt "
                "kruisjes. Tel zo’n bestand met: speelruimte budget count."
            ),
            values={"kind": file.vote_type},
            code="another_kind_of_ballot",
        )


def _check_budget(vote, file):
    if file.budget != vote.budget:
        raise RuleBroken(
            _("Het bestand verdeelt € %(theirs)s, deze stemming € %(ours)s. Dat moet gelijk zijn."),
            values={"theirs": dutch_amount(file.budget), "ours": dutch_amount(vote.budget)},
            code="another_budget",
        )


def _check_plans(vote, file):
    """Ballots only mean something when they were about the same plans at the same cost."""
    ours = {plan.number: Fraction(plan.cost) for plan in vote.plans.all()}
    theirs = {project.id: project.cost for project in file.projects}
    for number in (*ours, *theirs):
        if number not in theirs:
            raise RuleBroken(
                _("Plan %(number)s staat niet in het bestand, maar wel op het stembiljet."),
                values={"number": number},
                code="plan_not_in_the_file",
            )
        if number not in ours:
            raise RuleBroken(
                _("Plan %(number)s staat wel in het bestand, maar niet op het stembiljet."),
                values={"number": number},
                code="plan_only_in_the_file",
            )
        if ours[number] != theirs[number]:
            raise RuleBroken(
                _(
                    "Plan %(number)s kost in het bestand € %(theirs)s, op het stembiljet € %(ours)s."
                ),
                values={
                    "number": number,
                    "theirs": dutch_amount(theirs[number]),
                    "ours": dutch_amount(ours[number]),
                },
                code="another_cost",
            )


def _plan(project):
    cost = Decimal(project.cost.numerator) / Decimal(project.cost.denominator)
    if cost != round(cost, 2):
        raise RuleBroken(
            _(
                "Plan %(number)s kost %(cost)s. Bedragen hebben hoogstens twee cijfers achter de komma."
            ),
            values={"number": project.id, "cost": written(project.cost)},
            code="fraction_of_a_cent",
        )
    return {
        "number": project.id,
        "name": (project.name or _("Plan {number}").format(number=project.id))[:200],
        "cost": cost,
        "text": project.other.get("description", "")[:4_000],
    }


# How Pabulib names our rules. What it has no name for is "unknown" there: another word is refused by
# its checks. The remark beside it says which rule it was.
_RULES_THERE = {
    EQUAL_SHARES: "equalshares",
    EQUAL_SHARES_ADD1: "equalshares/add1",
    GREEDY: "greedy",
}


def file_of(vote: Vote) -> PabulibFile:
    """The plans, the valid ballots and the outcome of a closed vote, for anyone to count again.

    Ballots stand in the order of their choices and are numbered anew: their place says nothing.
    Keys and columns stand in the order that the format gives.

    Source: https://pabulib.org/format
    """
    plans = list(vote.plans.all())
    ballots = sorted(
        vote.ballots.filter(invalid_reason="").values_list("choices", flat=True),
        key=lambda choices: ",".join(choices).encode(),
    )
    votes = Counter(number for choices in ballots for number in choices)
    outcome = outcome_of(vote)
    funded = set(outcome["funded"]) if outcome else set()
    return PabulibFile(
        meta=_meta_of(vote, plans, ballots),
        projects=tuple(
            Project(
                id=plan.number,
                cost=Fraction(plan.cost),
                name=plan.name,
                votes=votes[plan.number],
                selected=int(plan.number in funded),
                # Pabulib has no empty descriptions.
                other={"description": " ".join(plan.text.split()) or plan.name},
            )
            for plan in plans
        ),
        votes=tuple(
            Row(voter_id=str(number), choice=tuple(choices))
            for number, choices in enumerate(ballots, start=1)
        ),
        project_columns=(
            *("project_id", "cost", "votes", "name", "selected"),
            *(["description"] if any(plan.text.strip() for plan in plans) else []),
        ),
        vote_columns=("voter_id", "vote"),
    )


def _meta_of(vote, plans, ballots):
    """The block META; what the vote does not set is left out."""
    activity = vote.activity
    meta = {
        "description": activity.title,
        "country": "Netherlands",
        "unit": presented_on(activity.closes_on).name,
        "instance": str(activity.closes_on.year),
        "num_projects": str(len(plans)),
        "num_votes": str(len(ballots)),
        "budget": written(Fraction(vote.budget)),
        "vote_type": "approval",
        "rule": _RULES_THERE.get(vote.rule, "unknown"),
        "date_begin": activity.opens_on.strftime("%d.%m.%Y"),
        "date_end": activity.closes_on.strftime("%d.%m.%Y"),
        "min_length": str(vote.minimum),
    }
    if vote.maximum is not None:
        meta["max_length"] = str(vote.maximum)
    if vote.maximum_cost is not None:
        meta["max_sum_cost"] = written(Fraction(vote.maximum_cost))
    meta |= {"language": "nl", "currency": "EUR"}
    if vote.rule not in _RULES_THERE:
        meta["comment"] = f"#1: The rule was {vote.rule} (docs/counting.md of Speelruimte)"
    return meta
