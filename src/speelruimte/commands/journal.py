"""`speelruimte journal`: was history touched?"""

from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import ngettext

from . import django_ready

VERIFY_HELP = _("""\
Loopt het hele logboek na: sluit elke regel aan op de vorige, en staan de teksten van afspraken,
antwoorden, besluiten, uitslagen en beleid er nog zoals ze zijn vastgelegd?

Noemt de eerste regel of tekst die verschilt, en eindigt dan met code 1. Wat op verzoek is gewist,
staat er als rechtmatig gewist.

Bewaar de laatste vingerafdruk buiten dit systeem. Met --since bewijst u later dat het logboek van
toen er nog helemaal in zit: iemand die alles opnieuw schrijft, kan dat niet nadoen.
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
    verifying.set_defaults(run=verify_journal)


def verify_journal(args):
    """Print number of entries and last fingerprint, or what differs; 1 when something does."""
    django_ready.start()
    from speelruimte.route.verification import verify as verified

    with django_ready.database():
        finding = verified(since=args.since.strip().replace(" ", "").lower())
    if finding.faults:
        for fault in finding.faults:
            print(fault)
        print(_("Het logboek klopt niet. Bewaar een kopie van de database en zoek uit waarom."))
        return 1
    print(
        ngettext(
            "{number} regel, alles klopt.", "{number} regels, alles klopt.", finding.entries
        ).format(number=finding.entries)
    )
    print(_("Nagemaakte teksten: {number}").format(number=finding.texts))
    for key in finding.erased:
        print(_("Rechtmatig gewist: {key}").format(key=key))
    print(_("Laatste vingerafdruk: {mark}").format(mark=finding.last or _("geen")))
    if args.since:
        print(_("De opgegeven vingerafdruk staat er nog in."))
    return 0
