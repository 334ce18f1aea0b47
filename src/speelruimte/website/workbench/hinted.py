"""What in somebody's words may be data of people, as colleagues read it."""

from django.utils.translation import gettext_lazy

from speelruimte.analysis.personal_data import ADDRESS, BSN, IBAN, MAIL, NAME, PHONE, hints

HINTS = {
    PHONE: gettext_lazy("telefoonnummer"),
    MAIL: gettext_lazy("e-mailadres"),
    IBAN: gettext_lazy("rekeningnummer"),
    BSN: gettext_lazy("burgerservicenummer"),
    ADDRESS: gettext_lazy("adres"),
    NAME: gettext_lazy("naam"),
}
# The button of who was warned, and goes on.
SURE = "zeker"


def hinted(written) -> list[str]:
    """The kinds of data that seem to stand in these words, by name."""
    return [str(HINTS[kind]) for kind in hints(written)]
