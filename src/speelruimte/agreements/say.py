"""How much say a level or a role carries under a policy."""

from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken


def say_of(policy, *, level="", role="") -> int | None:
    """From 0 (informed) to 4 (decides), or None for what is no say.

    A level counts before a role: a role says what somebody does, a level what it weighs.

    Source: assen-visie-2021#mate-van-invloed
    """
    carried = None
    if role:
        carried = _named(policy.participant_roles, role, "role").say
    if level:
        own = _named(policy.influence_levels, level, "level").say
        carried = carried if own is None else own
    return carried


def _named(items, key, field):
    for item in items:
        if item.key == key:
            return item
    raise RuleBroken(
        _("Deze keuze staat niet in het beleid. Kies een andere."),
        field=field,
        code="not_in_policy",
    )
