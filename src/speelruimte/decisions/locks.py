"""Answers and decisions are never rewritten, and neither is what puts a decision right."""

from speelruimte.journal.triggers import Lock

_DOOR = "people_erasureorder"


def locks():
    """Answers, decisions, how themes weighed in them, and rectifications."""
    return [
        Lock(table=f"decisions_{m.lower()}", key="id", columns=_columns(m), door=_DOOR)
        for m in ("Answer", "Decision", "Rectification", "Weight")
    ]


def _columns(model):
    from django.apps import apps

    fields = apps.get_model("decisions", model)._meta.concrete_fields
    return tuple(field.column for field in fields if not field.primary_key)
