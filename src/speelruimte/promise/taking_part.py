"""Whether people can take part in a process on a day, or not yet, or no more."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, Subquery

from speelruimte.activities.begun import not_begun, not_called_off, not_opened
from speelruimte.activities.models import Activity
from speelruimte.agreements.models import PlannedMethod, Version
from speelruimte.shared.terms import last_working_day
from speelruimte.trajectories.models import BEHIND_US, Step

# Steps before which all that came in got its answer.
ANSWERED = tuple(step for step in BEHIND_US if step != Step.RESULT)


class Opening(StrEnum):
    """Where taking part is on a day."""

    AHEAD = "ahead"  # nothing has opened yet
    OPEN = "open"
    BETWEEN = "between"  # what opened is closed, and something of the plan still comes
    OVER = "over"  # every last day has passed


@dataclass(frozen=True)
class TakingPart:
    """Where taking part is on a day.

    ``starts_on`` is the first day of what still comes, as opened or else as promised: a day that
    has passed was not kept. None where nothing comes, or nothing is known of it.
    """

    opening: Opening
    starts_on: date | None = None

    @property
    def is_over(self) -> bool:
        return self.opening is Opening.OVER

    def is_late(self, day) -> bool:
        """The first day of what still comes has passed, and it did not open."""
        return self.starts_on is not None and self.starts_on < day


@dataclass(frozen=True)
class Planned:
    """What was promised for a day and is not open yet: that people can take part from then on, or
    something they can come to."""

    day: date
    what: str  # of what is held: its name; else that of the phase that begins
    is_held: bool
    held_at: str = ""
    place: str = ""


def is_behind_us(trajectory, taking_part) -> bool:
    """Nobody can take part any more: the process went on, or every last day has passed."""
    is_over = trajectory.step == Step.TAKING_PART and taking_part.is_over
    return is_over or trajectory.step in BEHIND_US


def open_activities(trajectory, *, day) -> tuple:
    """What people can do on a day, the first to close first."""
    running = (
        activity
        for activity in trajectory.activities.all()
        if activity.closed_at is None and activity.opens_on <= day <= activity.last_day
    )
    return tuple(sorted(running, key=lambda activity: activity.last_day))


def last_to_close(activities) -> tuple:
    """Of what people can do, what closes last. An evening to come to is another thing than a way to
    say it on the website: it counts only where there is no such way."""
    on_website = [activity for activity in activities if activity.kind]
    doors = on_website or activities
    last_day = max((activity.last_day for activity in doors), default=None)
    return tuple(activity for activity in doors if activity.last_day == last_day)


def open_until(trajectory, *, day) -> date | None:
    """The last day on which people can take part in what is open on a day: when the last of it
    closes. An evening that is held before does not shut the door, and one that is held after does
    not hold it open. None where nothing is open."""
    doors = last_to_close(open_activities(trajectory, day=day))
    return doors[0].last_day if doors else None


def desk_until(activity) -> date | None:
    """The last day on which one can hand in paper, or ring: the last working day of those on which
    people can take part, for only then the municipality is open. None where it is none of them."""
    until = last_working_day(activity.last_day)
    return until if until >= activity.opens_on else None


def taking_part_on(trajectory, agreement, *, day) -> TakingPart:
    """Where taking part is on a day. Reads the activities; ``agreement`` is the one in force."""
    if open_activities(trajectory, day=day):
        return TakingPart(Opening.OPEN)
    activities = trajectory.activities.all()
    has_begun = any(
        activity.opens_on <= day and activity.cancelled_at is None for activity in activities
    )
    starts = list(_still_coming(trajectory, agreement, day))
    was_cancelled = any(activity.cancelled_at is not None for activity in activities)
    if (has_begun or was_cancelled) and not starts:
        return TakingPart(Opening.OVER)
    if not starts:  # nothing was opened on any day that the agreement promised
        starts = [phase.starts_on for phase in agreement.phases] if agreement else []
    return TakingPart(Opening.BETWEEN if has_begun else Opening.AHEAD, min(starts, default=None))


def _still_coming(trajectory, agreement, day):
    """The first day of what opens later, and of what the agreement names and is not opened yet.

    In a phase that has begun only what is held on a day of its own still comes: whatever else was
    not opened there may never be.
    """
    opened, begun = set(), set()
    for activity in trajectory.activities.all():
        opened.add((activity.phase, activity.planned))
        begun.add(activity.phase)
        if activity.closed_at is None and activity.opens_on > day:
            yield activity.opens_on
    for phase in agreement.phases if agreement else ():
        for method in phase.methods:
            if (phase.key, method.key) in opened or (method.held_on or phase.ends_on) < day:
                continue
            if phase.key not in begun:
                yield phase.starts_on
            elif method.held_on:
                yield method.held_on


def planned_ahead(trajectory, agreement, *, day) -> tuple[Planned, ...]:
    """What begins after a day or is held from that day on, and is not open yet, in its order. Reads
    the activities; ``agreement`` is the one in force."""
    if trajectory.step != Step.TAKING_PART or agreement is None:
        return ()
    planned = [*_phases_ahead(trajectory, agreement, day), *_held_ahead(trajectory, agreement, day)]
    return tuple(sorted(planned, key=lambda ahead: (ahead.day, ahead.is_held)))


def _phases_ahead(trajectory, agreement, day):
    """Each phase in which nothing was open yet, by the day on which it begins; not one of which all
    was called off."""
    opens: dict[str, list[date]] = {}
    called_off = set()
    for activity in trajectory.activities.all():
        if activity.cancelled_at is None:
            opens.setdefault(activity.phase, []).append(activity.opens_on)
        else:
            called_off.add((activity.phase, activity.planned))
    for phase in agreement.phases:
        begins = min(opens.get(phase.key, [phase.starts_on]))
        stands = any((phase.key, said.key) not in called_off for said in phase.methods)
        if stands and begins > day:
            yield Planned(begins, phase.name, is_held=False)


def _held_ahead(trajectory, agreement, day):
    """What people can come to, as opened for a later day or else as the agreement names it."""
    opened = set()
    for activity in trajectory.activities.all():
        opened.add((activity.phase, activity.planned))
        stands = activity.closed_at is None and activity.cancelled_at is None
        if activity.held_on and stands and activity.opens_on > day:
            where = {"held_at": activity.held_at, "place": activity.place}
            yield Planned(activity.held_on, activity.title, is_held=True, **where)
    for phase in agreement.phases:
        for said in phase.methods:
            if said.held_on and said.held_on >= day and (phase.key, said.key) not in opened:
                where = {"held_at": said.held_at, "place": said.place}
                yield Planned(said.held_on, said.title, is_held=True, **where)


def phases_ahead(*, on):
    """The phases of many at once that begin after a day: nothing was open in them yet, and not all of
    it was called off."""
    return not_begun(on=on).filter(
        Exists(not_called_off().filter(phase=OuterRef("pk"))),
        version=Subquery(_newest(of="version__trajectory")),
        version__trajectory__step=Step.TAKING_PART,
        starts_on__gt=on,
    )


def held_ahead(*, on):
    """What many at once name to come to from a day on, and did not open."""
    return not_opened().filter(
        phase__version=Subquery(_newest(of="phase__version__trajectory")),
        phase__version__trajectory__step=Step.TAKING_PART,
        held_on__gte=on,
    )


def opened_ahead(*, on):
    """What many at once opened for a later day than this one, and people can come to."""
    return Activity.objects.filter(
        trajectory__step=Step.TAKING_PART,
        closed_at__isnull=True,
        opens_on__gt=on,
        held_on__gte=on,
    )


def _newest(*, of):
    """The version in force of the trajectory of a row, for a query."""
    adopted = Version.objects.adopted().filter(trajectory=OuterRef(of))
    return adopted.order_by("-number").values("pk")[:1]


def closed_and_over(trajectories, *, day):
    """Those of them in which ``taking_part_on`` that day is over, though their step still says so."""
    activities = Activity.objects.filter(trajectory=OuterRef("pk"))
    return trajectories.filter(
        Exists(activities.filter(Q(opens_on__lte=day) | Q(cancelled_at__isnull=False))),
        ~Exists(activities.filter(closed_at__isnull=True, opens_on__gt=day)),
        ~Exists(activities.open_on(day)),
        ~Exists(_named_and_not_opened(day)),
        step=Step.TAKING_PART,
    )


def _named_and_not_opened(day):
    """Methods of the version in force that can still open, for a query over trajectories."""
    of_phase = Activity.objects.filter(
        trajectory=OuterRef("phase__version__trajectory"), phase=OuterRef("phase__key")
    )
    return PlannedMethod.objects.filter(
        Q(held_on__gte=day)
        | (Q(held_on__isnull=True, phase__ends_on__gte=day) & ~Exists(of_phase)),
        ~Exists(of_phase.filter(planned=OuterRef("key"))),
        phase__version__trajectory=OuterRef("pk"),
        phase__version=Subquery(_newest(of="phase__version__trajectory")),
    )
