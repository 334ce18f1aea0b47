"""What the pages of a vote say, in words that a 14-year-old and an 80-year-old both follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.spoilt import reason_in_words
from speelruimte.analysis.budget import dutch_amount, tie_rule
from speelruimte.website.components.charts import bar_share
from speelruimte.website.kinds.budget.picture import round_picture
from speelruimte.website.rendering import Row, Rows


def euro(amount) -> str:
    """€ 1.234,50 on one line, from a number or from exact text."""
    return f"€\N{NO-BREAK SPACE}{dutch_amount(Fraction(amount))}"


def rule_words(rule) -> dict:
    """How a rule counts: its name, what it does in short sentences, and whether people pay."""
    shares = [
        _("Het geld wordt eerst in gelijke delen verdeeld: elke stem krijgt evenveel."),
        _("Wie een plan kiest, betaalt eraan mee. Samen delen die mensen de kosten."),
        _("Kan een groep een plan samen betalen, dan gaat het door. Daarna is hun deel kleiner."),
        _("Zo krijgt ook een kleine groep iets, en niet alleen de grootste groep."),
    ]
    again = _(
        "Blijft er geld over? Dan tellen we opnieuw, met voor elke stem een euro meer. "
        "We stoppen vlak voordat er meer wordt uitgegeven dan er is."
    )
    words = {
        Vote.Rule.EQUAL_SHARES: {"name": _("Gelijke delen"), "how": shares},
        Vote.Rule.EQUAL_SHARES_ADD1: {
            "name": _("Gelijke delen, aangevuld"),
            "how": [*shares, again],
        },
        Vote.Rule.EQUAL_SHARES_ADD1U: {
            "name": _("Gelijke delen, aangevuld tot het op is"),
            "how": [
                *shares,
                again,
                _(
                    "Is er dan nog geld over? Dan gaat het naar het plan met de meeste stemmen dat "
                    "nog past, tot er niets meer past."
                ),
            ],
        },
        Vote.Rule.GREEDY: {
            "name": _("Meeste stemmen eerst"),
            "how": [
                _("Het plan met de meeste stemmen krijgt als eerste geld."),
                _("Dan het volgende dat nog past, tot er niets meer past."),
            ],
        },
    }
    return words[rule]


def tie_words(text) -> str:
    """Which plan goes first when two are equal."""
    rule = tie_rule(text)
    words = {
        "votes": _("Het plan met de meeste stemmen gaat voor."),
        "cheapest": _("Het goedkoopste plan gaat voor."),
        "order": _("Het plan dat hoger op de lijst staat, gaat voor."),
    }
    if rule.name == "lot":
        return _(
            "Het lot beslist. Iedereen kan die loting nadoen met de tekst ‘{seed}’, die vooraf vastligt."
        ).format(seed=rule.seed)
    return " ".join(
        [words[rule.name], _("Is het dan nog gelijk, dan telt de volgorde van de lijst.")]
    )


def rest_words(rest) -> str:
    """What happens with money that no plan gets, in a sentence; nothing where nothing was set."""
    words = {
        Vote.Rest.RETURNS: _("Geld dat overblijft, gaat terug naar de kas van de gemeente."),
        Vote.Rest.NEXT_TIME: _(
            "Geld dat overblijft, bewaren we voor de volgende keer dat we samen geld verdelen."
        ),
        Vote.Rest.DECIDED: _(
            "Over geld dat overblijft, beslist wie het besluit neemt, met een reden die iedereen kan "
            "lezen."
        ),
    }
    return words.get(rest, "")


def who_may_vote(vote) -> str:
    """Who may vote and how one gets a code, as it was set; else what is always true."""
    return vote.who or _("Wie een stemcode kreeg van de gemeente.")


def asked_of(vote) -> list[str]:
    """What a ballot must keep to, a sentence each."""
    sentences = []
    if vote.maximum is not None and vote.maximum == vote.minimum:
        sentences.append(
            ngettext("Kies precies {n} plan.", "Kies precies {n} plannen.", vote.maximum).format(
                n=vote.maximum
            )
        )
    else:
        sentences.append(
            ngettext("Kies minstens {n} plan.", "Kies minstens {n} plannen.", vote.minimum).format(
                n=vote.minimum
            )
        )
        if vote.maximum is not None:
            sentences.append(
                ngettext(
                    "Kies hoogstens {n} plan.", "Kies hoogstens {n} plannen.", vote.maximum
                ).format(n=vote.maximum)
            )
    if vote.maximum_cost is not None:
        sentences.append(
            _("Uw plannen kosten samen hoogstens {amount}.").format(amount=euro(vote.maximum_cost))
        )
    else:
        sentences.append(_("Uw plannen mogen samen meer kosten dan er te verdelen is."))
    return sentences


def plan_rows(vote, plans, chosen=()):
    """Each plan with its cost, and how much of the whole amount that is."""
    return [
        {
            "number": plan.number,
            "name": plan.name,
            "text": plan.text,
            "cost": euro(plan.cost),
            "cents": str(int(plan.cost * 100)),
            "bar_share": bar_share(float(plan.cost), float(vote.budget)),
            "share": _("{cost} van {budget}").format(
                cost=euro(plan.cost), budget=euro(vote.budget)
            ),
            "chosen": plan.number in chosen,
        }
        for plan in plans
    ]


@dataclass(frozen=True, kw_only=True)
class OutcomeShown:
    """The outcome of a vote, in words."""

    budget: str
    spent: str
    left: str
    valid: int
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
    tie_breaks: Rows
    compared: Row | None


def outcome_shown(vote, facts) -> OutcomeShown:
    """Everything on the page of the outcome, from the text of the outcome alone."""
    plans = {plan["number"]: plan for plan in facts["plans"]}
    left = Fraction(facts["budget"]) - Fraction(facts["spent"])
    return OutcomeShown(
        budget=euro(facts["budget"]),
        spent=euro(facts["spent"]),
        left=euro(left),
        valid=facts["ballots"]["valid"],
        invalid=[
            {"reason": reason_in_words(reason, vote), "number": number}
            for reason, number in facts["ballots"]["invalid"]
        ],
        paid=[_paid(plans[number]) for number in facts["funded"]],
        unpaid=[_unpaid(plans[left_out["plan"]], left_out) for left_out in facts["left_out"]],
        line=_("Hier houdt het op. Uitgegeven: {spent}. Over: {left}.").format(
            spent=euro(facts["spent"]), left=euro(left)
        ),
        rule=rule_words(facts["rule"]),
        rule_key=facts["rule"],
        tie=tie_words(facts["ties"]),
        ties=facts["ties"],
        is_shared=facts["rule"] != Vote.Rule.GREEDY,
        endowment=euro(facts["endowment"]),
        share=euro(Fraction(facts["budget"]) / facts["ballots"]["valid"])
        if facts["ballots"]["valid"]
        else "",
        increments=facts["increments"],
        rounds=list(_rounds(facts, plans)),
        tie_breaks=[_tie(tie_break, plans) for tie_break in facts["tie_breaks"]],
        compared=_compared(facts),
    )


def votes_words(number) -> str:
    """How many people chose a plan."""
    return ngettext("{n} stem", "{n} stemmen", number).format(n=number)


def _paid(plan):
    return {
        "title": f"{plan['number']}. {plan['name']}",
        "cost": euro(plan["cost"]),
        "votes": votes_words(plan["votes"]),
    }


def _unpaid(plan, left_out):
    why = ""
    if left_out["available"] is not None and plan["votes"]:
        why = _("Deze stemmers hadden samen nog {available}. Dat was niet genoeg.").format(
            available=euro(left_out["available"])
        )
    return _paid(plan) | {"text": why}


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
            "full": full,
            "less": less,
            "picture": round_picture(payers, everyone=facts["ballots"]["valid"], highest=highest)
            if payers
            else None,
            "spent": euro(spent),
            "spent_share": bar_share(float(spent), float(Fraction(facts["budget"]))),
            "left": euro(Fraction(facts["budget"]) - spent),
        }


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
    columns = {facts["rule"]: {"funded": facts["funded"], "spent": facts["spent"]}}
    columns |= facts["compared"]
    return {
        "rules": [
            {
                "name": rule_words(rule)["name"],
                "spent": euro(column["spent"]),
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
                        "yes": plan["number"] in column["funded"],
                    }
                    for rule, column in columns.items()
                ],
            }
            for plan in facts["plans"]
        ],
    }
