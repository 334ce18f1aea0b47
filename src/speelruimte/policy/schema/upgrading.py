"""Reading what was written under an earlier shape of the schema: pure functions on plain data.

A policy that was loaded never changes, while the schema does. What is kept says under which shape
it was written (`schema`); before it is read it is brought to the shape of today, one step at a
time. A step changes how a promise is written down, never a promise that the product holds.
"""

from collections.abc import Callable, Mapping
from typing import Any

from speelruimte.shared.messages import gettext_noop as _

SCHEMA = 1
UNNUMBERED = 0


class WrittenLater(ValueError):  # noqa: N818
    """The data says a shape that this version of the product does not know yet."""


def _numbered(data: dict[str, Any]) -> dict[str, Any]:
    """From before shapes had a number: everything reads as it is, but for one term.

    A remark on how things go came in nowhere, so nothing counted the term for an answer to it.
    """
    terms = dict(data.get("service_terms", {}))
    if terms.pop("remark_on_process", None) is not None:
        data = data | {"service_terms": terms}
    return data


def _as_refused_then(data: dict[str, Any]) -> dict[str, Any]:
    """What is kept has its defaults written out: without grounds to refuse on, it is from before a
    policy had any, when who refused wrote why.
    """
    own = dict(data.get("own_words", {}))
    own.setdefault("refusal_grounds", [])
    return data | {"own_words": own}


_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {UNNUMBERED: _numbered}


def upgraded(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Kept data in the shape of today; what is given stays as it is.

    Raises WrittenLater for a number that is too high or no number at all.
    """
    data = dict(stored)
    number = data.pop("schema", UNNUMBERED)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= SCHEMA:
        raise WrittenLater(
            _("schema {number} is hier niet bekend; bekend is 1 tot en met {SCHEMA}").format(
                number=number, SCHEMA=SCHEMA
            )
        )
    for step in range(number, SCHEMA):
        data = _STEPS[step](data)
    return {"schema": SCHEMA, **_as_refused_then(data)}
