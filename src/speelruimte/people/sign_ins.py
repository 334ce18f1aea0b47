"""Who signed in when and from what: so that somebody sees it who did not do it."""

from datetime import timedelta

from speelruimte.journal.write_guard import worker_step
from speelruimte.people.models import SignIn

SHOWN = 20
# Who is refused goes on trying: one line says so.
SAID_ONCE_IN = timedelta(minutes=5)


def sign_ins_of(person):
    """The newest, as they are shown."""
    return list(SignIn.objects.filter(person=person).order_by("-at", "-pk")[:SHOWN])


def has_signed_in(person) -> bool:
    """Whether it is known that this person ever signed in."""
    return SignIn.objects.filter(person=person, outcome=SignIn.Outcome.IN).exists()


def said_lately(person, *, outcome, address, at) -> bool:
    """Whether the list says this already."""
    same = SignIn.objects.filter(person=person, outcome=outcome, address=address)
    return same.filter(at__gt=at - SAID_ONCE_IN).exists()


@worker_step(because="signing in is no part of any process, and is forgotten after some months")
def forget_sign_ins(*, before) -> None:
    """Throw away what is older."""
    SignIn.objects.filter(at__lt=before).delete()
