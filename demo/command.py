"""`speelruimte demo`: the codes to sign in with. Exists only where a demo was made."""

from gettext import gettext as _

from demo.cast import CAST
from demo.second_factor import code_of
from speelruimte.commands.failure import CommandError


def register(subparsers):
    """Add `demo` and what is under it."""
    demo = subparsers.add_parser("demo", help=_("De proef: codes om in te loggen."))
    under = demo.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="demo_command", required=True
    )
    code = under.add_parser(
        "code",
        help=_("Toon de code van de tweede stap van iemand."),
        description=_("Toont de code die de app van deze persoon nu zou tonen."),
    )
    code.add_argument("name", metavar=_("NAAM"), help=", ".join(member.key for member in CAST))
    code.set_defaults(run=show_code)


def show_code(args):
    """Print the present code of somebody in the cast."""
    wanted = args.name.strip().lower()
    matching = [
        member for member in CAST if wanted in (member.key, member.name.lower(), member.email)
    ]
    if not matching:
        raise CommandError(
            _("{name} komt in de proef niet voor. Kies uit: {names}.").format(
                name=args.name, names=", ".join(member.key for member in CAST)
            )
        )
    code, left = code_of(matching[0].key)
    print(code)
    print(_("{name}, nog {left} seconden geldig.").format(name=matching[0].name, left=left))
