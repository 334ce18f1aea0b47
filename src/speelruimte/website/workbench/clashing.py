"""Two people at one form: what a colleague saved, beside what somebody typed."""

from django.utils.formats import date_format


def what_they_saved(form, theirs) -> list:
    """Every field of this form in which a colleague saved something else, in words."""
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden or not hasattr(theirs, name) or name not in form.cleaned_data:
            continue
        value = getattr(theirs, name)
        if value != form.cleaned_data[name]:
            rows.append({"label": field.label, "value": _in_words(field, value)})
    return rows


def _in_words(field, value):
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list):
        return ", ".join(choices.get(str(part), str(part)) for part in value)
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    return "" if value is None else choices.get(str(value), str(value))
