"""`speelruimte places`: the streets and postcodes by which people find their own neighbourhood."""

from speelruimte.shared.messages import gettext as _

from . import django_ready
from .given_text import given_text

ADDRESSES_HELP = _("""\
Leest straten en postcodes in (.csv of .xlsx). Daarmee vinden mensen op de voorpagina wat er in hun
straat speelt. Zonder dit bestand kiezen zij hun gebied.

Kolommen, in elke volgorde: straat en gebied (verplicht), postcode, huisnummer of reeks (2-20),
woonplaats. De namen staan bovenaan; ook namen uit de BAG worden herkend. Het gebied is de naam of
korte naam van een gebied dat al is ingelezen. Eén regel per adres mag, één per straat ook: we
bewaren per straat alleen de postcodes met het eerste en het laatste nummer, en geen adressen.

Het bestand is de hele lijst: een straat die er niet meer in staat, verdwijnt, en wie bericht over die
straat vroeg, krijgt dat niet meer. Verdwijnt meer dan een tiende, dan wordt er niets ingelezen voor u
--remove-many opgeeft. Hetzelfde bestand nog eens verandert niets. Klopt er één regel niet, dan wordt
er niets ingelezen en ziet u alle fouten.
""")


def register(subparsers):
    """Add `places` and what is under it."""
    places = subparsers.add_parser("places", help=_("Straten en postcodes inlezen."))
    under = places.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="places_command", required=True
    )
    reading = under.add_parser(
        "import-addresses",
        help=_("Lees straten en postcodes in uit een tabel."),
        description=ADDRESSES_HELP,
    )
    reading.add_argument("file", metavar="FILE", help=_("De tabel."))
    reading.add_argument(
        "--remove-many",
        action="store_true",
        help=_("Lees het bestand ook in als daarmee meer dan een tiende verdwijnt."),
    )
    reading.set_defaults(run=take_in_addresses)


def take_in_addresses(args):
    """Take in the file; all of it, or nothing with every fault."""
    django_ready.start()
    from django.utils.timezone import now

    from speelruimte.places import actions
    from speelruimte.places.models import Street
    from speelruimte.places.reading import FileRefused
    from speelruimte.shared.errors import RuleBroken

    from .failure import CommandError

    with django_ready.database():
        try:
            done = actions.import_addresses(
                text=given_text(args.file),
                file=str(args.file),
                may_remove_many=args.remove_many,
                by=None,
                at=now(),
            )
        except FileRefused as refused:
            raise CommandError(*refused.faults, _("Er is niets ingelezen.")) from refused
        except RuleBroken as broken:
            raise CommandError(
                broken.sentence,
                _("Er is niets ingelezen. Is dit de hele lijst, zeg dat dan met --remove-many."),
            ) from broken
        print(
            _(
                "Straten: {streets}. Stukken straat: {new} nieuw, {changed} gewijzigd, {same} hetzelfde."
            ).format(
                streets=Street.objects.count(), new=done.new, changed=done.changed, same=done.same
            )
        )
        if done.gone:
            print(_("Verdwenen stukken straat: {number}.").format(number=done.gone))
        if done.streets_gone:
            print(
                _("Verdwenen straten: {number}, namelijk {names}.").format(
                    number=len(done.streets_gone), names=actions.first_names(done.streets_gone)
                )
            )
    return 0
