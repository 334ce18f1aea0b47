"""Related rows fetched ahead like ``prefetch_related_objects``, by queries whose SQL is written once.

For what is asked at the end of every action: there the making of the SQL by Django took ten times
as long as its answer.
"""

from functools import cache

from speelruimte.shared.compiled_query import compiled_query, set_prefetched


def fetch_ahead(things, *paths):
    """Fetch what belongs to these rows, all of one model: ``fetch_ahead(rows, "versions__phases")``.

    Each part of a path is a relation of others to this row, of many or of at most one, or the one
    that the row itself points to. What was fetched before is not asked again.
    """
    for path in paths:
        rows = list(things)
        for name in path.split("__"):
            if not rows:
                break
            relation = rows[0]._meta.get_field(name)
            if relation.concrete:
                rows = _pointed_to(rows, relation)
            else:
                rows = _one_each(rows, relation) if relation.one_to_one else _many(rows, relation)


def all_of(thing, name):
    """What ``thing.name.all()`` gives, as a list: what was fetched ahead, or else what is there now.

    Each row knows this very thing; the thing does not keep them.
    """
    if name in getattr(thing, "_prefetched_objects_cache", ()):
        return list(getattr(thing, name).all())
    return _asked([thing], thing._meta.get_field(name))[thing.pk]


def one_of(thing, name):
    """What ``thing.name`` is, or None; it is asked once and kept by the thing, as Django keeps it."""
    fetch_ahead([thing], name)
    return thing._meta.get_field(name).get_cached_value(thing)


def _pointed_to(rows, field):
    asked = [row for row in rows if not field.is_cached(row)]
    keys = {getattr(row, field.attname) for row in asked} - {None}
    query = _query_of(field.related_model, "pk", "_base_manager")
    by_key = {related.pk: related for related in query(keys=list(keys))} if keys else {}
    for row in asked:
        field.set_cached_value(row, by_key.get(getattr(row, field.attname)))
    return [related for row in rows if (related := field.get_cached_value(row)) is not None]


def _one_each(rows, relation):
    asked = [row for row in rows if not relation.is_cached(row)]
    belonging = _asked(asked, relation)
    for row in asked:
        relation.set_cached_value(row, next(iter(belonging[row.pk]), None))
    related_rows = (relation.get_cached_value(row) for row in rows)
    return [related for related in related_rows if related is not None]


def _many(rows, relation):
    name = relation.get_accessor_name()
    asked = [row for row in rows if name not in getattr(row, "_prefetched_objects_cache", ())]
    belonging = _asked(asked, relation)
    for row in asked:
        set_prefetched(row, name, belonging[row.pk])
    return [related for row in rows for related in getattr(row, name).all()]


def _asked(rows, relation):
    """What belongs to each of these rows, by primary key; each related row knows its own."""
    by_key = {row.pk: row for row in rows}
    belonging = {key: [] for key in by_key}
    if by_key:
        query = _query_of(relation.related_model, f"{relation.field.name}__pk")
        for related in query(keys=list(by_key)):
            key = getattr(related, relation.field.attname)
            relation.field.set_cached_value(related, by_key[key])
            belonging[key].append(related)
    return belonging


@cache
def _query_of(model, key, manager="_default_manager"):
    """The rows of which this key, their own or that of what they belong to, is among ``keys``."""

    @compiled_query
    def rows(*, keys):
        return getattr(model, manager).filter(**{f"{key}__in": keys})

    return rows
