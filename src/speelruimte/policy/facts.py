"""What a condition in a policy may ask: a closed list of facts, each with its possible values.

Some facts have values that code knows (who starts it), others take theirs from the policy
(its bodies, its scales). Where a fact is known only after a step, rules of an earlier step
may not ask for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from speelruimte.shared.messages import gettext_noop as _

from .schema.closed import (
    AreaScale,
    Closed,
    Complexity,
    InitiatorKind,
    Nature,
    SubjectKind,
    WayOfDeciding,
    YesNo,
)

NO_BODY = "none"


class Stage(IntEnum):
    """From when a fact can be known, in the order of the route."""

    ARRIVAL = 1
    COMPETENCE = 2
    COMPLEXITY = 3
    DECIDED = 4


@dataclass(frozen=True)
class Fact:
    """A fact, how it is asked, and what it can be."""

    name: str
    question: str
    stage: Stage
    values: type[Closed] | None = None
    section: str | None = None
    ordered: bool = False
    yes: str = ""
    no: str = ""


FACTS: tuple[Fact, ...] = (
    Fact("initiator", _("Van wie komt het initiatief?"), Stage.ARRIVAL, InitiatorKind),
    Fact("subject_kind", _("Wat is het?"), Stage.ARRIVAL, SubjectKind),
    Fact("area_scale", _("Hoe ver reikt het?"), Stage.ARRIVAL, AreaScale, ordered=True),
    Fact(
        "urgent",
        _("Is er gevaar of grote haast?"),
        Stage.ARRIVAL,
        YesNo,
        yes=_("er gevaar of grote haast is"),
        no=_("er geen gevaar of grote haast is"),
    ),
    Fact(
        "statutory",
        _("Schrijft de wet inspraak of participatie voor?"),
        Stage.ARRIVAL,
        YesNo,
        yes=_("de wet inspraak of participatie voorschrijft"),
        no=_("de wet geen inspraak of participatie voorschrijft"),
    ),
    Fact(
        "within_existing_policy",
        _("Past het binnen bestaand beleid?"),
        Stage.ARRIVAL,
        YesNo,
        yes=_("het binnen bestaand beleid past"),
        no=_("het niet binnen bestaand beleid past"),
    ),
    Fact(
        "policy_phase",
        _("In welke fase is het?"),
        Stage.ARRIVAL,
        section="policy_phases",
        ordered=True,
    ),
    Fact("impact", _("Hoe groot zijn de gevolgen?"), Stage.ARRIVAL, section="impact", ordered=True),
    Fact(
        "influence_space",
        _("Hoeveel valt er te kiezen?"),
        Stage.ARRIVAL,
        section="influence_space",
        ordered=True,
    ),
    Fact(
        "load_over_limit",
        _("Krijgen mensen in dit gebied al te veel uitnodigingen?"),
        Stage.ARRIVAL,
        YesNo,
        yes=_("mensen in dit gebied al te veel uitnodigingen krijgen"),
        no=_("mensen in dit gebied niet te veel uitnodigingen krijgen"),
    ),
    Fact(
        "competent",
        _("Wie is bevoegd om te beslissen?"),
        Stage.COMPETENCE,
        section="deciding_bodies",
    ),
    Fact(
        "complexity",
        _("Is het eenvoudig of ingewikkeld?"),
        Stage.COMPLEXITY,
        Complexity,
        ordered=True,
    ),
    Fact("way", _("Wie beslist, in soort?"), Stage.DECIDED, WayOfDeciding),
    Fact("body", _("Welk orgaan beslist?"), Stage.DECIDED, section="deciding_bodies"),
    Fact("nature", _("Wat voor samenwerking is het?"), Stage.DECIDED, Nature),
)

FACT_NAMES: tuple[str, ...] = tuple(fact.name for fact in FACTS)
_BY_NAME = {fact.name: fact for fact in FACTS}


def fact(name: str) -> Fact:
    """The fact with that name. Raises KeyError."""
    return _BY_NAME[name]


def _keys_in(section: object) -> tuple[str, ...]:
    """Item keys in a section of raw data, whatever else is wrong with it."""
    if isinstance(section, Mapping):
        section = section.get("steps")
    if not isinstance(section, Iterable) or isinstance(section, str):
        return ()
    keys = (item.get("key") for item in section if isinstance(item, Mapping))
    return tuple(key for key in keys if isinstance(key, str))


def domains(data: Mapping) -> dict[str, tuple[str, ...]]:
    """Every fact with the values it can have under this policy (raw data), low to high.

    A fact whose section the policy lacks has no values: a condition on it never holds.
    """
    values: dict[str, tuple[str, ...]] = {}
    for named_fact in FACTS:
        if named_fact.section:
            values[named_fact.name] = _keys_in(data.get(named_fact.section))
        else:
            values[named_fact.name] = tuple(str(value) for value in named_fact.values or ())
    for name in ("competent", "body"):
        values[name] = (*values[name], NO_BODY)
    if not data.get("complexity"):
        values["complexity"] = ()
    route = data.get("route")
    if not isinstance(route, Mapping) or not route.get("load_limit"):
        values["load_over_limit"] = ()
    return values
