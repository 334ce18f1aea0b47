"""What can stand in a column at all. SQLite takes any value in any column from who writes beside the
software: a word for a number, a day that is no day, a row that is not there.

Such a row is named, and for the time of verifying a view stands before its table in which the column
says nothing: all that comes after can be read, and is held to the journal as ever. PostgreSQL refuses
such values by itself.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from django.utils.translation import gettext as _

OURS = "speelruimte."
# Of libraries: what is read here too.
ALSO_READ = ("mfa.Authenticator",)
NUMBER = "typeof({0}) = 'integer'"
DAY = "typeof({0}) = 'text' AND date({0}, '+0 days') = {0} AND substr({0}, 1, 4) >= '0001'"
# As Django writes it: to the second, or with six digits behind that.
MOMENT = (
    "typeof({0}) = 'text' AND datetime(substr({0}, 1, 19), '+0 days') = substr({0}, 1, 19)"
    " AND substr({0}, 1, 4) BETWEEN '0002' AND '9998'"
    " AND (length({0}) = 19 OR {0} GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9]' AND length({0}) = 26)"
)
# By the kind of a column: when a value can stand there, and what says nothing in its place.
KINDS = {
    "text": ("typeof({0}) = 'text'", "''"),
    "number": (NUMBER, "0"),
    "real": ("typeof({0}) IN ('real', 'integer')", "0"),
    "amount": ("typeof({0}) IN ('real', 'integer') AND abs({0}) < {most}", "0"),
    "bool": (f"{NUMBER} AND {{0}} IN (0, 1)", "0"),
    "day": (DAY, "'1970-01-01'"),
    "moment": (MOMENT, "'1970-01-01 00:00:00'"),
    "json": ("typeof({0}) = 'text' AND json_valid({0})", "'{empty}'"),
    "uuid": (
        "typeof({0}) = 'text' AND length({0}) = 32 AND {0} NOT GLOB '*[^0-9a-f]*'",
        f"'{'0' * 32}'",
    ),
    "bytes": ("typeof({0}) = 'blob'", "x''"),
}
KIND_OF = {
    "CharField": "text",
    "TextField": "text",
    "SlugField": "text",
    "AutoField": "number",
    "BigAutoField": "number",
    "IntegerField": "number",
    "BigIntegerField": "number",
    "PositiveIntegerField": "number",
    "PositiveSmallIntegerField": "number",
    "FloatField": "real",
    "DecimalField": "amount",
    "BooleanField": "bool",
    "DateField": "day",
    "DateTimeField": "moment",
    "JSONField": "json",
    "UUIDField": "uuid",
    "BinaryField": "bytes",
}


def models_read() -> list[type[Model]]:
    """The models of which every value is looked at."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(OURS) or model._meta.label in ALSO_READ
    ]


@contextmanager
def only_possible_values() -> Iterator[list[str]]:
    """In here every table can be read. Gives a sentence for each row with a value that cannot be."""
    if connection.vendor != "sqlite":
        yield []
        return
    connection.ensure_connection()
    connection.connection.text_factory = _as_text
    said: list[str] = []
    hidden: list[str] = []
    try:
        for model in models_read():
            wrong: set[Field] = set()
            for pk, fields in _impossible_in(model):
                wrong.update(fields)
                said.append(_sentence(model, pk, fields))
            if wrong:
                _stand_before(model, wrong)
                hidden.append(model._meta.db_table)
        yield said
    finally:
        with connection.cursor() as cursor:
            for table in hidden:
                cursor.execute(f"DROP VIEW temp.{_quoted(table)}")
        connection.connection.text_factory = str


def _as_text(written: bytes) -> str:
    """What is no text at all is another text than anything the journal knows."""
    return written.decode(errors="replace")


def _impossible_in(model):
    """The key of each row with something impossible, and the fields in which it stands."""
    fields = model._meta.concrete_fields
    possible = [_possible(field) for field in fields]
    columns = ", ".join(f"({condition})" for condition in possible)
    key = _quoted(model._meta.pk.column)
    query = (
        f"SELECT {key}, {columns} FROM {_quoted(model._meta.db_table)}"  # noqa: S608
        f" WHERE NOT ({' AND '.join(f'({condition})' for condition in possible)}) ORDER BY rowid"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(2000):
            for pk, *answers in rows:
                yield pk, [field for field, is_so in zip(fields, answers, strict=True) if not is_so]


def _possible(field):
    """When a value of this column can be, in SQL that is never null."""
    column, (condition, _nothing) = _quoted(field.column), _kind(field)
    most = 0
    if field.get_internal_type() == "DecimalField":
        most = 10 ** (field.max_digits - field.decimal_places)
    said = f"coalesce({condition.format(column, most=most)}, 0)"
    if field.is_relation:
        said += f" AND {column} IN (SELECT {_key_of(field)} FROM {_table_of(field)})"
    return f"{column} IS NULL OR {said}" if field.null else said


def _kind(field):
    while field.is_relation:
        field = field.target_field
    return KINDS[KIND_OF[field.get_internal_type()]]


def _stand_before(model, wrong):
    """A view under the name of the table, that is found before it; for this connection alone."""
    columns = ", ".join(
        _possible_or_nothing(field) if field in wrong else _quoted(field.column)
        for field in model._meta.concrete_fields
    )
    table = _quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table}")  # noqa: S608


def _possible_or_nothing(field):
    if field.null:
        nothing = "NULL"
    elif field.is_relation and not field.unique:
        nothing = f"(SELECT min({_key_of(field)}) FROM {_table_of(field)})"  # noqa: S608
    else:
        nothing = _kind(field)[1].format(empty=_empty(field))
    column = _quoted(field.column)
    return f"CASE WHEN {_possible(field)} THEN {column} ELSE {nothing} END AS {column}"


def _empty(field):
    """What stands in a column of JSON before anybody puts something in."""
    is_json = field.get_internal_type() == "JSONField"
    return json.dumps(field.get_default()) if is_json and field.has_default() else "null"


def _table_of(field):
    return f"main.{_quoted(field.related_model._meta.db_table)}"


def _key_of(field):
    return _quoted(field.target_field.column)


def _quoted(name):
    return connection.ops.quote_name(name)


def _sentence(model, pk, fields):
    return _(
        "{key} is in de database veranderd: wat er staat in {columns}, kan daar niet staan."
    ).format(
        key=f"{model._meta.db_table}:{pk}",
        columns=", ".join(f"‘{field.column}’" for field in fields),
    )
