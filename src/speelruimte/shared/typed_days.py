"""Days that people type: a plan is for a day that still comes, and no year is a slip of the hand."""

from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken

# Further away than any process: whoever types this meant another year.
YEARS = 10


def check_still_to_come(day, *, today, field):
    """Nobody plans a day that has passed; today can still be."""
    check_in_reach(day, today=today, field=field)
    if day < today:
        raise RuleBroken(_("Kies een dag die nog komt."), field=field, code="day_is_over")


def check_in_reach(day, *, today, field):
    """The year is one that somebody can have meant."""
    if abs(day.year - today.year) > YEARS:
        raise RuleBroken(
            _("Kijk het jaar na: hier staat %(year)s."),
            values={"year": day.year},
            field=field,
            code="year_out_of_reach",
        )
