"""The ballot: choices and code in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from speelruimte.website.forms import PlainForm


class NeverShownAgain(forms.TextInput):
    """What was typed is not written back onto the page: others may read the screen."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs)


class BallotForm(PlainForm):
    """Plans to tick and a code to type. Whether it is a good ballot is up to the vote."""

    choices = forms.MultipleChoiceField(
        label=_("Uw plannen"), widget=forms.CheckboxSelectMultiple, required=False
    )
    code = forms.CharField(
        label=_("Uw stemcode"),
        help_text=_("Die staat op uw brief of strookje, zoals ST-7F3K-2Q9D-M4TX."),
        max_length=60,
        widget=NeverShownAgain(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "sr-vote-code",
            }
        ),
    )

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [(plan.number, plan.name) for plan in plans]

    def chosen(self):
        """The plans that are ticked on this page, whatever else is wrong."""
        known = {number for number, _name in self.fields["choices"].choices}
        ticked = self["choices"].value() or []
        return [number for number in ticked if number in known]
