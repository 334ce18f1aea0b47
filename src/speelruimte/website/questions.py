"""A form of the questions with which a policy looks back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from speelruimte.policy.schema.closed import AnswerKind
from speelruimte.website.forms import PlainForm

SCALE = [(str(number), str(number)) for number in range(1, 6)]
YES_NO = [("yes", _("Ja")), ("no", _("Nee"))]


class QuestionsForm(PlainForm):
    """One field per question; every question may be left open, unless ``all_owed``."""

    def __init__(self, *args, questions, all_owed=False, **kwargs):
        self.base_fields = {question.key: _field(question, all_owed) for question in questions}
        self.keys = [question.key for question in questions]
        super().__init__(*args, **kwargs)

    @property
    def answers(self):
        """What was filled in, by the key of the question."""
        return {key: self.cleaned_data[key] for key in self.keys if self.cleaned_data.get(key)}

    @property
    def questions(self):
        return [self[key] for key in self.keys]


def _field(question, owed):
    shared = {
        "label": str(question.label),
        "required": owed,
        "help_text": str(question.help or ""),
    }
    if question.answer == AnswerKind.SCALE:
        shared["help_text"] = shared["help_text"] or _("1 is helemaal niet, 5 is helemaal wel.")
        return forms.ChoiceField(**shared, choices=SCALE, widget=forms.RadioSelect)
    if question.answer == AnswerKind.YES_NO:
        return forms.ChoiceField(**shared, choices=YES_NO, widget=forms.RadioSelect)
    return forms.CharField(**shared, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
