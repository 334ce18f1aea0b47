"""What areas and subjects are called, by who may say so."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action
from speelruimte.people.rules import may_name_places
from speelruimte.places.actions import rename_place
from speelruimte.shared.errors import check_may


@action
def rename_places(changes, *, by, at, on):
    """Give areas and subjects other names, all of them or none.

    ``changes`` are (field, place, name, the name that was on the screen).
    """
    check_may(may_name_places(by, on=on), _("Namen van gebieden wijzigt een beheerder."))
    return [
        rename_place(place, name=name, was=was, field=field, by=by, at=at)
        for field, place, name, was in changes
    ]
