"""Saving what more than one person may be typing in, and only what fits."""

from django.db.models import F
from django.utils.translation import gettext as _

from speelruimte.shared.errors import Clash, RuleBroken
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.shared.visible_text import has_words


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


def etag_of(row, names) -> str:
    """The mark of these fields as they stand now: another one when one of them changes.

    A row that is not there yet (None) has a mark too, so that nobody is the second to make it.
    """
    return etag_of_values(None if row is None else {name: _stored(row, name) for name in names})


def etag_of_values(values) -> str:
    """The mark of values by the names of their fields, as ``etag_of`` gives it for a row."""
    return fingerprint(canonical(values))


def check_unchanged(row, names, *, etag, to, who=""):
    """These fields still are as they were when the form was made that is saved now.

    ``row`` is the locked row, or None; ``etag`` what ``etag_of`` said then, empty where nobody
    looked at a form; ``to`` the values that are saved: who writes what stands there already
    overwrites nothing. ``who`` wrote what stands there now, where that is known. Raises Clash with
    the row, and its etag as it is now.
    """
    now = etag_of(row, names)
    if etag in ("", now):
        return
    if row is not None and all(
        _stored(row, name) == getattr(value, "pk", value) for name, value in to.items()
    ):
        return
    raise clash(row, etag=now, who=who)


def _stored(row, name):
    return getattr(row, row._meta.get_field(name).attname)


def clash(theirs, *, etag="", who=""):
    """What to say, and show, to who came second: a colleague, or oneself in another window."""
    if theirs is None:
        sentence = _("Dit is intussen weggehaald. Uw tekst staat hieronder nog.")
    elif who:
        sentence = _("%(who)s heeft dit net bewaard. Vergelijk de twee en bewaar opnieuw.") % {
            "who": who
        }
    else:
        sentence = _(
            "Dit is intussen ook bewaard, door een collega of door u zelf in een ander venster. "
            "Vergelijk de twee en bewaar opnieuw."
        )
    return Clash(sentence, theirs=theirs, etag=etag, code="changed_meanwhile")


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
    """Something is written here that one can name: not only spaces, full stops or dashes."""
    if not has_words(value):
        raise RuleBroken(sentence, field=field, code="empty")
    if not any(character.isalnum() for character in value):
        raise RuleBroken(
            _("Hier staan alleen tekens. Schrijf het met letters of cijfers."),
            field=field,
            code="no_letters",
        )


def plain_lines(text) -> str:
    """A typed text as it is kept: browsers end lines in two characters, we in one."""
    return text.replace("\r\n", "\n").strip()
