"""The form in which a party says whether it agrees: with a colleague beside it, or on its own page."""

from django import forms
from django.utils.translation import gettext_lazy

from speelruimte.website.forms import PlainForm


class StandForm(PlainForm):
    """Agrees, or not, with the text that is on the screen."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Gaat deze partij akkoord?"),
        choices=[("yes", gettext_lazy("Akkoord")), ("no", gettext_lazy("Niet akkoord"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    note = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
    )
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def about(self, mark):
        """After a refusal one says it about the text as it is now, with this mark."""
        self.data = self.data.copy()
        self.data[self.add_prefix("mark")] = mark


def stand_form(request, stand, *, name, mark):
    """The form of one party: as it was pressed, or with what the party said before.

    What was said about an earlier text is not filled in again: it is asked anew.
    """
    if request.POST.get("do") == name:
        return StandForm(request.POST, prefix=name)
    said = {"mark": mark}
    if stand and not stand.on_earlier_text:
        said |= {"agrees": "yes" if stand.agrees else "no", "note": stand.note}
    return StandForm(prefix=name, initial=said)
