"""The ground of every form: plain words for errors, the utrecht classes, a trap for robots.

Draw a form in a template with {% form_start form %}, {% form_errors form %} and {% field %}.
"""

from typing import Any

from django import forms
from django.forms.widgets import Input
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from speelruimte.analysis.mail_domains import meant_instead
from speelruimte.people.models import default_language, languages
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.shared.visible_text import as_it_reads

TEXT_CLASSES = "utrecht-textbox utrecht-textbox--html-input"
# First match wins, so the narrower widget stands first.
WIDGET_CLASSES = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (Input, TEXT_CLASSES),
)
# What a browser may fill in by itself, by the name of the field.
AUTOCOMPLETE = {
    "name": "name",
    "full_name": "name",
    "email": "email",
    "phone": "tel",
    "postcode": "postal-code",
    "house_number": "off",
    "street": "street-address",
    "town": "address-level2",
    "organisation": "organization",
    "password": "current-password",
}
# The shortest number that one can call in the Netherlands: 14 and four digits.
FEWEST_DIGITS = 6


def long_enough_to_call(number):
    """Whether a telephone number may be whole; how somebody writes it down is left free."""
    if sum(letter.isdigit() for letter in number) < FEWEST_DIGITS:
        raise forms.ValidationError(
            _("Dit nummer is te kort om te bellen. Maak het af, of laat dit leeg."),
            code="too_short",
        )


PLAIN_ERRORS = {
    "required": _("Vul dit in."),
    "invalid_date": _("Deze dag kennen we niet. Schrijf een dag die bestaat zo: 21-03-2027."),
    "invalid_time": _("Schrijf de tijd zo: 19.30."),
    "max_length": _(
        "Maak deze tekst korter: %(limit_value)d tekens passen, u hebt er %(show_value)d."
    ),
    "min_length": _("Schrijf iets meer: ten minste %(limit_value)d tekens."),
    "max_value": _("Kies een getal van %(limit_value)s of lager."),
    "min_value": _("Kies een getal van %(limit_value)s of hoger."),
}
CHOICE_ERRORS = {
    "required": _("Maak een keuze."),
    "invalid_choice": _("Deze keuze staat niet in de lijst. Kies er een uit de lijst."),
    "invalid_list": _("Kies er een of meer uit de lijst."),
}
INVALID_WORDS = (
    (forms.EmailField, _("Schrijf een e-mailadres, zoals naam@voorbeeld.nl.")),
    (forms.DateField, PLAIN_ERRORS["invalid_date"]),
    (forms.TimeField, PLAIN_ERRORS["invalid_time"]),
    (forms.URLField, _("Schrijf een heel webadres, beginnend met https://")),
    (forms.IntegerField, _("Schrijf een getal, zonder letters.")),
    (forms.FileField, _("Dit bestand kwam niet goed over. Kies het opnieuw.")),
)


class _OwedAnswer:
    """Needed here or for the step, so not called optional; what it may be empty for, a rule says."""

    empty_values: list

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)  # type: ignore[misc]


class OwedText(_OwedAnswer, forms.CharField):
    """A text that is owed, and may come later."""


class OwedChoice(_OwedAnswer, forms.ChoiceField):
    """A choice that is owed, and may come later."""


class OwedChoices(_OwedAnswer, forms.MultipleChoiceField):
    """Choices of which one is owed, and may come later or be said otherwise."""


class OwedRow(_OwedAnswer, forms.ModelChoiceField):
    """A choice among rows that is owed, and may be said otherwise."""


class OwedDay(_OwedAnswer, forms.DateField):
    """A day that is owed, and may come later."""


class OwedTypedChoice(_OwedAnswer, forms.TypedChoiceField):
    """A choice that is owed, and stands for something else than its word."""


class HoursField(forms.CharField):
    """At what time, in words: one hour, or from one to another."""

    def __init__(self, **more):
        words = {"label": _("Tijd"), "help_text": _("Bijvoorbeeld: 19.30 uur.")}
        super().__init__(max_length=60, **(words | more))


class TrapInput(forms.TextInput):
    """A field that people do not see and robots fill in."""

    is_trap = True

    def __init__(self, attrs=None):
        super().__init__({"tabindex": "-1", "autocomplete": "off"} | (attrs or {}))


class DayInput(forms.DateInput):
    """A day, with the calendar of the browser."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class PlainFormMixin:
    """Plain words and our look, for a Form and for a ModelForm alike."""

    use_required_attribute = False
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        # What was sent comes first, or by name where the form of a library has something else first.
        if args and args[0] is not None:
            args = (_as_it_reads(args[0]), *args[1:])
        elif kwargs.get("data") is not None:
            kwargs["data"] = _as_it_reads(kwargs["data"])
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _speak_plainly(field)
            _dress(name, field)

    def add_field(self, name, field):
        """One more field, as plain and dressed as the others."""
        self.fields[name] = field
        _speak_plainly(field)
        _dress(name, field)

    def add_fields(self, fields):
        """More fields, by name."""
        for name, field in fields.items():
            self.add_field(name, field)

    def clean_trap(self):
        """The trap must stay empty; what fills it in is not a person."""
        if self.cleaned_data.get("trap"):
            raise forms.ValidationError(
                _("Laat het verborgen veld leeg. Bel ons als het niet lukt."), code="robot"
            )
        return ""


def _as_it_reads(data):
    """What was sent, without what would let others read other words than somebody typed."""
    sent = [*(data.lists() if isinstance(data, MultiValueDict) else data.items())]
    plain = {name: _read(value) for name, value in sent}
    if plain == dict(sent):
        return data
    data = data.copy()
    for name, value in plain.items():
        if isinstance(data, MultiValueDict):
            data.setlist(name, value)
        else:
            data[name] = value
    return data


def _read(value):
    if isinstance(value, list):
        return [_read(part) for part in value]
    return as_it_reads(value) if isinstance(value, str) else value


def _speak_plainly(field):
    words = CHOICE_ERRORS if isinstance(field, forms.ChoiceField) else PLAIN_ERRORS
    field.error_messages = field.error_messages | {
        code: words[code]
        for code in ("required", "invalid_choice", "invalid_list")
        if code in words
    }
    for kind, sentence in INVALID_WORDS:
        if isinstance(field, kind):
            field.error_messages["invalid"] = sentence
            break
    for validator in field.validators:
        if getattr(validator, "code", "") in PLAIN_ERRORS:
            validator.message = PLAIN_ERRORS[validator.code]
    # Of a day that does not exist a browser sends nothing.
    if isinstance(field, forms.DateField):
        field.error_messages["required"] = _(
            "Vul een dag in. Stond er al een? Kies dan een dag die bestaat."
        )
    if isinstance(field, forms.BooleanField):
        field.error_messages["required"] = _("Zet hier een vinkje. Zonder kunnen we niet verder.")


def _dress(name, field):
    widget = field.widget
    if widget.is_hidden:
        return
    for kind, css in WIDGET_CLASSES:
        if isinstance(widget, kind):
            own = widget.attrs.get("class", "")
            widget.attrs["class"] = f"{css} {own}".strip()
            break
    if not widget.attrs["class"]:
        del widget.attrs["class"]
    if name in AUTOCOMPLETE:
        widget.attrs.setdefault("autocomplete", AUTOCOMPLETE[name])
    # Ten rows is what Django gives; half of that invites a short answer.
    if isinstance(widget, forms.Textarea) and str(widget.attrs.get("rows")) == "10":
        widget.attrs["rows"] = "5"


class LanguageField(forms.ChoiceField):
    """The language in which somebody wants to be written to, of those that the website has."""

    def __init__(self, **kwargs):
        super().__init__(choices=languages, initial=default_language, **kwargs)


class OfferLanguagesMixin:
    """For a form with a field ``language``: there is nothing to choose while there is only one."""

    fields: dict[str, Any]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(languages()) < 2:
            del self.fields["language"]


class AskOfSlipsMixin(forms.Form):
    """For a form with a field ``email``: a slip of the hand is asked about once, and who sends the
    same address again meant it.
    """

    email_seen = forms.CharField(widget=forms.HiddenInput, max_length=254, required=False)

    def clean_email(self):
        """The address as typed."""
        email = self.cleaned_data["email"]
        meant = meant_instead(email)
        if meant and self.data.get(self.add_prefix("email_seen")) != email:
            self.data = self.data.copy()
            self.data[self.add_prefix("email_seen")] = email
            raise forms.ValidationError(
                _("Bedoelde u %(meant)s? Verander het, of verstuur nog een keer als het zo klopt."),
                params={"meant": meant},
                code="slip_of_the_hand",
            )
        return email


class PlainForm(PlainFormMixin, forms.Form):
    """A form in plain words. With the trap and the idempotency key of SendOnceMixin where it posts."""


class SendOnceMixin(forms.Form):
    """Carries the idempotency key (a second press shows the first result) and the trap for robots."""

    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=40, initial=new_idempotency_key
    )
    trap = forms.CharField(widget=TrapInput, required=False, label=_("Vul hier niets in"))

    def renew_key(self):
        """Other words stand under this key: the form goes out again under a new one, as typed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("idempotency_key")] = new_idempotency_key()


class SendOnceForm(PlainFormMixin, SendOnceMixin):
    """The form of residents that posts: plain words, idempotency key, trap."""
