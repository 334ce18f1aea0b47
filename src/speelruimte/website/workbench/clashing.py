"""Two people at one form: what a colleague saved, beside what somebody typed."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.shared.edits import plain_lines
from speelruimte.shared.errors import Clash
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.website.acting import act
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows


class MadeFromField(forms.CharField):
    """A mark of what each field showed when the page was made; it is no answer of anybody."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, required=False)

    def has_changed(self, initial, data):
        """Nobody types in it."""
        return False


class SharedForm(PlainForm):
    """Over what a colleague may be writing too: it carries the etag of what it was made from.

    After a Clash ``theirs`` says what stands there now, and the next press starts from that. A field
    that nobody touched here takes what stands there now, and only what both changed is a clash.
    """

    etag = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    made_from = MadeFromField()
    theirs: Rows = ()

    def get_initial_for_field(self, field, field_name):
        """As ever; what this form is made from is what its fields show."""
        if field_name == "made_from" and "made_from" not in self.initial:
            return urlencode(
                {
                    name: _mark(_as_sent(shown, self.get_initial_for_field(shown, name)))
                    for name, shown in self.fields.items()
                    if _is_filled_in(shown)
                }
            )
        return super().get_initial_for_field(field, field_name)

    def full_clean(self):
        """What the form was made from is for the form itself, and nothing that was filled in."""
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop("made_from", None)

    def values_in(self, row) -> dict:
        """What this form asks, as it stands in a row; for a form whose fields are called otherwise."""
        return _values_of(self, row)

    def look_again(self, clash):
        """Show what stands there now; who presses again has seen it."""
        self.data = self.data.copy()
        if clash.theirs is not None:
            self._meet(self.values_in(clash.theirs))
        if "etag" in self.fields:
            self.data[self.add_prefix("etag")] = clash.etag
        elif clash.theirs is not None:
            self.data[self.add_prefix("edits")] = str(clash.theirs.edits)

    def _meet(self, saved):
        """Take over what was not touched here, and say what stands in the other fields now.

        A page may have proposed what was saved since: where nothing else is to be said, that is.
        """
        marks = self._marks()
        clashing, taken, as_shown = [], [], []
        for name, row in _what_differs(self, saved):
            mark = marks.get(name)
            if mark == _mark(_as_sent(self.fields[name], saved[name])):
                as_shown.append(row)  # only here it was changed
            elif mark in self._marks_of_typed(name) and self._take(name, saved[name]):
                taken.append(row | {"taken": True})
            else:
                clashing.append(row)
        self.theirs = clashing + taken or as_shown
        self.starts_from(saved)

    def starts_from(self, saved):
        """The next press begins from these values, by the names of the fields."""
        now = {
            name: _mark(_as_sent(field, saved[name]))
            for name, field in self.fields.items()
            if name in saved and _is_filled_in(field)
        }
        self.data[self.add_prefix("made_from")] = urlencode(self._marks() | now)

    def _marks(self):
        return dict(parse_qsl(self.data.get(self.add_prefix("made_from"), "")))

    def _marks_of_typed(self, name):
        """As the browser sent it, and as it is kept."""
        field = self.fields[name]
        typed = (self[name].data, self.cleaned_data[name])
        return [_mark(_as_sent(field, value)) for value in typed]

    def _take(self, name, value) -> bool:
        """Put what stands there now in a field that this page fills in; False when it does not fit.

        What a page asks anew each time is not filled in for anybody.
        """
        field, html_name = self.fields[name], self.add_prefix(name)
        if name not in self.initial and field.initial is None:
            return False
        data = self.data.copy()
        sent = _as_sent(field, value)
        if isinstance(sent, list):
            data.setlist(html_name, sent)
        elif not sent and isinstance(field, forms.BooleanField):
            data.pop(html_name, None)
        else:
            data[html_name] = sent
        try:
            cleaned = field.clean(field.widget.value_from_datadict(data, self.files, html_name))
        except ValidationError:
            return False
        if _as_sent(field, cleaned) != sent:
            return False
        self.data = data
        return True


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
    return [row for _name, row in _what_differs(form, saved)]


def _what_differs(form, saved):
    """The name of every field in which something else was saved, with that in words."""
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden or name not in saved or name not in form.cleaned_data:
            continue
        value = saved[name]
        if _comparable(value) != _comparable(form.cleaned_data[name]):
            rows.append((name, {"label": field.label, "value": _in_words(field, value)}))
    return rows


def _values_of(form, row) -> dict:
    """The values of a row by the names of the fields of a form."""
    return {name: getattr(row, name) for name in form.fields if hasattr(row, name)}


def _comparable(value):
    if isinstance(value, QuerySet):
        return list(value)
    return plain_lines(value) if isinstance(value, str) else value


def _is_filled_in(field):
    """People see it and write in it; a file is never sent back to whoever chose it."""
    return not field.widget.is_hidden and not isinstance(field, forms.FileField)


def _mark(sent) -> str:
    return fingerprint(canonical(sent))[:16]


def _as_sent(field, value) -> str | list:
    """What a browser sends of a field that shows this value."""
    value = field.prepare_value(value)
    if isinstance(value, (list, tuple, set, QuerySet)):
        return sorted(str(getattr(part, "pk", part)) for part in value)
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return []
    if isinstance(field, forms.BooleanField):
        return "on" if value else ""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return "" if value is None else plain_lines(str(value))


def _in_words(field, value):
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list):
        return ", ".join(choices.get(str(part), str(part)) for part in value)
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    if isinstance(value, bool) and str(value) not in choices:
        return _("ja") if value else _("nee")
    return "" if value is None else choices.get(str(value), str(value))
