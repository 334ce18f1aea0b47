"""Where people meet stands on the website for everybody: somebody's home address does not belong there."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

HINT = gettext_lazy(
    "Dit staat op de website. Is het bij iemand thuis? Schrijf dan alleen de straat of de buurt. Het "
    "huisnummer geeft u aan wie zich aanmeldt."
)
_AT_HOME = re.compile(
    r"\b(thuis|huiskamer|woonkamer|woning|keukentafel|achtertuin|mijn huis)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")


def names_a_home(place: str) -> bool:
    """Whether this seems to be the address of somebody's home: it says so, with a number."""
    return bool(_AT_HOME.search(place) and _NUMBER.search(place))


class AskOfHomesMixin(forms.Form):
    """For a form with a field ``place``: a home address is asked about once, and who sends the same
    again meant it.
    """

    place_seen = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].help_text = HINT

    def clean_place(self):
        """The place as typed."""
        place = self.cleaned_data["place"]
        if names_a_home(place) and self.data.get(self.add_prefix("place_seen")) != place:
            self.data = self.data.copy()
            self.data[self.add_prefix("place_seen")] = place
            raise forms.ValidationError(
                _(
                    "Dit lijkt een huisadres, en iedereen kan het lezen. Laat het huisnummer weg, of "
                    "verstuur nog een keer als diegene het goed vindt."
                ),
                code="home_address",
            )
        return place

    def clean(self):
        """What was asked about is no part of what is sent."""
        data = super().clean()
        data.pop("place_seen", None)
        return data
