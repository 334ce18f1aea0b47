"""The gates about the days of a plan: what they promise together can be kept.

Asked when a plan is laid before who adopts it, the first time and at every change.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.actions.follow import day_after_change
from speelruimte.activities.kind import kind_of
from speelruimte.activities.terms import day_of_answer
from speelruimte.agreements.moments import promised_decision
from speelruimte.agreements.queries import version_in_force
from speelruimte.policy.schema import FirmGate
from speelruimte.route.missing import Missing, gate
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.terms import is_day_of_rest, is_holiday
from speelruimte.trajectories.deciding import decider_of

# Days: in less than two weeks many people hear of it too late.
SHORT_PHASE = 14


@gate(always=FirmGate.DAYS)
def decision_comes_last(case):
    """The decision lies after the last day of every phase.

    Source: heemstede#participatieplan
    """
    decision = _decision_day(case)
    for phase in _phases(case) if decision else ():
        if decision < phase.ends_on:
            yield Missing(
                _(
                    "Het besluit staat op %(decision)s. Fase ‘%(phase)s’ loopt dan nog, tot en met "
                    "%(last)s. Kies een latere dag voor het besluit."
                )
                % {
                    "decision": _day(decision),
                    "phase": phase.name,
                    "last": _day(phase.ends_on),
                },
                "phases",
            )


@gate(always=FirmGate.DAYS)
def answers_come_before_the_decision(case):
    """Nobody is promised an answer for a day after the decision it should have counted in.

    Source: sessie-2021-03-15#terugkoppelen
    """
    decision = _decision_day(case)
    for phase in _phases(case) if decision else ():
        due = day_of_answer(case.policy, closes_on=phase.ends_on, received_on=phase.ends_on)
        if due and decision < due and decision >= phase.ends_on and _words_come_in(phase):
            yield Missing(
                _(
                    "Wie meedoet in fase ‘%(phase)s’, krijgt antwoord uiterlijk op %(due)s. Het "
                    "besluit staat op %(decision)s. Kies een latere dag voor het besluit, of laat "
                    "de fase eerder eindigen."
                )
                % {"phase": phase.name, "due": _day(due), "decision": _day(decision)},
                "phases",
            )


@gate(always=FirmGate.DAYS)
def bodies_meet_on_a_day_they_can(case):
    """No body meets on a Sunday or a holiday. On a Saturday it may.

    Source: wet#algemene-termijnenwet
    """
    for moment in all_of(case.version, "moments") if case.version else ():
        if said := on_a_day_of_rest(moment):
            yield Missing(said, "phases")


def on_a_day_of_rest(moment) -> str:
    """That a body would meet on a day on which it does not; empty of any other moment."""
    return no_body_meets_on(moment.what, moment.day) if moment.body else ""


def no_body_meets_on(what, day) -> str:
    """That a body would do this on a day on which none meets; empty of any other day."""
    if not is_day_of_rest(day):
        return ""
    sentence = (
        _("‘%(what)s’ staat op %(day)s. Dat is een feestdag. Kies een andere dag.")
        if is_holiday(day)
        else _("‘%(what)s’ staat op %(day)s. Dat is een zondag. Kies een andere dag.")
    )
    return sentence % {"what": what, "day": _day(day)}


@gate(always=FirmGate.DAYS)
def meetings_lie_in_their_phase(case):
    """What people come to is held while its phase lasts: the days of a phase may change after it.

    What was opened, and announced to everybody, is held on the day to which it was moved.

    Source: heemstede#participatieplan
    """
    for phase in _phases(case):
        for said in outside_their_phase(phase, on=case.on):
            yield Missing(said, "phases")


def outside_their_phase(phase, *, on=None) -> list[str]:
    """What people come to on a day that is no day of this phase, in a sentence for each."""
    to_plan = _(
        "‘%(title)s’ is op %(day)s. Fase ‘%(phase)s’ loopt van %(first)s tot en met %(last)s. Pas de "
        "fase aan, of haal ‘%(title)s’ daar weg en kies een dag in de fase."
    )
    announced = _(
        "‘%(title)s’ is aangekondigd voor %(day)s. Fase ‘%(phase)s’ loopt van %(first)s tot en met "
        "%(last)s. Pas de fase aan, of verplaats ‘%(title)s’ eerst bij ‘Meedoen’. Laat de werkvorm in "
        "de afspraken staan."
    )
    return [
        (announced if is_announced else to_plan)
        % {
            "title": title,
            "day": _day(held_on),
            "phase": phase.name,
            "first": _day(phase.starts_on),
            "last": _day(phase.ends_on),
        }
        for title, held_on, is_announced in _held_in(phase, on)
        if held_on and not phase.starts_on <= held_on <= phase.ends_on
    ]


def _held_in(phase, on):
    """What a phase plans to come to, and on which day: (title, day, whether that was announced).

    What was closed is announced no more, and what was held keeps its day.
    """
    before, opened = {}, {}
    if phase.version.amends:
        trajectory = phase.version.trajectory
        before = _methods_before(phase)
        opened = {
            activity.planned: activity
            for activity in all_of(trajectory, "activities")
            if activity.phase == phase.key
        }
    for planned in all_of(phase, "methods"):
        activity = opened.get(planned.key)
        if activity is None:
            yield planned.title, planned.held_on, False
        elif activity.is_held and activity.closed_at is None and not _is_past(activity.held_on, on):
            was = before.get(planned.key)
            day = day_after_change(activity, before=was, now=planned, on=on)
            yield activity.title, day, True


def _methods_before(phase):
    """What the version that is changed names in the same phase, by key."""
    return {
        planned.key: planned
        for same in _phases_changed_by(phase.version)
        if same.key == phase.key
        for planned in all_of(same, "methods")
    }


def _is_past(day, on):
    return on is not None and day < on


def hard_to_come_to(what, day) -> str:
    """That people would come on a Sunday or a holiday: a remark, for some can only then."""
    if not is_day_of_rest(day):
        return ""
    sentence = (
        _("Let op: ‘%(what)s’ is op %(day)s. Dat is een feestdag. Kunnen mensen dan komen?")
        if is_holiday(day)
        else _("Let op: ‘%(what)s’ is op %(day)s. Dat is een zondag. Kunnen mensen dan komen?")
    )
    return sentence % {"what": what, "day": _day(day)}


def shorter_than_people_need(phase) -> str:
    """That a phase lasts less than two weeks: a remark, for a vote in a hall takes one day."""
    days = (phase.ends_on - phase.starts_on).days + 1
    if days >= SHORT_PHASE:
        return ""
    return ngettext(
        "Let op: fase ‘%(phase)s’ duurt %(days)s dag. Hebben mensen dan genoeg tijd om mee te doen?",
        "Let op: fase ‘%(phase)s’ duurt %(days)s dagen. Hebben mensen dan genoeg tijd om mee te doen?",
        days,
    ) % {"phase": phase.name, "days": days}


def remarks_on_days(version) -> list[str]:
    """What is odd about the days of a text that still lies open, as who planned it was told.

    What the agreement in force says for the same days was read when that was adopted.
    """
    said = _odd_days(version_in_force(version.trajectory))
    return [remark for remark in _odd_days(version) if remark not in said]


def _odd_days(version):
    if version is None:
        return []
    remarks = []
    for phase in version.phases.prefetch_related("methods"):
        remarks.append(shorter_than_people_need(phase))
        remarks += [
            hard_to_come_to(planned.title, planned.held_on)
            for planned in phase.methods.all()
            if planned.held_on
        ]
    remarks += [
        hard_to_come_to(moment.what, moment.day)
        for moment in version.moments.all()
        if not moment.body
    ]
    return [remark for remark in remarks if remark]


@gate(always=FirmGate.DAYS)
def decision_falls_where_it_is_decided(case):
    """The moment of the decision is of the body that decides, also when another decides since.

    Source: heemstede#participatieplan
    """
    moment = promised_decision(all_of(case.version, "moments")) if case.version else None
    decider = decider_of(case.trajectory)
    if moment and moment.body and moment.body != decider.body:
        sentence = _(
            "‘%(what)s’ is van: %(body)s. Het besluit is nu aan: %(decider)s. Wijzig dit moment."
        )
        said = {
            "what": moment.what,
            "body": case.policy.body(moment.body).label,
            "decider": decider.label,
        }
        yield Missing(sentence % said, "phases")


@gate(always=FirmGate.DAYS)
def days_still_come(case):
    """No phase, meeting or moment that this text adds lies in the past, and no phase begins there.

    What the agreement in force promised for the same day, was promised before that day. The days
    are held against today where the one who asks says which day that is.

    Source: heemstede#participatieplan
    """
    if case.version is None or case.on is None:
        return
    for phase in phases_begun_before(case.version, on=case.on):
        yield Missing(
            _(
                "Fase ‘%(phase)s’ zou beginnen op %(day)s. Die dag is voorbij. Kies een nieuwe "
                "eerste dag."
            )
            % {"phase": phase.name, "day": _day(phase.starts_on)},
            "phases",
        )
    promised = {last for _what, last in _planned_days(version_in_force(case.trajectory))}
    for what, last in _planned_days(case.version):
        if last < case.on and last not in promised:
            yield Missing(
                _("‘%(what)s’ staat op %(day)s. Die dag is voorbij. Kies een nieuwe dag.")
                % {"what": what, "day": _day(last)},
                "phases",
            )


def phases_begun_before(version, *, on) -> list:
    """Which phases of a text would have begun before this day and still last; what the agreement
    that it changes promised for the same day, was promised before that day."""
    promised = {(phase.key, phase.starts_on) for phase in _phases_changed_by(version)}
    return [
        phase
        for phase in all_of(version, "phases")
        if phase.starts_on < on <= phase.ends_on and (phase.key, phase.starts_on) not in promised
    ]


def _phases_changed_by(version):
    """The phases of the version that this one changes."""
    if not version.amends:
        return []
    return [
        phase
        for before in all_of(version.trajectory, "versions")
        if before.number == version.amends
        for phase in all_of(before, "phases")
    ]


@gate(always=FirmGate.DAYS)
def unknowns_have_a_day(case):
    """What is not known yet says when it will be, on a day that still comes.

    The day is held against today where the one who asks says which day that is.

    Source: heemstede#participatieplan
    """
    for frame in all_of(case.version, "frames") if case.version else ():
        if frame.status != frame.Status.UNKNOWN:
            continue
        if frame.known_on is None:
            yield Missing(
                _("‘%(title)s’ weten we nog niet. Zeg op welke dag we het wel weten.")
                % {"title": frame.title},
                "frames",
            )
        elif case.on is not None and frame.known_on < case.on:
            yield Missing(
                _(
                    "‘%(title)s’ zouden we weten op %(day)s. Die dag is voorbij. Schrijf op wat het "
                    "is, of kies een nieuwe dag."
                )
                % {"title": frame.title, "day": _day(frame.known_on)},
                "frames",
            )


def _planned_days(version):
    """What a version plans with its last day: phases, what is held in them, and moments."""
    for phase in all_of(version, "phases") if version else ():
        yield phase.name, phase.ends_on
        for planned in all_of(phase, "methods"):
            if planned.held_on is not None:
                yield planned.title, planned.held_on
    for moment in all_of(version, "moments") if version else ():
        yield moment.what, moment.day


def _phases(case):
    return all_of(case.version, "phases") if case.version else ()


def _decision_day(case):
    moment = promised_decision(all_of(case.version, "moments")) if case.version else None
    return moment.day if moment else None


def _words_come_in(phase):
    """Somebody can say something here in own words: not where people only vote."""
    return any(kind_of(planned.tool.way).promises_answers for planned in all_of(phase, "methods"))


def _day(day):
    return date_format(day, "j F Y")
