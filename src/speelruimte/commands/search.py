"""`speelruimte search`: write anew what is found by searching."""

from speelruimte.shared.messages import gettext as _

from . import django_ready

REBUILD_HELP = _("""\
Schrijft opnieuw waarop zoeken vindt: wat er over elk proces gezegd is, en wat mensen schreven. Nodig
als speelruimte doctor zegt dat zoeken achterloopt, zoals na het terugzetten van een kopie. Zoeken
blijft intussen werken.
""")


def register(subparsers):
    """Add `search` and what is under it."""
    searching = subparsers.add_parser("search", help=_("Zoeken bijwerken."))
    under = searching.add_subparsers(
        title=_("Opdrachten"), metavar=_("OPDRACHT"), dest="search_command", required=True
    )
    rebuild = under.add_parser(
        "rebuild", help=_("Schrijf opnieuw waarop zoeken vindt."), description=REBUILD_HELP
    )
    rebuild.set_defaults(run=rebuild_search)


def rebuild_search(args):
    """Both indexes: that of processes and that of what people wrote."""
    django_ready.start()
    with django_ready.database():
        from django.utils.timezone import now

        from speelruimte.memory.findable import keep_all_findable, keep_all_words

        processes = keep_all_findable(by=None, at=now())
        words = keep_all_words(by=None, at=now())
    print(_("Zoeken: {number} processen zijn te vinden.").format(number=processes))
    print(_("Zoeken: {number} keer inbreng is te vinden.").format(number=words))
    return 0
