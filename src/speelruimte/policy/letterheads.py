"""How the municipality presents itself: by the policy at first, by its administrator since."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from speelruimte.policy.models import Letterhead
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.policy.schema import Policy
from speelruimte.shared.errors import RuleBroken

CONTACT = (
    *("coach", "phone", "hours", "email", "website"),
    *("counter", "address", "counter_hours"),
)
STYLE = ("name", "colour", "logo")


@dataclass(frozen=True, kw_only=True)
class Presented:
    """What stands over and under a page, letter or paper form; empty where nobody said it."""

    name: str
    coach: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    website: str = ""
    counter: str = ""
    address: str = ""
    counter_hours: str = ""
    colour: str = ""  # #rrggbb; without one the pages keep their own
    logo: str = ""  # the fingerprint of a Logo


_KNOWN = frozenset(field.name for field in fields(Presented))


def presented(policy: Policy, content: Mapping[str, Any] | None) -> Presented:
    """By a policy, and by the ``content`` of the newest letterhead, which goes first."""
    return Presented(**(_by_policy(policy) | _since(content)))


def presented_on(day) -> Presented:
    """As it is now, with the policy of this day, or without one while there is none.

    Also for what runs under an older policy: where to call is no part of what was agreed.
    """
    try:
        version = policy_in_force(on=day)
    except RuleBroken:  # an installation that is being set up
        return Presented(**({"name": ""} | _since(next(iter(_newest()), None))))
    return presented(parsed_policy(version), version.letterhead)


def _since(content):
    return {key: text for key, text in (content or {}).items() if key in _KNOWN}


def _newest():
    return Letterhead.objects.order_by("-number").values_list("content", flat=True)[:1]


def _by_policy(policy: Policy) -> dict[str, str]:
    contact = policy.municipality.contact
    said = {"name": policy.municipality.name}
    if contact is None:
        return said
    return said | {
        "coach": contact.coach,
        "phone": contact.phone or "",
        "hours": str(contact.hours or ""),
        "email": contact.email or "",
        "website": contact.website or "",
        "counter": str(contact.counter or ""),
        "address": str(contact.address or ""),
        "counter_hours": str(contact.counter_hours or ""),
    }
