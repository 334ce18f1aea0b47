"""A colleague gets an account, and a letter with a link to choose a password."""

from speelruimte.journal.acting import action
from speelruimte.notices.actions import tell_of_account
from speelruimte.people.appointing import welcome
from speelruimte.route.apart import give_role


@action
def welcome_by_mail(*, name, email, by, at, on, function="", phone="", role=None):
    """Make an account without password; whoever it is for hears so by mail.

    ``role`` is what ``give_role`` takes, for who begins with one: both come about, or neither.
    """
    person = welcome(name=name, email=email, function=function, phone=phone, by=by, at=at, on=on)
    if role:
        give_role(person, by=by, at=at, on=on, **role)
    tell_of_account(person, kind="account_made", by=by, at=at)
    return person
