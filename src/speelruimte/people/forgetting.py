"""Somebody is forgotten: what is known of them goes, and the link with the journal is cut.

These two empty what ``people`` knows. The words elsewhere are walked by ``route.forgetting``,
which is what pages and commands call.

Source: wet#avg
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.models import Contact, Membership, Person, default_language
from speelruimte.shared.errors import AlreadyDone, RuleBroken

# Nobody reads mail here: the domain ends in a name that is kept free for such use (RFC 2606).
NOWHERE = "vergeten-{key}@vergeten.invalid"


def needles_of(someone) -> list:
    """What to look for in the words of others: the address, the number, and a whole name.

    A name of one word is left out: taking out every ‘Jan’ would take out other people.
    """
    found = [someone.email.strip(), someone.phone.strip()]
    name = " ".join(someone.name.split())
    if " " in name:
        found.append(name)
    return [one for one in found if len(one) > 3]


def remove_sessions(person) -> int:
    """Remove every session of somebody: allauth writes the address into them.

    Part of the caller's action. Sessions name nobody in a column, so all are read.
    """
    key = str(person.pk)
    found = [one.pk for one in Session.objects.iterator() if _whose(one) == key]
    return Session.objects.filter(pk__in=found).delete()[0]


def _whose(session):
    held = session.get_decoded()
    return held.get(SESSION_KEY) or held.get("account_authentication_methods_user")


@action
def empty_contact(contact, *, by, at) -> Contact:
    """Name, address and number go, and with the reference the link to the journal."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    if held.forgotten_at is not None:
        raise AlreadyDone(_("Deze persoon is al vergeten."), result=held, code="forgotten_already")
    held.name = held.email = held.phone = ""
    held.language = default_language()
    held.reference = None
    held.forgotten_at = at
    held.save()
    record("contact_forgotten", about=f"contact:{held.pk}", by=by, at=at)
    return held


@action
def empty_person(person, *, by, at, on) -> Person:
    """An account is closed and emptied; what was done with it stays done, by nobody in particular.

    ``on`` is the last day of roles that still hold. Refused while somebody still leads something:
    that is handed over first.
    """
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.reference is None:
        raise AlreadyDone(_("Deze persoon is al vergeten."), result=held, code="forgotten_already")
    if held.grants.current(on).exclude(case_number="").exists():
        raise RuleBroken(
            _("Deze persoon heeft nog een rol in een traject of initiatief. Draag dat eerst over."),
            code="has_a_role",
        )
    held.grants.current(on).update(ends_on=on)
    Membership.objects.filter(person=held).delete()
    EmailAddress.objects.filter(user=held).delete()
    Authenticator.objects.filter(user=held).delete()
    remove_sessions(held)
    held.groups.clear()
    held.user_permissions.clear()
    held.name = held.function = held.phone = ""
    held.language = default_language()
    held.email = NOWHERE.format(key=held.pk)
    held.password = make_password(None)
    held.reference = None
    held.is_active = False
    held.save()
    record("person_forgotten", about=f"account:{held.pk}", by=by, at=at)
    return held
