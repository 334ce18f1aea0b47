"""`speelruimte doctor`, the journal: is it signed, and does somebody outside sign along?"""

from datetime import timedelta

from speelruimte.shared.messages import gettext as _

SIGNED_WITHIN = timedelta(hours=3)
SIGNED_ALONG_WITHIN = timedelta(days=1)


def look_at_signing():
    """A mark and a sentence for our own signature, and for the witnesses."""
    return [_signed() if _has_key() else _not_looked_at(), _witnesses()]


def _has_key():
    from speelruimte.journal.key_marks import present_key

    return bool(present_key("CHECKPOINT_KEY"))


def _not_looked_at():
    return "let op", _("Ondertekening: niet nagekeken, want de sleutel checkpoint_key ontbreekt.")


def _signed():
    from django.utils.timezone import now

    from speelruimte.journal.revision import newest_entry
    from speelruimte.journal.signed_history import why_not_ours
    from speelruimte.journal.signing import (
        HistoryDiffersError,
        check_signed_history,
        kept_beside,
        newest_checkpoint,
    )

    last, size = newest_checkpoint(), newest_entry()
    try:
        check_signed_history(size)
    except HistoryDiffersError:
        return "fout", _(
            "Ondertekening: wat is ondertekend, staat niet meer in het logboek. "
            "Doe: speelruimte journal verify"
        )
    for note in filter(None, (last.note if last else "", kept_beside())):
        if fault := why_not_ours(note):
            return "fout", _("Ondertekening: {fault}").format(fault=fault)
    if last is None:
        return "goed", _("Ondertekening: er is nog niets ondertekend.")
    if size > last.size and now() - last.made_at > SIGNED_WITHIN:
        return "fout", _(
            "Ondertekening: er staat nieuws in het logboek dat niet is ondertekend. Draait het werk "
            "op de achtergrond? Doe: speelruimte work"
        )
    return "goed", _("Ondertekening: het logboek is ondertekend tot en met regel {number}.").format(
        number=last.size
    )


def _witnesses():
    from django.utils.timezone import now

    from speelruimte.journal.signing import newest_checkpoint
    from speelruimte.journal.witnessing import WitnessFaultyError, witnesses

    try:
        asked = witnesses()
    except WitnessFaultyError as error:
        return "fout", _(
            "Getuigen: SPEELRUIMTE_WITNESSES klopt niet. Schrijf adres, spatie, sleutel. {why}"
        ).format(why=error)
    if not asked:
        return "goed", _("Getuigen: er is niemand gevraagd om mee te tekenen.")
    last = newest_checkpoint()
    behind = [
        witness.name
        for witness in asked
        if last and witness.size < last.size and now() - last.made_at > SIGNED_ALONG_WITHIN
    ]
    if behind:
        return "let op", _(
            "Getuigen: {names} tekende een dag niet mee. Waarom staat in de meldingen van "
            "speelruimte work."
        ).format(names=", ".join(behind))
    return "goed", _("Getuigen: {number} gevraagd, en niemand loopt achter.").format(
        number=len(asked)
    )
