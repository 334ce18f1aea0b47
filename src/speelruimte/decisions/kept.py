"""How far the adopted agreement was kept: a draft from the data, finished by hand.

Source: heemstede#verslag-over-de-afspraken
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import pairwise

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from speelruimte.activities.kind import keys_that_promise_answers
from speelruimte.activities.rules import day
from speelruimte.activities.terms import day_of_answer, first_promised
from speelruimte.activities.when import when_and_where
from speelruimte.agreements.models import Frame, Phase, Version
from speelruimte.agreements.moments import promised_decision
from speelruimte.agreements.queries import adopted_versions
from speelruimte.decisions.measured import (
    NO,
    NOT_YET_KNOWN,
    PARTLY,
    YES,
    findings_of,
    frame_kept,
    measured,
    method_kept,
    moment_kept,
    phase_kept,
    taken_back,
)
from speelruimte.decisions.models import Answer, Placement
from speelruimte.decisions.terms import words_still_owed
from speelruimte.policy.schema.closed import TermKey
from speelruimte.policy.speaking import speaking
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.terms import HERE, local_day
from speelruimte.trajectories.actions import policy_of


def draft_of(trajectory, *, on) -> list[dict]:
    """Every promise of the agreement with what the data say of it, in the words of its policy."""
    with speaking(lambda: policy_of(trajectory)):
        return _draft(trajectory, on=on)


def _draft(trajectory, *, on):
    """What the agreement in force promises as measured, then what a change took back, then answers."""
    adopted = adopted_versions(trajectory)
    fetch_ahead(adopted, "phases__methods", "frames", "moments")
    if not adopted:
        return []
    findings = findings_of(trajectory, on=on)
    promises = [promise.kept() for promise in _promised(findings, adopted[-1])]
    promises += _taken_back(findings, adopted)
    promises += _answers(trajectory, on=on)
    return [asdict(promise) for promise in promises]


@dataclass(frozen=True)
class _Promise:
    """A promise in its sentence, and how it is measured; of a phase, the phase.

    ``meets`` is what is held, with its day, hour and place, of what people come to.
    """

    what: str
    kept: Callable
    phase: Phase | None = None
    meets: tuple = ()

    def stands_among(self, others) -> bool:
        """It is promised there too: in the same words, the same phase for at least these days, or the
        same meeting, of which more is known."""
        return any(
            other.what == self.what
            or _holds_all_days(other.phase, self.phase)
            or _says_more(other.meets, self.meets)
            for other in others
        )


def _holds_all_days(phase, days_of):
    return (
        phase is not None
        and days_of is not None
        and phase.key == days_of.key
        and phase.starts_on <= days_of.starts_on
        and days_of.ends_on <= phase.ends_on
    )


def _says_more(meets, than):
    """All that was said of a meeting is said of this one, and maybe its hour or its place too."""
    if not (meets and than):
        return False
    what, *when_and_where = meets
    same, *as_promised = than
    return what == same and all(
        word in ("", now) for word, now in zip(as_promised, when_and_where, strict=True)
    )


def _promised(findings, version):
    """All that one version promises until today."""
    for phase in version.phases.all():
        what = _phase_words(phase)
        yield _Promise(what, partial(phase_kept, findings, phase, what), phase)
        for planned in phase.methods.all():
            what = _method_words(planned)
            measure = partial(method_kept, findings, phase, planned, what)
            named = (phase.key, planned.method, planned.title)
            meets = (named, planned.held_on or "", planned.held_at, planned.place)
            yield _Promise(what, measure, meets=meets)
    for frame in version.frames.all():
        if frame.status == Frame.Status.FIXED:
            what = _("Dit staat vast: %(title)s.") % {"title": frame.title.rstrip(".")}
            yield _Promise(what, partial(frame_kept, frame, what))
    yield from _promised_moments(findings, list(version.moments.all()))


def _promised_moments(findings, moments):
    decision = promised_decision(moments)
    for moment in moments:
        when = when_and_where(moment.day, moment.held_at, moment.place)
        what = _("%(day)s: %(what)s.") % {"day": when, "what": moment.what.rstrip(".")}
        meets = (moment.what, moment.day, moment.held_at, moment.place)
        if moment == decision:
            if moment.day < findings.on:
                measure = partial(_late_decision, findings, moment, what)
                yield _Promise(what, measure, meets=meets)
        elif moment.day <= findings.on:
            yield _Promise(what, partial(moment_kept, findings, moment, what), meets=meets)


def _phase_words(phase):
    return _("‘%(name)s’ loopt van %(first)s tot en met %(last)s.") % {
        "name": phase.name,
        "first": day(phase.starts_on),
        "last": day(phase.ends_on),
    }


def _method_words(planned):
    """With its day, hour and place, of what is held on one."""
    if planned.held_on is None:
        return _("U kunt meedoen met: %(title)s.") % {"title": planned.title}
    return _("U kunt meedoen met: %(title)s, op %(day)s.") % {
        "title": planned.title,
        "day": when_and_where(planned.held_on, planned.held_at, planned.place),
    }


def _late_decision(findings, moment, what):
    """Of the decision, still to come, only that it is late."""
    late = moment_kept(findings, moment, what)
    seen = _("Op deze dag was er geen besluit.")
    return replace(late, far=NO, measured=NO, seen=seen)


def _taken_back(findings, adopted):
    """What an earlier version promised and the next one does not say any more, each once.

    A light change that a party said no to, promised nothing: it is passed over.
    """
    told = list(_promised(findings, adopted[-1]))
    undone = {version.amends for version in adopted if version.kind == Version.Kind.PUT_BACK}
    number = 0
    standing = (version for version in adopted if version.number not in undone)
    for version, after in pairwise(standing):
        still = list(_promised(findings, after))
        for promise in _promised(findings, version):
            if not promise.stands_among(still) and not promise.stands_among(told):
                told.append(replace(promise, phase=None))
                number += 1
                yield taken_back(after, number, promise.what)


def _answers(trajectory, *, on):
    """Were answers given within the term that the policy promises? The last day is in time.

    What still has no answer is counted too.
    """
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
    for activity, received_on, promised_by, answered_on, number in _answer_days(trajectory):
        if activity not in activities:
            continue
        due = _due(policy, activities[activity], received_on, promised_by)
        if answered_on <= due:
            in_time += number
        else:
            late += number
    owed = overdue = 0
    for activity, received_on, promised_by, number in words_still_owed(trajectory):
        owed += number
        if _due(policy, activities[activity], received_on, promised_by) < on:
            overdue += number
    if not in_time + late + owed:
        return []
    what = _("U krijgt antwoord binnen %(term)s. De termijn telt vanaf %(start)s.") % {
        "term": term,
        "start": term.counts_from.label,
    }
    return [
        measured(
            "answers",
            what,
            _answers_far(in_time, late + overdue, owed - overdue),
            _answers_note(in_time, late, owed),
        )
    ]


def _due(policy, activity, received_on, promised_by):
    closes_on = activity.last_day_told(received_on)
    day = day_of_answer(policy, closes_on=closes_on, received_on=received_on)
    return first_promised(day, promised_by)


def _answers_far(in_time, late, to_come):
    """Nobody can say yet, as long as all went well and answers are still to come."""
    if not late:
        return NOT_YET_KNOWN if to_come else YES
    return PARTLY if in_time + to_come else NO


def _answers_note(in_time, late, owed):
    note = _("%(in_time)s keer op tijd, %(late)s keer later.") % {"in_time": in_time, "late": late}
    if owed:
        note += " " + _("Nog zonder antwoord: %(owed)s.") % {"owed": owed}
    return note


def _answer_days(trajectory):
    """Activity, day received, day that was promised elsewhere, day of the first answer, and how often:
    grouped, not one by one."""
    own = Answer.objects.filter(contribution__trajectory=trajectory, number=1)
    own_days = own.values_list(
        "contribution__activity",
        "contribution__received_at",
        "contribution__promised_by",
        "given_at",
    )
    for activity, received_at, promised_by, given_at in own_days:
        yield activity, local_day(received_at), promised_by, local_day(given_at), 1
    first = dict(
        Answer.objects.filter(theme__trajectory=trajectory, number=1).values_list(
            "theme_id", "given_at"
        )
    )
    grouped = (
        Placement.objects.filter(contribution__trajectory=trajectory, answer__isnull=True)
        .filter(theme__answer__isnull=False)
        .annotate(
            received_day=TruncDate("contribution__received_at", tzinfo=HERE),
            came_under_day=TruncDate("came_under_at", tzinfo=HERE),
        )
        .values_list(
            "contribution__activity",
            "theme_id",
            "received_day",
            "contribution__promised_by",
            "came_under_day",
        )
        .annotate(number=Count("contribution_id"))
    )
    for activity, theme, received_on, promised_by, came_under_on, number in grouped:
        answered_on = came_under_on or local_day(first[theme])
        yield activity, received_on, promised_by, answered_on, number
