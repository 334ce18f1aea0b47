"""Fields of a form: label, help, error and control, readable aloud in that order."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from .drawings import ICONS
from .library import register

CHOICE_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("components/field.html")
def field(bound, help="", stacked=False, owed=False):
    """One field of a form, whatever its widget. Hidden fields are only written out.

    help: instead of the field's own help text. stacked: choices below each other. owed: may be
    empty for now, but the step asks for it, so it is not called optional.
    """
    widget = bound.field.widget
    help_text = help or bound.help_text
    described = [f"{bound.auto_id}-uitleg"] if help_text else []
    described += [f"{bound.auto_id}-fout"] if bound.errors else []
    shape = _shape_of(widget)
    return {
        "bound": bound,
        "shape": shape,
        "help": help_text,
        "described": " ".join(described),
        "invalid": " utrecht-form-field--invalid" if bound.errors else "",
        "optional": not (bound.field.required or owed),
        "stacked": stacked,
        "sign": ICONS["warning"],
        "kind": getattr(widget, "input_type", ""),
        "control": _control(bound, described) if shape != "group" else "",
    }


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


@register.inclusion_tag("components/form_errors.html")
def form_errors(form, ident="fouten"):
    """Everything that is wrong with a sent form, each with a link to its field; else nothing."""
    rows = []
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        target = ""
        if bound is not None and not bound.is_hidden:
            group = isinstance(bound.field.widget, CHOICE_GROUPS)
            target = f"{bound.auto_id}_0" if group else bound.id_for_label
        rows += [
            {
                "sentence": error,
                "target": target,
                "label": str(bound.label).rstrip("?:. ") if bound else "",
            }
            for error in errors
        ]
    return {"rows": rows, "ident": ident, "sign": ICONS["warning"]}


@register.simple_tag
def form_start(form):
    """The hidden fields and the trap of a form; stands right after its csrf token."""
    html = format_html_join("", "{}", ((bound.as_widget(),) for bound in form.hidden_fields()))
    for bound in form.visible_fields():
        if getattr(bound.field.widget, "is_trap", False):
            html += format_html(
                '<div class="sr-trap" aria-hidden="true"><label for="{}">{}</label>{}</div>',
                bound.id_for_label,
                _("Vul hier niets in"),
                bound.as_widget(),
            )
    return html
