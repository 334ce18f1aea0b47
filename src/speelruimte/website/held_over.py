"""That a body held a text over, and why: for residents, wherever they read how far it is."""

from django.utils.translation import gettext as _

from speelruimte.agreements.models import Adoption
from speelruimte.agreements.queries import held_over_by, open_version
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.recording import body_named
from speelruimte.website.days import day_words


def holding_of(trajectory) -> Adoption | None:
    """The decision with which a body held over the text that lies before it now."""
    return held_over_by(open_version(trajectory))


def held_over_sentence(trajectory, holding) -> str:
    """Who held the text over, on which day and why; empty where nobody did."""
    if holding is None:
        return ""
    sentence = _(
        "Het besluit over de afspraken is aangehouden door %(body)s, op %(day)s. De reden: %(reason)s"
    )
    return sentence % _who_when_and_why(trajectory, holding)


def was_held_over_sentence(trajectory, holding) -> str:
    """The same of a text that lies before nobody any more."""
    sentence = _(
        "Het besluit over de afspraken was aangehouden door %(body)s, op %(day)s. De reden: %(reason)s"
    )
    return sentence % _who_when_and_why(trajectory, holding)


def _who_when_and_why(trajectory, holding):
    return {
        "body": body_named(parsed_policy(trajectory.policy), holding.body),
        "day": day_words(holding.decided_on),
        "reason": holding.reason,
    }
