"""The gates: each a fact in the present tense that answers with what is still missing.

A sentence says what, a page says where, a role says who. Nothing here changes anything.
"""

from datetime import timedelta

from django.utils.formats import date_format

from speelruimte.agreements.queries import version_in_force
from speelruimte.agreements.rules import after_forwarding
from speelruimte.initiatives.models import Initiative
from speelruimte.people.roles import Role
from speelruimte.policy.schema import AskedOf, Gate, NoMeans, PlanPart
from speelruimte.policy.ways import checks_asked, gate_applies, is_required
from speelruimte.route.missing import Missing, gate
from speelruimte.toolbox.methods import fits


def _quoted(words):
    return f"‘{words}’"


# At the door -------------------------------------------------------------------------------------


@gate()
def signal_is_assessed(case):
    if case.initiative.assessed_at is None:
        yield Missing("Bekijk het signaal en vul in wat het is.", "initiative", Role.COACH)


@gate()
def quickscan_is_not_owed(case):
    if gate_applies(case.policy, Gate.QUICKSCAN, case.facts):
        yield Missing(
            "Dit vraagt eerst om een eerste blik van de gemeente.", "initiative", Role.COACH
        )


@gate()
def initiator_is_answered(case):
    """Each no has its reason: who came with something hears what happens with it."""
    initiative = case.initiative
    needs_reason = initiative.outcome not in (
        Initiative.Outcome.OPENED,
        Initiative.Outcome.JOINED,
    )
    if needs_reason and not (initiative.outcome_reason or case.reason).strip():
        yield Missing("Schrijf een antwoord aan de initiatiefnemer.", "initiative", Role.COACH)


@gate(switch=Gate.ACCOUNT_HOLDER)
def account_holder_is_named(case):
    quickscan = getattr(case.initiative, "quickscan", None)
    if quickscan is None or quickscan.account_holder_id is None:
        yield Missing("Wijs een accounthouder aan.", "quickscan", Role.COACH)


@gate(switch=Gate.FIRST_VIEWS)
def first_views_are_given(case):
    quickscan = getattr(case.initiative, "quickscan", None)
    views = list(quickscan.views.all()) if quickscan else []
    if not views:
        yield Missing(
            "Vraag minstens één collega om een eerste blik.", "quickscan", Role.ACCOUNT_HOLDER
        )
    waiting = sum(view.given_at is None for view in views)
    if waiting:
        yield Missing(
            f"Nog {waiting} keer een eerste blik van een collega.", "quickscan", Role.OFFICIAL
        )


@gate(switch=Gate.LETTER)
def letter_is_sent(case):
    quickscan = getattr(case.initiative, "quickscan", None)
    if quickscan is None or quickscan.sent_at is None:
        yield Missing("Verstuur de brief aan de initiatiefnemer.", "quickscan", Role.ACCOUNT_HOLDER)


@gate()
def ruling_is_made(case):
    if not hasattr(case.initiative, "ruling"):
        yield Missing("Leg vast wie beslist.", "who-decides", Role.ACCOUNT_HOLDER)


# Weighing ----------------------------------------------------------------------------------------


def answered_checks(case):
    """The answers of the weighing by check."""
    answers = case.weighing.answers.all() if case.weighing else []
    return {answer.check_key: answer for answer in answers}


@gate(switch=Gate.CHECKS)
def checks_are_answered(case):
    answers = answered_checks(case)
    for check in checks_asked(case.policy, case.facts):
        if check.key not in answers:
            yield Missing(
                f"De vraag {_quoted(check.label)} heeft nog geen antwoord met een reden.",
                "weighing",
                Role(check.answered_by),
            )


@gate(switch=Gate.IMPACT)
def impact_is_weighed(case):
    weighing = case.weighing
    if case.policy.impact and not (weighing and weighing.impact):
        yield Missing("Kies hoe groot de gevolgen zijn.", "weighing")
    if case.policy.influence_space and not (weighing and weighing.influence_space):
        yield Missing("Kies hoeveel er te kiezen valt.", "weighing")


@gate(switch=Gate.CHECKS)
def beginnings_are_told(case):
    """How early this is, who was spoken to and what people want is asked before a plan is made.

    Source: assen-visie-2021#check-in-elk-traject
    """
    weighing = case.weighing
    if not (weighing and weighing.how_early.strip()):
        yield Missing("Schrijf op hoe vroeg we zijn: wat ligt er al?", "weighing")
    if not (weighing and weighing.spoken_to.strip()):
        yield Missing("Schrijf op met wie al is gesproken.", "weighing")
    if not (weighing and weighing.wishes.strip()):
        yield Missing(
            "Vraag mensen hoe zij betrokken willen worden, en schrijf het op.", "weighing"
        )


@gate()
def no_check_forbids(case):
    """A "no" that the policy gives weight to stops the way to a plan."""
    answers = answered_checks(case)
    for check in checks_asked(case.policy, case.facts):
        answer = answers.get(check.key)
        if answer is None or answer.verdict != answer.Verdict.NO:
            continue
        if check.no_means == NoMeans.WAIVE:
            yield Missing(
                f"Het antwoord op {_quoted(check.label)} is nee. Dan past meedoen hier niet: "
                "leg uit waarom en plan hoe mensen het horen.",
                "waiver",
            )
        elif check.no_means == NoMeans.STOP:
            yield Missing(
                f"Het antwoord op {_quoted(check.label)} is nee. Dan gaan we niet verder: "
                "stop het traject met een reden.",
                "stop",
            )


@gate()
def body_lets_people_take_part(case):
    """Where the policy gives it to a body, that body says whether people take part, and why."""
    body = case.policy.body(case.ruling.decides) if case.ruling and case.ruling.decides else None
    if body is None or not body.decides_participation:
        return
    decision = getattr(case.trajectory, "participation_decision", None)
    if decision is None:
        sentence = f"Of mensen kunnen meedoen, is nog niet besloten door {body.label}."
        yield Missing(sentence, "participation", Role(body.recorded_by), body=body.key)
    elif not decision.people_take_part:
        yield Missing(
            f"Mensen kunnen niet meedoen: zo besloot {body.label}. Leg uit waarom en plan hoe "
            "mensen het horen.",
            "waiver",
        )


@gate()
def waiver_is_published(case):
    if not case.was_waived:
        yield Missing("Publiceer de reden om af te zien van meedoen.", "waiver")


@gate()
def people_are_informed(case):
    if not case.was_waived or case.trajectory.waiver.informed_on is None:
        promised = (
            f" Beloofd: uiterlijk op {date_format(case.trajectory.waiver.inform_by, 'j F Y')}."
            if case.was_waived
            else ""
        )
        yield Missing(f"Laat zien dat u mensen hebt geïnformeerd.{promised}", "waiver")


@gate()
def participation_was_waived(case):
    if not case.was_waived:
        yield Missing("Mensen deden mee, dus kijken we eerst samen terug.", "evaluation")


@gate()
def people_took_part(case):
    if case.was_waived:
        yield Missing(
            "Bij dit traject is afgezien van meedoen. Deze stap hoort er niet bij.", "process"
        )


@gate()
def stopping_has_a_reason(case):
    if not (case.reason or case.trajectory.stopped_reason).strip():
        yield Missing("Schrijf op waarom dit traject stopt. Iedereen kan dit lezen.", "stop")


@gate()
def sending_back_has_a_reason(case):
    if not case.reason.strip():
        yield Missing("Schrijf op waarom dit teruggaat. Iedereen kan dit lezen.", "process")


# Plan and adoption -------------------------------------------------------------------------------


def _written(case, part):
    sections = case.version.sections.all() if case.version else []
    return {s.key: s.text.strip() for s in sections if s.part == part}


@gate(switch=Gate.DESCRIPTION)
def description_is_complete(case):
    written = _written(case, "description")
    for question in case.policy.description_questions:
        if is_required(case.policy, question, case.facts) and not written.get(question.key):
            yield Missing(
                f"Planomschrijving: {_quoted(question.label)} is nog leeg.",
                "plan",
                Role.PROJECT_LEADER,
            )


@gate(switch=Gate.PLAN)
def plan_is_complete(case):
    written = _written(case, "plan")
    for section in case.policy.plan_sections:
        needed = section.part == PlanPart.TEXT and is_required(case.policy, section, case.facts)
        if needed and not written.get(section.key):
            yield Missing(f"Participatieplan: {_quoted(section.label)} is nog leeg.", "plan")
    version = case.version
    if version is None or not version.how_weighed.strip():
        yield Missing("Schrijf op hoe de inbreng straks meeweegt.", "plan")


@gate(switch=Gate.FRAMES)
def frames_are_stated(case):
    frames = list(case.version.frames.all()) if case.version else []
    if not frames:
        yield Missing("Schrijf op wat vaststaat en wat open is.", "frames")
        return
    if not any(frame.status == frame.Status.OPEN for frame in frames):
        yield Missing("Er staat nog niets open. Waarover kunnen mensen meedoen?", "frames")
    there = {frame.kind for frame in frames}
    for kind in case.policy.frame_kinds:
        if kind.required and kind.key not in there:
            yield Missing(f"Er is nog geen kader van de soort {_quoted(kind.label)}.", "frames")


@gate()
def phases_promise_something(case):
    phases = list(case.version.phases.all()) if case.version else []
    if not phases:
        yield Missing("Maak minstens één fase waarin mensen meedoen.", "phases")
    for phase in phases:
        if not phase.says.all():
            yield Missing(f"Fase {_quoted(phase.name)}: zeg wie hoeveel invloed heeft.", "phases")
        if not phase.methods.all():
            yield Missing(f"Fase {_quoted(phase.name)}: kies een werkvorm.", "phases")


@gate()
def promise_and_means_agree(case):
    """Deciding together cannot be done with a questionnaire alone, and the reverse."""
    phases = case.version.phases.all() if case.version else []
    for phase in phases:
        says = [one.say for one in phase.says.all() if one.say is not None]
        methods = [one.tool for one in phase.methods.all()]
        for fault in fits(promised=max(says, default=None), methods=methods):
            yield Missing(f"Fase {_quoted(phase.name)}: {fault}", "phases")


@gate(switch=Gate.MIX)
def mix_is_met(case):
    from speelruimte.policy.conditions import holds

    phases = case.version.phases.all() if case.version else []
    used = {m for phase in phases for one in phase.methods.all() for m in one.tool.means}
    for rule in case.policy.mix:
        if not holds(rule.when, case.facts, case.policy):
            continue
        lacking = [m.label for m in rule.means if m not in used]
        if lacking:
            yield Missing(f"Het plan mist nog een werkvorm: {', '.join(lacking)}.", "phases")


@gate(switch=Gate.PARTIES)
def parties_are_heard(case):
    parties = list(case.trajectory.parties.all())
    stands = list(case.version.stands.all()) if case.version else []
    heard = {stand.party_id for stand in stands}
    earlier = sum(stand.on_earlier_text for stand in stands)
    if not parties:
        yield Missing(
            "Noem de partijen aan wie u vraagt of ze achter de afspraken staan.", "parties"
        )
    silent = sum(party.pk not in heard for party in parties)
    if silent:
        yield Missing(f"Nog {silent} keer niet vastgelegd of een partij akkoord gaat.", "parties")
    if earlier:
        yield Missing(
            f"De tekst is veranderd sinds {_parties_spoke(earlier)}. Vraag het opnieuw.",
            "parties",
        )


def _parties_spoke(number):
    return "één partij zich uitsprak" if number == 1 else f"{number} partijen zich uitspraken"


@gate()
def agreement_is_adopted(case):
    version = case.version
    if version is not None and version.is_adopted:
        return
    for body in adopters_waiting(case):
        label = case.policy.body(body).label if body else "de projectleider"
        role = Role(case.policy.body(body).recorded_by) if body else Role.PROJECT_LEADER
        sentence = f"De afspraken zijn nog niet vastgesteld door {label}."
        yield Missing(sentence, "adoption", role, body=body)


def adopters(case) -> tuple:
    """Keys of the bodies that must adopt, in order; one empty key where nobody but the project
    leader records the agreement."""
    bodies = case.ruling.adopters if case.ruling else ()
    if not bodies or not gate_applies(case.policy, Gate.BODY_ADOPTS, case.facts):
        return ("",)
    return after_forwarding(bodies, case.version)


def adopters_waiting(case) -> list:
    """The bodies that still have to adopt the version at hand, in order."""
    if case.version is None:
        return list(adopters(case))
    done = {
        one.body
        for one in case.version.adoptions.all()
        if one.outcome in ("adopted", "with_changes")
    }
    return [body for body in adopters(case) if body not in done]


# Taking part and result --------------------------------------------------------------------------


@gate()
def phases_were_opened(case):
    adopted = version_in_force(case.trajectory)
    if adopted is None:
        yield Missing("Er zijn nog geen vastgestelde afspraken.", "adoption")
        return
    opened = {activity.phase for activity in case.trajectory.activities.all()}
    for phase in adopted.phases.all():
        if phase.key not in opened:
            yield Missing(
                f"In fase {_quoted(phase.name)} is nog niets geopend. Dat is wel beloofd.",
                "activities",
            )


@gate()
def activities_are_closed(case):
    for activity in case.trajectory.activities.all():
        if activity.closed_at is None:
            yield Missing(
                f"{_quoted(activity.title)} is nog open. Sluit deze eerst.",
                "activities",
                not_before=activity.closes_on + timedelta(days=1),
            )


@gate()
def nothing_waits_for_moderation(case):
    waiting = case.trajectory.contributions.waiting().count()
    if waiting:
        yield Missing(f"Nog {waiting} keer inbreng wacht op een blik.", "inbox", Role.MODERATOR)


@gate()
def everyone_has_an_answer(case):
    unanswered = unanswered_contributions(case.trajectory).count()
    if unanswered:
        yield Missing(f"Nog {unanswered} keer inbreng zonder antwoord.", "answers")
    waiting = case.trajectory.contributions.waiting().count()
    if waiting:
        yield Missing(f"Nog {waiting} keer inbreng wacht op een blik.", "inbox", Role.MODERATOR)


@gate()
def no_amendment_waits(case):
    """A change that lies before a body is decided about first: the outcome is held against it.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    offered = ("offered", "held_over")
    if any(one.state in offered for one in case.trajectory.versions.all()):
        yield Missing(
            "Er ligt nog een wijziging van de afspraken voor. Wacht op het besluit daarover, "
            "of haal de wijziging terug.",
            "adoption",
        )


def unanswered_contributions(trajectory):
    """Words that stand and have no answer, neither of their own nor through a theme."""
    return trajectory.contributions.owed_an_answer().filter(
        placement__answer__isnull=True, placement__theme__answer__isnull=True
    )


@gate(switch=Gate.KEPT_REPORT)
def result_is_offered(case):
    result = getattr(case.trajectory, "result", None)
    if result is None or result.offered_on is None:
        yield Missing(
            "De uitkomst is nog niet aangeboden, met het verslag over de afspraken.", "result"
        )


@gate()
def decision_is_recorded(case):
    if not hasattr(case.trajectory, "decision"):
        body = case.ruling.decides if case.ruling else None
        role = Role(case.policy.body(body).recorded_by) if body else Role.PROJECT_LEADER
        sentence = "Het besluit met de redenen is nog niet vastgelegd."
        yield Missing(sentence, "decision", role, body=body or "")


@gate()
def no_decision_is_recorded(case):
    """A decision that was recorded stands: what it rests on does not change any more."""
    if hasattr(case.trajectory, "decision"):
        yield Missing("Het besluit is al vastgelegd. Dit traject gaat niet meer terug.", "feedback")


@gate()
def contributors_are_told(case):
    feedback = getattr(case.trajectory, "feedback", None)
    if feedback is None or feedback.told_at is None:
        yield Missing("Vertel iedereen die meedeed wat ermee is gedaan.", "feedback")


# Looking back ------------------------------------------------------------------------------------


def _looked_back(case, audience):
    evaluation = getattr(case.trajectory, "evaluation", None)
    return evaluation is not None and any(
        answer.audience == audience for answer in evaluation.answers.all()
    )


@gate(switch=Gate.PARTICIPANTS_ASKED)
def participants_looked_back(case):
    asked = case.policy.questions_for(AskedOf.PARTICIPANTS)
    evaluation = getattr(case.trajectory, "evaluation", None)
    if asked and evaluation is None:
        yield Missing("Vraag deelnemers hoe zij het meedoen vonden.", "evaluation")


@gate(switch=Gate.TEAM_ASKED)
def team_looked_back(case):
    if case.policy.questions_for(AskedOf.TEAM) and not _looked_back(case, "team"):
        yield Missing("Kijk met het team terug en beantwoord de vragen.", "evaluation")


@gate()
def a_lesson_is_drawn(case):
    evaluation = getattr(case.trajectory, "evaluation", None)
    if case.trajectory.lessons.all() or (evaluation and evaluation.no_lesson_reason.strip()):
        return
    yield Missing("Schrijf een les op, of leg uit waarom er geen les is.", "evaluation")
