"""Who may see what goes out."""

from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role


def may_see_messages(person, *, on) -> bool:
    """See which mails wait, failed or went out, and send one again."""
    return bool(roles_of(person, on=on) & {Role.ADMINISTRATOR, Role.COACH})
