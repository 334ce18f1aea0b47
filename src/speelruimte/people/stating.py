"""What the website says of itself because the law asks it: who answers for data, and how to complain."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.models import Person
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.models import Stated, Statement
from speelruimte.shared.edits import clash, etag_of_values
from speelruimte.shared.errors import check_may
from speelruimte.shared.terms import local_day


def said() -> dict[str, str]:
    """What is said now, by key; empty where nobody filled it in."""
    return dict.fromkeys(Stated.values, "") | dict(Statement.objects.values_list("key", "text"))


def unsaid() -> list[str]:
    """What is not said yet, in words."""
    return [str(Stated(key).label) for key, text in said().items() if not text]


def may_state(person: Person | None, *, on) -> bool:
    """Say what the website says of itself: an administrator."""
    return Role.ADMINISTRATOR in roles_of(person, on=on)


@action
def state(texts, *, etag="", by, at):
    """Say these things, by key; an empty text takes one away.

    ``etag`` is the mark of what its writer saw (``etag_of_values`` over ``said()``). Raises Clash
    when a colleague changed it since.

    Source: wet#avg
    """
    check_may(may_state(by, on=local_day(at)), _("Alleen een beheerder kan dit doen."))
    stated = list(Statement.objects.select_for_update().order_by("key"))
    before = said()
    now = etag_of_values(before)
    if etag not in ("", now):
        raise clash(before, etag=now)
    changed = {
        Stated(key).value: text.strip()
        for key, text in texts.items()
        if text.strip() != before[Stated(key).value]
    }
    written = [
        Statement.objects.update_or_create(key=key, defaults={"text": text, "changed_at": at})[0]
        for key, text in changed.items()
        if text
    ]
    taken_away = [row for row in stated if changed.get(row.key) == ""]
    Statement.objects.filter(key__in=[row.key for row in taken_away]).delete()
    if changed:
        record(
            "website_stated",
            about="website:statements",
            by=by,
            at=at,
            what=sorted(changed),
            wrote=written,
            removed=taken_away,
        )
    return changed
