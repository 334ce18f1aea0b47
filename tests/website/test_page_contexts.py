"""A page reads the fields of its dataclass and what every page has; and no field goes unread."""

import ast
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.forms import BaseForm
from django.template import engines
from django.test import RequestFactory, override_settings

import speelruimte
from speelruimte.website.rendering import Page
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of
from tests.steps.template_names import names_read

SRC = Path(speelruimte.__file__).parent
RENDERING = "website/rendering.py"
OTHER_WAYS = {"render", "render_to_string", "TemplateResponse", "SimpleTemplateResponse"}


def all_pages():
    """Every dataclass of the product that names a template of its own."""
    for file in (SRC / "website").rglob("*.py"):
        import_module(".".join(("speelruimte", *file.relative_to(SRC).with_suffix("").parts)))
    waiting, pages = list(Page.__subclasses__()), []
    while waiting:
        page = waiting.pop()
        waiting += page.__subclasses__()
        if "template" in vars(page) and page.__module__.startswith("speelruimte."):
            pages.append(page)
    return sorted(pages, key=lambda page: page.__qualname__)


def given_to_every_page():
    """What the context processors of the settings add."""
    request = RequestFactory().get("/")
    request.user, request._messages = AnonymousUser(), BaseStorage(request)
    processors = engines["django"].engine.template_context_processors
    with override_settings(DEMO=True):
        return {name for processor in processors for name in processor(request)}


def forms_of(page):
    """Its fields that are a form: what is wrong with them is told by ``refused_forms``."""
    return {
        name
        for name, kind in get_type_hints(page).items()
        if isinstance(kind, type) and issubclass(kind, BaseForm)
    }


def mistakes_of(page, given):
    read, field_names = names_read(page.template), {field.name for field in fields(page)}
    read |= forms_of(page) if "refused_forms" in read else set()
    return [
        f"{page.__name__}: {page.template} reads {name}" for name in read - field_names - given
    ] + [f"{page.__name__}.{name} is not read by {page.template}" for name in field_names - read]


def test_a_page_reads_all_of_its_fields_and_nothing_else():
    given = given_to_every_page()

    wrong = [mistake for page in all_pages() for mistake in mistakes_of(page, given)]

    assert wrong == [], (
        "give the dataclass of the page, beside its view, a field for what its template reads, and "
        "none that it does not read (website/rendering.py)"
    )
    assert len(all_pages()) > 80


def test_every_page_is_a_frozen_dataclass_of_its_own():
    wrong = [
        page.__name__
        for page in all_pages()
        if "__dataclass_fields__" not in vars(page) or not page.__dataclass_params__.frozen
    ]

    assert wrong == [], "put @dataclass(frozen=True, kw_only=True) above it"


@looks_through_the_source
def test_only_render_page_shows_a_template():
    loose = {
        str(file.relative_to(SRC))
        for file in SRC.rglob("*.py")
        for node in nodes_in(tree_of(file))
        if isinstance(node, ast.ImportFrom) and OTHER_WAYS & {name.name for name in node.names}
    }

    assert loose == {RENDERING}, "show a page with render_page (website/rendering.py)"
