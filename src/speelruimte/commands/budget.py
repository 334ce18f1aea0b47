"""`speelruimte budget`: counting a vote on a budget, and bringing a file into one."""

import argparse
import json

from speelruimte.analysis.budget import (
    DEFAULT_TIES,
    RULES,
    CountNotConfirmedError,
    ImpossibleCountError,
    count_votes,
    tie_rule,
    written,
)
from speelruimte.connections.pabulib import PabulibError, read_pabulib
from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from . import budget_import
from .budget_report import report
from .failure import CommandError

COUNT_HELP = _("""\
Telt de stemmen in een Pabulib-bestand (.pb). Er is geen database nodig.

Telregels (--rule):
  equal-shares-add1   Gelijke delen met verhoging: elk stembiljet krijgt een even groot deel van
                      het budget en steeds één euro erbij, tot het budget zou worden overschreden.
  equal-shares-add1u  Als equal-shares-add1. Wat dan over is, gaat naar het plan met de meeste
                      stemmen dat nog past, tot er niets meer past.
  equal-shares        Gelijke delen zonder verhoging.
  greedy              Meeste stemmen eerst, zolang het past. Alleen ter vergelijking.

Bij gelijke stand (--ties):
  votes              Het plan met de meeste stemmen gaat voor (als u niets kiest).
  cheapest           Het goedkoopste plan gaat voor.
  order              De volgorde in het bestand.
  lot:TEKST          Loting met een vooraf bekende tekst. Iedereen kan de loting nadoen.
Is de stand dan nog gelijk, dan telt de volgorde in het bestand.

De uitslag wordt altijd nagerekend met exacte breuken.

Een bestand met een rangorde (ordinal) of met punten (cumulative, scoring) telt alleen met greedy:
meeste punten eerst. Een rangorde wordt punten met de regel Borda: het laatste plan op een
stembiljet krijgt 1 punt, elk plan daarboven één meer.

Met --json: bedragen zijn exacte tekst, met een punt voor de decimalen (1250.5). Een bedrag
waarvan de decimalen nooit ophouden, is een breuk: 5000/21. De prijs (price) is wat één stembiljet
hoogstens betaalt, of null waar niemand zelf betaalt: bij greedy, en bij wat equal-shares-add1u
van de rest toevoegt. Bij een gelijke stand staat in
rule het deel van de regel dat de doorslag gaf, bijvoorbeeld order.
""")


def register(subparsers):
    """Add `budget` and what is under it."""
    budget = subparsers.add_parser("budget", help=_("Een budget verdelen: stemmen tellen."))
    under = budget.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="budget_command", required=True
    )
    counting = under.add_parser(
        "count", help=_("Tel een Pabulib-bestand, zonder database."), description=COUNT_HELP
    )
    counting.add_argument("file", metavar="FILE", help=_("Het bestand met plannen en stemmen."))
    counting.add_argument("--rule", choices=RULES, required=True, help=_("De telregel."))
    counting.add_argument(
        "--ties",
        type=_ties,
        default=DEFAULT_TIES,
        metavar="votes|cheapest|order|lot:TEKST",
        help=_("Wat geldt bij gelijke stand. Zonder keuze: votes."),
    )
    counting.add_argument("--json", action="store_true", help=_("Geef de uitslag als JSON."))
    counting.set_defaults(run=count_file)
    budget_import.register(under)


def _ties(text):
    try:
        return tie_rule(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def count_file(args):
    """Count one file and print the outcome."""
    file = _read(args.file)
    try:
        outcome = count_votes(file.instance(), rule=args.rule, ties=args.ties)
    except ImpossibleCountError as error:
        raise CommandError(f"{args.file}: {error}") from error
    except CountNotConfirmedError as error:
        raise CommandError(
            str(error), _("Er is geen uitslag. Meld dit aan de makers, met het bestand erbij.")
        ) from error
    if args.json:
        print(json.dumps(as_json(outcome), ensure_ascii=False, indent=2))
    else:
        print(report(file, outcome))


def _read(path):
    try:
        return read_pabulib(path)
    except FileNotFoundError as error:
        raise CommandError(_("Het bestand {path} bestaat niet.").format(path=path)) from error
    except IsADirectoryError as error:
        raise CommandError(_("{path} is een map, geen bestand.").format(path=path)) from error
    except OSError as error:
        raise CommandError(
            _("Het bestand {path} is niet te lezen: {why}.").format(path=path, why=why_not(error))
        ) from error
    except PabulibError as error:
        raise CommandError(*(f"{path}: {line}" for line in error.lines())) from error


def as_json(outcome):
    """The outcome as `--json` prints it; amounts are exact text."""
    return {
        "rule": outcome.rule,
        "funded": list(outcome.funded),
        "spent": written(outcome.spent),
        "increments": outcome.increments,
        "rounds": [
            {
                "plan": round_.plan,
                "cost": written(round_.cost),
                "supporters": round_.supporters,
                "price": None if round_.price is None else written(round_.price),
            }
            for round_ in outcome.rounds
        ],
        "tie_breaks": [
            {"between": list(tie.between), "chosen": tie.chosen, "rule": tie.rule}
            for tie in outcome.tie_breaks
        ],
    }
