"""How far the adopted agreement was kept: a draft from the data, finished by hand.

Source: heemstede#verslag-over-de-afspraken
"""

from dataclasses import asdict, dataclass, replace

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.kind import keys_that_promise_answers
from speelruimte.activities.terms import day_of_answer
from speelruimte.agreements.moments import promised_decision
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.models import Answer, Placement
from speelruimte.policy.schema.closed import TermKey
from speelruimte.policy.speaking import speaking
from speelruimte.shared.terms import HERE, local_day
from speelruimte.trajectories.actions import policy_of

YES, PARTLY, NO, NOT_YET_KNOWN = "yes", "partly", "no", ""
FAR = {YES: gettext_lazy("ja"), PARTLY: gettext_lazy("deels"), NO: gettext_lazy("nee")}


@dataclass(frozen=True)
class KeptPromise:
    """One promise, how far it was kept (empty: a person must say), and the explanation."""

    promise: str
    what: str
    far: str = NOT_YET_KNOWN
    note: str = ""


def draft_of(trajectory, *, on) -> list[dict]:
    """Every promise of the agreement with what the data say of it, in the words of its policy."""
    with speaking(lambda: policy_of(trajectory)):
        return _draft(trajectory, on=on)


def _draft(trajectory, *, on):
    version = version_in_force(trajectory)
    if version is None:
        return []
    activities = list(trajectory.activities.all())
    promises = []
    for phase in version.phases.prefetch_related("methods"):
        promises.append(
            _phase(phase, [activity for activity in activities if activity.phase == phase.key])
        )
        promises += [_method(phase, planned, activities) for planned in phase.methods.all()]
    promises += _moments(version, on)
    promises += _answers(trajectory)
    return [asdict(promise) for promise in promises]


def _phase(phase, opened):
    what = _("‘%(name)s’ loopt van %(first)s tot en met %(last)s.") % {
        "name": phase.name,
        "first": _day(phase.starts_on),
        "last": _day(phase.ends_on),
    }
    key = f"phase:{phase.key}"
    if not opened:
        return KeptPromise(key, what, NO, _("In deze fase ging niets open."))
    first = min(activity.opens_on for activity in opened)
    last = max(_last_day(activity) for activity in opened)
    if first <= phase.starts_on and last >= phase.ends_on:
        return KeptPromise(key, what, YES)
    note = _("Open van %(first)s tot en met %(last)s.") % {"first": _day(first), "last": _day(last)}
    return KeptPromise(key, what, PARTLY, note)


def _last_day(activity):
    """An evening that was held as promised closes nothing early."""
    was_cut_short = activity.last_day < activity.promised_until
    return activity.last_day if was_cut_short else activity.closes_on


def _method(phase, planned, activities):
    """Kept when it was there until its day; what closed before that says why."""
    what = _("U kunt meedoen met: %(title)s.") % {"title": planned.title}
    key = f"method:{phase.key}:{planned.key}"
    opened = [
        activity
        for activity in activities
        if activity.phase == phase.key and activity.planned == planned.key
    ]
    if not opened:
        return KeptPromise(key, what, NO)
    activity = opened[0]
    if activity.last_day >= activity.promised_until:
        return KeptPromise(key, what, YES)
    was_held_on_a_day = not activity.kind and activity.held_on
    return KeptPromise(key, what, NO if was_held_on_a_day else PARTLY, activity.closed_reason)


def _moments(version, on):
    """What was promised for a day until now. Of the decision, still to come, only that it is late."""
    moments = list(version.moments.all())
    decision = promised_decision(moments)
    for moment in moments:
        if moment.day <= on and moment != decision:
            yield _moment(moment)
    if decision is not None and decision.day < on:
        yield replace(_moment(decision), far=NO, note=_("Op deze dag was er geen besluit."))


def _moment(moment):
    what = _("%(day)s: %(what)s.") % {"day": _day(moment.day), "what": moment.what.rstrip(".")}
    return KeptPromise(f"moment:{moment.day.isoformat()}:{moment.pk}", what)


def _answers(trajectory):
    """Were answers given within the term that the policy promises? The last day is in time."""
    policy = policy_of(trajectory)
    term = policy.term(TermKey.ANSWER_CONTRIBUTION)
    if term is None:
        return []
    promising = keys_that_promise_answers()
    activities = {
        promising_activity.pk: promising_activity
        for promising_activity in trajectory.activities.all()
        if promising_activity.kind in promising
    }
    in_time = late = 0
    for activity, received_on, answered_on, number in _answer_days(trajectory):
        if activity not in activities:
            continue
        closes_on = activities[activity].closes_on
        if answered_on <= day_of_answer(policy, closes_on=closes_on, received_on=received_on):
            in_time += number
        else:
            late += number
    if not in_time + late:
        return []
    what = _("U krijgt antwoord binnen %(term)s. De termijn telt vanaf %(start)s.") % {
        "term": term,
        "start": term.counts_from.label,
    }
    note = _("%(in_time)s keer op tijd, %(late)s keer later.") % {"in_time": in_time, "late": late}
    far = YES if not late else NO if not in_time else PARTLY
    return [KeptPromise("answers", what, far, note)]


def _answer_days(trajectory):
    """Activity, day received, day of the first answer, and how often: grouped, not one by one."""
    own = Answer.objects.filter(contribution__trajectory=trajectory, number=1)
    own_days = own.values_list("contribution__activity", "contribution__received_at", "given_at")
    for activity, received_at, given_at in own_days:
        yield activity, local_day(received_at), local_day(given_at), 1
    first = dict(
        Answer.objects.filter(theme__trajectory=trajectory, number=1).values_list(
            "theme_id", "given_at"
        )
    )
    grouped = (
        Placement.objects.filter(contribution__trajectory=trajectory, answer__isnull=True)
        .filter(theme__answer__isnull=False)
        .annotate(day=TruncDate("contribution__received_at", tzinfo=HERE))
        .values_list("contribution__activity", "theme_id", "day")
        .annotate(number=Count("contribution_id"))
    )
    for activity, theme, received_on, number in grouped:
        yield activity, received_on, local_day(first[theme]), number


def _day(value):
    return date_format(value, "j F Y")
