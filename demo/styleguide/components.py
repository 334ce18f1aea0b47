"""Data for every component of the style guide."""

from datetime import date

from django import forms

from speelruimte.website.forms import DayInput, SendOnceForm

from .pages import home_page, my_work_page, process_page, thread_page, weighing_page
from .places import AREAS
from .words import LEVELS, MUNICIPALITY, steps

KINDS = [("straat", "Mijn straat"), ("buurt", "Mijn buurt"), ("dorp", "Het hele dorp")]


class SampleForm(SendOnceForm):
    """Every kind of field once."""

    words = forms.CharField(
        label="Wat wilt u ons zeggen?",
        help_text="Schrijf zoals u praat. Wij veranderen niets aan uw tekst.",
        widget=forms.Textarea(attrs={"class": "sr-own-words"}),
        max_length=2000,
    )
    place = forms.ChoiceField(label="Waar gaat het over?", choices=KINDS, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Welke onderwerpen horen erbij?",
        choices=[("groen", "Groen"), ("verkeer", "Verkeer"), ("spelen", "Spelen")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    channel = forms.ChoiceField(
        label="Hoe kwam dit binnen?",
        choices=[("", "Kies"), ("papier", "Op papier"), ("telefoon", "Aan de telefoon")],
    )
    received_on = forms.DateField(label="Op welke dag?", widget=DayInput)
    postcode = forms.CharField(
        label="Uw postcode", widget=forms.TextInput(attrs={"class": "sr-short-field"})
    )
    email = forms.EmailField(
        label="Uw e-mailadres", required=False, help_text="Alleen voor het antwoord."
    )
    scan = forms.FileField(label="Foto of scan", required=False)
    agree = forms.BooleanField(label="Mijn woorden mogen zonder naam op de website.")


def samples():
    """The context of templates/styleguide.html, without request, models or clock."""
    home, process, thread = home_page(), process_page(), thread_page()
    work, weighing = my_work_page(), weighing_page()
    return {
        "municipality": MUNICIPALITY,
        "levels": LEVELS,
        "home": home,
        "process": process,
        "thread": thread,
        "work": work,
        "weighing": weighing,
        "areas": AREAS,
        "early": steps(3),
        "verdicts": ["taken_over", "partly", "not", "already", "outside"],
        "waiting": {
            "number": 5,
            "title": "Een bankje bij de halte",
            "expected": "U krijgt antwoord voor 1 juni 2027.",
        },
        "form": SampleForm(prefix="leeg"),
        "wrong_form": SampleForm(
            {"fout-email": "geen adres", "fout-idempotency_key": "voorbeeld"}, prefix="fout"
        ),
        "crumbs": [{"label": "Begin", "url": "/"}, {"label": "Bouwstenen", "url": ""}],
        "button_row": [
            {"label": "Doe mee", "url": "#knoppen", "arrow": True},
            {"label": "Bewaar", "kind": "secondary"},
            {"label": "Wis", "kind": "danger"},
            {"label": "Niet nu", "kind": "subtle"},
        ],
        "paid": [
            {"title": "Bankjes langs de Vaart", "cost": "€ 18.000", "votes": "412 stemmen"},
            {"title": "Fruitbomen bij de school", "cost": "€ 9.500", "votes": "388 stemmen"},
        ],
        "unpaid": [{"title": "Klimwand", "cost": "€ 42.000", "votes": "240 stemmen"}],
        "budget_line": "Van € 30.000 blijft € 2.500 over. Voor de klimwand is dat te weinig.",
        "today": date(2027, 2, 9),
    }
