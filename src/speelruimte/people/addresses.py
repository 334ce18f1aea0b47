"""Another name, address or task for somebody's account, by an administrator."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.appointing import end_sessions
from speelruimte.people.models import Person
from speelruimte.people.rules import may_close_accounts
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import RuleBroken, check_may

DETAILS = ("name", "email", "function", "phone")


@action
def change_details(person, *, name, email, function="", phone="", etag="", by, at, on):
    """Change what is kept of somebody. With another address open sessions end.

    ``etag`` is the mark of what was on the screen (``etag_of`` over DETAILS). Raises Clash when it
    was changed in the meantime.

    The old address opens nothing any more: allauth keeps addresses of its own, and those go too.
    """
    check_may(
        may_close_accounts(by, on=on), _("Alleen een beheerder wijzigt gegevens van een ander.")
    )
    person = Person.objects.select_for_update().get(pk=person.pk)
    moves = person.email != email.lower()
    details = {
        "name": name.strip(),
        "email": email.lower(),
        "function": function.strip(),
        "phone": phone.strip(),
    }
    check_unchanged(person, DETAILS, etag=etag, to=details)
    for field, value in details.items():
        setattr(person, field, value)
    try:
        with transaction.atomic():
            person.save(update_fields=DETAILS)
    except IntegrityError as error:
        raise RuleBroken(
            _("Er is al een account met dit e-mailadres."), field="email", code="address_is_taken"
        ) from error
    if moves:
        forget_addresses(person)
        end_sessions(person, by=by, at=at)
    about = f"person:{person.reference}"
    record("details_changed", about=about, by=by, at=at, moves=moves, wrote=(person,))
    return person


def forget_addresses(person) -> int:
    """Remove the addresses that allauth keeps beside the account; part of the caller's action."""
    return EmailAddress.objects.filter(user=person).delete()[0]
