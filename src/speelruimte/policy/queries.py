"""Which policy holds, and what it says."""

import json
from functools import lru_cache

from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.schema import Policy
from speelruimte.shared.errors import RuleBroken


def policy_in_force(*, on) -> PolicyVersion:
    """The version that holds on this day."""
    version = PolicyVersion.objects.in_force(on).first()
    if version is None:
        raise RuleBroken(
            "Er is nog geen beleid ingelezen. Lees een beleid in met: speelruimte policy load BESTAND"
        )
    return version


def read(version) -> Policy:
    """What a version says. Kept in memory by its fingerprint: versions never change."""
    return _read(version.fingerprint, version.content)


@lru_cache(maxsize=32)
def _read(fingerprint, content):
    return Policy.model_validate(json.loads(content))
