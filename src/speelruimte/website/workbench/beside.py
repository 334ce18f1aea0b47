"""A page with several forms: what was typed in one stays when the button of another is pressed."""

from django.shortcuts import redirect


class FormsBeside:
    """The forms of a page that is sent as one; of which one is pressed.

    ``makers`` makes each form by the name of its button: takes what was sent or None, and values to
    begin with. The first is the one whose button stands first on the page: Enter in any field presses
    that, so when nothing was typed in it, it gives way to the only form that was typed in.
    ``otherwise`` is the form that is meant by who sends the page without a button.
    """

    def __init__(self, request, makers, *, otherwise=""):
        is_sent = request.method == "POST"
        self.makers, self.doing = makers, request.POST.get("do", otherwise if is_sent else "")
        bound = {name: make(request.POST, {}) for name, make in makers.items()} if is_sent else {}
        self.begun = {name for name, form in bound.items() if _was_typed_in(form)}
        first = next(iter(makers))
        if self.doing == first and first not in self.begun and len(self.begun) == 1:
            [self.doing] = self.begun
        self.forms = {name: self._form(name, bound) for name in makers}

    def _form(self, name, bound):
        if name == self.doing and bound:
            return bound[name]
        sent = bound[name] if name in self.begun else None
        typed = {field: sent[field].data for field in sent.fields} if sent is not None else {}
        return self.makers[name](None, typed)

    @property
    def has_errors(self):
        return any(form.errors for form in self.forms.values())

    def done(self, to):
        """To the next page; nothing when something was typed that would be lost by that: then the
        page is shown again, with an empty form where the button was pressed.
        """
        if not self.begun - {self.doing}:
            return redirect(to)
        if self.doing in self.makers:
            self.forms[self.doing] = self.makers[self.doing](None, {})
        return None


def _was_typed_in(bound):
    """Something stands in a field that people see; what a hidden one says, nobody typed."""
    seen = {name for name, field in bound.fields.items() if not field.widget.is_hidden}
    sent = any(bound.add_prefix(name) in bound.data for name in seen)
    return sent and not seen.isdisjoint(bound.changed_data)
