"""What was measured of one promise: opened, held, decided; beside it a person says how far it was kept.

Source: heemstede#verslag-over-de-afspraken
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.models import Activity, Alteration
from speelruimte.activities.rules import day
from speelruimte.agreements.models import Adoption
from speelruimte.shared.terms import local_day

YES, PARTLY, TAKEN_BACK, NO, NOT_YET_KNOWN = "yes", "partly", "taken_back", "no", ""
# From the best to the worst.
FAR = {
    YES: gettext_lazy("ja"),
    PARTLY: gettext_lazy("deels"),
    TAKEN_BACK: gettext_lazy("teruggenomen"),
    NO: gettext_lazy("nee"),
}
_WORSE = {far: place for place, far in enumerate(FAR)}


@dataclass(frozen=True)
class KeptPromise:
    """One promise, how far it was kept (empty: a person must say), and the explanation.

    ``measured`` is how far the data say that it was kept, empty where they say nothing, and
    ``seen`` what they say. A person may say otherwise in ``far``, and never in these two.
    """

    promise: str
    what: str
    far: str = NOT_YET_KNOWN
    note: str = ""
    measured: str = NOT_YET_KNOWN
    seen: str = ""


def is_better(far, measured) -> bool:
    """Somebody says that a promise was kept better than the data show."""
    return bool(measured) and bool(far) and _WORSE[far] < _WORSE[measured]


def measured(promise, what, far, seen="", note="") -> KeptPromise:
    """A promise that was measured: until somebody says otherwise, that is how far it was kept."""
    return KeptPromise(promise, what, far=far, note=note, measured=far, seen=seen)


@dataclass(frozen=True)
class Findings:
    """What the measuring reads of a process, at once: what was opened, altered and adopted."""

    trajectory: object
    on: object
    activities: tuple = ()
    altered: dict = field(default_factory=dict)
    adoptions: tuple = ()


def findings_of(trajectory, *, on) -> Findings:
    """Three queries, however much was promised."""
    activities = Activity.objects.filter(trajectory=trajectory)
    altered: dict[int, list[Alteration]] = {}
    for alteration in Alteration.objects.filter(activity__trajectory=trajectory):
        altered.setdefault(alteration.activity_id, []).append(alteration)
    adoptions = Adoption.objects.filter(version__trajectory=trajectory)
    return Findings(trajectory, on, tuple(activities), altered, tuple(adoptions))


def phase_kept(findings, phase, what) -> KeptPromise:
    """Open from its first day to its last; what was called off opened nothing."""
    key = f"phase:{phase.key}"
    opened = [
        activity
        for activity in findings.activities
        if activity.phase == phase.key and activity.cancelled_at is None
    ]
    if not opened:
        return measured(key, what, NO, _("In deze fase ging niets open."))
    first = min(activity.opens_on for activity in opened)
    last = max(_last_day(activity) for activity in opened)
    far = YES if first <= phase.starts_on and last >= phase.ends_on else PARTLY
    return measured(key, what, far, _open_between(first, last))


def _last_day(activity):
    """An evening that was held as promised closes nothing early."""
    was_cut_short = activity.last_day < activity.promised_until
    return activity.last_day if was_cut_short else activity.closes_on


def _open_between(first, last):
    return _("Open van %(first)s tot en met %(last)s.") % {"first": day(first), "last": day(last)}


def method_kept(findings, phase, planned, what) -> KeptPromise:
    """Opened, and there until its last day; an evening is held only once its day has passed."""
    key = f"method:{phase.key}:{planned.key}"
    opened = [
        activity
        for activity in findings.activities
        if activity.phase == phase.key and activity.planned == planned.key
    ]
    if not opened:
        return measured(key, what, NO, _("Dit ging niet open."))
    activity = opened[0]
    if activity.cancelled_at is not None:
        seen = _("Afgelast op %(day)s.") % {"day": day(local_day(activity.cancelled_at))}
        return measured(key, what, TAKEN_BACK, seen, activity.closed_reason)
    if activity.is_held:
        return _held(findings, key, what, activity, planned)
    far = YES if activity.last_day >= activity.promised_until else PARTLY
    seen = _open_between(activity.opens_on, activity.last_day)
    return measured(key, what, far, seen, activity.closed_reason)


def _held(findings, key, what, activity, planned):
    words = {"day": day(activity.held_on)}
    if activity.last_day < activity.held_on:
        seen = _("Gesloten vóór de dag zelf, op %(day)s.") % {"day": day(activity.last_day)}
        return measured(key, what, NO, seen, activity.closed_reason)
    if findings.on <= activity.held_on:
        return measured(key, what, NO, _("Nog niet gehouden: dit is op %(day)s.") % words)
    moved = [
        alteration
        for alteration in findings.altered.get(activity.pk, ())
        if alteration.what == Alteration.What.MOVED
    ]
    if _is_as_promised(activity, planned, moved):
        return measured(key, what, YES, _("Dit was op %(day)s.") % words)
    seen = _("Verplaatst: dit was op %(day)s.") % words
    return measured(key, what, PARTLY, seen, moved[-1].reason if moved else "")


def _is_as_promised(activity, planned, moved):
    """On the day that the agreement names; where it names none, and for time and place, as it was
    announced first, or as the agreement says now."""
    first = moved[0] if moved else activity
    on_its_day = activity.held_on == (planned.held_on or first.held_on)
    at_its_hour = activity.held_at in (first.held_at, planned.held_at or first.held_at)
    in_its_place = activity.place in (first.place, planned.place)
    return on_its_day and at_its_hour and in_its_place


def frame_kept(frame, what) -> KeptPromise:
    """It stands in the agreement that holds, as it was promised."""
    return measured(f"frame:{frame.number}", what, YES, _("Dit staat nog zo in de afspraken."))


def moment_kept(findings, moment, what) -> KeptPromise:
    """Of a meeting of a body, what was recorded of it; the rest only people know."""
    key = f"moment:{moment.day.isoformat()}:{moment.pk}"
    decided = [
        adoption.decided_on for adoption in findings.adoptions if adoption.body == moment.body
    ]
    if not moment.body or not decided:
        return KeptPromise(
            key, what, seen=_("Dit is niet te meten. Wie het verslag schreef, zegt het.")
        )
    if moment.day in decided:
        return measured(key, what, YES, _("Dit orgaan besloot op die dag."))
    nearest = min(decided, key=lambda decided_on: abs(decided_on - moment.day))
    return KeptPromise(key, what, seen=_("Dit orgaan besloot op %(day)s.") % {"day": day(nearest)})


def taken_back(version, number, what) -> KeptPromise:
    """It was promised, and a change of the agreement, ``version``, said otherwise."""
    seen = _("Gewijzigd op %(day)s, met versie %(number)s van de afspraken.") % {
        "day": day(version.adopted_on),
        "number": version.number,
    }
    key = f"version:{version.number}:{number}"
    return measured(key, what, TAKEN_BACK, seen, version.reason_for_change)
