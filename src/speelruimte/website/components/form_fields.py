"""Fields of a form: label, help, error and control, readable aloud in that order."""

from dataclasses import dataclass
from typing import Any

from django import forms

from .drawings import ICONS
from .library import component

# Drawn as a group of choices: the group has the label, its first choice is the place to go to.
CHOICE_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Field:
    bound: Any
    shape: str
    help: str
    described: str
    invalid: str
    optional: bool
    stacked: bool
    sign: str
    kind: str
    control: str


@component("components/field.html")
def field(bound, stacked=False, owed=False):
    """One field of a form, whatever its widget. Hidden fields are only written out.

    stacked: choices below each other. owed: may be empty for now, but the step asks for it, so it
    is not called optional.
    """
    widget = bound.field.widget
    help_text = bound.help_text
    described = [f"{bound.auto_id}-uitleg"] if help_text else []
    described += [f"{bound.auto_id}-fout"] if bound.errors else []
    shape = _shape_of(widget)
    return Field(
        bound=bound,
        shape=shape,
        help=help_text,
        described=" ".join(described),
        invalid=" utrecht-form-field--invalid" if bound.errors else "",
        optional=not (bound.field.required or owed),
        stacked=stacked,
        sign=ICONS["warning"],
        kind=getattr(widget, "input_type", ""),
        control=_control(bound, described) if shape != "group" else "",
    )


def _shape_of(widget):
    if widget.is_hidden:
        return "hidden"
    if getattr(widget, "is_trap", False):
        return "trap"
    if isinstance(widget, CHOICE_GROUPS):
        return "group"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "plain"


def _control(bound, described):
    return bound.as_widget(attrs={"aria-describedby": " ".join(described)} if described else {})


@dataclass(frozen=True)
class FormStart:
    hidden: list
    traps: list


@component("components/form_start.html")
def form_start(form):
    """The hidden fields and the trap of a form; stands right after its csrf token."""
    traps = [
        bound for bound in form.visible_fields() if getattr(bound.field.widget, "is_trap", False)
    ]
    return FormStart(form.hidden_fields(), traps)


@dataclass(frozen=True)
class Pick:
    name: str
    label: str
    choices: list
    every: str


@component("components/pick.html")
def pick(name, label, rows, chosen="", every=""):
    """One choice that narrows or orders a list, in a form that is read and sends nothing.

    rows: pairs of value and words, or areas and subjects. every: the words of no choice.
    """
    pairs = [row if isinstance(row, tuple) else (row.key, row.name) for row in rows]
    choices = [
        {"value": value, "words": words, "chosen": value == chosen} for value, words in pairs
    ]
    return Pick(name, label, choices, every)
