"""The form in which a party says whether it agrees: with a colleague beside it, or on its own page."""

from django import forms
from django.utils.translation import gettext_lazy

from speelruimte.website.forms import DayInput, OwedDay, OwedText, PlainForm


class StandForm(PlainForm):
    """Agrees, or not, with the text that is on the screen."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Gaat deze partij akkoord?"),
        choices=[("yes", gettext_lazy("Akkoord")), ("no", gettext_lazy("Niet akkoord"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    note = OwedText(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy(
            "Niet akkoord? Schrijf dan waarom, in een zin: iedereen leest dat bij de afspraken. Wie "
            "akkoord gaat, mag dit leeg laten."
        ),
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
    )
    heard_on = OwedDay(label=gettext_lazy("Op welke dag hoorde u dit?"), widget=DayInput)
    heard_how = OwedText(
        label=gettext_lazy("Hoe hoorde u dit, en van wie?"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: een mail van het bestuur. Alleen collega’s lezen dit."
        ),
        max_length=300,
    )
    etag = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, speaks_for_it=False, **kwargs):
        super().__init__(*args, **kwargs)
        if speaks_for_it:
            del self.fields["heard_on"], self.fields["heard_how"]

    def about(self, etag):
        """After a refusal one says it about the text as it is now, with this etag."""
        self.data = self.data.copy()
        self.data[self.add_prefix("etag")] = etag


def stand_form(request, stand, *, name, etag):
    """The form of one party for who speaks for it: as pressed, or with what it said before."""
    if request.POST.get("do") == name:
        return StandForm(request.POST, prefix=name, speaks_for_it=True)
    return StandForm(prefix=name, initial=stand_to_begin_with(stand, etag=etag), speaks_for_it=True)


def stand_to_begin_with(stand, *, etag):
    """What the form of a party begins with.

    What was said about an earlier text is not filled in again: it is asked anew.
    """
    said = {"etag": etag}
    if stand and not stand.on_earlier_text:
        said |= {"agrees": "yes" if stand.agrees else "no"}
        said |= {name: getattr(stand, name) for name in ("note", "heard_on", "heard_how")}
    return said
