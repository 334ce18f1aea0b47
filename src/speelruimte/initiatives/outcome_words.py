"""What came of an initiative, in a sentence to who brought it up."""

from django.utils.translation import gettext_lazy as _

from speelruimte.initiatives.models import Initiative

Outcome = Initiative.Outcome
_SENTENCES = {
    Outcome.OUT_OF_SCOPE: _("Uw idee valt buiten wat wij op deze website doen."),
    Outcome.HANDLED: _("Wij geven u hieronder antwoord."),
    Outcome.LEFT: _("U gaat zelf met uw idee verder."),
    Outcome.PASSED_ON: _("Wij stuurden uw idee door."),
    Outcome.JOINED: _("Uw idee gaat mee in een plan dat al loopt."),
    Outcome.DUPLICATE: _("Wij voegen uw idee bij een ander."),
    Outcome.WITHDRAWN: _("U trok uw idee in. Wij doen er niets meer mee."),
    Outcome.OPENED: _("Met uw idee gaan we samen verder."),
}


def outcome_sentence(initiative) -> str:
    """Empty while nothing came of it yet."""
    return str(_SENTENCES.get(initiative.outcome, ""))
