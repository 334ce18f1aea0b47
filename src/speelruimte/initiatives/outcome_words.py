"""What came of an initiative, in plain words to who brought it up: the same on the page and in a mail."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.models import Initiative

Outcome = Initiative.Outcome
_SENTENCES = {
    Outcome.OUT_OF_SCOPE: gettext_lazy("Voor uw idee is een andere weg. Hieronder leest u welke."),
    Outcome.HANDLED: gettext_lazy("Wij geven u hieronder antwoord."),
    Outcome.LEFT: gettext_lazy("U gaat zelf met uw idee verder."),
    Outcome.PASSED_ON: gettext_lazy("Wij stuurden uw idee door."),
    Outcome.JOINED: gettext_lazy("Uw idee gaat mee in een plan dat al loopt."),
    Outcome.DUPLICATE: gettext_lazy("Wij voegen uw idee bij een ander."),
    Outcome.WITHDRAWN: gettext_lazy("U trok uw idee in. Wij doen er niets meer mee."),
    Outcome.OPENED: gettext_lazy("Met uw idee gaan we samen verder in een plan."),
}
_IN_SHORT = {
    Outcome.OUT_OF_SCOPE: gettext_lazy("Een andere weg"),
    Outcome.HANDLED: gettext_lazy("Door de gemeente beantwoord"),
    Outcome.LEFT: gettext_lazy("U gaat zelf verder"),
    Outcome.PASSED_ON: gettext_lazy("Doorgestuurd"),
    Outcome.JOINED: gettext_lazy("Gaat mee in een lopend plan"),
    Outcome.DUPLICATE: gettext_lazy("Bij een ander idee gevoegd"),
    Outcome.WITHDRAWN: gettext_lazy("Ingetrokken"),
    Outcome.OPENED: gettext_lazy("Er is een plan gestart"),
}


def outcome_sentence(initiative) -> str:
    """Empty while nothing came of it yet."""
    if initiative.outcome == Outcome.PASSED_ON and initiative.passed_to:
        return _("Wij stuurden uw idee door naar %(who)s.") % {"who": initiative.passed_to}
    return str(_SENTENCES.get(initiative.outcome, ""))


def what_follows(initiative) -> str:
    """What who came with an idea that goes along may expect there, and what not; else empty."""
    if initiative.outcome != Outcome.JOINED:
        return ""
    return _(
        "Uw woorden tellen in dat plan niet mee als inbreng, en krijgen daar geen eigen antwoord. Wilt u "
        "dat wel? Schrijf ze dan op de bladzijde van dat plan zolang dat kan, of bel ons."
    )


def outcome_in_short(initiative) -> str:
    """The same, as the last step of the way that an idea went."""
    return str(_IN_SHORT.get(initiative.outcome, ""))


def may_disagree(initiative) -> bool:
    """Something was decided about it that who came with it may not agree with: it did not become a
    plan of its own, and was not taken back; or what was added is not taken along."""
    was_refused = any(
        addition.state == addition.State.REFUSED for addition in initiative.additions.all()
    )
    return was_refused or initiative.outcome not in ("", Outcome.WITHDRAWN, Outcome.OPENED)
