"""What is done at once and cannot be put back is asked once: who presses again means it."""

from django import forms


class AsksIfSureMixin(forms.Form):
    """For a form of which some answers are asked about once before anything is done."""

    asked_of = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def clean(self):
        """What was asked about is no part of what is sent."""
        data = super().clean()
        self.was_asked_of = data.pop("asked_of", "")
        return data

    def ask_once(self, mark, sentence, *, code, params=None):
        """Refuse with this sentence, unless exactly ``mark`` was asked about by the page that is sent."""
        if self.errors or self.was_asked_of == mark:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("asked_of")] = mark
        raise forms.ValidationError(sentence, params=params, code=code)
