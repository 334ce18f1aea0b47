"""Words that came when the process weighs none any more: taken in with an answer of their own."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.rules import WORDS_COUNT_IN
from speelruimte.decisions.models import Answer
from speelruimte.decisions.rules import may_answer_contributions
from speelruimte.trajectories.models import ENDED_STEPS
from speelruimte.website.asking import the_person, today
from speelruimte.website.forms import PlainForm

# A frame outside of which it falls is named on the page of the answer itself.
VERDICTS = tuple(choice for choice in Answer.Verdict.choices if choice[0] != Answer.Verdict.OUTSIDE)


class LateAnswerForm(PlainForm):
    """What is done with words that came too late, in the same press as writing them down."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Wat doet u ermee?"), choices=VERDICTS, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=gettext_lazy("Uw antwoord"),
        help_text=gettext_lazy("De schrijver leest dit met de code. Schrijf: u."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8_000,
    )

    def __init__(self, *args, is_owed, may_answer, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_owed, self.may_answer = is_owed, may_answer
        for field in self.fields.values():
            field.required = is_owed

    def clean(self):
        """Both or neither; where nobody answers later, whoever leads answers now."""
        data = super().clean()
        if self.is_owed and not self.may_answer:
            raise forms.ValidationError(
                _(
                    "Dit traject is afgerond. Vraag de projectleider om dit in te voeren: die geeft "
                    "er meteen antwoord op."
                )
            )
        if bool(data.get("verdict")) != bool(data.get("answer")) and not self.errors:
            raise forms.ValidationError(
                _("Kies wat u ermee doet en schrijf het antwoord. Of laat beide leeg.")
            )
        return data


def late_answer_form(request, trajectory) -> LateAnswerForm | None:
    """The form for the answer; None while the process still weighs words."""
    if trajectory.step in WORDS_COUNT_IN:
        return None
    may_answer = may_answer_contributions(the_person(request), trajectory, on=today())
    is_owed = trajectory.step in ENDED_STEPS
    if not may_answer and not is_owed:
        return None
    return LateAnswerForm(request.POST or None, is_owed=is_owed, may_answer=may_answer)


def is_answered(form, answer_form) -> bool:
    """Both forms hold what they must; asks both, so that all faults are told at once."""
    return form.is_valid() & (answer_form is None or answer_form.is_valid())


def late_answer(answer_form) -> dict | None:
    """The answer as an action takes it; None where it comes later."""
    if answer_form is None or not answer_form.cleaned_data["verdict"]:
        return None
    data = answer_form.cleaned_data
    return {"verdict": data["verdict"], "reason": data["answer"]}
