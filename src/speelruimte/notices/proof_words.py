"""What somebody can show with the proof of own words, as the mail with it says."""

from django.utils.translation import gettext as _

from speelruimte.activities.proofs import changed_since


def proof_words(message, received) -> dict:
    """Words of which a part is gone since are not said to be as they came in."""
    if message.kind != "words_signed":
        return {}
    if changed_since(received):
        said = _(
            "Er is daarna iets aan gewijzigd. Bewaar het bestand: daarmee laat u later zien wat er is "
            "gewijzigd, en wanneer."
        )
    else:
        said = _(
            "Bewaar het bestand samen met uw eigen woorden. Daarmee laat u later zien dat er niets aan "
            "veranderd is."
        )
    return {"proves": said}
