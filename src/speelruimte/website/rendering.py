"""One dataclass per page: its class names the template, its fields are all that the template reads.

Beside its fields a page reads what the context processors give to every page. A test reads the
compiled templates and holds both sides to it: no name without a field, no field that nobody reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

# What stands in one line of a list, under the names that a component or an {% include %} reads.
Row = Mapping[str, Any]
Rows = Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page and all that stands on it."""

    template: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class ShellPage(Page):
    """A page in the shell of the website or the workbench; ``nav_current`` is its menu item."""

    nav_current: str = ""


@dataclass(frozen=True, kw_only=True)
class InnerPage(ShellPage):
    """A page with the way back to where it hangs below: label and url of each page before it."""

    crumbs: Rows


@dataclass(frozen=True, kw_only=True)
class WorkPage(ShellPage):
    """A page of the workbench; ``shows_code`` where one says no-referrer, so that no form stands."""

    shows_code: bool = False


@dataclass(frozen=True, kw_only=True)
class InnerWorkPage(WorkPage):
    """A page of the workbench with the way back to where it hangs below."""

    crumbs: Rows


def render_page(request, page: Page, *, status=200):
    """The answer that shows this page; ``vars`` are its fields as they are, copied nowhere.

    Beside them it gets ``refused_forms``: what the shell says under the heading and in the title.
    """
    given = vars(page)
    if request.method == "POST":
        given = given | {"refused_forms": refused_forms(given)}
    return render(request, page.template, given, status=status)


def render_alone(template, *, status):
    """The answer that shows a page without a shell, which asks nothing of the database."""
    return HttpResponse(render_to_string(template), status=status)


def refused_forms(given):
    """The forms of a page that were sent and are wrong, wherever in its fields they stand."""
    forms = {id(form): form for form in _forms_in(given)}
    return [form for form in forms.values() if form.is_bound and form.errors]


def _forms_in(value):
    if isinstance(value, BaseForm):
        yield value
    elif isinstance(value, Mapping):
        yield from _forms_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _forms_in(part)
