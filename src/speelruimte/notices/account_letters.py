"""Letters about an account: to colleagues, when something was done with it."""

from django.utils.translation import gettext_lazy

from speelruimte.notices.letter import Letter

NOT_YOU = gettext_lazy("Deed u dit niet zelf? Bel dan meteen de beheerder. Uw gegevens staan hier:")

ACCOUNT_LETTERS = {
    "account_made": Letter(
        gettext_lazy("U hebt een account"),
        gettext_lazy(
            "Een collega heeft een account voor u gemaakt. U logt in met dit e-mailadres."
        ),
        gettext_lazy(
            "Kies een wachtwoord via deze link. Hij werkt één keer, tot over drie dagen. Hebt u al "
            "een link gekregen en gebruikt? Dan hoeft u niets te doen."
        ),
    ),
    "password_link_asked": Letter(
        gettext_lazy("Kies een nieuw wachtwoord"),
        gettext_lazy(
            "U of iemand anders vroeg om een nieuw wachtwoord voor uw account.\n"
            "Vroeg u hier niet om? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het was."
        ),
        gettext_lazy("Kies het via deze link. Hij werkt één keer, tot over drie dagen."),
    ),
    "password_changed": Letter(
        gettext_lazy("Uw wachtwoord is gewijzigd"),
        gettext_lazy("Uw wachtwoord is gewijzigd.\nDat was op %(moment)s."),
        NOT_YOU,
    ),
    "password_chosen": Letter(
        gettext_lazy("U hebt een wachtwoord"),
        gettext_lazy(
            "Er is een wachtwoord voor uw account gekozen, via een link.\nDat was op %(moment)s."
        ),
        NOT_YOU,
    ),
    "second_factor_turned_on": Letter(
        gettext_lazy("De tweede stap staat aan"),
        gettext_lazy("De tweede stap bij het inloggen staat nu aan.\nDat was op %(moment)s."),
        NOT_YOU,
    ),
    "second_factor_turned_off": Letter(
        gettext_lazy("De tweede stap staat uit"),
        gettext_lazy("De tweede stap bij het inloggen staat nu uit.\nDat was op %(moment)s."),
        NOT_YOU,
    ),
    "passkey_added": Letter(
        gettext_lazy("Er is een passkey bij uw account gezet"),
        gettext_lazy(
            "Met deze passkey kan iemand inloggen op uw account, zonder wachtwoord.\nDat was op %(moment)s."
        ),
        NOT_YOU,
    ),
    "passkey_removed": Letter(
        gettext_lazy("Er is een passkey weggehaald"),
        gettext_lazy(
            "Met deze passkey kan niemand meer inloggen op uw account.\nDat was op %(moment)s."
        ),
        NOT_YOU,
    ),
    "spare_codes_made": Letter(
        gettext_lazy("Nieuwe reservecodes"),
        gettext_lazy(
            "Er zijn nieuwe reservecodes gemaakt. De oude codes werken niet meer.\nDat was op %(moment)s."
        ),
        NOT_YOU,
    ),
}
# Who signs in is no part of any process: these letters go without an entry in the journal.
SIGN_IN_LETTERS = {
    "new_device": Letter(
        gettext_lazy("Er is ingelogd op een nieuw apparaat"),
        gettext_lazy(
            "Er is ingelogd op uw account, op een apparaat of in een browser die we nog niet kenden. "
            "Dat was op %(moment)s. Bij ‘Mijn gegevens’ ziet u wanneer en waarmee. Was u dit zelf? Dan hoeft u niets te doen."
        ),
        NOT_YOU,
    ),
}
