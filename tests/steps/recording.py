"""The actions that record what bodies decide, with the parts of what was decided one by one."""

from dataclasses import fields

from speelruimte.agreements.actions import Resolution
from speelruimte.agreements.actions import record_adoption as _record_adoption
from speelruimte.decisions.actions import Decided
from speelruimte.decisions.actions import record_decision as _record_decision
from speelruimte.route.adopting import adopt as _adopt


def _taken_together(model, given):
    """The dataclass of the names in ``given`` that it has, and the rest."""
    own = {name.name for name in fields(model)} & set(given)
    rest = {name: value for name, value in given.items() if name not in own}
    return model(**{name: given[name] for name in own}), rest


def adopt(version, **given):
    """Record what a body decided about a text, and let the route follow."""
    resolution, rest = _taken_together(Resolution, given)
    return _adopt(version, resolution=resolution, **rest)


def record_adoption(version, **given):
    """Record what a body decided about a text."""
    resolution, rest = _taken_together(Resolution, given)
    return _record_adoption(version, resolution=resolution, **rest)


def record_decision(trajectory, **given):
    """Lay down what was decided at the end."""
    given.setdefault("other_day", "De agenda liet het niet eerder toe.")
    decided, rest = _taken_together(Decided, given)
    return _record_decision(trajectory, decided=decided, **rest)
