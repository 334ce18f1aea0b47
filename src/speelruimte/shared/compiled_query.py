"""Queries whose SQL is written once.

Django writes the SQL of a query anew for every request, and that takes many times longer than the
database needs to answer. ``@compiled_query`` stands on a function that gives a queryset: it runs
the first time only, with places instead of values, and its SQL is kept. Afterwards the values are
put into their places.

    @compiled_query
    def open_on(*, day):
        return Activity.objects.filter(opens_on__lte=day, closes_on__gte=day)

    open_on(day=today)  # a list

So the function may pass its arguments on to filters, and may not look at them. A list has as many
places as it is long: the SQL is kept for each length. Related objects come by ``select_related``;
what is fetched ahead in queries of its own is put in place with ``set_prefetched``.
"""

import re
from datetime import date, datetime
from functools import cache, wraps
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression
from django.db.models.query import ModelIterable, get_related_populators
from django.db.transaction import TransactionManagementError

MOST_KEPT = 200  # lengths of one query's lists


class Parameter(Expression):
    """Where a value comes that is given when the query is asked."""

    def __init__(self, name, number=None):
        super().__init__()
        self.name, self.number = name, number

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value_in(self, given, connection):
        value = given[self.name]
        if self.number is not None:
            value = value[self.number]
        if isinstance(value, datetime):
            return connection.ops.adapt_datetimefield_value(value)
        if isinstance(value, date):
            return connection.ops.adapt_datefield_value(value)
        return value


def compiled_query(make):
    """The function gives a list of what its queryset would give, and writes the SQL once."""
    compiled = {}

    @wraps(make)
    def ask(**given):
        lengths = tuple(
            (name, len(value) if isinstance(value, (list, tuple)) else None)
            for name, value in given.items()
        )
        if lengths not in compiled:
            if len(compiled) >= MOST_KEPT:
                compiled.clear()
            compiled[lengths] = _Compiled(make(**{name: _places(name, n) for name, n in lengths}))
        return compiled[lengths].rows(given)

    return ask


def _places(name, length):
    return (
        Parameter(name) if length is None else [Parameter(name, number) for number in range(length)]
    )


class _Compiled:
    """One query with its SQL. Threads share it: what differs per question is copied."""

    def __init__(self, queryset):
        if queryset._prefetch_related_lookups:
            raise TypeError("What is fetched ahead has a query of its own.")
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            self.sql, self.parameters = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = None
        else:
            ops = connections[queryset.db].ops
            if hasattr(ops, "compose_sql"):  # PostgreSQL, which keeps plans
                self.write_what_never_changes(ops)
        self.kept_converters = self.maker = None

    def rows(self, given):
        if self.sql is None:
            return []
        connection = connections[self.queryset.db]
        if self.locks(connection) and connection.get_autocommit():
            raise TransactionManagementError("What is locked is let go with its transaction.")
        parameters = tuple(
            parameter.value_in(given, connection) if isinstance(parameter, Parameter) else parameter
            for parameter in self.parameters
        )
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            fetched = cursor.fetchall()
        if self.queryset._iterable_class is ModelIterable:
            return self.instances(fetched)
        return self.values(fetched)

    def write_what_never_changes(self, ops):
        """Have the values of the query itself stand in its SQL, so that only what is asked is sent apart.

        The database makes one plan for all that is asked, and guesses how many rows there are with a
        value that it does not know.
        """
        given, asked = iter(self.parameters), []

        def written(place):
            if place[0] == "%%":
                return place[0]
            value = next(given)
            if isinstance(value, Parameter):
                asked.append(value)
                return place[0]
            return ops.compose_sql("%s", [value]).replace("%", "%%")

        self.sql, self.parameters = re.sub("%[s%]", written, self.sql), asked

    def locks(self, connection):
        """Whether its rows are locked; where rows have no locks, it says so and nothing happens."""
        return self.queryset.query.select_for_update and connection.features.has_select_for_update

    def instances(self, fetched):
        """Instances of the model, made as Django makes them; how is looked up once."""
        if self.maker is None:
            self.maker = _Maker(self.compiler, self.queryset.db)
        rows = self.compiler.apply_converters(fetched, self.maker.converters)
        return [self.maker.instance(row) for row in rows]

    def values(self, fetched):
        """What ``values`` and ``values_list`` ask for, in the form in which Django gives it."""
        asked = slice(self.compiler.col_count)  # behind it stands what is only sorted by
        if self.kept_converters is None:
            columns = [column[0] for column in self.compiler.select[asked]]
            self.kept_converters = self.compiler.get_converters(columns)
        rows = (row[asked] for row in fetched)
        converted = self.compiler.apply_converters(rows, self.kept_converters)
        source = SimpleNamespace(
            query=_Answered(self.queryset.query, map(tuple, converted)),
            db=self.queryset.db,
            _fields=self.queryset._fields,
        )
        return list(self.queryset._iterable_class(source))


class _Answered:
    """A query of which the rows are known, for what gives them the form that was asked."""

    def __init__(self, query, rows):
        self.query, self.rows = query, rows

    def __getattr__(self, name):
        return getattr(self.query, name)

    def get_compiler(self, _using):
        return self

    def results_iter(self, **_options):
        return self.rows


class _Maker:
    """What makes instances of the rows of one query, with what is selected along with them."""

    def __init__(self, compiler, db):
        select, asked = compiler.select, compiler.klass_info
        first, last = asked["select_fields"][0], asked["select_fields"][-1]
        self.model, self.db, self.own = asked["model"], db, slice(first, last + 1)
        self.names = [column[0].target.attname for column in select[self.own]]
        self.related = get_related_populators(asked, select, db)
        self.annotations = list(compiler.annotation_col_map.items())
        self.converters = compiler.get_converters([column[0] for column in select])

    def instance(self, row):
        made = self.model.from_db(self.db, self.names, row[self.own])
        for related in self.related:
            related.populate(row, made)
        for name, place in self.annotations:
            setattr(made, name, row[place])
        return made


def set_prefetched(thing, name, rows):
    """Put what was fetched in a query of its own where ``thing.name.all()`` finds it. Who asks a
    part of it, as in ``thing.name.filter(…)``, asks the database.
    """
    relation = type(thing), name
    if relation not in _FILLED:
        manager = getattr(thing, name)
        _FILLED[relation] = _filled(manager._queryset_class), manager.model
    queryset_class, model = _FILLED[relation]
    filled = queryset_class(model=model)
    filled._result_cache, filled._prefetch_done, filled._place = list(rows), True, (thing, name)
    if not hasattr(thing, "_prefetched_objects_cache"):
        thing._prefetched_objects_cache = {}
    thing._prefetched_objects_cache[name] = filled


# By model and name of the relation: the kind of queryset, and what is in it. Django makes a manager
# to say so, which takes longer than putting the rows there.
_FILLED: dict[tuple[type, str], tuple[type, type]] = {}


@cache
def _filled(queryset_class):
    return type("Filled", (_Filled, queryset_class), {})


class _Filled:
    """Rows that are known, of which any further question is one to the database."""

    _place: tuple[Any, str]

    def _chain(self):
        manager = getattr(*self._place)
        everything = super(type(manager), manager).get_queryset()  # type: ignore[misc]
        return manager._apply_rel_filters(everything)
