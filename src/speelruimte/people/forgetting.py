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
from speelruimte.people.models import Contact, Membership, Person, SignIn, default_language
from speelruimte.shared.errors import AlreadyDone, RuleBroken

# Nobody reads mail here: the domain ends in a name that is kept free for such use (RFC 2606).
NOWHERE = "vergeten-{key}@vergeten.invalid"


def needles_of(someone) -> list:
    """What to look for in the words of others: the address, the number, and a whole name.

    A name of one word is left out: taking out every ‘Jan’ would take out other people.
    """
    texts = [someone.email.strip(), someone.phone.strip()]
    name = " ".join(someone.name.split())
    if " " in name:
        texts.append(name)
    return [text for text in texts if len(text) > 3]


def remove_sessions(person) -> int:
    """Remove every session of somebody: allauth writes the address into them.

    Part of the caller's action. Sessions name nobody in a column, so all are read.
    """
    key = str(person.pk)
    ended = [session.pk for session in Session.objects.iterator() if _whose(session) == key]
    return Session.objects.filter(pk__in=ended).delete()[0]


def _whose(session):
    data = session.get_decoded()
    return data.get(SESSION_KEY) or data.get("account_authentication_methods_user")


@action
def empty_contact(contact, *, by, at) -> Contact:
    """Name, address and number go, and with the reference the link to the journal."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.forgotten_at is not None:
        raise AlreadyDone(
            _("Deze persoon is al vergeten."), result=contact, code="forgotten_already"
        )
    contact.name = contact.email = contact.phone = ""
    contact.language = default_language()
    contact.reference = None
    contact.forgotten_at = at
    contact.save()
    record("contact_forgotten", about=f"contact:{contact.pk}", by=by, at=at)
    return contact


@action
def empty_person(person, *, by, at, on) -> Person:
    """An account is closed and emptied; what was done with it stays done, by nobody in particular.

    ``on`` is the last day of roles that still hold. Refused while somebody still leads something:
    that is handed over first.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.reference is None:
        raise AlreadyDone(
            _("Deze persoon is al vergeten."), result=person, code="forgotten_already"
        )
    if person.grants.current(on).exclude(case_number="").exists():
        raise RuleBroken(
            _("Deze persoon heeft nog een rol in een traject of initiatief. Draag dat eerst over."),
            code="has_a_role",
        )
    person.grants.current(on).update(ends_on=on)
    Membership.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SignIn.objects.filter(person=person).delete()
    remove_sessions(person)
    person.groups.clear()
    person.user_permissions.clear()
    person.name = person.function = person.phone = ""
    person.language = default_language()
    person.email = NOWHERE.format(key=person.pk)
    person.password = make_password(None)
    person.reference = None
    person.salt = ""
    person.is_active = False
    person.save()
    record("person_forgotten", about=f"account:{person.pk}", by=by, at=at)
    return person
