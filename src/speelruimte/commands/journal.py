"""`speelruimte journal`: was history touched, and what proves that something is in it?"""

import sys
from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import ngettext

from . import django_ready
from .failure import CommandError

VERIFY_HELP = _("""\
Loopt het hele logboek na: sluit elke regel aan op de vorige, en staan de teksten van afspraken,
antwoorden, besluiten, uitslagen en beleid er nog zoals ze zijn vastgelegd?

Noemt de eerste regel of tekst die verschilt, en eindigt dan met code 1. Wat op verzoek is gewist,
staat er als rechtmatig gewist. Wat niet of nog niet na te gaan is, staat er ook.

Ook elk ondertekend controlepunt moet passen: wie het logboek herschrijft of het einde weghaalt, kan
dat niet ondertekenen. Met --checkpoint legt u er een controlepunt of bewijs naast dat iemand anders
bewaarde, met --since een vingerafdruk van toen.
""")
PROVE_HELP = _("""\
Schrijft het bewijs van één regel: van de regel met dit nummer, of van de nieuwste regel van deze
zaak. Is die regel nog niet ondertekend, dan wordt het logboek nu ondertekend. Iedereen kan het
bewijs nakijken met: speelruimte journal check-proof, of zonder deze software met het bestand
nakijken.py van de bladzijde over het logboek.
""")
CHECK_HELP = _("""\
Kijkt een bewijs na, zonder database. De sleutel is die van uw eigen logboek, tenzij u een andere
geeft met --key. Met --words laat u zien dat bepaalde woorden erbij horen. Eindigt met code 1 als
het bewijs niet klopt.
""")


def register(subparsers):
    """Add `journal` and what is under it."""
    journal = subparsers.add_parser("journal", help=_("Het logboek nalopen."))
    under = journal.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="journal_command", required=True
    )
    verifying = under.add_parser(
        "verify", help=_("Loop het logboek en de teksten na."), description=VERIFY_HELP
    )
    verifying.add_argument(
        "--since",
        default="",
        metavar=_("VINGERAFDRUK"),
        help=_("Een eerdere laatste vingerafdruk die er nog in moet staan."),
    )
    verifying.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        metavar=_("BESTAND"),
        help=_("Een controlepunt of bewijs dat iemand anders bewaarde. Mag vaker."),
    )
    verifying.set_defaults(run=verify_journal)
    _register_proofs(under)


def _register_proofs(under):
    proving = under.add_parser(
        "prove", help=_("Schrijf het bewijs van één regel."), description=PROVE_HELP
    )
    proving.add_argument("what", metavar=_("ZAAK|REGEL"), help=_("Een zaaknummer of een nummer."))
    proving.set_defaults(run=prove)
    checking = under.add_parser(
        "check-proof", help=_("Kijk een bewijs na."), description=CHECK_HELP
    )
    checking.add_argument("proofs", nargs="+", metavar=_("BESTAND"))
    checking.add_argument(
        "--key", default="", metavar=_("SLEUTEL"), help=_("Van wie het logboek is.")
    )
    checking.add_argument(
        "--witness",
        action="append",
        default=[],
        metavar=_("SLEUTEL"),
        help=_("Een getuige die moet hebben meegetekend. Mag vaker."),
    )
    checking.add_argument(
        "--words", default="", metavar=_("BESTAND"), help=_("De woorden die erbij horen.")
    )
    checking.set_defaults(run=check_proof)
    key = under.add_parser("key", help=_("Toon de openbare sleutel van het logboek."))
    key.set_defaults(run=show_key)


def verify_journal(args):
    """Print number of entries and last fingerprint, or what differs; 1 when something does."""
    django_ready.start()
    from speelruimte.route.verification import verify as verified

    with django_ready.database():
        finding = verified(
            since=args.since.strip().replace(" ", "").lower(),
            checkpoints=[_checkpoint_in(path) for path in args.checkpoint],
        )
    if finding.faults or finding.beside:
        for fault in (*finding.faults, *finding.beside):
            print(fault)
        print(_("Het logboek klopt niet. Bewaar een kopie van de database en zoek uit waarom."))
        return 1
    print(
        ngettext(
            "{number} regel, alles klopt.", "{number} regels, alles klopt.", finding.entries
        ).format(number=finding.entries)
    )
    print(_("Nagemaakte teksten: {number}").format(number=finding.texts))
    print(_("Ondertekende controlepunten: {number}").format(number=finding.checkpoints))
    for said in (*finding.blind_spots, *finding.not_compared):
        print(_("Niet na te gaan: {said}").format(said=said))
    for key in finding.erased:
        print(_("Rechtmatig gewist: {key}").format(key=key))
    print(_("Laatste vingerafdruk: {mark}").format(mark=finding.last or _("geen")))
    if args.since:
        print(_("De opgegeven vingerafdruk staat er nog in."))
    return 0


def _checkpoint_in(path):
    """The checkpoint in a file; a proof ends with one."""
    written = _read(path)
    text, _empty, signatures = written.rpartition("\n\n")
    return text.rpartition("\n\n")[2] + "\n\n" + signatures


def _read(path):
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(
            _("{path} is geen leesbare tekst. Bewaar het bestand als UTF-8.").format(path=path)
        ) from error
    except OSError as error:
        raise CommandError(
            _("{path} is niet te lezen: {why}.").format(path=path, why=why_not(error))
        ) from error


def prove(args):
    """Print the proof of one entry, after signing the journal when that was not done since."""
    django_ready.start()
    from django.utils.timezone import now

    from speelruimte.activities.proofs import proof_of_entry
    from speelruimte.journal.signing import HistoryDiffersError, write_checkpoint

    with django_ready.database():
        entry = _entry(args.what.strip())
        proof = proof_of_entry(entry)
        try:
            if proof is None and write_checkpoint(at=now()):
                proof = proof_of_entry(entry)
        except HistoryDiffersError as error:
            raise CommandError(
                _("Het logboek past niet bij wat eerder is ondertekend."),
                _("Doe: speelruimte journal verify"),
            ) from error
    if proof is None:
        raise CommandError(_("Het logboek is leeg: er valt nog niets te bewijzen."))
    sys.stdout.write(proof.text)
    return 0


def _entry(what):
    from speelruimte.journal.models import Entry

    entries = Entry.objects.order_by("-number")
    entries = entries.filter(number=int(what)) if what.isdecimal() else entries.of_case(what)
    entry = entries.first()
    if entry is None:
        raise CommandError(
            _("In het logboek staat geen regel of zaak {what}. Kijk het nummer na.").format(
                what=what
            )
        )
    return entry


def check_proof(args):
    """Say what holds of these proofs, as the file does that anybody can run elsewhere."""
    from speelruimte.journal import checker

    words = ["--words", args.words] if args.words else []
    witnesses = [part for key in args.witness for part in ("--witness", key)]
    return checker.main(["--key", args.key or _own_key(), *witnesses, *words, *args.proofs])


def _own_key():
    django_ready.start()
    from speelruimte.journal.log_key import public_key

    return str(public_key())


def show_key(args):
    """Print the key with which others check what this journal signs."""
    print(_own_key())
    return 0
