"""The gates from taking part until there is a lesson. The earlier ones stand in gates.py."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.kind import owed_answers
from speelruimte.activities.queues import number_looked_at_again, number_waiting
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.day_of_decision import held_over_decision
from speelruimte.decisions.going_back import going_back
from speelruimte.decisions.unanswered import number_we_left
from speelruimte.evaluation.queries import opened_evaluation
from speelruimte.evaluation.terms import looking_back_until
from speelruimte.people.roles import Role
from speelruimte.policy.recording import body_named
from speelruimte.policy.schema import AskedOf, FirmGate, Gate
from speelruimte.route.adopters import bodies_that_refrain
from speelruimte.route.means import means_called_off
from speelruimte.route.missing import Missing, decision_held_over_words, gate
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.terms import local_day

# Taking part and result --------------------------------------------------------------------------


@gate(always=FirmGate.OPENED)
def phases_were_opened(case):
    adopted = version_in_force(case.trajectory)
    if adopted is None:
        yield Missing(_("Er zijn nog geen vastgestelde afspraken."), "adoption")
        return
    opened = {activity.phase for activity in all_of(case.trajectory, "activities")}
    for phase in all_of(adopted, "phases"):
        if phase.key not in opened:
            yield Missing(
                _("In fase ‘{name}’ is nog niets geopend. Dat is wel beloofd.").format(
                    name=phase.name
                ),
                "activities",
            )


@gate(always=FirmGate.OPENED)
def promised_ways_were_opened(case):
    """Every way that the agreement names was opened, or taken back so that everyone can read it: by a
    change of the agreement, or by saying that it does not take place.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    adopted = version_in_force(case.trajectory)
    opened = {
        (activity.phase, activity.planned) for activity in all_of(case.trajectory, "activities")
    }
    begun = {phase for phase, _planned in opened}
    for phase in all_of(adopted, "phases") if adopted else ():
        for planned in all_of(phase, "methods") if phase.key in begun else ():
            if (phase.key, planned.key) not in opened:
                sentence = _(
                    "‘{title}’ is beloofd en niet geopend. Open het, of zeg met de reden dat het "
                    "niet doorgaat."
                )
                yield Missing(sentence.format(title=planned.title), "activities")


@gate(switch=Gate.MIX)
def means_still_come(case):
    """The plan had to hold a way, such as meeting one another, and all of them were called off: who
    leads plans another.
    """
    for gone, means in means_called_off(case):
        sentence = ngettext(
            "{titles} gaat niet door, en dat was alles met: {means}. Plan iets anders: wijzig "
            "de afspraken, en zeg daar waarom.",
            "{titles} gaan niet door, en dat was alles met: {means}. Plan iets anders: wijzig "
            "de afspraken, en zeg daar waarom.",
            len(gone),
        )
        titles = get_text_list([f"‘{activity.title}’" for activity in gone], _("en"))
        yield Missing(sentence.format(titles=titles, means=means.label), "another-way")


@gate(switch=Gate.STOPPING)
def adopters_let_it_stop(case):
    """Where the policy says so, each body that adopted the agreement decides about stopping too.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    for key in bodies_that_refrain(case.trajectory):
        body = case.policy.body(key)
        sentence = _("Of dit traject mag stoppen, is nog niet besloten door {label}.")
        yield Missing(
            sentence.format(label=body.label), "stop-decision", Role(body.recorded_by), body=key
        )


@gate(always=FirmGate.OPENED)
def activities_are_closed(case):
    for activity in all_of(case.trajectory, "activities"):
        if activity.closed_at is None:
            last_day = activity.promised_until
            yield Missing(
                _("‘{title}’ is nog open. Sluit deze eerst. Na {day} kan dat zonder reden.").format(
                    title=activity.title, day=date_format(last_day, "j F Y")
                ),
                "activities",
                about=activity.address,
                not_before=last_day + timedelta(days=1),
            )


@gate(always=FirmGate.OPENED)
def promised_days_have_passed(case):
    """Closing early or calling off takes no promised day back: only a change of the agreement does.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    promised = _promised_last_days(case.trajectory)
    last_day = max((day for _activity, day in promised), default=None)
    closed = [
        activity.closed_at and local_day(activity.closed_at)
        for activity, day in promised
        if day == last_day
    ]
    if last_day is None or None in closed:
        return  # what is open until then, is asked to be closed
    if (case.on or max(closed)) <= last_day:
        sentence = _(
            "Meedoen is beloofd tot en met {day}. Verder kan na die dag, of eerder met een wijziging "
            "van de afspraken."
        )
        yield Missing(
            sentence.format(day=date_format(last_day, "j F Y")),
            "process",
            not_before=last_day + timedelta(days=1),
        )


def _promised_last_days(trajectory):
    """What people could do with the last day that the agreement in force promises for it; without
    what the agreement names no more."""
    adopted = version_in_force(trajectory)
    ends = {
        (phase.key, planned.key): phase.ends_on
        for phase in (all_of(adopted, "phases") if adopted else ())
        for planned in all_of(phase, "methods")
    }
    return [
        (activity, activity.promised_in(min(activity.closes_on, end)))
        for activity in all_of(trajectory, "activities")
        if (end := ends.get((activity.phase, activity.planned)))
    ]


@gate(always=FirmGate.ANSWERS)
def words_were_looked_at(case):
    """Asked once all is closed: until then more comes in, and somebody looks at it as it comes."""
    if all(activity.closed_at for activity in all_of(case.trajectory, "activities")):
        yield from nothing_waits_for_moderation(case)


@gate(always=FirmGate.ANSWERS)
def nothing_waits_for_moderation(case):
    waiting = number_waiting(case.trajectory)
    if waiting:
        yield Missing(
            _waiting_words(waiting),
            "inbox",
            Role.MODERATOR,
        )


def _waiting_words(waiting):
    return ngettext(
        "Nog 1 keer inbreng wacht op een blik.",
        "Nog {waiting} keer inbreng wacht op een blik.",
        waiting,
    ).format(waiting=waiting)


@gate(always=FirmGate.ANSWERS)
def everyone_has_an_answer(case):
    unanswered = owed_answers(case.trajectory)
    if unanswered:
        told = ngettext(
            "Nog 1 keer inbreng zonder antwoord.",
            "Nog {unanswered} keer inbreng zonder antwoord.",
            unanswered,
        ).format(unanswered=unanswered)
        waits = going_back(case.trajectory, on=case.on)
        yield Missing(
            f"{told} {waits.sentence}".strip() if case.on else told,
            "answers",
            not_before=waits.over_on if waits.number == unanswered else None,
        )
    waiting = number_waiting(case.trajectory)
    if waiting:
        yield Missing(
            _waiting_words(waiting),
            "inbox",
            Role.MODERATOR,
        )


@gate(always=FirmGate.ANSWERS)
def no_second_look_is_open(case):
    """Who does not agree that words were refused was promised that somebody else looks again: after this
    nobody can place them any more.

    Source: sessie-2021-03-15#terugkoppelen
    """
    number = number_looked_at_again(case.trajectory)
    if number:
        yield Missing(
            ngettext(
                "Iemand anders kijkt nog opnieuw naar 1 keer inbreng. Wacht daarop.",
                "Iemand anders kijkt nog opnieuw naar {number} keer inbreng. Wacht daarop.",
                number,
            ).format(number=number),
            "inbox",
            Role.MODERATOR,
        )


@gate(always=FirmGate.AGREEMENT)
def no_amendment_waits(case):
    """A change that lies before a body is decided about first: the outcome is held against it.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    offered = ("offered", "held_over")
    if any(version.state in offered for version in all_of(case.trajectory, "versions")):
        yield Missing(
            _(
                "Er ligt nog een wijziging van de afspraken voor. Wacht op het besluit daarover, "
                "of haal de wijziging terug."
            ),
            "adoption",
        )


@gate(switch=Gate.KEPT_REPORT)
def result_is_offered(case):
    result = getattr(case.trajectory, "result", None)
    if result is None or result.offered_on is None:
        yield Missing(
            _("De uitkomst is nog niet aangeboden, met het verslag over de afspraken."), "result"
        )


@gate(always=FirmGate.ANSWERS)
def none_of_ours_waits(case):
    """What came in time and was typed in too late is answered before anybody decides."""
    left = 0 if hasattr(case.trajectory, "decision") else number_we_left(case.trajectory)
    if left:
        yield Missing(
            ngettext(
                "Er is 1 keer inbreng die op tijd kwam, maar te laat is ingevoerd. Die wacht op een antwoord.",
                "Er is {left} keer inbreng die op tijd kwam, maar te laat is ingevoerd. Die wacht op een antwoord.",
                left,
            ).format(left=left),
            "answers",
        )


@gate(always=FirmGate.REASONED_DECISION)
def decision_is_recorded(case):
    if not hasattr(case.trajectory, "decision"):
        body = case.ruling.decides if case.ruling else None
        role = Role(case.policy.body(body).recorded_by) if body else Role.PROJECT_LEADER
        sentence = _("Het besluit met de redenen is nog niet vastgelegd.")
        if later := held_over_decision(case.trajectory):
            sentence = decision_held_over_words(later, body_named(case.policy, later.body))
        yield Missing(sentence, "decision", role, body=body or "")


@gate(always=FirmGate.REASONED_DECISION)
def no_decision_is_recorded(case):
    """A decision that was recorded stands: what it rests on does not change any more."""
    if hasattr(case.trajectory, "decision"):
        yield Missing(
            _("Het besluit is al vastgelegd. Dit traject gaat niet meer terug."), "feedback"
        )


@gate(always=FirmGate.TOLD)
def contributors_are_told(case):
    """Of the decision as it stands: after another one, what was told is about the one from before."""
    feedback = getattr(case.trajectory, "feedback", None)
    if feedback is None:
        yield Missing(_("Vertel iedereen die meedeed wat ermee is gedaan."), "feedback")
    elif feedback.is_owed_again:
        sentence = _(
            "Op {day} is anders besloten. Vertel iedereen die meedeed opnieuw wat ermee is gedaan."
        )
        day = date_format(feedback.replaced_on, "j F Y")
        yield Missing(sentence.format(day=day), "feedback")


# Looking back ------------------------------------------------------------------------------------


def _looked_back(case, audience):
    evaluation = getattr(case.trajectory, "evaluation", None)
    return evaluation is not None and any(
        answer.audience == audience for answer in all_of(evaluation, "answers")
    )


@gate(switch=Gate.PARTICIPANTS_ASKED)
def participants_looked_back(case):
    if not case.policy.questions_for(AskedOf.PARTICIPANTS):
        return
    evaluation = opened_evaluation(case.trajectory)
    if evaluation is None:
        yield Missing(_("Vraag deelnemers hoe zij het meedoen vonden."), "evaluation")
        return
    until = looking_back_until(evaluation)
    if until and case.on and case.on <= until:
        yield Missing(
            _("Deelnemers kunnen nog terugkijken, tot en met {day}.").format(
                day=date_format(until, "j F Y")
            ),
            "evaluation",
            not_before=until + timedelta(days=1),
        )


@gate(switch=Gate.TEAM_ASKED)
def team_looked_back(case):
    if case.policy.questions_for(AskedOf.TEAM) and not _looked_back(case, "team"):
        yield Missing(_("Kijk met het team terug en beantwoord de vragen."), "evaluation")


@gate(always=FirmGate.LESSON)
def a_lesson_is_drawn(case):
    evaluation = getattr(case.trajectory, "evaluation", None)
    if all_of(case.trajectory, "lessons") or (evaluation and evaluation.no_lesson_reason.strip()):
        return
    yield Missing(_("Schrijf een les op, of leg uit waarom er geen les is."), "evaluation")
