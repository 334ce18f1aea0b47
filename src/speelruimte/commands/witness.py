"""`speelruimte witness`: sign along with the journal of a municipality, from outside it."""

import sys
from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from .failure import CommandError

HELP = _("""\
Wees getuige van het logboek van een gemeente: bij de griffie, een archief of een andere gemeente. Een
getuige tekent elk controlepunt mee dat alleen iets toevoegt aan wat hij eerder zag, en weigert de
rest. Wie het logboek herschrijft of twee gezichten laat zien, krijgt die handtekening niet.

Er is geen database of installatie voor nodig: alles staat in één map. Bewaar die map goed.
""")
FOLDER = _("De map van deze getuige.")


def register(subparsers):
    """Add `witness` and what is under it."""
    witness = subparsers.add_parser(
        "witness", help=_("Getuige zijn van een logboek."), description=HELP
    )
    under = witness.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="witness_command", required=True
    )
    making = under.add_parser("init", help=_("Maak een nieuwe getuige, met een eigen sleutel."))
    making.add_argument("folder", type=Path, metavar=_("MAP"), help=FOLDER)
    making.add_argument("--name", required=True, help=_("Zoals griffie.gemeente.nl/getuige."))
    making.set_defaults(run=make)
    watching = under.add_parser("watch", help=_("Teken voortaan mee met dit logboek."))
    watching.add_argument("folder", type=Path, metavar=_("MAP"), help=FOLDER)
    watching.add_argument(
        "key",
        metavar=_("SLEUTEL"),
        help=_("De openbare sleutel van het logboek: speelruimte journal key."),
    )
    watching.set_defaults(run=watch)
    serving = under.add_parser("serve", help=_("Sta klaar voor vragen, tot u het stopt (Ctrl-C)."))
    serving.add_argument("folder", type=Path, metavar=_("MAP"), help=FOLDER)
    serving.add_argument("--host", default="127.0.0.1", help=_("Waar het luistert."))
    serving.add_argument("--port", type=int, default=8090, help=_("De poort."))
    serving.set_defaults(run=serve)
    showing = under.add_parser("show", help=_("Toon de eigen sleutel en wat er is gezien."))
    showing.add_argument("folder", type=Path, metavar=_("MAP"), help=FOLDER)
    showing.set_defaults(run=show)


def make(args):
    """A key and an empty memory, and the line that the municipality puts in its settings."""
    from speelruimte.connections.witness.memory import WitnessMemory
    from speelruimte.journal.signed_note import NoteFaultyError

    memory = WitnessMemory(args.folder)
    try:
        memory.make(args.name)
    except FileExistsError as error:
        raise CommandError(
            _("In {path} staat al een getuige. Kies een andere map.").format(path=args.folder)
        ) from error
    except OSError as error:
        raise CommandError(
            _("{path} is niet te maken: {why}.").format(path=args.folder, why=why_not(error))
        ) from error
    except NoteFaultyError as error:
        raise CommandError(
            _("{name} kan geen naam zijn. Kies een naam zonder spaties en plussen.").format(
                name=args.name
            )
        ) from error
    print(_("Klaar. De sleutel van deze getuige:"))
    print(memory.key().verifier)
    print(_("De gemeente zet in SPEELRUIMTE_WITNESSES het adres, een spatie en deze sleutel."))
    return 0


def watch(args):
    """Remember a journal, by its public key."""
    from speelruimte.journal.signed_note import NoteFaultyError

    try:
        key = _memory(args.folder).watch(args.key)
    except NoteFaultyError as error:
        raise CommandError(
            _("Dit is geen openbare sleutel. Vraag hem op met: speelruimte journal key")
        ) from error
    print(_("Deze getuige tekent voortaan mee met {origin}.").format(origin=key.name))
    return 0


def serve(args):
    """Answer until told to stop."""
    from speelruimte.connections.witness.serving import witness_server

    try:
        server = witness_server(_memory(args.folder), host=args.host, port=args.port)
    except OSError as error:
        raise CommandError(
            _("{host}:{port} is niet te openen: {why}.").format(
                host=args.host, port=args.port, why=why_not(error)
            )
        ) from error
    print(
        _("De getuige staat klaar op http://{host}:{port}. Stop met Ctrl-C.").format(
            host=args.host, port=server.server_port
        ),
        flush=True,
    )
    with server:
        server.serve_forever()
    return 0


def show(args):
    """The public key, and how far each journal was."""
    from speelruimte.connections.witness.serving import watched_in_words

    sys.stdout.write(watched_in_words(_memory(args.folder)))
    return 0


def _memory(folder):
    from speelruimte.connections.witness.memory import WitnessMemory
    from speelruimte.journal.signed_note import NoteFaultyError

    memory = WitnessMemory(folder)
    try:
        memory.key()
    except (OSError, NoteFaultyError) as error:
        raise CommandError(
            _("In {path} staat geen getuige. Doe eerst: speelruimte witness init").format(
                path=folder
            )
        ) from error
    return memory
