"""`speelruimte forget`: somebody asks to be forgotten, and an administrator does so.

Source: wet#avg
"""

import getpass
import sys

from speelruimte.shared.messages import gettext as _

from . import django_ready
from .failure import CommandError

HELP = _("""\
Vergeet iemand die daarom vraagt. Naam, adres en nummer gaan uit alle tabellen, ook waar anderen ze
opschreven. Antwoorden blijven, en dat er iets binnenkwam, blijft geteld. Met --words gaan ook de eigen
woorden weg; een idee dat nog niet is beantwoord, stopt dan zonder antwoord. Dit is niet terug te draaien.

Met --email: iedereen die met dit adres meedeed, en het account met dit adres. Met --code: wie bij
een ontvangstbewijs hoort. De code wordt gevraagd, of gelezen van de standaardinvoer; geef haar
nooit in de opdracht zelf, want die blijft bewaard in de geschiedenis van de shell.

U ziet eerst wat er gebeurt. Zonder toetsenbord is --yes nodig. Lukt er iets niet, dan verandert er
niets.
""")


def register(subparsers):
    """Add `forget`."""
    forget = subparsers.add_parser(
        "forget", help=_("Iemand vergeten die daarom vraagt."), description=HELP
    )
    who = forget.add_mutually_exclusive_group(required=True)
    who.add_argument("--email", metavar=_("ADRES"), help=_("Het e-mailadres van deze persoon."))
    who.add_argument(
        "--code", action="store_true", help=_("Vraag om de code van een ontvangstbewijs.")
    )
    forget.add_argument("--words", action="store_true", help=_("Wis ook de eigen woorden."))
    forget.add_argument("--yes", action="store_true", help=_("Vraag niet om bevestiging."))
    forget.set_defaults(run=run)


def run(args):
    """Find, say, ask, do, say."""
    django_ready.start()
    with django_ready.database():
        traces = _with_code(_code()) if args.code else _with_email(args.email.strip())
        if not (traces.contacts or traces.person or (args.words and traces.own)):
            raise CommandError(_nobody(args, traces))
        _announce(traces, words=args.words)
        _confirm(args)
        rows = _forget(traces, words=args.words)
    _sweep_files()
    print(_("Gedaan. Gewijzigde rijen met tekst: {rows}.").format(rows=rows))
    print(_("Loop nu het logboek na: speelruimte journal verify"))
    return 0


def _sweep_files():
    """A table that waits for its confirmation may hold the same person; it is sent again."""
    from speelruimte.connections.spreadsheet.uploads import throw_away_old

    throw_away_old(kept_for=0)


def _code():
    """From the keyboard without showing it, or one line from standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Code van het ontvangstbewijs (u ziet niet wat u typt): "))
    return sys.stdin.readline()


def _with_email(email):
    from speelruimte.route.whom_to_forget import whom_with_email

    return whom_with_email(email)


def _with_code(typed):
    from speelruimte.route.whom_to_forget import whom_with_code

    whom = whom_with_code(typed)
    if whom is None:
        raise CommandError(_("Deze code kennen we niet. Kijk goed na wat op het bewijs staat."))
    return whom


def _nobody(args, traces):
    if traces.own:
        return _(
            "Bij deze code horen geen gegevens van een persoon (meer). Geef --words om de woorden "
            "te wissen."
        )
    if args.code:
        return _("Bij deze code is niemand gevonden.")
    return _("Met dit adres is niemand gevonden. Kijk na of het goed geschreven is.")


def _announce(traces, *, words):
    from speelruimte.route.goes_along import is_taken_back_with

    print(_("Dit wordt vergeten:"))
    print(_("  contactgegevens  {number}").format(number=len(traces.contacts)))
    print(_("  accounts         {number}").format(number=1 if traces.person else 0))
    print(
        _("Hiervan gaan ook de woorden weg:") if words else _("Hiervan blijven de woorden staan:")
    )
    print(_("  bijdragen        {number}").format(number=len(traces.contributions)))
    print(_("  initiatieven     {number}").format(number=len(traces.initiatives)))
    for row in traces.own:
        print(f"\n  {row.key}\n  {' '.join(row.text.split())}")
        if words and is_taken_back_with(row):
            print(_("  Nog niet beantwoord. Dit idee stopt, en er komt geen antwoord."))
    _announce_places(traces)


def _announce_places(traces):
    """Where else the name stands, and where it may stand written otherwise: that stays, and is read."""
    from speelruimte.route.whom_to_forget import near_places, sure_places

    sure, near = sure_places(traces), near_places(traces)
    if sure:
        print(_("Hier gaat de naam ook weg:"))
    for place in sure:
        print(f"  {place.what} {place.row.pk}: {place.excerpt}")
    if near:
        print(_("Dit blijft staan en lijkt erop. Lees het na, en wis het zo nodig op het scherm:"))
    for place in near:
        print(f"  {place.what} {place.row.pk}: {place.excerpt}")


def _confirm(args):
    if args.yes:
        return
    # With --code the standard input may be used up already: then only --yes can say so.
    if not sys.stdin.isatty():
        raise CommandError(_("Er is niets veranderd. Geef --yes om dit zonder vraag te doen."))
    if input(_("Dit is niet terug te draaien. Typ ja om door te gaan: ")).strip().lower() != "ja":
        raise CommandError(_("Er is niets veranderd."))


def _forget(traces, *, words):
    """All or nothing. Returns how many rows lost words."""
    from django.db import transaction
    from django.utils.timezone import now

    from speelruimte.route.forgetting import forget_contact, forget_person, forget_words
    from speelruimte.shared.terms import local_day

    moment, rows = now(), 0
    with transaction.atomic():
        # First the one that may be refused.
        if traces.person:
            rows += forget_person(traces.person, by=None, at=moment, on=local_day(moment)).rows
        for contact in traces.contacts:
            rows += forget_contact(contact, by=None, at=moment, words=words).rows
        if words and not traces.contacts:
            rows += sum(forget_words(row, by=None, at=moment).rows for row in traces.own)
    return rows
