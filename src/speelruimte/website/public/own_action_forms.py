"""The forms with which somebody does something with own words afterwards."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.website.forms import AskOfSlipsMixin, PlainForm, SendOnceForm
from speelruimte.website.own_words_form import OwnWordsField


class SureForm(PlainForm):
    """Asked twice: by a tick, and by a button."""

    sure = forms.BooleanField(label=gettext_lazy("Ja, ik weet het zeker."))


class WipeWordsForm(SureForm):
    """Of whose name and address nothing is kept: only the words can go."""


class ForgetMeForm(SureForm):
    """What goes away."""

    field_order = ("words", "sure")
    everything = (
        "words",
        gettext_lazy("Alles: ook mijn woorden, en de plek die ik noemde."),
    )

    words = forms.ChoiceField(
        label=gettext_lazy("Wat wilt u dat wij wissen?"),
        choices=[
            (
                "name",
                gettext_lazy(
                    "Mijn naam, e-mailadres en telefoonnummer. Mijn woorden en de plek die ik noemde, "
                    "blijven staan."
                ),
            ),
            everything,
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, given="", **kwargs):
        """``given`` is what we have of them, as they wrote it."""
        super().__init__(*args, **kwargs)
        if given:
            only = _("Alleen %(given)s. Mijn woorden en de plek die ik noemde, blijven staan.")
            self.fields["words"].choices = [("name", only % {"given": given}), self.everything]


class DisagreeForm(PlainForm):
    """Why not, in own words."""

    text = forms.CharField(
        label=gettext_lazy("Waarom bent u het er niet mee eens?"),
        help_text=gettext_lazy("Iemand anders dan wie dit besloot, leest het en antwoordt u."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4_000,
    )


class AddForm(SendOnceForm):
    """Something more, in own words."""

    refusal = gettext_lazy("Dit is nog niet verstuurd")
    text = OwnWordsField(
        label=gettext_lazy("Wat wilt u nog zeggen?"),
        help_text=gettext_lazy("Zet geen telefoonnummer of adres in uw tekst."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "sr-own-words"}),
    )


class FirstAddressForm(AskOfSlipsMixin, PlainForm):
    """An address, where none was left."""

    email = forms.EmailField(label=gettext_lazy("Uw e-mailadres"), max_length=254)


class AddressForm(AskOfSlipsMixin, PlainForm):
    """Another address."""

    email = forms.EmailField(label=gettext_lazy("Uw goede e-mailadres"), max_length=254)
