"""That a body held a text over, and why: for residents, wherever they read how far it is."""

from django.utils.translation import gettext as _

from speelruimte.agreements.queries import held_over_by, open_version
from speelruimte.policy.queries import parsed_policy


def held_over_sentence(trajectory) -> str:
    """Who held over the text that lies before the bodies, and why; empty where nobody did."""
    holding = held_over_by(open_version(trajectory))
    if holding is None:
        return ""
    named = _("de projectleider")
    if holding.body:
        named = parsed_policy(trajectory.policy).body(holding.body).label
    return _("Het besluit over de afspraken is aangehouden door %(body)s. De reden: %(reason)s") % {
        "body": named,
        "reason": holding.reason,
    }
