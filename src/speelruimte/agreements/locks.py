"""An adopted version, and everything that hangs on it, never changes again."""

from speelruimte.journal.triggers import Lock

_DOOR = "people_erasureorder"
_PARENT_IS_ADOPTED = (
    "EXISTS (SELECT 1 FROM agreements_version v WHERE v.id = {row}.version_id "
    "AND v.adopted_at IS NOT NULL)"
)
_PHASE_IS_ADOPTED = (
    "EXISTS (SELECT 1 FROM agreements_phase p JOIN agreements_version v ON v.id = p.version_id "
    "WHERE p.id = {row}.phase_id AND v.adopted_at IS NOT NULL)"
)


def _below(model, condition):
    from django.apps import apps

    model_class = apps.get_model("agreements", model)
    return Lock(
        table=model_class._meta.db_table,
        key="id",
        columns=tuple(f.column for f in model_class._meta.concrete_fields if not f.primary_key),
        condition=condition.format(row="OLD"),
        insert_condition=condition.format(row="NEW"),
        door=_DOOR,
    )


def locks():
    """The version itself, and each table that hangs on it."""
    return [
        Lock(
            table="agreements_version",
            key="id",
            columns=_columns("Version"),
            condition="OLD.adopted_at IS NOT NULL",
            door=_DOOR,
        ),
        *(
            _below(model, _PARENT_IS_ADOPTED)
            for model in ("Section", "Phase", "Frame", "Moment", "Stand", "PartyAsked")
        ),
        *(_below(model, _PHASE_IS_ADOPTED) for model in ("GroupSay", "PlannedMethod")),
        # What a body decided is never rewritten, also when it decided otherwise.
        Lock(
            table="agreements_adoption",
            key="id",
            columns=_columns("Adoption"),
            insert_condition=_PARENT_IS_ADOPTED.format(row="NEW"),
            door=_DOOR,
        ),
        Lock(table="agreements_objection", key="id", columns=_columns("Objection"), door=_DOOR),
    ]


def _columns(model):
    from django.apps import apps

    fields = apps.get_model("agreements", model)._meta.concrete_fields
    return tuple(field.column for field in fields if not field.primary_key)
