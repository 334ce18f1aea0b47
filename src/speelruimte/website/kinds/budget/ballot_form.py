"""The ballot: choices and code in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.kinds.budget.codes import BALLOT
from speelruimte.activities.kinds.budget.rules import check_choices
from speelruimte.shared.codes import RECEIPT, is_marked
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.forms import PlainForm


class BallotForm(PlainForm):
    """Plans to tick and a code to type. Whether the code is good is up to the vote."""

    choices = forms.MultipleChoiceField(
        label=_("Uw plannen"), widget=forms.CheckboxSelectMultiple, required=False
    )
    code = forms.CharField(
        label=_("Uw stemcode"),
        help_text=_("Die staat op uw brief of strookje, zoals ST-7F3K-2Q9D-M4TX."),
        max_length=60,
        widget=forms.TextInput(
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
        self.fields["code"].error_messages["required"] = _("Vul uw stemcode in.")
        self.fields["choices"].choices = [(plan.number, plan.name) for plan in plans]

    def clean_choices(self):
        """Told together with what is wrong with the code, and before that is looked at."""
        choices = self.cleaned_data["choices"]
        try:
            check_choices(self.vote, self.plans, choices)
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence, code=broken.code) from broken
        return choices

    def clean_code(self):
        """A receipt is no voting code, however much alike they look."""
        code = self.cleaned_data["code"]
        if is_marked(code, BALLOT) or is_marked(code, RECEIPT):
            raise forms.ValidationError(
                _(
                    "Dit is de code van een ontvangstbewijs. Typ uw stemcode: die begint met ST en "
                    "staat op uw brief of strookje."
                ),
                code="code_of_a_receipt",
            )
        return code

    def as_typed(self):
        """What stands on the ballot now, to show it again without a judgement."""
        return {"choices": self.chosen(), "code": self["code"].value() or ""}

    def chosen(self):
        """The plans that are ticked on this page, whatever else is wrong."""
        known = {number for number, _name in self.fields["choices"].choices}
        ticked = self["choices"].value() or []
        return [number for number in ticked if number in known]
