"""The one command line: `speelruimte COMMAND …`.

Each command is a module with `register(subparsers)`: it adds its parser and sets `run`, a function
of the parsed arguments that returns the exit code (None is 0). A module is imported only when its
command is used, and imports Django only inside `run`: what needs no database loads no Django.
"""

import os
import sys
from importlib import import_module

from speelruimte.shared.messages import gettext as _

from .database_faults import is_database_fault, what_to_do
from .failure import CommandError
from .parser import DutchParser

# Command, module, and the line that `speelruimte --help` shows.
COMMANDS = (
    ("setup", "speelruimte.commands.setup", _("Een lege installatie klaarmaken.")),
    ("doctor", "speelruimte.commands.doctor", _("Kijk na of alles in orde is.")),
    ("journal", "speelruimte.commands.journal", _("Het logboek nalopen.")),
    ("budget", "speelruimte.commands.budget", _("Een budget verdelen: stemmen tellen.")),
    ("contributions", "speelruimte.commands.contributions", _("Inbreng inlezen uit een bestand.")),
    ("policy", "speelruimte.commands.policy", _("Het participatiebeleid nakijken en laden.")),
    ("places", "speelruimte.commands.places", _("Straten en postcodes inlezen.")),
    ("search", "speelruimte.commands.search", _("Zoeken bijwerken.")),
    ("forget", "speelruimte.commands.forget", _("Iemand vergeten die daarom vraagt.")),
    ("witness", "speelruimte.commands.witness", _("Getuige zijn van een logboek.")),
    ("backup", "speelruimte.commands.backup", _("Een reservekopie maken en proberen.")),
    ("work", "speelruimte.commands.work", _("Werk op de achtergrond: post en opruimen.")),
)
# Only where a demo was made: its folder of commands lies outside the product.
DEMO_COMMAND = ("demo", "demo.command", _("De proef: codes om in te loggen."))


def main(argv=None):
    """Run the command line; returns the exit code."""
    os.umask(0o077)  # what is made here holds personal data and keys
    argv = sys.argv[1:] if argv is None else argv
    parser = _parser(argv)
    args = parser.parse_args(argv)
    try:
        return args.run(args) or 0
    except CommandError as error:
        for sentence in error.sentences:
            print(sentence, file=sys.stderr)
        return 1
    except Exception as error:
        if not is_database_fault(error):
            raise
        print(what_to_do(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Afgebroken."), file=sys.stderr)
        return 130


def commands():
    """The commands of this installation; that of the demo only where there is one."""
    from .demo_here import is_demo

    return (*COMMANDS, DEMO_COMMAND) if is_demo() else COMMANDS


def _parser(argv):
    parser = DutchParser(
        prog="speelruimte",
        description=_("Speelruimte: participatie van eerste signaal tot archief."),
        epilog=_("Uitleg per opdracht: speelruimte OPDRACHT --help"),
    )
    subparsers = parser.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="command", required=True
    )
    asked = next((word for word in argv if not word.startswith("-")), None)
    for name, module, summary in commands():
        if name == asked:
            import_module(module).register(subparsers)
        else:
            subparsers.add_parser(name, help=summary)
    return parser


if __name__ == "__main__":
    sys.exit(main())
