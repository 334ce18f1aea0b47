"""A refusal known by its code: whatever sentence a screen shows, the rule is the same."""

from contextlib import contextmanager

import pytest

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
