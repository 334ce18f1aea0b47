"""A decision about a budget, beside the count of the vote."""

import json

from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.models import Outcome, Plan
from speelruimte.shared.errors import RuleBroken


def plans_of(trajectory):
    """All plans that people voted on in a trajectory, in the order of the vote."""
    return Plan.objects.filter(vote__activity__trajectory=trajectory).order_by(
        "vote_id", "position", "id"
    )


def counted(trajectory) -> frozenset | None:
    """Numbers of the plans that the vote funds; None when nothing was counted."""
    texts = Outcome.objects.filter(vote__activity__trajectory=trajectory).values_list(
        "text", flat=True
    )
    if not texts:
        return None
    return frozenset(number for text in texts for number in json.loads(text)["funded"])


def check_funded(trajectory, funded, *, departs):
    """Only plans of this vote are funded; another set than was counted departs from it."""
    known = set(plans_of(trajectory).values_list("number", flat=True))
    if unknown := set(funded) - known:
        raise RuleBroken(
            _("Dit plan stond niet op het stembiljet: %(plans)s."),
            values={"plans": ", ".join(sorted(unknown))},
            field="funded",
            code="not_on_the_ballot",
        )
    outcome = counted(trajectory)
    if outcome is not None and set(funded) != outcome and not departs:
        raise RuleBroken(
            _(
                "U kiest andere plannen dan de uitslag. Klopt dat? "
                "Vul dan in dat het besluit afwijkt, en waarom."
            ),
            field="funded",
            code="departs_from_the_count",
        )
