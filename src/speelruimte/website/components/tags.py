"""All components. Named in TEMPLATES as the builtin library `speelruimte.website.components.tags`."""

from . import (  # noqa: F401
    answers,
    charts,
    form_errors,
    form_fields,
    maps,
    pages,
    plans,
    routes,
    small,
    workbench,
)
from .library import register

__all__ = ["register"]
