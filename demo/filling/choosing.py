"""Asking a policy: which facts, levels, roles, kinds and checks fit. No key of a policy is here."""

from itertools import product

from demo.filling.plot import COLLEGE, COUNCIL, INITIATORS, OFFICIALS
from speelruimte.people.roles import Role
from speelruimte.policy.asking import facts_asked_in_weighing
from speelruimte.policy.conditions import evaluate
from speelruimte.policy.facts import domains
from speelruimte.policy.schema import NoMeans, PlanPart, WayOfDeciding
from speelruimte.policy.ways import (
    FactsMissing,
    NoRuleApplies,
    complexity_fact,
    decide_way,
    facts_asked,
)
from speelruimte.toolbox.methods import all_methods, method

WANTED = {
    COUNCIL: (WayOfDeciding.BODY, Role.GRIFFIE),
    COLLEGE: (WayOfDeciding.BODY, Role.COLLEGE_SECRETARY),
    OFFICIALS: (WayOfDeciding.OFFICIALS, None),
    INITIATORS: (WayOfDeciding.INITIATORS, None),
}
# What we answer first when several answers lead to the same decision.
LIKELY = {
    "urgent": ("no",),
    "statutory": ("no",),
    "subject_kind": ("project",),
    "area_scale": ("neighbourhood",),
    "load_over_limit": ("no",),
    "within_existing_policy": ("no",),
}


def assessment(policy, *, kind, wanted):
    """Facts and signs of complexity under which the wanted one decides, or the nearest to it."""
    names = [name for name in facts_asked(policy) if name != "initiator"]
    possible = domains(policy.as_data())
    ordered = [_ordered(name, possible[name]) for name in names]
    signs = [()]
    if policy.complexity:
        keys = tuple(criterion.key for criterion in policy.complexity.criteria)
        signs.append(keys[: policy.complexity.at_least])
    fallback = None
    for criteria in signs:
        for values in product(*ordered):
            facts = {n: v for n, v in zip(names, values, strict=True) if v is not None}
            ruling = _ruling(policy, facts | {"initiator": kind}, criteria)
            if ruling is None:
                continue
            if _is_wanted(policy, ruling, wanted):
                return facts, criteria
            if fallback is None and ruling.way == WayOfDeciding.BODY:
                fallback = facts, criteria
    return fallback or ({}, ())


def _ordered(name, values):
    first = [value for value in LIKELY.get(name, ()) if value in values]
    ordered = [*first, *(value for value in values if value not in first)]
    if name == "influence_space" and len(ordered) > 1:
        ordered = [*ordered[1:], ordered[0]]
    return ordered or [None]


def _ruling(policy, facts, criteria):
    try:
        return decide_way(policy, facts | complexity_fact(policy, criteria, facts))
    except (FactsMissing, NoRuleApplies):
        return None


def _is_wanted(policy, ruling, wanted):
    way, role = WANTED[wanted]
    if ruling.way != way:
        return False
    return role is None or Role(str(policy.body(ruling.decides).recorded_by)) == role


def answers_to_facts(policy):
    """What the weighing asks beside its scales: no to a plain question, of a list the last."""
    possible = domains(policy.as_data())
    return {
        name: "no" if "no" in possible[name] else possible[name][-1]
        for name in facts_asked_in_weighing(policy)
    }


# Say and methods ---------------------------------------------------------------------------------


def promise(policy, methods, say):
    """The level, or else the role, nearest to this say that these methods can carry."""
    lowest = max((method(key).lowest for key in methods), default=0)
    highest = max((method(key).highest for key in methods), default=4)
    for name, items in (("level", policy.influence_levels), ("role", policy.participant_roles)):
        fitting = [item for item in items if item.say is not None and lowest <= item.say <= highest]
        if fitting:
            return {name: min(fitting, key=lambda item: abs(item.say - say)).key}
    name = "level" if policy.influence_levels else "role"
    items = policy.influence_levels or policy.participant_roles
    return {name: next(item.key for item in items if item.say is None)}


def with_every_means(policy, facts, methods):
    """These methods, and one more for every means that the policy wants and they lack."""
    chosen = list(methods)
    for rule in policy.mix:
        if evaluate(rule.when, facts, policy) is False:
            continue
        for means in map(str, rule.means):
            if not any(means in method(key).means for key in chosen):
                chosen.append(_simple_method(means))
    return chosen


def _simple_method(means):
    fitting = [tool for tool in all_methods() if means in tool.means and not tool.way]
    return min(fitting, key=lambda tool: (tool.lowest, tool.highest)).key


# Kinds of frames, questions ----------------------------------------------------------------------

ABOUT = {
    "money": ("geld", "financ", "budget", "kosten"),
    "process": ("proces", "tijd", "achteraf"),
    "rules": ("regel", "taken", "taak", "wet"),
    "content": ("inhoud", "onderwerp"),
}


def frame_kind(policy, about):
    """The kind of frame that is about this, or the first kind, or none."""
    for kind in policy.frame_kinds:
        if any(part in str(kind.label).lower() for part in ABOUT[about]):
            return kind.key
    return policy.frame_kinds[0].key if policy.frame_kinds else ""


TOPICS = (
    ("cost", ("kost", "betaal", "baten")),
    ("alternatives", ("alternatie", "nog niet in beeld", "ideeën die")),
    ("unknown", ("er nog niet, en hoe",)),
    ("information", ("op de hoogte", "informeren", "leest mee")),
    ("made", ("al gemaakt",)),
    ("rules", ("kan wel", "taken")),
    ("interests", ("belang",)),
    ("who", ("wie ",)),
    ("worth", ("waarom", "waarde", "bereiken", "doel")),
)


def topic_of(question):
    """What a question of a policy is about, as the plots call it."""
    label = str(question.label).lower()
    topics = (topic for topic, parts in TOPICS if any(part in label for part in parts))
    return next(topics, "what")


def sections_to_write(policy):
    """Part and question of everything that is answered in words."""
    for question in policy.description_questions:
        yield "description", question
    for question in policy.plan_sections:
        if question.part in (PlanPart.TEXT, PlanPart.INFORMATION):
            yield "plan", question


# Waiving -----------------------------------------------------------------------------------------


def ground_to_waive(policy, checks):
    """``(check, exclusion)``: what lets one refrain under this policy; None where nothing does."""
    for check in checks:
        if check.no_means == NoMeans.WAIVE and "kiezen" in str(check.label):
            return check.key, ""
    for check in checks:
        if check.no_means == NoMeans.WAIVE:
            return check.key, ""
    ticked = [exclusion.key for exclusion in policy.exclusions if exclusion.when is None]
    return ("", ticked[0]) if ticked else None
