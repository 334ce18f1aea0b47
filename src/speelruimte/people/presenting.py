"""How the municipality presents itself, by who may say so."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.models import Person
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.letterheads import CONTACT, presented_on
from speelruimte.policy.models import Letterhead, PolicyVersion
from speelruimte.shared.edits import clash, etag_of_values
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.terms import local_day

LONGEST = 200
MOST_EARLIER = 8
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{1,24}")


@dataclass(frozen=True)
class Earlier:
    """What stood in one field until a moment."""

    key: str
    text: str
    until: datetime


def may_present(person: Person | None, *, on) -> bool:
    """Say how the municipality presents itself: an administrator."""
    return Role.ADMINISTRATOR in roles_of(person, on=on)


@action
def change_contact(texts, *, etag="", by, at):
    """Say how people reach the municipality, by the names in ``CONTACT``; it holds at once.

    ``etag`` is the mark of what its writer saw (``etag_of_values`` over ``contact_now``). Raises
    Clash when a colleague changed it since. The journal tells which fields, never what they say.
    """
    on = local_day(at)
    check_may(may_present(by, on=on), _("Contactgegevens wijzigt een beheerder."))
    # The one row that is always there: who comes second waits, and then sees what the first wrote.
    list(PolicyVersion.objects.select_for_update().order_by("pk")[:1])
    before = contact_now(on=on)
    wanted = before | {key: " ".join(text.split()) for key, text in texts.items()}
    if wanted == before:
        return []
    if etag not in ("", etag_of_values(before)):
        raise clash(before, etag=etag_of_values(before))
    _check_contact(wanted)
    changed = sorted(key for key in CONTACT if wanted[key] != before[key])
    _next_letterhead(wanted, before, at=at)
    record("contact_changed", about="website:contact", by=by, at=at, what=changed)
    return changed


def contact_now(*, on) -> dict[str, str]:
    """How people reach the municipality today, by the names in ``CONTACT``."""
    now = asdict(presented_on(on))
    return {key: now[key] for key in CONTACT}


def contact_before() -> list[Earlier]:
    """What stood there before, newest first."""
    editions = list(Letterhead.objects.all()[: MOST_EARLIER + 1])
    return [
        Earlier(key, older.content[key], newer.since)
        for newer, older in zip(editions, editions[1:], strict=False)
        for key in CONTACT
        if older.content.get(key) and older.content[key] != newer.content.get(key)
    ][:MOST_EARLIER]


def _next_letterhead(wanted, before, *, at):
    """The next edition; the first time what the policy said is kept before it."""
    newest = Letterhead.objects.first()
    if newest is None:
        newest = Letterhead.objects.create(number=0, content=before, since=at)
    Letterhead.objects.create(number=newest.number + 1, content=newest.content | wanted, since=at)
    # A person's name is not kept longer than it is shown.
    newest.content.pop("coach", None)
    newest.save(update_fields=["content"])


def _check_contact(texts):
    for key, text in texts.items():
        if len(text) > LONGEST:
            raise RuleBroken(
                _("Maak deze tekst korter: %(room)s tekens passen."),
                values={"room": LONGEST},
                field=key,
                code="too_long",
            )
    if texts["phone"] and not _NUMBER.fullmatch(texts["phone"]):
        raise RuleBroken(
            _("Schrijf een telefoonnummer in cijfers, zoals 0500 12 34 56."),
            field="phone",
            code="no_number",
        )
    if not (texts["phone"] or texts["email"]):
        raise RuleBroken(
            _("Laat een telefoonnummer of een e-mailadres staan: zo bereikt iedereen u."),
            field="phone",
            code="not_reachable",
        )
