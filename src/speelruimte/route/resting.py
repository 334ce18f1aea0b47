"""What a promise of say rests on: a way of taking part that can be called off."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from speelruimte.agreements.models import Frame
from speelruimte.agreements.queries import version_in_force
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import policy_of


def promise_resting_on(trajectory, *, phase, planned) -> str:
    """The widest say that is promised here and that only this way can carry, in the policy's word.

    Empty when what stays carries all that is promised, as a plan must before it is adopted.

    Source: assen-visie-2021#mate-van-invloed
    """
    version = version_in_force(trajectory)
    here = version and version.phases.filter(key=phase).first()
    this = here and here.methods.filter(key=planned).first()
    if not this:
        return ""
    loses = [
        (say, level)
        for say, level, staying in _promised(trajectory, version, here, this)
        if max((tool.highest for tool in staying), default=-1) < say <= this.tool.highest
    ]
    level = max(loses, default=(0, ""))[1]
    return str(policy_of(trajectory).level(level).label) if level else ""


def _promised(trajectory, version, here, this) -> Iterator[tuple]:
    """Each say that is promised in this phase, with its level and what stays that may carry it."""
    off = set(
        trajectory.activities.filter(cancelled_at__isnull=False).values_list("phase", "planned")
    )
    off.add((here.key, this.key))
    staying = {
        phase.key: [
            method.tool for method in phase.methods.all() if (phase.key, method.key) not in off
        ]
        for phase in version.phases.prefetch_related("methods")
    }
    for said in here.says.all():
        if said.say:
            yield said.say, said.level, staying[here.key]
    for frame in version.frames.filter(status=Frame.Status.OPEN, phase_key__in=("", here.key)):
        if frame.say:
            # What is open in one phase is asked there; else in any.
            phases = [frame.phase_key] if frame.phase_key else [*staying]
            yield frame.say, frame.level, [tool for key in phases for tool in staying[key]]


def check_promise_is_kept(trajectory, *, phase, planned, instead, reason) -> str:
    """The reason as everyone reads it: with what comes instead, where a promise rests on this way."""
    level = promise_resting_on(trajectory, phase=phase, planned=planned)
    if not level:
        return reason
    check_sentence(
        instead,
        _(
            "Hierop rust de belofte ‘{level}’. Schrijf wat er in de plaats komt, of waarom er niets "
            "in de plaats komt."
        ).format(level=level),
        field="instead",
    )
    said = _("Hierop rustte de belofte ‘{level}’.").format(level=level)
    return f"{reason.strip()}\n\n{said} {instead.strip()}"
