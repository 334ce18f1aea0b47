"""What is wrong with a form that was sent: under the heading of its page, and in its title."""

from dataclasses import dataclass

from django.forms import BaseForm
from django.utils.translation import gettext as _

from .drawings import ICONS
from .form_fields import CHOICE_GROUPS
from .library import component, register


@dataclass(frozen=True)
class FieldError:
    sentence: str
    target: str
    label: str


@dataclass(frozen=True)
class FormErrors:
    rows: list[FieldError]
    sign: str
    saved: list[str]
    heading: str
    looks: bool


@component("components/form_errors.html")
def form_errors(sent):
    """Everything that is wrong with a sent form, each with a link to its field; else nothing.

    sent: a form, or all forms of a page. It stands once on a page, under the heading, and gets the
    focus when the page opens: who sent the form reads or hears first that it was refused. A form
    whose parts are saved each for itself says in ``saved`` which of them were; a field that is
    asked more than once says in ``about`` of what it is. A form for one question says in ``refusal``
    what stands above its fault.
    """
    forms = _wrong(sent)
    rows = [row for form in forms for row in _rows_of(form)]
    saved = [part for form in forms for part in getattr(form, "saved", ())]
    heading = next((form.refusal for form in forms if getattr(form, "refusal", "")), "")
    # A refusal with words of its own at no field leaves nothing to look at.
    looks = not heading or any(row.target for row in rows)
    return FormErrors(rows, ICONS["warning"], saved, heading, looks)


@register.simple_tag
def title_of_refusal(sent, messages=()):
    """The first word of the title of a page with a form, or forms, of which one was refused.

    messages: what the page says of a button that was pressed before it; one of them may refuse too.
    """
    is_refused = _wrong(sent) or any(message.level_tag == "error" for message in messages)
    return _("Fout: ") if is_refused else ""


def _wrong(sent):
    forms = [sent] if isinstance(sent, BaseForm) else sent or ()
    return [form for form in forms if form.errors]


def _rows_of(form):
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        target = ""
        if bound is not None and not bound.is_hidden:
            group = isinstance(bound.field.widget, CHOICE_GROUPS)
            target = f"{bound.auto_id}_0" if group else bound.id_for_label
        label = str(bound.label).rstrip("?:. ") if bound else ""
        if about := getattr(bound.field, "about", "") if bound else "":
            label = f"{about.rstrip('?:. ')}: {label}"
        yield from (FieldError(error, target, label) for error in errors)
