"""What a letter says of a role that somebody else got too."""

from django.utils.translation import gettext as _

from speelruimte.notices.unchecked import unchecked
from speelruimte.people.models import Person
from speelruimte.people.roles import Role
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import role_named


def role_words(message, *, on) -> dict:
    """Who has the role too, what the policy calls it, of which body, and who gave it."""
    facts = message.facts
    people = Person.objects.in_bulk([facts["of"], facts["given_by"]])
    role, body = Role(facts["role"]), facts["body"]
    version = PolicyVersion.objects.in_force(on).first()
    bodies = parsed_policy(version).deciding_bodies if version else ()
    label = next((str(known.label) for known in bodies if known.key == body), body)
    return {
        "who": _named(people.get(facts["of"])),
        "given_by": _named(people.get(facts["given_by"])),
        "role": role_named(role, bodies, body=body),
        "of_body": " " + _("voor %(body)s") % {"body": label} if body else "",
    }


def _named(person):
    return unchecked(person.name) if person is not None and person.name else _("Iemand")
