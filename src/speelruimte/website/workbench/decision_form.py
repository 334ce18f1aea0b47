"""The form with which a secretary lays down what was decided."""

from dataclasses import asdict
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.actions import Decided, trajectory_needs_number
from speelruimte.decisions.day_of_decision import day_of_decision_told
from speelruimte.decisions.funding import chosen_from, outcome_numbers
from speelruimte.decisions.queries import themes_of
from speelruimte.decisions.rules import binding_of, departure_frames, informed_on
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.policy.schema import Binding
from speelruimte.website.days import day_words
from speelruimte.website.forms import DayInput, OwedChoice, OwedText, PlainForm
from speelruimte.website.kind_pages import choice_words

NOT_NEEDED = gettext_lazy("Alleen invullen als het besluit afwijkt.")
HOW_OUTSIDE = gettext_lazy(
    "Alleen invullen als het besluit afwijkt. Leg ook uit hoe de uitkomst buiten het kader valt."
)


class DecisionForm(PlainForm):
    """What a body decided, as its secretary lays it down."""

    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=40, initial=new_idempotency_key
    )
    decided_on = forms.DateField(label=gettext_lazy("Besloten op"), widget=DayInput)
    other_day = OwedText(
        label=gettext_lazy("Waarom is het op een andere dag dan beloofd?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    number = OwedText(label=gettext_lazy("Nummer van het besluit"), max_length=60)
    document = forms.CharField(
        label=gettext_lazy("Waar het besluit te vinden is"), max_length=300, required=False
    )
    what = forms.CharField(
        label=gettext_lazy("Wat is besloten?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reasons = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Hoe woog de inbreng mee? Iedereen kan dit lezen."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    departs = forms.BooleanField(
        label=gettext_lazy("Het besluit wijkt af van de uitkomst"), required=False
    )
    departure = OwedText(
        label=gettext_lazy("Waar en waarom wijkt het af?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, trajectory, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].required = trajectory_needs_number(trajectory)
        self.fields["departure"].help_text = departure_help(trajectory) or NOT_NEEDED
        self._ask_about_the_day(day_of_decision_told(trajectory))
        if informed_on(trajectory) is not None:
            self._ask_nothing_about_an_outcome()
        self.themes = list(themes_of(trajectory))
        extra = frame_field(trajectory) | choice_field(trajectory)
        self.fields |= extra | weight_fields(trajectory, self.themes)

    def _ask_about_the_day(self, promised):
        """Where no day was promised, nothing is asked about another."""
        if promised is None:
            del self.fields["other_day"]
            return
        self.fields["other_day"].help_text = _(
            "Beloofd is: %(day)s. Is het die dag, laat dit dan leeg. Iedereen kan dit lezen."
        ) % {"day": day_words(promised)}

    def _ask_nothing_about_an_outcome(self):
        """Where people only heard of it, nothing weighed and nothing came out to depart from."""
        del self.fields["departs"], self.fields["departure"]
        self.fields["reasons"].help_text = _("Iedereen kan dit lezen.")

    @property
    def weights(self):
        """The fields that ask how each theme weighed."""
        return [self[f"weight_{theme.pk}"] for theme in self.themes]

    def laid(self):
        """The same as it is laid ready for a co-signature: what can be kept as it is."""
        said = asdict(self.said()["decided"])
        del said["body"]
        keys = {theme.pk: theme.public_key for theme in self.themes}
        weights = {keys[pk]: how for pk, how in said["weights"].items()}
        return said | {"decided_on": said["decided_on"].isoformat(), "weights": weights}

    @staticmethod
    def begins_with(said, trajectory):
        """What the form begins with where a decision was laid ready before."""
        if not said:
            return {}
        keys = {theme.public_key: theme.pk for theme in themes_of(trajectory)}
        weights = {
            f"weight_{keys[key]}": how for key, how in said["weights"].items() if key in keys
        }
        return said | weights | {"decided_on": date.fromisoformat(said["decided_on"])}

    def said(self):
        """What the action asks, from what was typed."""
        data = dict(self.cleaned_data)
        idempotency_key = data.pop("idempotency_key")
        weights = {theme.pk: data.pop(f"weight_{theme.pk}") for theme in self.themes}
        frame = data.pop("departure_frame", None)
        decided = Decided(**data, weights=weights, departure_frame=int(frame) if frame else None)
        return {"decided": decided, "idempotency_key": idempotency_key}


def departure_help(trajectory):
    """Where the outcome binds, a departure explains how it falls outside the frame; else empty."""
    return HOW_OUTSIDE if binding_of(trajectory) == Binding.BINDING else ""


def frame_field(trajectory):
    """Which frame it departs from, where that must be named."""
    if binding_of(trajectory) != Binding.BINDING:
        return {}
    frames = departure_frames(trajectory)
    choices = [("", _("Geen"))]
    choices += [(frame.number, f"{frame.number}. {frame.title}") for frame in frames]
    return {
        "departure_frame": OwedChoice(
            label=_("Vanwege welk kader wijkt het af?"),
            help_text=_departing_words(frames),
            choices=choices,
            widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
        )
    }


def _departing_words(frames):
    if frames:
        return _("Hier is beloofd dat de uitkomst geldt, binnen de kaders.")
    return _(
        "Hier is beloofd dat de uitkomst geldt. In de afspraken is geen kader waar zij buiten kan "
        "vallen. Daarom kan dit besluit niet afwijken."
    )


def choice_field(trajectory):
    """What is taken of what people chose between; what came out is ticked."""
    chosen = chosen_from(trajectory)
    if not chosen:
        return {}
    outcome = outcome_numbers(trajectory) or ()
    options = [option for rows in chosen.values() for option in rows]
    labels = [str(choice_words(key).chosen) for key in chosen]
    return {
        "funded": forms.MultipleChoiceField(
            label=labels[0] if len(labels) == 1 else _("Dit is gekozen"),
            help_text=_("Wat eruit kwam, staat al aangevinkt."),
            choices=[(option.number, f"{option.number}. {option.name}") for option in options],
            initial=[option.number for option in options if option.number in outcome],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    }


# How a field is called that asks how a theme weighed, with the key of the theme behind it.
WEIGHT = "weight_"


def weight_name(pk) -> str:
    """The name of that field for the theme with this key."""
    return f"{WEIGHT}{pk}"


def weight_fields(trajectory, themes=None):
    """A field for each theme: how it weighed."""
    owed = binding_of(trajectory) != Binding.NONE
    themes = themes_of(trajectory) if themes is None else themes
    return {weight_name(theme.pk): _weight_field(theme, owed) for theme in themes}


def _weight_field(theme, owed):
    return OwedText(
        label=_("Hoe woog ‘%(title)s’ mee?") % {"title": theme.title},
        required=owed,
        max_length=4000,
        widget=forms.Textarea(
            attrs={"rows": 3, "class": "utrecht-textarea utrecht-textarea--html-textarea"}
        ),
    )
