"""What can go otherwise than was announced, and who may say so: cancel, move, open again."""

from django.utils.translation import gettext as _

from speelruimte.activities.kind import kind_of
from speelruimte.activities.models import Alteration
from speelruimte.activities.rules import day
from speelruimte.people.roles import Role
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import roles_in


def may_alter(person, trajectory, *, on) -> bool:
    """Cancel, move and open again: whom the policy names."""
    named = {Role(str(role)) for role in policy_of(trajectory).route.activities_altered_by}
    return bool(roles_in(person, trajectory, on=on) & named)


def who_alters(trajectory) -> str:
    """Whom the policy names, in words."""
    roles = policy_of(trajectory).route.activities_altered_by
    return ", ".join(str(Role(str(role)).label) for role in roles)


def check_reason(reason):
    """Why, in a sentence: who was told the first thing reads it."""
    check_sentence(
        reason, _("Schrijf op waarom. Iedereen die het wist, leest dit."), field="reason"
    )
    check_fits(Alteration, reason=reason)


def check_can_cancel(activity, *, on):
    """What has not been can be called off; what people already do is closed, not called off."""
    if activity.cancelled_at is not None:
        raise AlreadyDone(
            _("‘%(title)s’ is al afgelast. Er is niets dubbel verstuurd."),
            values={"title": activity.title},
            result=activity,
            code="cancelled_already",
        )
    _check_not_closed(activity)
    kind_of(activity.kind).check_can_alter(activity)
    if on > activity.promised_until:
        raise RuleBroken(
            _("‘%(title)s’ was op %(day)s. Dat is voorbij en kan niet meer worden afgelast."),
            values={"title": activity.title, "day": day(activity.promised_until)},
            code="day_is_over",
        )
    if activity.kind and on >= activity.opens_on:
        raise RuleBroken(
            _("Mensen doen hier al mee sinds %(day)s. Sluit het eerder, met een reden."),
            values={"day": day(activity.opens_on)},
            code="begun_already",
        )


def check_can_be_moved(activity, *, on):
    """What has a day of its own, and still is to be held."""
    if activity.kind:
        raise RuleBroken(
            _("‘%(title)s’ heeft geen eigen dag. Verander de laatste dag van de fase."),
            values={"title": activity.title},
            code="no_day_of_its_own",
        )
    _check_not_closed(activity)
    if activity.held_on is not None and activity.held_on < on:
        raise RuleBroken(
            _("‘%(title)s’ was op %(day)s. Dat is voorbij en kan niet meer worden verplaatst."),
            values={"title": activity.title, "day": day(activity.held_on)},
            code="day_is_over",
        )


def check_can_reschedule(activity, *, held_on, on):
    """To a day that still comes, and within the phase that people were promised."""
    check_can_be_moved(activity, on=on)
    if held_on is None:
        raise RuleBroken(_("Kies de nieuwe dag."), field="held_on", code="empty")
    if held_on < on:
        raise RuleBroken(
            _("Deze dag is voorbij. Kies een dag die nog komt."),
            field="held_on",
            code="day_is_over",
        )
    if not activity.opens_on <= held_on <= activity.closes_on:
        raise RuleBroken(
            _(
                "Deze fase loopt van %(first)s tot en met %(last)s. Kies een dag daarin, of verleng "
                "eerst de fase."
            ),
            values={"first": day(activity.opens_on), "last": day(activity.closes_on)},
            field="held_on",
            code="outside_the_phase",
        )


def check_can_reopen(activity, *, phase_end, on):
    """What was closed too early opens again, while people still take part in this process.

    A phase that was made longer since, counts to ``phase_end``, its new last day.
    """
    if activity.closed_at is None:
        raise AlreadyDone(
            _("‘%(title)s’ is al open."),
            values={"title": activity.title},
            result=activity,
            code="open_already",
        )
    if activity.trajectory.step != Step.TAKING_PART:
        raise RuleBroken(
            _("Dit traject is al verder. ‘%(title)s’ kan niet meer open."),
            values={"title": activity.title},
            code="not_in_this_step",
        )
    kind_of(activity.kind).check_can_alter(activity)
    until = activity.promised_in(max(activity.closes_on, phase_end))
    if on > until:
        raise RuleBroken(
            _("Dit was beloofd tot en met %(day)s. Dat is voorbij. Verleng eerst de fase."),
            values={"day": day(until)},
            code="day_is_over",
        )


def _check_not_closed(activity):
    if activity.closed_at is not None:
        raise RuleBroken(
            _("‘%(title)s’ is al gesloten op %(day)s."),
            values={"title": activity.title, "day": day(local_day(activity.closed_at))},
            code="closed_already",
        )
