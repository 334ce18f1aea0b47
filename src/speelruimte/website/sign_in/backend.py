"""Who is signed in, as every page asks it."""

from allauth.account.auth_backends import AuthenticationBackend

from speelruimte.people.signed_in import signed_in
from speelruimte.website.asking import today


class SignedIn(AuthenticationBackend):
    """Reads the person along with the roles and the second step, without which no workbench opens."""

    def get_user(self, user_id):
        """The person of a session, or None where nobody has that account any more."""
        person = signed_in(user_id, on=today())
        return person if person is not None and self.user_can_authenticate(person) else None
