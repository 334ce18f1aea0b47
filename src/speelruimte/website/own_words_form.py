"""The form for somebody's own words: for residents, and for colleagues who write down for others."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.rules import LONGEST
from speelruimte.people.intake import BY_HAND, Reach, Where, Words
from speelruimte.places.models import Area
from speelruimte.places.queries import is_outside
from speelruimte.website.asking import today
from speelruimte.website.forms import (
    AskOfSlipsMixin,
    DayInput,
    LanguageField,
    OfferLanguagesMixin,
    SendOnceForm,
)

OUTSIDE = _("Het punt op de kaart ligt buiten de gemeente. Haal het weg, of druk binnen de grens.")


class OwnWordsField(forms.CharField):
    """Words exactly as typed. A browser that stops at a limit would cut off what is pasted."""

    def __init__(self, **kwargs):
        super().__init__(strip=False, max_length=LONGEST["text"], **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def sent_in(data, *, words, language) -> dict:
    """Words, place and person as an action takes them, from the data of a form; and its key.

    ``language`` is the one that this person chose, as `language_chosen` has it.
    """
    return {
        "words": words,
        "where": Where(
            area=data.get("area"),
            place=data["place"],
            longitude=data["longitude"],
            latitude=data["latitude"],
        ),
        "reach": Reach(
            name=data["name"],
            email=data["email"],
            phone=data.get("phone", ""),
            language=language,
        ),
        "idempotency_key": data["idempotency_key"],
    }


def language_chosen(form, data) -> str:
    """The language in which whoever brings these words is written to.

    A visitor chose that of the page; a colleague who writes down for others asks, and without an
    answer nothing was chosen.
    """
    return data.get("language", "") if form.for_others else get_language() or ""


def inside_or_refused(form):
    """The latitude of the chosen point. One outside the municipality is said at the field above."""
    longitude, latitude = (form.cleaned_data.get(name) for name in ("longitude", "latitude"))
    if longitude is None or latitude is None or not is_outside(longitude, latitude):
        return latitude
    form.add_error("place", OUTSIDE)
    return None


class OwnWordsForm(AskOfSlipsMixin, SendOnceForm):
    """What somebody wants to say, where it is about, and how to reach them if they wish."""

    for_others = False

    text = OwnWordsField(
        label=_("Wat wilt u zeggen?"),
        help_text=_(
            "Schrijf het in uw eigen woorden. Fouten geven niet. Er passen 20.000 tekens. "
            "Zet geen telefoonnummer of adres in uw tekst."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "class": "sr-own-words"}),
    )
    title = forms.CharField(
        label=_("In het kort"),
        help_text=_("Een paar woorden, als kop boven uw tekst."),
        max_length=LONGEST["title"],
        required=False,
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Over welk gebied gaat het?"),
        to_field_name="key",
        empty_label=_("Het hele gebied, of dat weet ik niet"),
        required=False,
    )
    place = forms.CharField(
        label=_("Over welke plek?"),
        help_text=_(
            "Een straat of een beschrijving: bij de brug. Iedereen kan dit lezen. "
            "Laat een huisnummer weg."
        ),
        max_length=LONGEST["place"],
        required=False,
    )
    longitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Uw naam"),
        help_text=_("Alleen als u wilt dat wij weten wie u bent. Uw naam komt niet op de site."),
        max_length=LONGEST["name"],
        required=False,
    )
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        help_text=_(
            "Dan mailen wij u over dit plan: wat we met uw woorden doen, wat er verandert, en hoe u "
            "het vond. Nergens anders voor."
        ),
        max_length=LONGEST["email"],
        required=False,
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = _("Schrijf eerst wat u wilt zeggen.")
        self.fields["area"].queryset = areas
        if len(areas) < 2:
            del self.fields["area"]

    def clean_latitude(self):
        """A point outside the municipality is none."""
        return inside_or_refused(self)

    def sent(self, data) -> dict:
        """What the action takes, from what the form holds."""
        words = Words(text=data["text"], title=data["title"])
        return sent_in(data, words=words, language=language_chosen(self, data))


class EntryForm(OfferLanguagesMixin, OwnWordsForm):
    """The same words, written down by a colleague from paper, phone, letter or talk."""

    for_others = True

    channel = forms.ChoiceField(
        label=_("Hoe kwam het binnen?"),
        choices=lambda: [(channel.value, channel.label.capitalize()) for channel in BY_HAND],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(
        label=_("Wanneer kwam het binnen?"), widget=DayInput, initial=today
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=LONGEST["phone"], required=False)
    language = LanguageField(label=_("In welke taal wil diegene bericht?"))

    field_order = (
        "channel",
        "received_on",
        "text",
        "title",
        "area",
        "place",
        "name",
        "email",
        "phone",
        "language",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            "text": (
                _("Wat zei of schreef iemand?"),
                _("Neem het letterlijk over, ook met fouten."),
            ),
            "name": (_("Naam"), _("Alleen als die erbij stond. Komt niet op de site.")),
            "email": (
                _("E-mailadres"),
                _("Om te mailen wat we met de woorden doen, wat er verandert, en hoe het was."),
            ),
        }
        for name, (label, help_text) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text


class SlipsForm(EntryForm):
    """The same, with room for more slips that came the same way on the same day, without a name."""

    MORE = tuple(f"more_{number}" for number in range(2, 7))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, name in enumerate(self.MORE, start=2):
            self.fields[name] = OwnWordsField(
                label=_("Briefje %(number)d") % {"number": number},
                widget=forms.Textarea(attrs={"rows": 3, "class": "sr-own-words"}),
                required=False,
            )

    @property
    def more(self):
        """The fields of the further slips."""
        return [self[name] for name in self.MORE]

    @property
    def has_more(self):
        """Something was typed in one of them."""
        return any(bound.value() for bound in self.more)

    def texts(self, data) -> list[str]:
        """What was typed on the further slips."""
        return [data[name] for name in self.MORE if data[name].strip()]

    def all_sent(self, data) -> list[dict]:
        """What the action takes of every slip; each has a key of its own that follows from the form's.

        A further slip is about the same area, and nobody's name is on it.
        """
        first = self.sent(data)
        nobody = {"name": "", "email": "", "phone": "", "language": "", "title": "", "place": ""}
        nowhere = {"longitude": None, "latitude": None}
        further = [
            self.sent(
                data
                | nobody
                | nowhere
                | {"text": text, "idempotency_key": f"{data['idempotency_key']}-{number}"}
            )
            for number, text in enumerate(self.texts(data), start=2)
        ]
        return [first, *further]


def areas_to_choose(trajectory):
    """The areas of this trajectory, else all of the municipality."""
    areas = trajectory.areas.all()
    return areas if len(areas) else Area.objects.all()
