"""Plans in preparation: residents read in one line that something is thought about.

Source: aa-en-hunze#zo-vroeg-mogelijk
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.policy.schema import AnnouncedFrom
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import PRIVATE_STEPS, HeldBack, Passage, Step, Trajectory
from speelruimte.trajectories.queries import is_public
from speelruimte.trajectories.rules import check_in_step, may_lead

# Longer than this nobody holds back what the neighbours may know; it can be said again.
LONGEST = timedelta(weeks=26)
# For as long it is said of a plan of which residents knew that it goes on no more.
SAID_FOR = timedelta(weeks=26)
STEPS_FROM = {
    AnnouncedFrom.START: PRIVATE_STEPS,
    AnnouncedFrom.WEIGHING: (Step.WEIGHING, Step.PLAN),
    AnnouncedFrom.PLAN: (Step.PLAN,),
    AnnouncedFrom.ADOPTION: (),
}


def is_announced_in(trajectory) -> bool:
    """Its policy shows it in the step where it is, unless somebody holds it back."""
    return trajectory.step in _announced_steps(trajectory)


def _announced_steps(trajectory):
    return STEPS_FROM[parsed_policy(trajectory.policy).route.announced_from]


def held_back_on(trajectory, *, day) -> HeldBack | None:
    """What holds it back on a day."""
    return trajectory.held_back.filter(lifted_at__isnull=True, until__gte=day).first()


def in_preparation(trajectories, *, day) -> list[Trajectory]:
    """Those of them that residents may know are being prepared, the newest first."""
    prepared = prepared_openly(trajectories, day=day)
    return [trajectory for trajectory in prepared if is_announced_in(trajectory)]


def prepared_openly(trajectories, *, day):
    """Those of them that are being prepared and that nobody holds back, the newest first. Their policy
    says from which step on residents know (``is_announced_in``). What was sent back has its own page.
    """
    is_held_back = HeldBack.objects.filter(
        trajectory=OuterRef("pk"), lifted_at__isnull=True, until__gte=day
    )
    return (
        trajectories.filter(~Exists(is_held_back), ~Exists(_shown()), step__in=PRIVATE_STEPS)
        .select_related("policy")
        .defer(*POLICY_TEXTS)
        .order_by("-started_on", "-id")
    )


def stopped_in_preparation(trajectories, *, day) -> list[Trajectory]:
    """Those of them that stopped while residents knew that they were being prepared, and only that.

    The newest first, for half a year after they stopped. At most three queries.
    """
    over = stopped_unseen(trajectories, since=day - SAID_FOR)
    over = over.prefetch_related("passages", "held_back")
    return [trajectory for trajectory in over if was_known_when_it_stopped(trajectory)]


def stopped_unseen(trajectories, *, since):
    """Those of them that stopped since a day before residents could see them, the newest first. What
    residents knew of them is told by their passages (``was_known_when_it_stopped``).
    """
    stopped = Passage.objects.filter(
        trajectory=OuterRef("pk"), step=Step.STOPPED, entered_at__date__gte=since
    )
    return (
        trajectories.filter(Exists(stopped), ~Exists(_shown()), step=Step.STOPPED)
        .select_related("policy")
        .defer(*POLICY_TEXTS)
        .order_by("-started_on", "-id")
    )


def _shown():
    """Whether residents see all of it, for a query."""
    return Trajectory.objects.public().filter(pk=OuterRef("pk"))


def was_known_when_it_stopped(trajectory) -> bool:
    """Residents knew of it in the step that it stopped in, and nobody held it back then."""
    *before, last = trajectory.passages.all()
    on = local_day(last.entered_at)
    if any(row.lifted_at is None and row.until >= on for row in trajectory.held_back.all()):
        return False
    return bool(before) and before[-1].step in _announced_steps(trajectory)


@action
def hold_back(trajectory, *, ground, until, by, at, on):
    """Show residents nothing of what is being prepared, up to and with a day; on a ground."""
    trajectory = lock_trajectory(trajectory)
    _check_may(trajectory, by, on)
    check_in_step(trajectory, *PRIVATE_STEPS)
    if is_public(trajectory):
        raise RuleBroken(
            _("Inwoners konden dit traject al lezen. Dat blijft zo, ook nu het is teruggestuurd."),
            code="was_public",
        )
    check_sentence(ground, _("Schrijf waarom dit nog niet te zien mag zijn."), field="ground")
    check_fits(HeldBack, ground=ground)
    if not on <= until <= on + LONGEST:
        raise RuleBroken(
            _("Kies een dag vanaf vandaag en hoogstens een half jaar vooruit."),
            field="until",
            code="not_that_long",
        )
    _lift(trajectory, at)
    ground = ground.strip()
    held_back = HeldBack.objects.create(trajectory=trajectory, ground=ground, until=until, at=at)
    record(
        "held_back",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        until=until.isoformat(),
        reason_fingerprint=fingerprint(f"{trajectory.case_number} {at.isoformat()} {ground}"),
    )
    return held_back


@action
def show_again(trajectory, *, by, at, on):
    """Residents may know of it before the day that was said."""
    trajectory = lock_trajectory(trajectory)
    _check_may(trajectory, by, on)
    if not _lift(trajectory, at):
        raise RuleBroken(_("Dit is al te zien. U hoeft niets te doen."), code="already_shown")
    record("shown_again", about=trajectory.key, by=by, at=at, case_number=trajectory.case_number)


def _check_may(trajectory, person, on):
    check_may(
        may_lead(person, trajectory, on=on),
        _("Wie dit traject leidt, kiest wat inwoners er nu al van zien."),
    )


def _lift(trajectory, at):
    return HeldBack.objects.filter(trajectory=trajectory, lifted_at__isnull=True).update(
        lifted_at=at
    )
