"""The gates until the agreement: each a fact in the present tense that answers with what is still missing.

A sentence says what, a page says where, a role says who. Nothing here changes anything.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.agreements.queries import held_over_by
from speelruimte.agreements.rules import after_forwarding
from speelruimte.initiatives.models import Initiative
from speelruimte.people.roles import Role
from speelruimte.policy.asking import obligations_that_hold
from speelruimte.policy.recording import body_named, role_answering
from speelruimte.policy.schema import FirmGate, Gate, NoMeans, PlanPart
from speelruimte.policy.ways import checks_asked, gate_applies, is_required, never_possible
from speelruimte.route.means import means_lacking
from speelruimte.route.missing import Missing, gate, held_over_words
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.sentences import is_sentence
from speelruimte.toolbox.methods import carry, fits
from speelruimte.trajectories.deciding import body_at_the_weighing
from speelruimte.weighing.fresh_look import look_owed

# At the door -------------------------------------------------------------------------------------


@gate(always=FirmGate.ASSESSED)
def signal_is_assessed(case):
    if case.initiative.assessed_at is None:
        yield Missing(_("Bekijk wat er binnenkwam en vul in wat het is."), "initiative", Role.COACH)
    elif _complexity_is_unanswered(case):
        yield Missing(
            _("Zeg welke kenmerken kloppen, of dat er geen klopt."), "initiative", Role.COACH
        )


def _complexity_is_unanswered(case):
    """The policy asks for signs of complexity, and nobody ticked any or said that there are none."""
    facts, initiative = case.initiative.facts, case.initiative
    asked = case.policy.complexity is not None
    return asked and not initiative.criteria and "complexity" not in facts


@gate(always=FirmGate.ASSESSED)
def quickscan_is_not_owed(case):
    if gate_applies(case.policy, Gate.QUICKSCAN, case.facts):
        yield Missing(
            _("Dit vraagt eerst om een eerste blik van de gemeente."), "initiative", Role.COACH
        )


@gate(always=FirmGate.REASON_FOR_NO)
def initiator_is_answered(case):
    """Each no has its reason: who came with something hears what happens with it."""
    initiative = case.initiative
    needs_reason = initiative.outcome not in (
        Initiative.Outcome.OPENED,
        Initiative.Outcome.JOINED,
    )
    if needs_reason and not (initiative.outcome_reason or case.reason).strip():
        yield Missing(_("Schrijf een antwoord aan de initiatiefnemer."), "initiative", Role.COACH)


@gate(switch=Gate.ACCOUNT_HOLDER)
def account_holder_is_named(case):
    """Who came from outside has somebody who helps; the municipality does not help itself."""
    if case.initiative.is_own:
        return
    quickscan = getattr(case.initiative, "quickscan", None)
    if quickscan is None or quickscan.account_holder_id is None:
        yield Missing(_("Wijs een accounthouder aan."), "quickscan", Role.COACH)


@gate(switch=Gate.FIRST_VIEWS)
def first_views_are_given(case):
    quickscan = getattr(case.initiative, "quickscan", None)
    views = all_of(quickscan, "views") if quickscan else ()
    views = [view for view in views if view.called_off_at is None]
    if not views:
        yield Missing(
            _("Vraag minstens één collega om een eerste blik."), "quickscan", Role.ACCOUNT_HOLDER
        )
    waiting = sum(view.given_at is None for view in views)
    if waiting:
        yield Missing(
            _("Nog {waiting} keer een eerste blik van een collega.").format(waiting=waiting),
            "quickscan",
            Role.OFFICIAL,
        )


@gate(switch=Gate.LETTER)
def letter_is_sent(case):
    """Who came from outside gets a letter; the municipality writes none to itself."""
    if case.initiative.is_own:
        return
    quickscan = getattr(case.initiative, "quickscan", None)
    if quickscan is None or quickscan.sent_at is None:
        yield Missing(
            _("Verstuur de brief aan de initiatiefnemer."), "quickscan", Role.ACCOUNT_HOLDER
        )


@gate(always=FirmGate.WHO_DECIDES)
def ruling_is_made(case):
    if not hasattr(case.initiative, "ruling"):
        yield Missing(_("Leg vast wie beslist."), "who-decides", Role.ACCOUNT_HOLDER)


# Weighing ----------------------------------------------------------------------------------------


def answered_checks(case):
    """The answers of the weighing by check."""
    answers = all_of(case.weighing, "answers") if case.weighing else []
    return {answer.check_key: answer for answer in answers}


@gate(switch=Gate.CHECKS)
def checks_are_answered(case):
    answers = answered_checks(case)
    body = body_at_the_weighing(case.trajectory)
    for check in checks_asked(case.policy, case.facts):
        if check.key not in answers:
            said = _("De vraag ‘{label}’ heeft nog geen antwoord met een reden.")
            yield _asked_of_who_answers(check, case, body, said.format(label=check.label))


def _asked_of_who_answers(check, case, body, sentence):
    """What only whoever answers this check can do."""
    role = role_answering(check, case.policy.deciding_bodies, body=body)
    is_recorded = check.answered_by == Role.RECORDER
    return Missing(sentence, "weighing", Role(role), body=body if is_recorded else "")


@gate(switch=Gate.IMPACT)
def impact_is_weighed(case):
    weighing = case.weighing
    for name in ("impact", "influence_space"):
        scale = getattr(case.policy, name)
        if scale and not (weighing and getattr(weighing, name)):
            yield Missing(
                _("Kies een antwoord bij ‘{question}’.").format(question=scale.question), "weighing"
            )


@gate(switch=Gate.CHECKS)
def beginnings_are_told(case):
    """How early this is, who was spoken to and what people want is asked before a plan is made.

    Source: assen-visie-2021#check-in-elk-traject
    """
    weighing = case.weighing
    if not (weighing and is_sentence(weighing.how_early)):
        yield Missing(_("Schrijf op hoe vroeg we zijn: wat ligt er al?"), "weighing")
    if not (weighing and is_sentence(weighing.spoken_to)):
        yield Missing(_("Schrijf op met wie al is gesproken."), "weighing")
    if not (weighing and is_sentence(weighing.wishes)):
        yield Missing(
            _("Vraag mensen hoe zij betrokken willen worden, en schrijf het op."), "weighing"
        )


@gate(always=FirmGate.WHO_DECIDES)
def who_decides_still_follows(case):
    """What was weighed may make another decide than was laid down at the door: somebody looks again."""
    follows = look_owed(case.policy, case.initiative, case.trajectory)
    if follows:
        yield Missing(
            _(
                "Bij het begin stond iets anders dan nu in de weging. Volgens het beleid is het nu: "
                "‘{label}’. Kijk opnieuw wie beslist."
            ).format(label=case.policy.decision_route(follows).label),
            "who-decides-again",
            Role.COACH,
        )


@gate(always=FirmGate.NO_COUNTS)
def no_check_forbids(case):
    """A "no" that the policy gives weight to stops the way to a plan, and so does a case in which
    the policy says that people never take part, whatever was answered to its checks.

    Source: heemstede#ruimte-bepalen
    """
    yield from _never_possible(case)
    answers, obliged = answered_checks(case), _obliged(case)
    for check in checks_asked(case.policy, case.facts):
        answer = answers.get(check.key)
        if answer is None or answer.verdict != answer.Verdict.NO:
            continue
        if check.no_means == NoMeans.WAIVE and obliged:
            said = _(
                "Het antwoord op ‘{label}’ is nee, maar meedoen is hier verplicht: {duty}. "
                "Verander het antwoord. Blijft het nee? Dan stopt dit traject, met een reden."
            ).format(label=check.label, duty=obliged[0].label)
            body = body_at_the_weighing(case.trajectory)
            yield _asked_of_who_answers(check, case, body, said)
        elif check.no_means == NoMeans.WAIVE:
            yield Missing(
                _(
                    "Het antwoord op ‘{label}’ is nee. Dan past meedoen hier niet: leg uit "
                    "waarom en plan hoe mensen het horen."
                ).format(label=check.label),
                "waiver",
            )
        elif check.no_means == NoMeans.STOP:
            yield Missing(
                _(
                    "Het antwoord op ‘{label}’ is nee. Dan gaan we niet verder: stop het traject "
                    "met een reden."
                ).format(label=check.label),
                "stop",
            )


def _obliged(case):
    """The obligations that hold here: where there is one, nobody waives."""
    ticked = case.weighing.obligations if case.weighing else ()
    return obligations_that_hold(case.policy, case.facts, ticked)


def _never_possible(case):
    """What is known makes this a case that the policy excludes, and nothing obliges to it; where a
    body decides whether people take part, its word alone counts.
    """
    body = case.policy.body(case.ruling.decides) if case.ruling and case.ruling.decides else None
    if _obliged(case):
        return
    if body is not None and body.decides_participation:
        return
    for exclusion in never_possible(case.policy, case.facts):
        yield Missing(
            _(
                "Volgens het beleid past meedoen hier niet: ‘{label}’. Klopt dat niet? Verander dan "
                "het antwoord waar dit uit volgt. Klopt het wel? Leg dan uit waarom en plan hoe "
                "mensen het horen."
            ).format(label=exclusion.label),
            "waiver",
        )


@gate(always=FirmGate.NO_COUNTS)
def body_lets_people_take_part(case):
    """Where the policy gives it to a body, that body says whether people take part, and why.

    Its no lapses where the policy obliges to let people take part since.
    """
    body = case.policy.body(case.ruling.decides) if case.ruling and case.ruling.decides else None
    if body is None or not body.decides_participation:
        return
    decision = getattr(case.trajectory, "participation_decision", None)
    if decision is None:
        sentence = _("Of mensen kunnen meedoen, is nog niet besloten door {label}.").format(
            label=body.label
        )
        yield Missing(sentence, "participation", Role(body.recorded_by), body=body.key)
    elif not decision.people_take_part and not _obliged(case):
        yield Missing(
            _(
                "Mensen kunnen niet meedoen: dat is besloten door {label}. Leg uit waarom en plan hoe "
                "mensen het horen."
            ).format(label=body.label),
            "waiver",
        )


@gate(always=FirmGate.REASON_FOR_NO)
def waiver_is_published(case):
    if not case.was_waived:
        yield Missing(_("Publiceer de reden om af te zien van meedoen."), "waiver")


@gate(always=FirmGate.TOLD)
def people_are_informed(case):
    if not case.was_waived:
        yield Missing(_("Laat zien dat u mensen hebt geïnformeerd."), "waiver")
    elif case.trajectory.waiver.informed_on is None:
        day = date_format(case.trajectory.waiver.inform_by, "DATE_FORMAT")
        sentence = _("Laat zien dat u mensen hebt geïnformeerd. Beloofd: uiterlijk op {day}.")
        yield Missing(sentence.format(day=day), "waiver")


@gate(always=FirmGate.TWO_WAYS)
def participation_was_waived(case):
    if not case.was_waived:
        yield Missing(_("Mensen deden mee, dus kijken we eerst samen terug."), "evaluation")


@gate(always=FirmGate.TWO_WAYS)
def people_took_part(case):
    if case.was_waived:
        yield Missing(
            _("Bij dit traject is afgezien van meedoen. Deze stap hoort er niet bij."), "process"
        )


@gate(always=FirmGate.REASON_FOR_NO)
def stopping_has_a_reason(case):
    if not (case.reason or case.trajectory.stopped_reason).strip():
        yield Missing(_("Schrijf op waarom dit traject stopt. Iedereen kan dit lezen."), "stop")


@gate(always=FirmGate.REASON_FOR_NO)
def sending_back_has_a_reason(case):
    if not case.reason.strip():
        yield Missing(_("Schrijf op waarom dit teruggaat. Iedereen kan dit lezen."), "process")


# Plan and adoption -------------------------------------------------------------------------------


def _written(case, part):
    sections = all_of(case.version, "sections") if case.version else []
    return {s.key: s.text.strip() for s in sections if s.part == part}


def _says_nothing(text):
    """Something stands there, and nobody can read anything in it."""
    return bool(text) and not is_sentence(text)


@gate(switch=Gate.DESCRIPTION)
def description_is_complete(case):
    written = _written(case, "description")
    for question in case.policy.description_questions:
        if is_required(case.policy, question, case.facts) and not written.get(question.key):
            yield Missing(
                _("Planomschrijving: ‘{label}’ is nog leeg.").format(label=question.label),
                "plan",
                Role.PROJECT_LEADER,
            )
        elif _says_nothing(written.get(question.key)):
            yield Missing(
                _("Planomschrijving: ‘{label}’ is nog geen zin.").format(label=question.label),
                "plan",
                Role.PROJECT_LEADER,
            )


# What the plan says of these stands nowhere but in the text of the section itself.
SAID_IN_TEXT = (PlanPart.TEXT, PlanPart.INFORMATION)


@gate(switch=Gate.PLAN)
def plan_is_complete(case):
    written = _written(case, "plan")
    for section in case.policy.plan_sections:
        if section.part not in SAID_IN_TEXT:
            continue
        if is_required(case.policy, section, case.facts) and not written.get(section.key):
            yield Missing(
                _("Participatieplan: ‘{label}’ is nog leeg.").format(label=section.label), "plan"
            )
        elif _says_nothing(written.get(section.key)):
            yield Missing(
                _("Participatieplan: ‘{label}’ is nog geen zin.").format(label=section.label),
                "plan",
            )
    version = case.version
    if version is None or not is_sentence(version.how_weighed):
        yield Missing(_("Schrijf in een zin op hoe de inbreng straks meeweegt."), "plan")


@gate(switch=Gate.FRAMES)
def frames_are_stated(case):
    frames = all_of(case.version, "frames") if case.version else []
    if not frames:
        yield Missing(_("Schrijf op wat vaststaat en wat open is."), "frames")
        return
    if not any(frame.status == frame.Status.OPEN for frame in frames):
        yield Missing(_("Er staat nog niets open. Waarover kunnen mensen meedoen?"), "frames")
    kinds = {frame.kind for frame in frames}
    for kind in case.policy.frame_kinds:
        if kind.required and kind.key not in kinds:
            yield Missing(
                _("Er is nog geen kader van de soort ‘{label}’.").format(label=kind.label), "frames"
            )


@gate(always=FirmGate.ROOM)
def phases_promise_something(case):
    phases = all_of(case.version, "phases") if case.version else []
    if not phases:
        yield Missing(_("Maak minstens één fase waarin mensen meedoen."), "phases")
    for phase in phases:
        if not all_of(phase, "says"):
            yield Missing(
                _("Fase ‘{name}’: zeg wie hoeveel invloed heeft.").format(name=phase.name), "phases"
            )
        if not all_of(phase, "methods"):
            yield Missing(_("Fase ‘{name}’: kies een werkvorm.").format(name=phase.name), "phases")


@gate(always=FirmGate.ROOM)
def promise_and_means_agree(case):
    """Deciding together cannot be done with a questionnaire alone, and the reverse."""
    phases = all_of(case.version, "phases") if case.version else []
    for phase in phases:
        says = [say.say for say in all_of(phase, "says") if say.say is not None]
        methods = [method.tool for method in all_of(phase, "methods")]
        for fault in fits(promised=max(says, default=None), methods=methods):
            yield Missing(
                _("Fase ‘{name}’: {fault}").format(name=phase.name, fault=fault), "phases"
            )
    for frame in all_of(case.version, "frames") if case.version else ():
        # What is open in one phase is asked there; else in any.
        asked_in = [phase for phase in phases if frame.phase_key in ("", phase.key)]
        methods = [method.tool for phase in asked_in for method in all_of(phase, "methods")]
        if frame.status == frame.Status.OPEN and (
            fault := carry(promised=frame.say, methods=methods)
        ):
            yield Missing(
                _("Kader ‘{title}’: {fault}").format(title=frame.title, fault=fault), "frames"
            )


@gate(switch=Gate.MIX)
def mix_is_met(case):
    phases = all_of(case.version, "phases") if case.version else []
    used = {m for phase in phases for method in all_of(phase, "methods") for m in method.tool.means}
    for lacking in means_lacking(case, used):
        yield Missing(
            _("Het participatieplan mist nog een werkvorm: {lacking}.").format(
                lacking=", ".join(means.label for means in lacking)
            ),
            "phases",
        )


@gate(switch=Gate.PARTIES)
def parties_are_heard(case):
    parties = all_of(case.trajectory, "parties")
    stands = all_of(case.version, "stands") if case.version else []
    heard = {stand.party_id for stand in stands}
    earlier = sum(stand.on_earlier_text for stand in stands)
    if not parties:
        yield Missing(
            _("Noem de partijen aan wie u vraagt of ze achter de afspraken staan."), "parties"
        )
    silent = sum(party.pk not in heard for party in parties)
    if silent:
        yield Missing(
            _("Nog {silent} keer niet vastgelegd of een partij akkoord gaat.").format(
                silent=silent
            ),
            "parties",
        )
    if earlier:
        sentence = ngettext(
            "De tekst is veranderd sinds één partij zich uitsprak. Vraag het opnieuw.",
            "De tekst is veranderd sinds {earlier} partijen zich uitspraken. Vraag het opnieuw.",
            earlier,
        )
        yield Missing(sentence.format(earlier=earlier), "parties")


@gate(always=FirmGate.AGREEMENT)
def agreement_is_adopted(case):
    version = case.version
    if version is not None and version.is_adopted:
        return
    holding = held_over_by(version)
    for body in adopters_waiting(case):
        label = body_named(case.policy, body)
        role = Role(case.policy.body(body).recorded_by) if body else Role.PROJECT_LEADER
        sentence = _("De afspraken zijn nog niet vastgesteld door {label}.").format(label=label)
        if holding is not None and holding.body == body:
            sentence = held_over_words(holding, label)
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
        adoption.body
        for adoption in all_of(case.version, "adoptions")
        if adoption.outcome in ("adopted", "with_changes")
    }
    return [body for body in adopters(case) if body not in done]
