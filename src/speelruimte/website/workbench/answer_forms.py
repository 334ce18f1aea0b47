"""What is filled in about themes and answers: a name, which words go with it, and the answer."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.models import Answer
from speelruimte.people.models import Person
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.website.forms import DayInput, OwedChoice, OwedText, OwedTypedChoice, PlainForm
from speelruimte.website.workbench.clashing import SharedForm
from speelruimte.website.workbench.sure import AsksIfSureMixin

NO_THEME = "none"


class ThemeForm(SharedForm):
    """What a theme is called and what it is about."""

    title = forms.CharField(label=gettext_lazy("Naam van het thema"), max_length=160)
    text = forms.CharField(
        label=gettext_lazy("Waar het over gaat"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(SharedForm):
    """What was done with it and why; outside the frames names the frame."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Wat doen we ermee?"),
        choices=Answer.Verdict.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Wie dit schreef, leest uw uitleg. Schrijf kort en gewoon."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    frame = OwedTypedChoice(
        label=gettext_lazy("Buiten welk kader valt het?"),
        help_text=gettext_lazy("Alleen nodig bij ‘valt buiten de kaders’."),
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args, frames, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["frame"].choices = [("", _("Geen"))] + [
            (frame.number, f"{frame.number}. {frame.title}") for frame in frames
        ]


class TickedWords(forms.MultipleChoiceField):
    """The keys of contributions, and of points of them, that are ticked on the page; the action says
    which of them count."""

    def valid_value(self, value):
        """Any key: a word that was withdrawn meanwhile is passed over, and not complained about."""
        return True


class SplitForm(SharedForm):
    """Where in own words a new point begins: the places in the text of sentences that were ticked."""

    begins = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hier begint een nieuw punt"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.pieces = pieces
        self.fields["begins"].choices = [(piece.start, piece.text) for piece in pieces[1:]]

    @property
    def rows(self):
        """Each sentence with its place, and whether a point was ticked to begin there."""
        ticked = {str(value) for value in self["begins"].value() or ()}
        return [(piece, str(piece.start) in ticked) for piece in self.pieces]


class GiveForm(SharedForm):
    """Who is asked to answer a point, and by which day."""

    answerer = forms.ModelChoiceField(
        label=gettext_lazy("Wie antwoordt"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Niemand in het bijzonder"),
    )
    answer_by = forms.DateField(
        label=gettext_lazy("Uiterlijk op"), required=False, widget=DayInput()
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answerer"].queryset = Person.objects.filter(
            pk__in=[person.pk for person in people]
        )


def _keys_of(contribution):
    points = contribution.shown_points
    return [point.key for point in points] if points else [contribution.public_key]


class PlaceForm(AsksIfSureMixin, PlainForm):
    """The ticked words with a theme: one that is there, a new one, or out of theirs. Whether an answer
    that stands there holds for these words too, is asked once.
    """

    contributions = TickedWords(
        label=gettext_lazy("Inbreng"), required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = OwedChoice(label=gettext_lazy("Zet bij thema"))
    title = OwedText(label=gettext_lazy("of een nieuw thema"), max_length=160)

    def __init__(self, *args, themes, may_take_out=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.themes = {str(theme.pk): theme for theme in themes}
        choices = [("", _("Kies een thema"))]
        choices += [(key, theme.title) for key, theme in self.themes.items()]
        self.fields["theme"].choices = choices + [(NO_THEME, _("Geen thema"))] * may_take_out
        self.fields["title"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        """One of the two is chosen."""
        data = super().clean()
        if not self.errors and not data["theme"] and not data["title"]:
            self.add_error("theme", _("Kies een thema, of typ de naam van een nieuw thema."))
        theme = None if data.get("title") else self.themes.get(data.get("theme"))
        data["holds"] = theme.answer_id if theme else None
        if data["holds"] is not None and data.get("contributions"):
            self._ask_whether_it_holds(theme, data["contributions"])
        return data

    def _ask_whether_it_holds(self, theme, keys):
        answer = theme.answer
        self.ask_once(
            fingerprint(f"{answer.pk} {' '.join(sorted(keys))}"),
            _(
                "Op ‘%(title)s’ is al geantwoord: %(verdict)s. ‘%(reason)s’ Geldt dit antwoord ook voor "
                "wat u aanvinkte? Druk dan nog een keer op ‘Plaats’. Wie dit schreef, krijgt het "
                "vandaag als antwoord, en houdt het. Geldt het niet? Kies een ander thema, of geef een "
                "eigen antwoord."
            ),
            params={
                "title": theme.title,
                "verdict": answer.get_verdict_display(),
                "reason": Truncator(answer.reason).words(60),
            },
            code="answer_asked_about",
        )

    def tick(self, contributions):
        """Begin with all of these ticked; what came too early or too late is answered by itself."""
        self.initial["contributions"] = [
            key
            for contribution in contributions
            if not contribution.timing
            for key in _keys_of(contribution)
        ]

    @property
    def ticked(self):
        """The keys of what is ticked, as it was sent."""
        return set(self["contributions"].value() or ())
