"""What the pages of a vote say, in words that a 14-year-old and an 80-year-old both follow."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.analysis.budget import tie_rule
from speelruimte.website.amounts import euro
from speelruimte.website.components.charts import bar_share

# One sentence, wherever it is said: true while the vote is open and afterwards (docs/privacy.md).
SECRET = gettext_lazy(
    "Uw keuze wordt los van uw naam en uw code bewaard, zonder tijd. Bij het sluiten van de stemming "
    "worden alle keuzes door elkaar opnieuw opgeschreven. Daarna kan niemand ze nog bij elkaar "
    "zoeken. Ook wij niet."
)


def rule_words(rule) -> dict:
    """How a rule counts: its name, what it does in short sentences, and whether people pay."""
    shares = [
        _(
            "We tellen met rekengeld: elke stem krijgt in gedachten een even groot deel van het bedrag. "
            "Niemand betaalt echt."
        ),
        _("Wie een plan kiest, geeft er rekengeld aan. Samen moeten die mensen de kosten halen."),
        _(
            "Haalt een groep de kosten, dan gaat het plan door. Daarna heeft die groep minder rekengeld."
        ),
        _(
            "Kunnen er meer plannen door? Dan gaat het plan voor waar ieder het minst geeft voor elke "
            "euro die het plan kost."
        ),
        _("Zo krijgt ook een kleine groep iets, en niet alleen de grootste groep."),
    ]
    again = _(
        "Blijft er geld over? Dan tellen we opnieuw, met voor elke stem een euro rekengeld meer. "
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
