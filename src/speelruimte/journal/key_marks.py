"""Do the keys belong to this database? Asked once, before anything starts.

Codes of receipts and of votes, second steps and signatures mean something with the key they were
made with and with no other. A copy of the database that was put back without its keys must not go
on with new ones.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.journal.acting import action, record, silent_action
from speelruimte.journal.models import Entry, KeyMark
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.key_files import KEYS, key_file

_MARKED_AS = "speelruimte sleutelmerk"


class WrongKeysError(RuntimeError):
    """Nothing may start with these keys; its text says what to do."""


def lost_database() -> str:
    """What to do when keys or a checkpoint lie here and their database is away; else empty.

    Only set-up makes keys, after its tables, and only a journal with entries is signed: whoever finds
    them beside an empty database would begin a second municipality under the keys of the first.
    """
    tables = connection.introspection.table_names()
    if Entry._meta.db_table in tables and Entry.objects.exists():
        return ""
    left = []
    keys = [key_file(name, data=settings.DATA) for name in KEYS]
    if KeyMark._meta.db_table not in tables and any(file.exists() for file in keys):
        left.append(keys[0].parent)
    if settings.CHECKPOINT_FILE and settings.CHECKPOINT_FILE.exists():
        left.append(settings.CHECKPOINT_FILE)
    if not left:
        return ""
    return _(
        "De database is weg of leeg. Zet de reservekopie van de database terug, en kijk of "
        "DATABASE_URL en SPEELRUIMTE_DATA kloppen. Dat er een was, blijkt uit: {files}. Wilt u echt "
        "opnieuw beginnen? Zet dat dan eerst ergens anders neer."
    ).format(files=" ".join(map(str, left)))


def key_faults(among: Iterable[str] = KEYS) -> list[str]:
    """What is wrong with the keys of this installation, or with some of them: a sentence for each
    thing, with the names of all keys of which it is true. Empty when all is well."""
    if lost := lost_database():
        return [lost]
    if KeyMark._meta.db_table not in connection.introspection.table_names():
        return [_("De database is niet bijgewerkt. Doe: speelruimte setup")]
    marks = dict(KeyMark.objects.values_list("name", "fingerprint"))
    wrong: dict[Callable, list[str]] = {}
    for name in among:
        if said := _fault(name, marks.get(name)):
            wrong.setdefault(said, []).append(name.lower())
    return [said(len(names)).format(names=", ".join(names)) for said, names in wrong.items()]


def check_keys() -> None:
    """Raises WrongKeysError unless every key is there and belongs to this database."""
    if faults := key_faults():
        raise WrongKeysError(" ".join(faults))


def _fault(name, marked) -> Callable[[int], str] | None:
    """How to say what is wrong with this key, of a number of them."""
    key = present_key(name)
    if _fits(name, key, marked):
        return None
    if marked is None:
        return _not_kept
    return _another if key else _missing


def _not_kept(number):
    return ngettext(
        "De sleutel {names} hoort nog niet bij deze database. Doe: speelruimte setup",
        "De sleutels {names} horen nog niet bij deze database. Doe: speelruimte setup",
        number,
    )


def _missing(number):
    return ngettext(
        "De sleutel {names} ontbreekt. Zet keys/ terug uit de reservekopie: met een andere sleutel "
        "werken codes en de tweede stap niet.",
        "De sleutels {names} ontbreken. Zet keys/ terug uit de reservekopie: met andere sleutels "
        "werken codes en de tweede stap niet.",
        number,
    )


def _another(number):
    return ngettext(
        "De sleutel {names} past niet bij deze database. Zet keys/ terug uit de reservekopie.",
        "De sleutels {names} passen niet bij deze database. Zet keys/ terug uit de reservekopie.",
        number,
    )


def key_fits(name: str) -> bool:
    """Whether the present key is the one that this database was used with."""
    marked = KeyMark.objects.filter(name=name).values_list("fingerprint", flat=True).first()
    return _fits(name, present_key(name), marked)


def _fits(name, key, marked):
    return bool(key) and marked == key_fingerprint(name, key)


def present_key(name: str) -> str:
    """The key of this setting; empty when there is none, also where Django would refuse to say."""
    try:
        return getattr(settings, name)
    except ImproperlyConfigured:
        return ""


def key_fingerprint(name: str, key: str) -> str:
    """By what this key is known again. Says nothing about the key."""
    return hmac.new(key.encode(), f"{_MARKED_AS} {name}".encode(), hashlib.sha256).hexdigest()


@silent_action(because="the keys of an installation are no part of any process")
def keep_key_marks(*, at: datetime) -> None:
    """Keep the mark of every key that has none yet. One that is kept never changes by this."""
    KeyMark.objects.bulk_create(
        [
            KeyMark(name=name, fingerprint=key_fingerprint(name, key), kept_at=at)
            for name in KEYS
            if (key := present_key(name))
        ],
        ignore_conflicts=True,
    )


@action
def accept_key(name: str, *, by: None, at: datetime) -> None:
    """From now on the present key is the right one: the old one is lost, or was in wrong hands."""
    key = present_key(name)
    if not key:
        raise RuleBroken(_("Er is geen sleutel om aan te nemen."), code="no_key")
    fingerprint = key_fingerprint(name, key)
    KeyMark.objects.update_or_create(
        name=name, defaults={"fingerprint": fingerprint, "kept_at": at}
    )
    record("key_replaced", about=f"key:{name.lower()}", by=by, at=at)
