"""How the municipality presents itself, by who may say so."""

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from speelruimte.analysis.contrast import is_readable, nearest_readable
from speelruimte.journal.acting import action, record
from speelruimte.people.models import Person
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.letterheads import CONTACT, STYLE, presented_on
from speelruimte.policy.models import Letterhead, Logo, PolicyVersion
from speelruimte.shared.edits import check_filled, clash, etag_of_values
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.terms import local_day

LONGEST = 200
LONGEST_OF_NAME = 60
MOST_EARLIER = 8
_COLOUR = re.compile(r"#[0-9a-f]{6}")
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
    return _change(CONTACT, _check_contact, texts, etag=etag, by=by, at=at)


@action
def change_style(said, *, logo=None, etag="", by, at):
    """Say the name and the main colour, and give a logo that was written anew (``kind``, ``content``);
    without one the logo stays, unless ``said`` takes it away.

    ``etag`` is the mark of ``style_now``. Raises RuleBroken where the colour cannot be read, with
    the nearest one that can.
    """
    if logo is not None:
        key = hashlib.sha256(logo.content).hexdigest()
        Logo.objects.get_or_create(pk=key, defaults={"kind": logo.kind, "content": logo.content})
        said = said | {"logo": key}
    return _change(STYLE, _check_style, said, etag=etag, by=by, at=at)


def _change(keys, check, texts, *, etag, by, at):
    """Part of the caller's action. The names of what is another now."""
    on = local_day(at)
    check_may(may_present(by, on=on), _("Dit wijzigt een beheerder."))
    # The one row that is always there: who comes second waits, and then sees what the first wrote.
    list(PolicyVersion.objects.select_for_update().order_by("pk")[:1])
    before = _now(keys, on)
    wanted = before | {key: " ".join(text.split()) for key, text in texts.items()}
    if wanted == before:
        return []
    if etag not in ("", etag_of_values(before)):
        raise clash(before, etag=etag_of_values(before))
    check(wanted)
    changed = sorted(key for key in keys if wanted[key] != before[key])
    _next_letterhead(wanted, before, at=at)
    verb = "contact_changed" if keys is CONTACT else "house_style_changed"
    record(verb, about="website:letterhead", by=by, at=at, what=changed)
    return changed


def contact_now(*, on) -> dict[str, str]:
    """How people reach the municipality today, by the names in ``CONTACT``."""
    return _now(CONTACT, on)


def style_now(*, on) -> dict[str, str]:
    """Name, colour and logo today, by the names in ``STYLE``."""
    return _now(STYLE, on)


def _now(keys, on):
    now = asdict(presented_on(on))
    return {key: now[key] for key in keys}


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
    """The next edition; what the policy said until now is kept in the one before."""
    newest = Letterhead.objects.first() or Letterhead.objects.create(number=0, content={}, since=at)
    newest.content = before | newest.content
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


def _check_style(said):
    check_filled(said["name"], _("Schrijf de naam van de gemeente."), field="name")
    if len(said["name"]) > LONGEST_OF_NAME:
        raise RuleBroken(
            _("Maak deze naam korter: %(room)s tekens passen."),
            values={"room": LONGEST_OF_NAME},
            field="name",
            code="too_long",
        )
    if said["colour"] and not _COLOUR.fullmatch(said["colour"]):
        raise RuleBroken(
            _("Schrijf de kleur als # met zes cijfers of letters, zoals #0f5c45."),
            field="colour",
            code="no_colour",
        )
    if said["colour"] and not is_readable(said["colour"]):
        raise RuleBroken(
            _(
                "Deze kleur is te licht: letters zijn er niet goed op te lezen. De dichtstbijzijnde die "
                "wel kan, is %(nearest)s."
            ),
            values={"nearest": nearest_readable(said["colour"])},
            field="colour",
            code="not_readable",
        )
