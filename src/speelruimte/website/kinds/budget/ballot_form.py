"""The ballot: choices and code in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.kinds.budget.rules import check_choices
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.forms import PlainForm


class NeverShownAgain(forms.TextInput):
    """What was typed is not written back onto the page: others may read the screen."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs)


class BallotForm(PlainForm):
    """Plans to tick and a code to type. Whether the code is good is up to the vote."""

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

    def __init__(self, *args, vote, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.vote, self.plans = vote, plans
        self.fields["choices"].choices = [(plan.number, plan.name) for plan in plans]

    def clean_choices(self):
        """Told together with what is wrong with the code, and before that is looked at."""
        choices = self.cleaned_data["choices"]
        try:
            check_choices(self.vote, self.plans, choices)
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence, code=broken.code) from broken
        return choices

    def chosen(self):
        """The plans that are ticked on this page, whatever else is wrong."""
        known = {number for number, _name in self.fields["choices"].choices}
        ticked = self["choices"].value() or []
        return [number for number in ticked if number in known]
