"""Rows that may change, and only by an act: the entry of the act that last wrote a row holds its mark.

A model says in ``held_columns`` which of its columns are held. Their mark is a fingerprint with a key
that lies outside the database: who has the journal cannot try names or sentences against it, and who
has the database cannot make the mark that belongs to other words.

A row is named by its table and key; of a model with ``held_under`` by that column instead, as an account
by the reference that forgetting wipes. A row in which it is empty is held no more.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import DecimalField, JSONField, Model
from django.utils.translation import gettext as _

from speelruimte.journal.models import Entry
from speelruimte.shared.fingerprints import canonical, keyed_fingerprint

FACT = "row_marks"
GONE = ""
REPLACED = "key_replaced"
KEY = "key:receipt_key"


def held_models() -> list[type[Model]]:
    """The models of which rows are held, in the order of their tables."""
    models = [model for model in apps.get_models() if hasattr(model, "held_columns")]
    return sorted(models, key=lambda model: model._meta.db_table)


def _with_rows(models):
    """Those of which there is any row, asked at once: of a young installation most tables are empty."""
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'EXISTS (SELECT 1 FROM {table})' for table in tables)}")
        answers = cursor.fetchone()
    return [model for model, has_rows in zip(models, answers, strict=True) if has_rows]


def marks_of(wrote: Iterable[Model], removed: Iterable[Model] = ()) -> dict[str, str]:
    """The marks of rows that were written, by table and key; of what was removed, none is left.

    Rows of which nothing is held are left out.
    """
    marks = {name_of_row(row): GONE for row in removed if hasattr(row, "held_columns")}
    for row in wrote:
        if hasattr(row, "held_columns"):
            marks[name_of_row(row)] = mark_of(row)
    return marks


def mark_of(row: Any) -> str:
    """The mark of one row as it stands."""
    columns = [[name, _written(row, name)] for name in row.held_columns]
    return keyed_fingerprint(
        f"row:{name_of_row(row)}:{canonical(columns)}", key=settings.RECEIPT_KEY.encode()
    )


def is_as_left(row: Any, *, about: str) -> bool:
    """Whether a row is as the act left it that last wrote it: by the newest entry with its mark, about
    ``about`` or about the row itself. With a key that was replaced since, nobody can tell: then it is.
    """
    name = name_of_row(row)
    entries = Entry.objects.filter(about__in=(about, name), text__contains=f'"{name}"')
    newest = entries.order_by("-number").first()
    if newest is not None and newest.facts.get(FACT, {}).get(name) == mark_of(row):
        return True
    replaced = Entry.objects.about(KEY).filter(verb=REPLACED)
    return replaced.filter(number__gt=newest.number if newest else 0).exists()


def name_of_row(row: Any) -> str:
    """How the journal names a row that is held."""
    return f"{row._meta.db_table}:{getattr(row, _held_under(row))}"


def _held_under(model):
    return getattr(model, "held_under", "pk")


def _written(row, name):
    """A value as the database gives it back, whatever it was given as."""
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if value is None or isinstance(field, JSONField):
        return value
    value = field.to_python(value)
    if isinstance(field, DecimalField):
        return value.quantize(Decimal(1).scaleb(-(field.decimal_places or 0)))
    return value


class RowMarks:
    """Remembers the last mark of every row while the chain is walked; then looks at the rows.

    Of ``named`` models it is said elsewhere that a row vanished; of a row of which ``is_told`` holds,
    that no act put it in.
    """

    def __init__(
        self,
        *,
        named: Iterable[type[Model]] = (),
        is_told: Callable[[Model], bool] = lambda row: False,
    ):
        self._is_told = is_told
        self._named = tuple(f"{model._meta.db_table}:" for model in named)
        self._marks: dict[str, str] = {}
        self._was_replaced = False

    def look_at(self, entry) -> None:
        """One more entry, the next one."""
        if entry.verb == REPLACED and entry.about == KEY:
            # With another key no mark from before can be made again.
            self._marks.clear()
            self._was_replaced = True
        elif FACT in entry.facts:
            self._marks.update(entry.facts[FACT])

    def faults(self) -> Iterator[str]:
        """A sentence for each row that is otherwise than the act that last wrote it left it."""
        for model in _with_rows(held_models()):
            yield from self._faults_in(model)
        for key, mark in self._marks.items():
            if mark != GONE and not key.startswith(self._named):
                yield _("{key} staat in het logboek, en is uit de database verdwenen.").format(
                    key=key
                )

    def _faults_in(self, model):
        rows = model._base_manager.exclude(**{_held_under(model): None}).order_by("pk")
        for row in rows.iterator(chunk_size=2000):
            key = name_of_row(row)
            mark = self._marks.pop(key, None)
            if mark is None and (self._was_replaced or self._is_told(row)):
                continue
            if not mark:
                yield _("{key} staat in de database, en het logboek weet er niets van.").format(
                    key=key
                )
            elif mark != mark_of(row):
                yield _(
                    "{key} ({what}) is in de database veranderd: wat er staat, is niet wat er "
                    "volgens het logboek is vastgelegd."
                ).format(key=key, what=model._meta.verbose_name)
