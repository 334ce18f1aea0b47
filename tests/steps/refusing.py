"""A refusal known by its code: whatever sentence a screen shows, the rule is the same."""

from contextlib import contextmanager

import pytest

from speelruimte.route.actions import NotYet
from speelruimte.shared.errors import RuleBroken


@contextmanager
def refuses(code, *, field=None, kind=RuleBroken):
    """What happens in here is refused with this code, at this field when one is named.

    ``kind`` is a subclass of RuleBroken where that matters: who may, who was first. Gives what
    ``pytest.raises`` gives.
    """
    with pytest.raises(kind) as refused:
        yield refused
    said = f"{refused.value.code} ({refused.value.field}): {refused.value}"
    assert refused.value.code == code, said
    assert field is None or refused.value.field == field, said


@contextmanager
def not_yet(gate):
    """What happens in here is refused because this gate, by its name, is still closed."""
    with refuses("not_yet", kind=NotYet) as refused:
        yield refused
    assert gate in {missing.gate for missing in refused.value.missing}
