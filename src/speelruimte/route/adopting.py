"""Adopting and amending as the whole installation sees it: the route, what is open, who hears."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.agreements.actions import name_party, offer_version, record_adoption
from speelruimte.agreements.models import Version
from speelruimte.agreements.rules import ADOPTING
from speelruimte.journal.acting import action
from speelruimte.route.actions import NotYet
from speelruimte.route.altering import follow_and_tell
from speelruimte.route.case import Case
from speelruimte.route.entering import apply_step_effects
from speelruimte.route.gates import adopters, parties_are_heard
from speelruimte.route.promised_days import meetings_lie_in_their_phase, phases_begun_before
from speelruimte.route.queries import missing_for
from speelruimte.route.route import ROUTE
from speelruimte.route.telling import (
    ask_again_for_a_stand,
    ask_for_a_stand,
    tell_of_agreement,
    tell_of_amendment,
)
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import enter_step, let_decide, lock_trajectory
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step


def bodies_for(trajectory) -> tuple:
    """Keys of the bodies that adopt, in order; ``("",)`` where the project leader records."""
    return tuple(adopters(Case(trajectory=trajectory)))


@action
def adopt(version, *, body, resolution, by, at, idempotency_key="", etag=""):
    """Record what a body decided, and let the route follow.

    Takes what record_adoption takes, except the bodies: those follow from the policy. When the
    last body has adopted, people can take part; a changed agreement moves what is open to its new
    dates and is told to everyone who took part. Rejected or withdrawn stops a trajectory that
    has no other agreement.

    Source: heemstede#vaststellen, sessie-2021-03-15#niet-eenzijdig
    """
    trajectory = lock_trajectory(version.trajectory)
    adoption = record_adoption(
        version,
        body=body,
        bodies=bodies_for(trajectory),
        resolution=resolution,
        by=by,
        at=at,
        idempotency_key=idempotency_key,
        etag=etag,
    )
    now = adoption.version
    if adoption.outcome in ADOPTING:
        _check_phases_begin_in_time(now, on=adoption.decided_on)
    _let_decide(trajectory, now, by=by, at=at)
    if now.state in Version.OPEN:
        ask_again_for_a_stand(now, by=by, at=at)
    if now.is_adopted:
        _go_on(trajectory, now, by=by, at=at)
    elif now.state in (Version.State.WITHDRAWN, Version.State.REJECTED) and not now.amends:
        _stop(trajectory, reason=adoption.reason, by=by, at=at)
    return adoption


def _let_decide(trajectory, version, *, by, at):
    """Who decides follows the text: a first one at once, a change of it once it is adopted.

    A change that is refused leaves the agreement as it was, and who decides too.
    """
    decides = decider_of(trajectory).body
    if (version.is_adopted or not version.amends) and version.decided_by != (decides or ""):
        let_decide(trajectory, body=version.decided_by, by=by, at=at)


def _go_on(trajectory, version, *, by, at):
    if version.amends:
        _check_meetings_lie_in_their_phase(trajectory, version, on=local_day(at))
        before = trajectory.versions.get(number=version.amends)
        follow_and_tell(version, before=before, by=by, at=at)
        tell_of_amendment(trajectory, version, at=at)
        return
    missing = missing_for(Case(trajectory=trajectory), ROUTE, Step.ADOPTION, Step.TAKING_PART)
    if missing:
        raise NotYet(missing)
    enter_step(trajectory, step=Step.TAKING_PART, by=by, at=at, came_from=str(Step.ADOPTION))
    tell_of_agreement(trajectory, at=at)


def _check_phases_begin_in_time(version, *, on):
    """Nobody adopts on a day that people could take part from an earlier one."""
    for phase in phases_begun_before(version, on=on):
        raise RuleBroken(
            _(
                "Fase ‘%(phase)s’ zou beginnen op %(day)s. Dat is vóór dit besluit. De projectleider "
                "haalt de afspraken eerst terug en kiest een nieuwe eerste dag."
            ),
            values={"phase": phase.name, "day": date_format(phase.starts_on, "j F Y")},
            code="begins_in_the_past",
        )


def _check_meetings_lie_in_their_phase(trajectory, version, *, on):
    """What was moved while the change lay before the bodies, is still held within its phase."""
    missing = tuple(
        meetings_lie_in_their_phase(Case(trajectory=trajectory, version=version, on=on))
    )
    if missing:
        raise NotYet(missing)


def _stop(trajectory, *, reason, by, at):
    trajectory.stopped_reason = reason[:4_000]
    trajectory.save(update_fields=["stopped_reason"])
    enter_step(
        trajectory, step=Step.STOPPED, by=by, at=at, reason=reason, came_from=str(trajectory.step)
    )
    apply_step_effects(trajectory, came_from=Step.ADOPTION, by=by, at=at, reason=reason)


@action
def ask_party(trajectory, *, by, at, organisation=None, **who):
    """Name a party whose agreement is asked; who speaks for the organisation hears of it.

    Takes what ``name_party`` takes. Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """
    party = name_party(trajectory, organisation=organisation, by=by, at=at, **who)
    if organisation is not None:
        ask_for_a_stand(trajectory, organisation, at=at)
    return party


@action
def offer_amendment(version, *, by, at, one_sided_reason=""):
    """Lay a changed agreement before the bodies: as complete as the first, and parties asked again.

    The same gates hold as on the way from plan to adoption, except that on the parties: they must
    agree again, or the reason why it goes ahead without them is published.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    trajectory = lock_trajectory(version.trajectory)
    if not version.amends:
        raise RuleBroken(
            _("Dit is geen wijziging. Laat het traject zelf verder gaan."), code="not_an_amendment"
        )
    missing = missing_for_amendment(trajectory, on=local_day(at))
    if missing:
        raise NotYet(missing)
    _check_nothing_open_is_lost(trajectory, version)
    offered = offer_version(version, one_sided_reason=one_sided_reason, by=by, at=at)
    ask_again_for_a_stand(offered, by=by, at=at)
    return offered


def missing_for_amendment(trajectory, *, on=None, version=None) -> tuple:
    """What a change still misses before it can lie before the bodies: the one that is being written,
    or any other ``version``.
    """
    gates = [gate for gate in ROUTE[Step.PLAN][Step.ADOPTION] if gate is not parties_are_heard]
    table = {Step.PLAN: {Step.ADOPTION: gates}}
    case = Case(trajectory=trajectory, on=on, version=version)
    return missing_for(case, table, Step.PLAN, Step.ADOPTION)


def _check_nothing_open_is_lost(trajectory, version):
    """A phase or method in which something was opened stays: people took part in it."""
    planned = {
        (phase.key, method.key)
        for phase in version.phases.prefetch_related("methods")
        for method in phase.methods.all()
    }
    for activity in trajectory.activities.all():
        if (activity.phase, activity.planned) not in planned:
            raise RuleBroken(
                _("‘%(title)s’ is al geopend. Laat die fase en werkvorm in de afspraken staan."),
                values={"title": activity.title},
                code="opened_already",
            )
