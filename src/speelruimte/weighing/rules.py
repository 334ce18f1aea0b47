"""What weighing allows, and to whom."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.people.rights import records_for
from speelruimte.people.roles import Role
from speelruimte.policy.asking import (
    facts_asked_in_weighing,
    facts_obligations_wait_for,
    obligations_that_hold,
)
from speelruimte.policy.facts import domains
from speelruimte.policy.recording import role_answering
from speelruimte.policy.schema import NoMeans, SystemRole
from speelruimte.policy.ways import checks_asked, never_possible, question_in
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import one_of
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import body_at_the_weighing
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step, may_lead, roles_in
from speelruimte.weighing.models import CheckAnswer

TOLD = ("how_early", "spoken_to", "wishes")


def may_weigh(person, trajectory, *, on) -> bool:
    """Say how large the effects are and how much there is to choose."""
    return may_lead(person, trajectory, on=on)


def may_answer_check(person, trajectory, check, *, on) -> bool:
    """Answer this check: only in the role that the policy names for it.

    A project leader does not answer for the council, and the coach answers for nobody else.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    body = body_at_the_weighing(trajectory)
    role = role_answering(check, policy_of(trajectory).deciding_bodies, body=body)
    if role == SystemRole.RECORDER:
        return bool(body) and records_for(person, body, on=on)
    return Role(str(role)) in roles_in(person, trajectory, on=on)


def may_waive(person, trajectory, *, on) -> bool:
    """Publish that people do not take part here, and show that they were informed."""
    return may_lead(person, trajectory, on=on)


def check_can_weigh(trajectory):
    """The weighing is open: the trajectory is in this step and nothing was published yet."""
    check_in_step(trajectory, Step.WEIGHING)
    if one_of(trajectory, "waiver") is not None:
        raise RuleBroken(
            _("De reden om af te zien is al gepubliceerd. Deze weging verandert niet meer."),
            code="waived_already",
        )


def check_on_scale(scale, key, *, field):
    """This is one of the steps of the scale, or nothing yet."""
    if key and (scale is None or key not in {step.key for step in scale.steps}):
        raise RuleBroken(
            _("Deze keuze staat niet in het beleid. Kies een andere."),
            field=field,
            code="not_in_policy",
        )


def check_told(values):
    """What is told of the beginning is told in sentences, as far as it is told."""
    for name in TOLD:
        if values[name]:
            check_sentence(values[name], _("Schrijf een zin."), field=name)


def asked_check(policy, facts, key):
    """The check with this key, when the policy asks it in this case."""
    for check in checks_asked(policy, facts):
        if check.key == key:
            return check
    raise RuleBroken(
        _("Het beleid stelt deze vraag niet in dit traject. Ververs de bladzijde."),
        code="not_asked",
    )


def grounds_to_waive(policy, facts, answers) -> list:
    """The checks answered with no that mean: taking part does not fit here."""
    return [
        check
        for check in checks_asked(policy, facts)
        if check.no_means == NoMeans.WAIVE
        and check.key in answers
        and answers[check.key].verdict == CheckAnswer.Verdict.NO
    ]


def check_asked_facts(policy, facts, obligations):
    """Each fact is one that the weighing asks, with a value that it can have; so each obligation."""
    asked, possible = facts_asked_in_weighing(policy), domains(policy.as_data())
    for name, value in facts.items():
        if name not in asked or value not in possible[name]:
            raise RuleBroken(
                _("Dit antwoord past niet bij de vraag. Kies er een uit de lijst."),
                field=f"fact_{name}",
                code="unknown_choice",
            )
    ticked = {case.key for case in policy.obligations if case.when is None}
    if not set(obligations) <= ticked:
        raise RuleBroken(
            _("Deze plicht staat niet in het beleid. Ververs de bladzijde."),
            field="obligations",
            code="not_in_policy",
        )


def check_not_obliged(policy, facts, ticked):
    """Where the policy obliges people to be let in, nobody waives.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    for case in obligations_that_hold(policy, facts, ticked):
        raise RuleBroken(
            _("Afzien kan hier niet. Meedoen hoort bij: %(label)s. De grond: %(ground)s"),
            values={"label": case.label, "ground": case.ground},
            code="obliged",
        )


def check_obligations_are_known(policy, facts):
    """Nobody waives while an obligation hangs on something that is not known yet."""
    waiting = facts_obligations_wait_for(policy, facts)
    if waiting:
        questions = " ".join(question_in(policy, name) for name in waiting)
        raise RuleBroken(
            _("Beantwoord eerst in de weging of meedoen verplicht is: %(questions)s"),
            values={"questions": questions},
            code="obligations_unknown",
        )


def check_was_published(waiver, day, *, field):
    """What was published on one day was told to nobody on a day before it."""
    published_on = local_day(waiver.published_at)
    if day < published_on:
        raise RuleBroken(
            _("Op die dag stond de uitleg er nog niet. Zij staat er sinds %(day)s."),
            values={"day": date_format(published_on, "j F Y")},
            field=field,
            code="before_it_was_published",
        )


def check_body_refused(trajectory, body):
    """Where a body decides whether people take part, a waiver rests on its no alone."""
    decision = getattr(trajectory, "participation_decision", None)
    if decision is None or decision.people_take_part:
        raise RuleBroken(
            _(
                "Of mensen kunnen meedoen, is een besluit van %(body)s. Afzien kan pas na een nee, "
                "met de redenen erbij."
            ),
            values={"body": body.label},
            code="body_did_not_refuse",
        )


def cases_to_waive(policy, facts) -> list:
    """The cases of the policy that a waiver here can rest on: those that hold, and those that a
    person ticks."""
    holding = {exclusion.key for exclusion in never_possible(policy, facts)}
    return [
        exclusion
        for exclusion in policy.exclusions
        if exclusion.when is None or exclusion.key in holding
    ]


def check_can_waive(policy, facts, answers, exclusion):
    """A waiver rests on a no that the policy gives this weight, or on a case that it excludes.

    An exclusion with a condition must hold; one without is ticked by a person.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    if exclusion:
        if exclusion not in {case.key for case in cases_to_waive(policy, facts)}:
            raise RuleBroken(
                _("Deze uitzondering geldt hier niet volgens het beleid."),
                field="exclusion",
                code="exclusion_does_not_hold",
            )
    elif not grounds_to_waive(policy, facts, answers):
        raise RuleBroken(
            _(
                "Afzien kan alleen als een vraag van de weging met nee is beantwoord en het beleid "
                "dan zegt dat meedoen hier niet past. Beantwoord eerst die vraag."
            ),
            code="no_check_forbids",
        )
