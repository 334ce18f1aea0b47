"""Rules on conditions: they ask what can be known, they can hold, and every case is covered."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

from pydantic import ValidationError

from speelruimte.policy.conditions import evaluate_ordered, facts_named
from speelruimte.policy.facts import FACT_NAMES, NO_BODY, Stage, domains, fact
from speelruimte.policy.schema import Complexity, Condition, Nature, WayOfDeciding
from speelruimte.shared.messages import gettext as _

from .faults import named, nearest
from .places import Path
from .rules import items_in, things_in
from .schema_faults import Found

MOST_CASES = 100_000
_LATEST = {
    "complexity": Stage.COMPETENCE,
    "decision_routes": Stage.COMPLEXITY,
}
_DECIDING = ("decision_routes", "complexity")
_DECIDED = ("way", "body", "nature")


def condition_from(raw: Any) -> Condition | None:
    """The condition in raw data; None if the schema refuses it (and says so itself)."""
    try:
        return Condition.model_validate(raw)
    except ValidationError:
        return None


def conditions_in(data: Mapping) -> Iterator[tuple[Path, Condition]]:
    """Every readable condition with its path."""
    for path, thing in things_in(data):
        if path and path[-1] in ("when", "required_when") and thing is not None:
            condition = condition_from(thing)
            if condition is not None:
                yield path, condition


def conditions_ask_what_can_be_known(data: Mapping) -> Iterator[Found]:
    """Known facts, values they can have, an order where one is needed, and in time."""
    known = domains(data)
    for path, condition in conditions_in(data):
        for below, part in _comparisons(condition, path):
            yield from _comparison_faults(below, part, known)


def _comparisons(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    if condition.fact:
        word = "is" if condition.equals is not None else "at_least"
        yield (*path, word, condition.fact), condition
    elif condition.none_of is not None:
        yield from _comparisons(condition.none_of, (*path, "not"))
    else:
        word = "all" if condition.all_of is not None else "any"
        for number, part in enumerate(condition.parts):
            yield from _comparisons(part, (*path, word, number))


def _comparison_faults(
    path: Path, condition: Condition, known: dict[str, tuple[str, ...]]
) -> Iterator[Found]:
    name = condition.fact
    if name not in FACT_NAMES:
        yield (
            path,
            _("het gegeven '{name}' bestaat niet").format(name=name),
            nearest(name, FACT_NAMES),
        )
        return
    asked = fact(name)
    latest = _LATEST.get(str(path[0]), Stage.DECIDED)
    if path[0] == "start_requirements" and name != "initiator":
        yield (
            path,
            _("'{name}' is bij de start nog niet bekend").format(name=name),
            _("gebruik hier alleen initiator"),
        )
        return
    if asked.stage > latest:
        allowed = [known_name for known_name in FACT_NAMES if fact(known_name).stage <= latest]
        yield (
            path,
            _("'{name}' is hier nog niet bekend").format(name=name),
            _("kies uit: {allowed}").format(allowed=", ".join(allowed)),
        )
    if condition.at_least is not None and not asked.ordered:
        yield (
            path,
            _("'{name}' heeft geen volgorde").format(name=name),
            _("gebruik is in plaats van at_least"),
        )
    if not known[name]:
        yield (
            path,
            _("dit beleid heeft niets om '{name}' mee te vullen").format(name=name),
            (
                _("vul eerst {section}, of haal dit weg").format(
                    section=asked.section or _FILLED_BY.get(name, name)
                )
            ),
        )
        return
    for value in condition.values:
        if value not in known[name]:
            yield (
                path,
                _("'{value}' is geen waarde van '{name}'").format(value=value, name=name),
                nearest(value, known[name]),
            )


_FILLED_BY = {"load_over_limit": "route.load_limit"}


class Cases:
    """Every combination of facts that can occur under a policy (raw data)."""

    def __init__(self, data: Mapping) -> None:
        self.known = domains(data)
        self.orders = self.known
        rule = data.get("complexity")
        raw = rule.get("when") if isinstance(rule, Mapping) else None
        self.complex_when = condition_from(raw) if raw is not None else None
        self.rulings = list(_rulings(data))
        allowed = _initiators_in_scope(data)
        if allowed:
            self.known["initiator"] = allowed

    def of(self, names: tuple[str, ...]) -> Iterator[dict[str, str]]:
        """All combinations of these facts, and of those that decide whether it is complex."""
        if "complexity" in names:
            names = tuple(dict.fromkeys((*names, *facts_named(self.complex_when))))
        plain = [name for name in names if name not in _DECIDED]
        decided = len(plain) < len(names)
        for values in product(*(self.known.get(name, ()) for name in plain)):
            facts = dict(zip(plain, values, strict=True))
            if not self.can_be(facts):
                continue
            if decided:
                yield from (facts | ruling for ruling in self.rulings)
            else:
                yield facts

    def can_be(self, facts: dict[str, str]) -> bool:
        """Nothing is complex that the condition on complexity rules out."""
        if facts.get("complexity") != Complexity.COMPLEX:
            return True
        return evaluate_ordered(self.complex_when, facts, self.orders) is not False

    def too_many(self, names: tuple[str, ...]) -> bool:
        return sum(1 for _case in islice(self.of(names), MOST_CASES + 1)) > MOST_CASES


def _rulings(data: Mapping) -> Iterator[dict[str, str]]:
    for _number, rule in items_in(data, "decision_routes"):
        way, body, nature = rule.get("way"), rule.get("body"), rule.get("nature")
        ruling = {"way": str(way), "body": str(body or NO_BODY)}
        yield ruling | ({"nature": str(nature)} if nature in list(Nature) else {})


def _initiators_in_scope(data: Mapping) -> tuple[str, ...]:
    """Who may start something; where a word stands that is neither true nor false, too."""
    scope = data.get("scope")
    rules = items_in(scope, "initiators") if isinstance(scope, Mapping) else []
    return tuple(
        str(rule["initiator"])
        for _n, rule in rules
        if rule.get("may_start") is not False and isinstance(rule.get("initiator"), str)
    )


def conditions_can_hold(data: Mapping) -> Iterator[Found]:
    """A condition that holds in no case at all is a mistake."""
    cases = Cases(data)
    wrong = {path for path, _wrong, _right in conditions_ask_what_can_be_known(data)}
    for path, condition in conditions_in(data):
        names = facts_named(condition)
        if any(wrong_path[: len(path)] == path for wrong_path in wrong) or cases.too_many(names):
            continue
        if not any(evaluate_ordered(condition, case, cases.orders) for case in cases.of(names)):
            yield (
                path,
                _("deze voorwaarde kan nooit gelden"),
                _("kijk of de delen elkaar tegenspreken, of niet kunnen onder dit beleid"),
            )


def every_case_has_a_way(data: Mapping) -> Iterator[Found]:
    """In every case some decision rule holds, and every rule is reached in some case."""
    rules = items_in(data, "decision_routes")
    if any(path[0] in _DECIDING for path, *_said in conditions_ask_what_can_be_known(data)):
        return
    conditions = []
    for _number, rule in rules:
        raw = rule.get("when")
        condition = condition_from(raw) if raw is not None else None
        if (raw is not None and condition is None) or rule.get("way") not in list(WayOfDeciding):
            return
        conditions.append(condition)
    if not conditions:
        return
    yield from _cover(data, [number for number, _rule in rules], conditions)


def _cover(
    data: Mapping, numbers: list[int], conditions: list[Condition | None]
) -> Iterator[Found]:
    cases = Cases(data)
    names = tuple(
        dict.fromkeys(name for condition in conditions for name in facts_named(condition))
    )
    if cases.too_many(names):
        if conditions[-1] is not None:
            yield (
                ("decision_routes",),
                _("niet na te gaan of elk geval een regel heeft"),
                _("maak van de laatste regel een regel zonder when"),
            )
        return
    winners: dict[int, set[int]] = {place: set() for place in range(len(numbers))}
    for case in cases.of(names):
        holding = [
            place
            for place, condition in enumerate(conditions)
            if evaluate_ordered(condition, case, cases.orders) is True
        ]
        if not holding:
            said = ", ".join(f"{name}: {value}" for name, value in case.items())
            yield (
                ("decision_routes",),
                _("geen regel zegt wie beslist bij {said}").format(said=said),
                _("voeg een regel toe, of maak van de laatste een regel zonder when"),
            )
            return
        for place in holding:
            winners[place].add(holding[0])
    yield from _never_reached(data, numbers, conditions, winners)


def _never_reached(
    data: Mapping,
    numbers: list[int],
    conditions: list[Condition | None],
    winners: dict[int, set[int]],
) -> Iterator[Found]:
    """Rules that others always go before. One that takes every case is the fault, not the rest.

    `winners` has, for the place of each rule, the places of those that count where it holds. A rule
    that holds nowhere has none: that is reported as such already.
    """
    names = [named(("decision_routes", number), data) for number in numbers]
    if None in conditions[:-1]:
        place = conditions.index(None)
        yield (
            ("decision_routes", numbers[place]),
            _("deze regel heeft geen when: wat eronder staat, komt nooit aan de beurt"),
            _("zet deze regel onderaan, of geef hem een when"),
        )
        conditions = conditions[:place]
    for place, number in enumerate(numbers[: len(conditions)]):
        if winners[place] and place not in winners[place]:
            earlier = ", ".join(names[winner] for winner in sorted(winners[place]))
            yield (
                ("decision_routes", number),
                _("deze regel komt nooit aan de beurt"),
                _("zet hem boven {earlier}, of maak de when daarvan nauwer").format(
                    earlier=earlier
                ),
            )


CONDITION_RULES = (
    conditions_ask_what_can_be_known,
    conditions_can_hold,
    every_case_has_a_way,
)
