"""Related rows fetched ahead like ``prefetch_related_objects``, by queries whose SQL is written once.

For what is asked at the end of every action: there the making of the SQL by Django took ten times
as long as its answer.
"""

from functools import cache

from speelruimte.shared.compiled_query import compiled_query, set_prefetched


def fetch_ahead(things, *paths):
    """Fetch what belongs to these rows, all of one model: ``fetch_ahead(rows, "versions__phases")``.

    Each part of a path is a relation of others to this row: of many, or of at most one. What was
    fetched before is not asked again.
    """
    for path in paths:
        rows = list(things)
        for name in path.split("__"):
            if not rows:
                break
            relation = rows[0]._meta.get_field(name)
            rows = _one_each(rows, relation) if relation.one_to_one else _many(rows, relation)


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
        query = _query_of(relation.related_model, relation.field.name)
        for related in query(keys=list(by_key)):
            key = getattr(related, relation.field.attname)
            relation.field.set_cached_value(related, by_key[key])
            belonging[key].append(related)
    return belonging


@cache
def _query_of(model, field):
    @compiled_query
    def rows(*, keys):
        return model._default_manager.filter(**{f"{field}__pk__in": keys})

    return rows
