"""Forms of colleagues who run a vote on a budget."""

from django import forms
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.spoilt import BY_EYE
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.website.amounts import EuroField
from speelruimte.website.forms import OwedChoices, OwedText, PlainForm
from speelruimte.website.workbench.clashing import SharedForm

MOST_UPLOADED = 20_000_000

TIES = (
    ("votes", _("Het plan met de meeste stemmen gaat voor")),
    ("cheapest", _("Het goedkoopste plan gaat voor")),
    ("order", _("Het plan dat hoger op de lijst staat, gaat voor")),
    ("lot", _("Het lot beslist")),
)
CHANNELS = (
    ("letter", _("Per brief")),
    ("counter", _("Aan de balie")),
    ("class", _("In de klas of op een bijeenkomst")),
)


class TermsForm(SharedForm):
    """What is divided, how it is counted and what a ballot must keep to."""

    budget = EuroField(label=_("Te verdelen bedrag (euro)"), max_digits=14, decimal_places=2)
    rule = forms.ChoiceField(
        label=_("Telregel"),
        choices=[
            (Vote.Rule.EQUAL_SHARES_ADD1, _("Gelijke delen, aangevuld (aanbevolen)")),
            (
                Vote.Rule.EQUAL_SHARES_ADD1U,
                _("Gelijke delen, aangevuld tot het geld op is of niets meer past"),
            ),
            (Vote.Rule.EQUAL_SHARES, _("Gelijke delen")),
            (Vote.Rule.GREEDY, _("Meeste stemmen eerst")),
        ],
        widget=forms.RadioSelect,
    )
    tie_rule = forms.ChoiceField(
        label=_("Bij gelijke stand"), choices=TIES, widget=forms.RadioSelect
    )
    seed = OwedText(
        label=_("Tekst voor de loting"),
        help_text=_(
            "Alleen bij loten: een tekst die vooraf vastligt, zoals een datum of trekkingsnummer."
        ),
        max_length=60,
    )
    rest = forms.ChoiceField(
        label=_("Blijft er geld over, wat gebeurt daarmee?"),
        help_text=_("Dit staat bij de stemming, zodat iedereen het vooraf weet."),
        choices=Vote.Rest.choices,
        widget=forms.RadioSelect,
    )
    who = forms.CharField(
        label=_("Wie mag stemmen, en hoe komt men aan een stemcode?"),
        help_text=_(
            "In een of twee zinnen, zoals: Iedereen van 12 jaar en ouder in Oosterveld. U krijgt een "
            "brief met een stemcode."
        ),
        max_length=300,
    )
    minimum = forms.IntegerField(label=_("Minstens zoveel plannen kiezen"), min_value=0, initial=1)
    maximum = forms.IntegerField(
        label=_("Hoogstens zoveel plannen kiezen"), min_value=1, required=False
    )
    maximum_cost = EuroField(
        label=_("De gekozen plannen kosten samen hoogstens (euro)"),
        help_text=_(
            "Leeg: een stembiljet mag meer kiezen dan er geld is. Dat is gewoon bij deze telregels."
        ),
        max_digits=14,
        decimal_places=2,
        required=False,
    )

    def terms(self):
        """As the action wants them."""
        data = dict(self.cleaned_data)
        tie, seed = data.pop("tie_rule"), data.pop("seed").strip()
        return data | {"tie_rule": f"lot:{seed}" if tie == "lot" else tie}

    def values_in(self, row) -> dict:
        """The terms by the names of the fields."""
        return self.initial_of(row)

    @staticmethod
    def initial_of(vote):
        """What stands in the form for a vote that was prepared before."""
        tie, _colon, seed = vote.tie_rule.partition(":")
        return {
            "budget": vote.budget,
            "rule": vote.rule,
            "tie_rule": tie,
            "seed": seed,
            "rest": vote.rest,
            "who": vote.who,
            "minimum": vote.minimum,
            "maximum": vote.maximum,
            "maximum_cost": vote.maximum_cost,
        }


class PlanForm(SharedForm):
    """A plan on the ballot."""

    number = forms.CharField(label=_("Nummer"), max_length=60)
    name = forms.CharField(label=_("Naam"), max_length=200)
    cost = EuroField(label=_("Kosten (euro)"), max_digits=14, decimal_places=2)
    text = forms.CharField(
        label=_("Uitleg in gewone woorden"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4_000,
    )


class GrantForm(PlainForm):
    """New codes to vote with."""

    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=40, initial=new_idempotency_key
    )
    number = forms.IntegerField(label=_("Hoeveel stemcodes?"), min_value=1)
    channel = forms.ChoiceField(
        label=_("Hoe komen ze bij mensen?"), choices=CHANNELS, widget=forms.RadioSelect
    )
    shape = forms.ChoiceField(
        label=_("In welke vorm wilt u ze?"),
        choices=(
            ("slips", _("Strookjes om te printen en te knippen")),
            ("file", _("Een bestand (CSV) voor brieven")),
        ),
        widget=forms.RadioSelect,
    )


class CodesForm(PlainForm):
    """Codes to withdraw, one a line."""

    codes = forms.CharField(
        label=_("Stemcodes"),
        help_text=_("Eén code per regel."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=100_000,
    )


class MarkForm(PlainForm):
    """The code that came in with a paper sheet."""

    code = forms.CharField(
        label=_("Stemcode"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "sr-vote-code"}
        ),
    )


class SheetForm(PlainForm):
    """What stands on a paper sheet."""

    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=40, initial=new_idempotency_key
    )
    sure = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    choices = OwedChoices(label=_("Aangekruiste plannen"), widget=forms.CheckboxSelectMultiple)
    unusable = forms.ChoiceField(
        label=_("Is er iets mis met het papier?"),
        choices=[("", _("Nee")), *((reason.value, reason.label) for reason in BY_EYE)],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [
            (plan.number, f"{plan.number}. {plan.name}") for plan in plans
        ]


class PabulibForm(PlainForm):
    """A Pabulib file."""

    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=40, initial=new_idempotency_key
    )
    file = forms.FileField(
        label=_("Pabulib-bestand (.pb)"), help_text=_("Met de blokken META, PROJECTS en VOTES.")
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_UPLOADED:
            raise forms.ValidationError(
                _("Dit bestand is groter dan 20 MB. Gebruik de opdracht speelruimte budget import.")
            )
        return file
