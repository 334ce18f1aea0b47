"""Why a ballot on paper or from a file does not count, in words for everyone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from speelruimte.analysis.budget import in_dutch


class Spoilt(models.TextChoices):
    """What makes a sheet invalid (ongeldig stembiljet). The first five show in the choices."""

    UNKNOWN_PLAN = "unknown_plan", _("Er is een plan gekozen dat er niet op staat.")
    PLAN_TWICE = "plan_twice", _("Eén plan is twee keer gekozen.")
    TOO_FEW = "too_few", _("Er zijn te weinig plannen gekozen.")
    TOO_MANY = "too_many", _("Er zijn te veel plannen gekozen.")
    TOO_EXPENSIVE = "too_expensive", _("De gekozen plannen kosten samen te veel.")
    UNREADABLE = "unreadable", _("Niet te lezen welke plannen zijn gekozen.")
    MARKED = "marked", _("Er staat een naam of een ander kenmerk op.")
    NOT_OURS = "not_ours", _("Het is geen stembiljet van deze stemming.")


BY_EYE = (Spoilt.UNREADABLE, Spoilt.MARKED, Spoilt.NOT_OURS)


def spoilt_reason(spoilt, allowed=None) -> str:
    """The reason with the limit that was broken, where there is one."""
    sentence = str(spoilt.label)
    if allowed is None:
        return sentence
    if spoilt == Spoilt.TOO_FEW:
        return sentence[:-1] + str(_(" (minstens {allowed}).")).format(allowed=allowed)
    if spoilt == Spoilt.TOO_EXPENSIVE:
        return sentence[:-1] + str(_(" (hoogstens € {allowed}).")).format(allowed=in_dutch(allowed))
    return sentence[:-1] + str(_(" (hoogstens {allowed}).")).format(allowed=allowed)
