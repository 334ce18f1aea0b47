"""Two people at one form: what a colleague saved, beside what somebody typed."""

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.shared.edits import plain_lines
from speelruimte.shared.errors import Clash
from speelruimte.website.acting import act
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows


class SharedForm(PlainForm):
    """Over what a colleague may be writing too: it carries the etag of what it was made from.

    After a Clash ``theirs`` says what stands there now, and the next press starts from that.
    """

    etag = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    theirs: Rows = ()

    def values_in(self, row) -> dict:
        """What this form asks, as it stands in a row; for a form whose fields are called otherwise."""
        return _values_of(self, row)

    def look_again(self, clash):
        """Show what stands there now; who presses again has seen it."""
        if clash.theirs is not None:
            self.theirs = what_they_saved(self, self.values_in(clash.theirs))
        self.data = self.data.copy()
        self.data[self.add_prefix("etag")] = clash.etag


def act_unless_changed(request, form, do):
    """As ``act``, for a SharedForm: what was saved in the meantime is shown beside what was typed."""

    def do_or_look_again(data):
        try:
            return do(data)
        except Clash as clash:
            form.look_again(clash)
            raise

    return act(request, form, do_or_look_again)


def what_they_saved(form, theirs) -> list:
    """Every field of this form in which something else was saved, in words.

    ``theirs`` is the row as it stands now, or its values by the names of the fields.
    """
    saved = theirs if isinstance(theirs, dict) else _values_of(form, theirs)
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden or name not in saved or name not in form.cleaned_data:
            continue
        value = saved[name]
        if _comparable(value) != _comparable(form.cleaned_data[name]):
            rows.append({"label": field.label, "value": _in_words(field, value)})
    return rows


def _values_of(form, row) -> dict:
    """The values of a row by the names of the fields of a form."""
    return {name: getattr(row, name) for name in form.fields if hasattr(row, name)}


def _comparable(value):
    if isinstance(value, QuerySet):
        return list(value)
    return plain_lines(value) if isinstance(value, str) else value


def _in_words(field, value):
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list):
        return ", ".join(choices.get(str(part), str(part)) for part in value)
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    if isinstance(value, bool) and str(value) not in choices:
        return _("ja") if value else _("nee")
    return "" if value is None else choices.get(str(value), str(value))
