"""`speelruimte forget`: somebody asks to be forgotten, and an administrator does so.

Source: wet#avg
"""

import getpass
import sys
from dataclasses import dataclass, field

from speelruimte.shared.messages import gettext as _

from . import django_ready
from .failure import CommandError

HELP = _("""\
Vergeet iemand die daarom vraagt. Naam, adres en nummer gaan uit alle tabellen, ook waar anderen ze
opschreven. Antwoorden en aantallen blijven. Met --words gaan ook de eigen woorden weg. Dit is niet
terug te draaien.

Met --email: iedereen die met dit adres meedeed, en het account met dit adres. Met --code: wie bij
een ontvangstbewijs hoort. De code wordt gevraagd, of gelezen van de standaardinvoer; geef haar
nooit in de opdracht zelf, want die blijft bewaard in de geschiedenis van de shell.

U ziet eerst wat er gebeurt. Zonder toetsenbord is --yes nodig. Lukt er iets niet, dan verandert er
niets.
""")


@dataclass
class ToForget:
    """Who is to be forgotten, and the rows with their own words."""

    contacts: list = field(default_factory=list)
    person: object = None
    contributions: list = field(default_factory=list)
    initiatives: list = field(default_factory=list)

    @property
    def own(self):
        return [*self.contributions, *self.initiatives]


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
    from speelruimte.people.models import Contact, Person

    if not email:
        return ToForget()  # everybody who left no address would match
    contacts = list(Contact.objects.filter(email__iexact=email, forgotten_at=None).order_by("id"))
    person = Person.objects.filter(email__iexact=email, reference__isnull=False).first()
    return _with_rows(ToForget(contacts=contacts, person=person))


def _with_rows(traces):
    from speelruimte.activities.models import Contribution
    from speelruimte.initiatives.models import Initiative

    traces.contributions = list(Contribution.objects.filter(contact__in=traces.contacts))
    traces.initiatives = list(Initiative.objects.filter(contact__in=traces.contacts))
    return traces


def _with_code(typed):
    from speelruimte.activities.queries import contribution_with_code
    from speelruimte.initiatives.models import Initiative
    from speelruimte.people.receipts import code_hash

    typed_hash = code_hash(typed)
    row = contribution_with_code(typed)
    if row is None and typed_hash is not None:
        row = Initiative.objects.filter(receipt_hash=typed_hash).first()
    if row is None:
        raise CommandError(_("Deze code kennen we niet. Kijk goed na wat op het bewijs staat."))
    if row.contact is not None and row.contact.forgotten_at is None:
        return _with_rows(ToForget(contacts=[row.contact]))
    return ToForget(**{"initiatives" if isinstance(row, Initiative) else "contributions": [row]})


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
    print(_("Dit wordt vergeten:"))
    print(_("  contactgegevens  {number}").format(number=len(traces.contacts)))
    print(_("  accounts         {number}").format(number=1 if traces.person else 0))
    print(
        _("Hiervan gaan ook de woorden weg:") if words else _("Hiervan blijven de woorden staan:")
    )
    print(_("  bijdragen        {number}").format(number=len(traces.contributions)))
    print(_("  initiatieven     {number}").format(number=len(traces.initiatives)))


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
