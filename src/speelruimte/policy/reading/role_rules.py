"""Rules on roles: whoever a policy asks for an answer, or to record, can be there in every case."""

from collections.abc import Iterator, Mapping
from typing import Any

from speelruimte.policy.conditions import evaluate_ordered, facts_named
from speelruimte.policy.schema import Condition, InitiatorKind, SystemRole
from speelruimte.shared.messages import gettext as _

from .condition_rules import Cases, condition_from, conditions_ask_what_can_be_known
from .places import Path
from .rules import items_in
from .schema_faults import Found

# Roles of people outside the municipality: a resident holds none in a case, an initiator only in
# the own one.
_OUTSIDE = (SystemRole.RESIDENT, SystemRole.INITIATOR)


def whoever_records_works_here(data: Mapping) -> Iterator[Found]:
    """What is decided is recorded by the municipality, and nobody asks residents to answer for it."""
    for path, role in _named_roles(data):
        if role in _OUTSIDE:
            yield (
                path,
                _("'{role}' doet dit in geen enkele zaak").format(role=role),
                _("kies een rol van de gemeente, zoals project_leader of griffie"),
            )


def _named_roles(data: Mapping) -> Iterator[tuple[Path, Any]]:
    for number, body in items_in(data, "deciding_bodies"):
        yield ("deciding_bodies", number, "recorded_by"), body.get("recorded_by")
    for number, check in items_in(data, "checks"):
        if check.get("answered_by") == SystemRole.RESIDENT:
            yield ("checks", number, "answered_by"), SystemRole.RESIDENT
    light = data.get("light_changes")
    if isinstance(light, Mapping):
        yield ("light_changes", "recorded_by"), light.get("recorded_by")
    route = data.get("route")
    altered_by = route.get("activities_altered_by") if isinstance(route, Mapping) else None
    if isinstance(altered_by, list) and altered_by and all(role in _OUTSIDE for role in altered_by):
        yield ("route", "activities_altered_by", 0), altered_by[0]


def somebody_answers_every_check(data: Mapping) -> Iterator[Found]:
    """In each case in which a check is asked, there is somebody in the role that answers it.

    Who records is only there where a body decides; an initiator from outside is not there where the
    municipality itself begins.
    """
    asked = [
        (number, check)
        for number, check in items_in(data, "checks")
        if check.get("answered_by") in (SystemRole.RECORDER, SystemRole.INITIATOR)
    ]
    if not asked or any(True for _wrong in conditions_ask_what_can_be_known(data)):
        return
    cases = Cases(data)
    for number, check in asked:
        path = ("checks", number, "answered_by")
        rule = _nobody_there(data, cases, check)
        if rule is not None and check["answered_by"] == SystemRole.RECORDER:
            yield (
                path,
                _("niemand kan antwoorden bij de regel [{rule}]: daar beslist geen orgaan").format(
                    rule=rule
                ),
                _("zet bij deze vraag when: {is: {way: body}}, of kies een rol van de gemeente"),
            )
        elif rule is not None:
            yield (
                path,
                _("niemand kan antwoorden als de gemeente zelf begint"),
                _(
                    "zet bij deze vraag when: {not: {is: {initiator: municipality}}}, of kies een "
                    "rol van de gemeente"
                ),
            )


def _nobody_there(data: Mapping, cases: Cases, check: Mapping) -> str | None:
    """The key of a rule under which this check is asked of nobody, or None."""
    rules = [
        (rule, condition_from(rule["when"]) if rule.get("when") is not None else None)
        for _number, rule in items_in(data, "decision_routes")
    ]
    raw = check.get("when")
    when = condition_from(raw) if raw is not None else None
    names = _names([when, *(condition for _rule, condition in rules)])
    if cases.too_many(names):
        return None
    for case in cases.of(names):
        rule = _first_that_holds(rules, case, cases)
        if rule is None or _answers(check, rule, case):
            continue
        decided = {"way": str(rule.get("way")), "body": str(rule.get("body") or "none")}
        if rule.get("nature"):
            decided["nature"] = str(rule["nature"])
        if evaluate_ordered(when, case | decided, cases.orders) is not False:
            return str(rule.get("key"))
    return None


def _names(conditions: list[Condition | None]) -> tuple[str, ...]:
    """What the conditions ask that is known before it is said who decides, and who began."""
    named = ["initiator", *(name for condition in conditions for name in facts_named(condition))]
    return tuple(name for name in dict.fromkeys(named) if name not in ("way", "body", "nature"))


def _first_that_holds(rules: list, case: dict[str, str], cases: Cases) -> Mapping | None:
    for rule, condition in rules:
        if evaluate_ordered(condition, case, cases.orders):
            return rule
    return None


def _answers(check: Mapping, rule: Mapping, case: dict[str, str]) -> bool:
    if check["answered_by"] == SystemRole.RECORDER:
        return rule.get("way") == "body"
    return case.get("initiator") != InitiatorKind.MUNICIPALITY


ROLE_RULES = (whoever_records_works_here, somebody_answers_every_check)
