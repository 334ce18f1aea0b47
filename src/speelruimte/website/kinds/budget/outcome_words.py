"""The outcome of a vote in words: plan by plan in real money, then round by round in counting money."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.spoilt import reason_in_words
from speelruimte.website.amounts import euro
from speelruimte.website.components.charts import bar_share
from speelruimte.website.kinds.budget.picture import round_picture
from speelruimte.website.kinds.budget.vote_words import rest_words, rule_words, tie_words
from speelruimte.website.rendering import Row, Rows

# From this amount on plans cost thousands.
LARGE = 10_000
COMPARED = ("funded", "spent", "served")


@dataclass(frozen=True, kw_only=True)
class OutcomeShown:
    """The outcome of a vote, in words."""

    in_short: Sequence[str]
    budget: str
    spent: str
    left: str
    valid: int
    received: Sequence[str]
    invalid: Rows
    paid: Rows
    unpaid: Rows
    line: str
    rule: Row
    rule_key: str
    tie: str
    ties: str
    is_shared: bool
    endowment: str
    share: str
    increments: Sequence[str]
    rounds: Rows
    goes_by_votes: bool  # the last rounds spend what is left, and nobody gives anything
    tie_breaks: Rows
    compared: Row | None


def outcome_shown(vote, facts) -> OutcomeShown:
    """Everything on the page of the outcome, from the text of the outcome alone."""
    plans = {plan["number"]: plan for plan in facts["plans"]}
    left = Fraction(facts["budget"]) - Fraction(facts["spent"])
    is_shared = facts["rule"] != Vote.Rule.GREEDY
    return OutcomeShown(
        in_short=list(_in_short(facts, plans)),
        budget=euro(facts["budget"]),
        spent=euro(facts["spent"]),
        left=euro(left),
        valid=facts["ballots"]["valid"],
        received=_received(facts["ballots"].get("received")),
        invalid=[
            {"reason": reason_in_words(reason, vote), "number": number}
            for reason, number in facts["ballots"]["invalid"]
        ],
        paid=_most_votes_first(_paid(plans[number]) for number in facts["funded"]),
        unpaid=_most_votes_first(
            _paid(plans[left_out["plan"]])
            | {"text": _why_not_paid(facts, plans[left_out["plan"]], left_out)}
            for left_out in facts["left_out"]
        ),
        line=_line(facts, left),
        rule=rule_words(facts["rule"]),
        rule_key=facts["rule"],
        tie=tie_words(facts["ties"]),
        ties=facts["ties"],
        is_shared=is_shared,
        endowment=euro(facts["endowment"]),
        share=euro(Fraction(facts["budget"]) / facts["ballots"]["valid"])
        if facts["ballots"]["valid"]
        else "",
        increments=facts["increments"],
        rounds=list(_rounds(facts, plans)),
        goes_by_votes=is_shared and any(not row["price"] for row in facts["rounds"]),
        tie_breaks=[_tie(tie_break, plans) for tie_break in facts["tie_breaks"]],
        compared=_compared(facts),
    )


def _received(numbers):
    """How many ballots came in along which way, and how many codes there were."""
    if not numbers:
        return []
    ballots = {
        _("Op de site: {n}."): numbers["digital"],
        _("Op papier: {n}."): numbers["paper"],
        _("Uit een bestand: {n}."): numbers["file"],
    }
    return [
        _("Zo kwamen de stembiljetten binnen, ook ongeldige."),
        *(said.format(n=number) for said, number in ballots.items()),
        _("Elk met een eigen stemcode. Er waren {n} stemcodes.").format(n=numbers["codes"]),
    ]


def votes_words(number) -> str:
    """How many people chose a plan."""
    return ngettext("{n} stem", "{n} stemmen", number).format(n=number)


def _most_votes_first(rows):
    return sorted(rows, key=lambda row: -row["number_of_votes"])


def _paid(plan):
    return {
        "title": f"{plan['number']}. {plan['name']}",
        "cost": euro(plan["cost"]),
        "votes": votes_words(plan["votes"]),
        "number_of_votes": plan["votes"],
    }


def _in_short(facts, plans):
    """What one must know before one reads the list: why few votes can win from many."""
    if facts["rule"] == Vote.Rule.GREEDY:
        yield _("De plannen met de meeste stemmen kregen geld, zolang er genoeg was.")
        return
    won = [plans[number]["votes"] for number in facts["funded"]]
    lost = [plans[row["plan"]]["votes"] for row in facts["left_out"]]
    if won and lost and min(won) < max(lost):
        yield _(
            "Elke stemmer kreeg evenveel invloed. Daarom kan een plan met {few} winnen van een plan "
            "met {many}."
        ).format(few=votes_words(min(won)), many=votes_words(max(lost)))
    else:
        yield _("Elke stemmer kreeg evenveel invloed.")
    valid = facts["ballots"]["valid"]
    if "served" in facts and valid:
        yield ngettext(
            "{served} van de {n} stemmer ziet minstens één plan van zijn keuze doorgaan.",
            "{served} van de {n} stemmers zien minstens één plan van hun keuze doorgaan.",
            valid,
        ).format(served=facts["served"], n=valid)


def _line(facts, left):
    said = _("Hier houdt het op. Uitgegeven: {spent}. Over: {left}.").format(
        spent=euro(facts["spent"]), left=euro(left)
    )
    return f"{said} {rest_words(facts.get('rest', ''))}".strip() if left else said


def _why_not_paid(facts, plan, left_out):
    """Why a plan gets nothing, as it went in the count; and whether who chose it got something else."""
    if not plan["votes"]:
        return _("Niemand koos dit plan.")
    if Fraction(plan["cost"]) > Fraction(facts["budget"]):
        return _("Dit plan kost meer dan er te verdelen was.")
    why = [_("Het kost {cost}.").format(cost=euro(plan["cost"]))]
    if left_out["group"]:
        why.append(_too_little_together(facts, plan, left_out["group"]))
    if left_out["room"]:
        why.append(_no_room(left_out["room"], is_also=bool(left_out["group"])))
    if left_out["served"]:
        why.append(_served(plan["votes"], left_out["served"]))
    return " ".join(why)


def _too_little_together(facts, plan, shortage):
    """What the group that chose a plan had together, and what was lacking: at least a cent, and with
    what it had exactly the cost.
    """
    cost = Fraction(plan["cost"])
    had = min(Fraction(round(Fraction(shortage["left"]) * 100), 100), cost - Fraction(1, 100))
    if shortage["after"]:
        return _(
            "De groep die dit koos, gaf ook rekengeld aan andere plannen. Na ronde {after} had die "
            "groep samen nog {had}. Dat was {lacking} te weinig."
        ).format(after=shortage["after"], had=euro(had), lacking=euro(cost - had))
    endowment = Fraction(facts["endowment"])
    said = (
        _("De groep die dit koos, had samen {had} rekengeld: {n} keer {endowment}.")
        if (endowment * 100).denominator == 1
        else _("De groep die dit koos, had samen {had} rekengeld: {n} keer ongeveer {endowment}.")
    ).format(had=euro(had), n=plan["votes"], endowment=euro(endowment))
    enough = _("Dat was te weinig, ook als niemand iets aan een ander plan gaf.")
    return f"{said} {enough}"


def _no_room(shortage, *, is_also):
    said = (
        _(
            "Ook in de laatste rondes paste het niet: na ronde {after} was er nog {left} te besteden."
        )
        if is_also
        else _("Na ronde {after} was er nog {left} te besteden.")
    )
    return said.format(after=shortage["after"], left=euro(shortage["left"]))


def _served(votes, served):
    if served == votes:
        return _("Iedereen die dit koos, kreeg wel een ander plan van zijn keuze.")
    return ngettext(
        "Van de {votes} mensen die dit kozen, kreeg {n} wel een ander plan van zijn keuze.",
        "Van de {votes} mensen die dit kozen, kregen {n} wel een ander plan van hun keuze.",
        served,
    ).format(votes=votes, n=served)


def _rounds(facts, plans):
    """Each round in words and as a picture; amounts paid are exact, shown in cents."""
    highest = max(
        (Fraction(paid_round["price"]) for paid_round in facts["rounds"] if paid_round["price"]),
        default=Fraction(0),
    )
    spent = Fraction(0)
    for number, counting_round in enumerate(facts["rounds"], start=1):
        spent += Fraction(counting_round["cost"])
        payers = [(count, Fraction(amount)) for count, amount in counting_round["payers"]]
        full = sum(count for count, amount in payers if amount == payers[0][1]) if payers else 0
        less = sum(count for count, _amount in payers) - full
        yield {
            "number": number,
            "name": f"{counting_round['plan']}. {plans[counting_round['plan']]['name']}",
            "cost": euro(counting_round["cost"]),
            "supporters": counting_round["supporters"],
            "price": euro(counting_round["price"]) if counting_round["price"] else "",
            "rate": _rate(counting_round, facts),
            "full": full,
            "less": less,
            "picture": round_picture(payers, everyone=facts["ballots"]["valid"], highest=highest)
            if payers
            else None,
            "spent": euro(spent),
            "spent_share": bar_share(float(spent), float(Fraction(facts["budget"]))),
            "left": euro(Fraction(facts["budget"]) - spent),
        }


def _rate(counting_round, facts):
    """What rounds are compared by: how much each gives at most for so much of the cost."""
    if not counting_round["price"]:
        return ""
    part = 1000 if Fraction(facts["budget"]) >= LARGE else 100
    most = Fraction(counting_round["price"]) * part / Fraction(counting_round["cost"])
    return _("{most} voor elke {part} die het plan kost").format(most=euro(most), part=euro(part))


def _tie(tie_break, plans):
    names = [f"{number}. {plans[number]['name']}" for number in tie_break["between"]]
    because = {
        "votes": _("het had de meeste stemmen"),
        "cheapest": _("het was het goedkoopst"),
        "order": _("het staat hoger op de lijst"),
    }
    return _("{names} stonden precies gelijk. {chosen} ging voor: {because}.").format(
        names=_(" en ").join(names),
        chosen=plans[tie_break["chosen"]]["name"],
        because=because.get(tie_break["rule"], _("dat besliste het lot")),
    )


def _compared(facts):
    """What other rules would have given: a column per rule, a row per plan."""
    columns = {facts["rule"]: {name: facts[name] for name in COMPARED if name in facts}}
    columns |= facts["compared"]
    return {
        "rules": [
            {
                "name": rule_words(rule)["name"],
                "spent": euro(column["spent"]),
                "served": str(column.get("served", "")),
                "used": rule == facts["rule"],
            }
            for rule, column in columns.items()
        ],
        "rows": [
            {
                "name": f"{plan['number']}. {plan['name']}",
                "cost": euro(plan["cost"]),
                "votes": plan["votes"],
                "funded": [
                    {
                        "rule": rule_words(rule)["name"],
                        "used": rule == facts["rule"],
                        "yes": plan["number"] in column["funded"],
                    }
                    for rule, column in columns.items()
                ],
            }
            for plan in facts["plans"]
        ],
    }
