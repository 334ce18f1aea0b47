"""The form in which a party objects to a light change: itself, or a colleague on its behalf."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.website.forms import DayInput, PlainForm


class ObjectionForm(PlainForm):
    """Why a party does not agree, in its own words."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom bent u het er niet mee eens?"),
        help_text=gettext_lazy("Iedereen leest dit bij de afspraken. Eén zin is genoeg."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
    )

    def recorded(self) -> dict:
        """What the action takes."""
        return {"reason": self.cleaned_data["reason"]}


class PartyObjectionForm(PlainForm):
    """Which party does not agree, why, and where a colleague has it from."""

    party = forms.ChoiceField(label=gettext_lazy("Welke partij zegt nee?"))
    reason = forms.CharField(
        label=gettext_lazy("Waarom is deze partij het er niet mee eens?"),
        help_text=gettext_lazy("Iedereen leest dit bij de afspraken."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
    )
    heard_on = forms.DateField(label=gettext_lazy("Op welke dag hoorde u dit?"), widget=DayInput)
    heard_how = forms.CharField(
        label=gettext_lazy("Hoe hoorde u dit, en van wie?"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: een mail van het bestuur. Alleen collega’s lezen dit."
        ),
        max_length=300,
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in parties}
        self.fields["party"].choices = [("", _("Kies een partij"))] + [
            (key, str(party)) for key, party in self.parties.items()
        ]

    def recorded(self) -> dict:
        """What the action takes."""
        data = dict(self.cleaned_data)
        return data | {"party": self.parties[data["party"]]}
