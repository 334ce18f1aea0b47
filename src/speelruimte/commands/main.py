"""The one command line: `speelruimte COMMAND …`.

Each command is a module with `register(subparsers)`: it adds its parser and sets `run`, a function
of the parsed arguments that returns the exit code (None is 0). A module is imported only when its
command is used, and imports Django only inside `run`: what needs no database loads no Django.
"""

import sys
from gettext import gettext as _
from importlib import import_module

from .failure import CommandError
from .parser import DutchParser

# Command, module, and the line that `speelruimte --help` shows.
COMMANDS = (
    ("budget", "speelruimte.commands.budget", _("Een budget verdelen: stemmen tellen.")),
    ("policy", "speelruimte.commands.policy", _("Het participatiebeleid nakijken en laden.")),
)


def main(argv=None):
    """Run the command line; returns the exit code."""
    argv = sys.argv[1:] if argv is None else argv
    parser = _parser(argv)
    args = parser.parse_args(argv)
    try:
        return args.run(args) or 0
    except CommandError as error:
        for sentence in error.sentences:
            print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Afgebroken."), file=sys.stderr)
        return 130


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
    for name, module, summary in COMMANDS:
        if name == asked:
            import_module(module).register(subparsers)
        else:
            subparsers.add_parser(name, help=summary)
    return parser


if __name__ == "__main__":
    sys.exit(main())
