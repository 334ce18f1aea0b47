"""Steps of a story: from a trajectory that has just started to an adopted agreement.

Each works under any policy: it answers what the policy asks, in the roles it names.
"""

from datetime import date, timedelta

from demo.filling.choosing import answers_to_facts
from django.utils.timezone import localdate

from speelruimte.activities.terms import day_of_answer
from speelruimte.agreements.actions import (
    amend,
    give_say,
    name_party,
    plan_method,
    plan_moment,
    plan_phase,
    record_stand,
    state_frame,
    write_how_weighed,
    write_section,
)
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Organisation
from speelruimte.people.rights import records_for
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import role_answering
from speelruimte.policy.ways import checks_asked
from speelruimte.route.actions import move_on
from speelruimte.route.adopting import bodies_for, offer_amendment
from speelruimte.route.case import Case
from speelruimte.shared.terms import next_working_day
from speelruimte.toolbox.methods import all_methods, method
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.trajectories.rules import roles_in
from speelruimte.weighing.actions import answer_check, weigh
from speelruimte.weighing.fresh_look import look_again_who_decides, look_owed
from speelruimte.weighing.models import Weighing
from speelruimte.weighing.participation import decide_participation
from speelruimte.weighing.queries import body_on_participation
from tests.steps.recording import adopt
from tests.steps.snapshots import from_snapshot

WHO = {
    Role.COACH: "marleen",
    Role.PROJECT_LEADER: "samira",
    Role.ACCOUNT_HOLDER: "ruben",
    Role.PORTFOLIO_HOLDER: "dewit",
    Role.COLLEGE_SECRETARY: "iris",
    Role.GRIFFIE: "teun",
    Role.RECORDER: "joris",
    Role.COUNCIL_MEMBER: "bos",
    Role.ADMINISTRATOR: "wim",
    Role.MODERATOR: "lotte",
    Role.OFFICIAL: "joris",
    Role.INITIATOR: "nadia",
    Role.RESIDENT: "sofie",
}

# Where a colleague has it from who records what a party says.
HEARD = {"heard_on": date(2021, 3, 1), "heard_how": "Een mail van het bestuur."}


def somebody(cast, role, trajectory, *, at, body=""):
    """Who has this role in Lindewold, with a grant for this case when there was none.

    Who records for a body is asked for with the key of that ``body``.
    """
    role = Role(str(role))
    person = getattr(cast, WHO[role])
    if role == Role.RECORDER:
        return recording_for(person, body or "een-orgaan", at=at)
    if role not in roles_in(person, trajectory, on=localdate(at)):
        grant_role(
            person,
            role=role,
            case_number=trajectory.case_number,
            starts_on=date(2020, 1, 1),
            by=None,
            at=at,
        )
    return person


def recording_for(person, body, *, at):
    """This person, who records for the body from now on."""
    if not records_for(person, body, on=localdate(at)):
        grant_role(
            person, role=Role.RECORDER, body=body, starts_on=date(2020, 1, 1), by=None, at=at
        )
    return person


def fresh(trajectory):
    """The trajectory as it is now in the database."""
    return Trajectory.objects.select_related("policy").get(pk=trajectory.pk)


@from_snapshot
def weighed(trajectory, cast, *, at, verdicts=None, impact=None, influence_space=None, facts=None):
    """Answer everything the weighing asks. ``verdicts`` gives other answers than yes, by check.

    ``facts`` gives other answers than no to what the policy names and the door did not ask.
    """
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    policy = parsed_policy(trajectory.policy)
    before = Weighing.objects.filter(trajectory=trajectory).first()
    weigh(
        trajectory,
        impact=impact or _last(policy.impact),
        influence_space=influence_space or _last(policy.influence_space),
        how_early="We beginnen, er ligt nog geen ontwerp.",
        spoken_to="Met de winkeliers en de wijkraad.",
        wishes="Mensen willen een avond en een formulier op papier.",
        facts=answers_to_facts(policy) | (facts or {}),
        edits=before.edits if before else 0,
        by=leader,
        at=at,
    )
    for check in checks_asked(policy, Case(trajectory=fresh(trajectory)).facts):
        answer_check(
            trajectory,
            check=check.key,
            verdict=(verdicts or {}).get(check.key, "yes"),
            reason="Dit is besproken en zo vastgelegd.",
            by=_answering(cast, check, trajectory, policy, at=at),
            at=at,
        )
    return fresh(trajectory)


def looked_again(trajectory, cast, *, at):
    """Where the weighing says another thing than the door did, the coach leaves who decides as it was."""
    initiative = trajectory.initiatives.order_by("id").first()
    if look_owed(parsed_policy(trajectory.policy), initiative, trajectory):
        look_again_who_decides(
            trajectory,
            chosen=trajectory.decision_route,
            reason="Wie beslist, past nog bij wat we nu weten.",
            by=cast.marleen,
            at=at,
        )
    return fresh(trajectory)


def _answering(cast, check, trajectory, policy, *, at):
    body = policy.decision_route(trajectory.decision_route).body or ""
    role = role_answering(check, policy.deciding_bodies, body=body)
    return somebody(cast, role, trajectory, at=at, body=body)


def body_decided(trajectory, cast, *, at, people_take_part=True):
    """Where a body decides whether people take part: recorded by who records for it."""
    body = body_on_participation(trajectory)
    if body is None:
        return fresh(trajectory)
    decide_participation(
        trajectory,
        people_take_part=people_take_part,
        reason="Er is genoeg te kiezen." if people_take_part else "Er is niets te kiezen.",
        decided_on=localdate(at),
        by=somebody(cast, body.recorded_by, trajectory, at=at, body=body.key),
        at=at,
    )
    return fresh(trajectory)


def _last(scale):
    return scale.steps[-1].key if scale else ""


@from_snapshot
def planning(trajectory, cast, *, at, **weighing):
    """Weigh and go on: the plan is being made. Returns its version."""
    weighed(trajectory, cast, at=at, **weighing)
    looked_again(trajectory, cast, at=at)
    body_decided(fresh(trajectory), cast, at=at)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    trajectory = move_on(trajectory, to=Step.PLAN, by=leader, at=at, on=localdate(at))
    return open_version(trajectory)


@from_snapshot
def written_plan(
    trajectory, cast, *, at, methods=("ideas",), level="", starts_on=None, ends_on=None
):
    """Write everything that description and plan ask, with one phase from ``starts_on`` to
    ``ends_on`` (now and eight weeks). ``level`` is a key of the policy; without it one that these
    methods can carry. Methods are added until the policy's mix is there. Returns the version.
    """
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    version = open_version(trajectory)
    policy = parsed_policy(trajectory.policy)
    who = {"by": leader, "at": at}
    questions = [
        ("description", description_question)
        for description_question in policy.description_questions
    ]
    questions += [("plan", plan_section) for plan_section in policy.plan_sections]
    for part, question in questions:
        write_section(version, part=part, key=question.key, text="Zo zit het hier.", edits=0, **who)
    write_how_weighed(version, text="Elke reactie krijgt een antwoord.", edits=0, **who)
    _frames(version, policy, who)
    phase = plan_phase(
        version,
        name="Meedenken over het plein",
        question="Waar komen bomen, bankjes en fietsen?",
        starts_on=starts_on or localdate(at),
        ends_on=ends_on or localdate(at) + timedelta(weeks=8),
        purposes=[purpose.key for purpose in policy.purposes][:1],
        government_role=policy.government_roles[0].key if policy.government_roles else "",
        **who,
    )
    chosen = _with_mix(policy, trajectory, methods)
    give_say(
        phase, group="Iedereen die hier woont of werkt", **_carried(policy, chosen, level), **who
    )
    for key in chosen:
        plan_method(phase, method=key, **who)
    plan_moment(
        version,
        day=_decision_day(policy, phase),
        what="Besluit",
        body=decider_of(trajectory).body or "",
        is_decision=True,
        **who,
    )
    _parties(version, who)
    return version


def _decision_day(policy, phase):
    """Four weeks after everybody who took part has an answer: a body has time to read."""
    last = phase.ends_on
    answered = day_of_answer(policy, closes_on=last, received_on=last) or last
    return next_working_day(answered + timedelta(weeks=4))


def _frames(version, policy, who):
    kinds = [frame_kind.key for frame_kind in policy.frame_kinds] or [""]
    for kind in kinds:
        state_frame(
            version,
            status="fixed",
            kind=kind,
            title=f"Dit staat vast ({kind or 'algemeen'})",
            text="Dat is eerder besloten.",
            origin="Besluit van 2026",
            **who,
        )
    state_frame(
        version, status="open", kind=kinds[0], title="De bomen", text="Waar?", origin="Plan", **who
    )
    state_frame(
        version,
        status="unknown",
        kind=kinds[0],
        title="De bodem",
        origin="Onderzoek",
        known_on=localdate(who["at"]) + timedelta(weeks=26),
        **who,
    )


def _with_mix(policy, trajectory, methods):
    """These methods, and one more for every means that the policy wants and they lack."""
    chosen = list(methods)
    for rule in policy.mix:
        for means in rule.means:
            covered = {means_of_method for key in chosen for means_of_method in method(key).means}
            if str(means) not in covered:
                chosen.append(
                    next(
                        tool.key
                        for tool in all_methods()
                        if str(means) in tool.means and tool.lowest <= 1 and not tool.way
                    )
                )
    return chosen


def _carried(policy, methods, level):
    """A level, or else a role, that these methods can carry."""
    if level:
        return {"level": level}
    lowest = max(method(key).lowest for key in methods)
    highest = max(method(key).highest for key in methods)
    for name, items in (("level", policy.influence_levels), ("role", policy.participant_roles)):
        fitting = [item for item in items if item.say is not None and lowest <= item.say <= highest]
        if fitting:
            return {name: fitting[0].key}
    items = policy.influence_levels or policy.participant_roles
    name = "level" if policy.influence_levels else "role"
    return {name: next(item.key for item in items if item.say is None)}


def _parties(version, who):
    trajectory = version.trajectory
    organisation, _made = Organisation.objects.get_or_create(name="Wijkraad Centrum")
    party = trajectory.parties.filter(organisation=organisation).first()
    party = party or name_party(trajectory, organisation=organisation, **who)
    record_stand(version, party=party, agrees=True, note="Namens het bestuur.", **who, **HEARD)


@from_snapshot
def offered(trajectory, cast, *, at, **plan):
    """A complete plan that lies before the bodies. Returns the version."""
    planning(trajectory, cast, at=at)
    written_plan(fresh(trajectory), cast, at=at, **plan)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    trajectory = move_on(trajectory, to=Step.ADOPTION, by=leader, at=at, on=localdate(at))
    return open_version(trajectory)


def adopt_by_all(version, cast, *, at, **recorded):
    """Every body whose turn it is adopts, one after the other. Returns the version."""
    trajectory = fresh(version.trajectory)
    policy = parsed_policy(trajectory.policy)
    for body in bodies_for(trajectory):
        role = policy.body(body).recorded_by if body else Role.PROJECT_LEADER
        adoption = adopt(
            version,
            body=body,
            outcome="adopted",
            decided_on=localdate(at),
            decision_number=f"2027-{body or 'pl'}-01",
            by=somebody(cast, role, trajectory, at=at, body=body),
            at=at,
            **recorded,
        )
    return adoption.version


@from_snapshot
def adopted_agreement(trajectory, cast, *, at, **plan):
    """From the weighing to an adopted agreement; people can take part. Returns the trajectory.

    ``plan`` is what written_plan takes: methods, level, starts_on, ends_on.
    """
    version = offered(trajectory, cast, at=at, **plan)
    adopt_by_all(version, cast, at=at)
    trajectory = fresh(trajectory)
    assert trajectory.step == Step.TAKING_PART
    return trajectory


def amended_draft(trajectory, cast, *, at, reason="Op de avond bleek dat het anders moet."):
    """A change of the agreement in force, begun and not yet written."""
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    return amend(version_in_force(trajectory), reason=reason, by=leader, at=at)


def amended_agreement(trajectory, cast, *, at, reason="Op de avond bleek dat het anders moet."):
    """A change of the agreement, agreed with the same parties and adopted by the same bodies."""
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    version = amended_draft(trajectory, cast, at=at, reason=reason)
    state_frame(
        version, status="fixed", title="Twintig plekken", origin="Avond", by=leader, at=at,
        kind=version.frames.first().kind,
    )  # fmt: skip
    _parties(version, {"by": leader, "at": at})
    offer_amendment(version, by=leader, at=at)
    return adopt_by_all(version, cast, at=at)
