"""Which policy holds, and what it says."""

import json

from django.db.models import Subquery
from django.utils.translation import gettext as _

from speelruimte.policy.models import Letterhead, PolicyVersion
from speelruimte.policy.schema import Policy
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.errors import RuleBroken


def policy_in_force(*, on) -> PolicyVersion:
    """The version that holds on this day. Its texts are only fetched when they are read.

    With it comes ``letterhead``: the content of the newest ``Letterhead``, or None.
    """
    versions = _in_force(day=on)
    if not versions:
        raise RuleBroken(
            _(
                "Er is nog geen beleid ingelezen. Lees een beleid in met: speelruimte policy "
                "load BESTAND"
            ),
            code="no_policy",
        )
    return versions[0]


@compiled_query
def _in_force(*, day):
    newest = Letterhead.objects.order_by("-number").values("content")[:1]
    versions = PolicyVersion.objects.in_force(day).annotate(letterhead=Subquery(newest))
    return versions.defer("source", "content")[:1]


# What a page that fetches a policy along with something else leaves out: long, and rarely read.
POLICY_TEXTS = ("policy__source", "policy__content")

_READ: dict[str, Policy] = {}
MOST_READ = 64


def parsed_policy(version) -> Policy:
    """What a version says. Kept in memory by its fingerprint: versions never change."""
    policy = _READ.get(version.fingerprint)
    if policy is None:
        if len(_READ) >= MOST_READ:
            _READ.clear()
        policy = _READ[version.fingerprint] = Policy.from_data(json.loads(version.content))
    return policy
