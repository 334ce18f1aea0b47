"""A colleague gets an account, and a letter with a link to choose a password."""

from speelruimte.journal.acting import action
from speelruimte.notices.actions import tell_of_account
from speelruimte.people.appointing import welcome


@action
def welcome_by_mail(*, name, email, by, at, on, function="", phone=""):
    """Make an account without password; whoever it is for hears so by mail."""
    person = welcome(name=name, email=email, function=function, phone=phone, by=by, at=at, on=on)
    tell_of_account(person, kind="account_made", by=by, at=at)
    return person
