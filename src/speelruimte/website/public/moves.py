"""Where own words are and were: in which case, in which plan before that, and why they went."""

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.stopped import went_back_by_stopping
from speelruimte.notices.promised_words import what_shut_by_moving
from speelruimte.shared.terms import local_day
from speelruimte.website.asking import today
from speelruimte.website.days import day_words


def case_numbers(contribution):
    """The case it is in, and each it was in before, with the day and the reason that it went."""
    moves = list(contribution.moves.select_related("came_from__trajectory", "went_to__trajectory"))
    if contribution.timing:
        label = Contribution.Timing(contribution.timing).label
        yield {"label": _("Let op"), "value": _("Uw inbreng %(label)s.") % {"label": label}}
    yield {"label": _("Zaaknummer"), "value": contribution.trajectory.case_number}
    for move in moves:
        yield {"label": _("Verplaatst"), "value": " ".join(_moved(move, contribution))}


def _moved(move, contribution):
    """When, from where to where, why, and that it went back; of words that are gone not why."""
    before, after = move.came_from.trajectory, move.went_to.trajectory
    yield _("%(day)s: van ‘%(before)s’ (%(case)s) naar ‘%(after)s’ (%(new_case)s).") % {
        "day": day_words(local_day(move.moved_at)),
        "before": before.title,
        "case": before.case_number,
        "after": after.title,
        "new_case": after.case_number,
    }
    if contribution.state != Contribution.State.ERASED:
        yield _("Verplaatst omdat: %(reason)s") % {"reason": move.reason}
    if move.went_back_at is None:
        if shut := what_shut_by_moving(contribution, move, on=today()).strip():
            yield shut
        return
    said = (
        _("Teruggezet op %(day)s, omdat dat plan stopte.")
        if went_back_by_stopping(move)
        else _("Teruggezet op %(day)s, omdat u dat vroeg.")
    )
    yield said % {"day": day_words(local_day(move.went_back_at))}
