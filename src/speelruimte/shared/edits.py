"""Saving what more than one person may be typing in, and only what fits."""

from django.db.models import F
from django.utils.translation import gettext as _

from speelruimte.shared.errors import Clash, RuleBroken


def save_unless_changed(row, *, edits, **values):
    """Write these values when the row still is as its writer saw it, and count the edit.

    ``edits`` is the count the writer saw. Raises Clash with the row as it stands now: the last
    word is the database's, whoever is first.
    """
    model = type(row)
    rows = model._base_manager.filter(pk=row.pk)
    if not rows.filter(edits=edits).update(edits=F("edits") + 1, **values):
        raise clash(rows.first())
    row.refresh_from_db(fields=["edits", *values])
    return row


def clash(theirs):
    """What to say, and show, to who came second."""
    sentence = (
        _("Een collega heeft dit intussen ook bewaard. Vergelijk de twee en bewaar opnieuw.")
        if theirs is not None
        else _("Een collega heeft dit intussen weggehaald. Uw tekst staat hieronder nog.")
    )
    return Clash(sentence, theirs=theirs, code="changed_meanwhile")


def check_fits(model, **values):
    """Every text is within the length its field has room for.

    A database does not measure texts; a text of one character too many must not pass unseen.
    """
    for name, value in values.items():
        longest = model._meta.get_field(name).max_length
        if longest and isinstance(value, str) and len(value) > longest:
            raise RuleBroken(
                _("Maak deze tekst korter: %(room)s tekens passen, dit zijn er %(length)s."),
                values={"room": f"{longest:,}".replace(",", "."), "length": len(value)},
                field=name,
                code="too_long",
            )


def check_filled(value, sentence, *, field=None):
    """Something is written here, not only spaces."""
    if not value.strip():
        raise RuleBroken(sentence, field=field, code="empty")


def plain_lines(text) -> str:
    """A typed text as it is kept: browsers end lines in two characters, we in one."""
    return text.replace("\r\n", "\n").strip()
