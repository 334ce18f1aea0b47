"""Why a ballot on paper or from a file does not count: kept as keys, said in words for everyone."""

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.analysis.budget import dutch_amount


class Spoilt(models.TextChoices):
    """What makes a sheet invalid (ongeldig stembiljet). The first five show in the choices."""

    UNKNOWN_PLAN = "unknown_plan", gettext_lazy("Er is een plan gekozen dat er niet op staat.")
    PLAN_TWICE = "plan_twice", gettext_lazy("Eén plan is twee keer gekozen.")
    TOO_FEW = "too_few", gettext_lazy("Er zijn te weinig plannen gekozen.")
    TOO_MANY = "too_many", gettext_lazy("Er zijn te veel plannen gekozen.")
    TOO_EXPENSIVE = "too_expensive", gettext_lazy("De gekozen plannen kosten samen te veel.")
    UNREADABLE = "unreadable", gettext_lazy("Niet te lezen welke plannen zijn gekozen.")
    MARKED = "marked", gettext_lazy("Er staat een naam of een ander kenmerk op.")
    NOT_OURS = "not_ours", gettext_lazy("Het is geen stembiljet van deze stemming.")


BY_EYE = (Spoilt.UNREADABLE, Spoilt.MARKED, Spoilt.NOT_OURS)


def reason_of(broken) -> str:
    """The rules that a ballot breaks as the row keeps them: their keys, with a space between."""
    return " ".join(dict.fromkeys(rule.code for rule in broken))


def reason_in_words(invalid_reason, vote) -> str:
    """The kept keys as sentences, with the limit of the vote that was broken where there is one."""
    return " ".join(_sentence(Spoilt(key), vote) for key in invalid_reason.split())


def _sentence(spoilt, vote):
    sentence = str(spoilt.label)
    if spoilt == Spoilt.TOO_FEW:
        return sentence[:-1] + _(" (minstens {allowed}).").format(allowed=vote.minimum)
    if spoilt == Spoilt.TOO_MANY:
        return sentence[:-1] + _(" (hoogstens {allowed}).").format(allowed=vote.maximum)
    if spoilt == Spoilt.TOO_EXPENSIVE:
        most = dutch_amount(Fraction(vote.maximum_cost))
        return sentence[:-1] + _(" (hoogstens € {allowed}).").format(allowed=most)
    return sentence
