"""Steps of a story at the door: from a signal to a trajectory that stands before its weighing.

Plain functions that call the same actions as the pages do. Everything has a sensible answer of its
own; a story only says what matters to it.
"""

from dataclasses import fields
from datetime import UTC, date, datetime

from speelruimte.initiatives.actions import (
    Start,
    assess_initiative,
    give_first_view,
    receive_initiative,
    rule_who_decides,
    write_letter,
)
from speelruimte.initiatives.rules import further_questions
from speelruimte.people.intake import Reach, Where
from speelruimte.policy.facts import domains
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.policy.schema import Gate
from speelruimte.policy.ways import facts_asked, gate_applies
from speelruimte.route.door import (
    advance,
    ask_colleague,
    name_helper,
    open_trajectory,
    send_quickscan_letter,
)

ON = date(2027, 2, 9)
AT = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)

LETTER = {
    "chances": "De plek is van de gemeente en ligt in het zicht van veel buren.",
    "challenges": "Onder de grond liggen kabels.",
    "route_ahead": "Eerst praten we met de buren. Daarna volgt een plan.",
    "who_does_what": "U vraagt de buren. Wij zoeken uit waar de kabels liggen.",
    "read_on": "",
}


def received_initiative(
    *, kind="resident", by=None, title="Een buurttuin aan de Vaartzijde", at=AT, on=ON, **more
):
    """An initiative that just came in, with every start question answered."""
    policy = parsed_policy(more.get("policy") or policy_in_force(on=on))
    answers = {
        question.key: "Wie er woont, komt hier samen."
        for question in further_questions(policy, kind)
    }
    more = {
        "text": "Op het lege veldje willen wij met de buren een tuin maken.",
        "requirements": answers,
        "channel": "website" if by is None else "counter",
        **more,
    }
    sent = sent_at_the_door(title=title, **more)
    return receive_initiative(kind=kind, by=by, at=at, on=on, **sent).received


def sent_at_the_door(**given):
    """What the action takes, from loose words, places and ways to reach somebody."""

    def built(model):
        return model(
            **{field.name: given.pop(field.name) for field in fields(model) if field.name in given}
        )

    parts = {"words": built(Start), "where": built(Where), "reach": built(Reach)}
    return parts | given


def known_facts(initiative, **facts):
    """An answer to every fact that the policy asks: the first possible one, or the one given."""
    policy = parsed_policy(initiative.policy)
    possible = domains(policy.as_data())
    asked = [name for name in facts_asked(policy) if name != "initiator" and possible[name]]
    return {name: facts.get(name, possible[name][0]) for name in asked}


def assessed_initiative(initiative, *, coach, at=AT, on=ON, criteria=(), **facts):
    """The initiative with everything filled in that the policy asks to say who decides."""
    return assess_initiative(
        initiative,
        facts=known_facts(initiative, **facts),
        criteria=criteria,
        by=coach,
        at=at,
        on=on,
    )


def quickscan_done(initiative, *, coach, account_holder, colleague, at=AT, on=ON):
    """A first look from opening to the letter, and on to the question who decides."""
    advance(initiative, to="quickscan", by=coach, at=at, on=on)
    name_helper(initiative, person=account_holder, by=coach, at=at, on=on)
    view = ask_colleague(initiative, colleague=colleague, by=account_holder, at=at, on=on)
    give_first_view(view, text="Voor het verkeer maakt dit niets uit.", by=colleague, at=at)
    write_letter(initiative, by=account_holder, at=at, on=on, **LETTER)
    send_quickscan_letter(initiative, by=account_holder, at=at, on=on)
    return advance(initiative, to="who_decides", by=account_holder, at=at, on=on)


def ruled_initiative(initiative, *, coach, chosen="", reason="", at=AT, on=ON):
    """Who decides is laid down; brings the initiative there first when it is still a signal."""
    if initiative.step == initiative.Step.SIGNAL:
        initiative = advance(initiative, to="who_decides", by=coach, at=at, on=on)
    ruling = rule_who_decides(
        initiative, chosen=chosen, deviation_reason=reason, by=coach, at=at, on=on
    )
    return ruling.initiative


def opened_trajectory(initiative, *, coach, leader, areas=(), owner=None, at=AT, on=ON, **more):
    """The trajectory that follows from an initiative of which it is known who decides."""
    return open_trajectory(
        initiative,
        title=more.pop("title", initiative.title),
        summary=more.pop("summary", "Samen maken we een plan voor deze plek."),
        areas=areas,
        leader=leader,
        owner=owner,
        by=coach,
        at=at,
        on=on,
        **more,
    )


def started_trajectory(
    *, coach, leader, account_holder, colleague, kind="municipality", areas=(), owner=None, **facts
):
    """From nothing to a trajectory in the step weighing, with a first look where it is owed.

    ``facts`` are answers of the assessment, and ``criteria`` the signs of complexity.
    """
    initiative = received_initiative(kind=kind, by=coach, title=facts.pop("title", "Het plein"))
    criteria = facts.pop("criteria", ())
    initiative = assessed_initiative(initiative, coach=coach, criteria=criteria, **facts)
    if gate_applies(parsed_policy(initiative.policy), Gate.QUICKSCAN, initiative.facts):
        initiative = quickscan_done(
            initiative, coach=coach, account_holder=account_holder, colleague=colleague
        )
    initiative = ruled_initiative(initiative, coach=coach)
    return opened_trajectory(initiative, coach=coach, leader=leader, areas=areas, owner=owner)
