"""From a form to one action: what was typed stays on the screen, and why it was refused is said."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from speelruimte.people.intake import FormWasUsed
from speelruimte.shared.errors import AlreadyDone, RuleBroken


def act(request, form, do):
    """Run one action with what a valid form holds.

    ``do`` gets the cleaned data. Returns what the action returned, or None when the form was not
    valid or the action refused; the reason then stands at its field, or above the form. Callers
    show the form again: nothing that was typed is lost.
    """
    if not form.is_valid():
        return None
    try:
        return do(form.cleaned_data)
    except RuleBroken as broken:
        if isinstance(broken, FormWasUsed):
            form.renew_key()
        refuse(form, broken)
        return None


# Refusals that say nothing of what was typed: the same may be taken in a while from now.
COMES_TOO_OFTEN = {"too_many_codes", "too_much_sent", "too_much_mail", "too_often"}


def refuse(form, broken):
    """Say at the field, or above the form, why an action refused; who came too often only has to wait."""
    if broken.code in COMES_TOO_OFTEN:
        form.refusal = _("Even wachten")
    field = broken.field if broken.field in form.fields else None
    form.add_error(field, ValidationError(broken.sentence, code=broken.code))


def act_once(request, form, do):
    """As ``act``, where a second press of the same button shows what the first one made."""

    def first_or_now(data):
        try:
            return do(data)
        except AlreadyDone as done:
            if done.result is None:
                raise
            return done.result

    return act(request, form, first_or_now)


def press(request, do, *, done, to):
    """Run one action behind a single button; go to ``to`` with a message either way."""
    try:
        do()
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        messages.success(request, done)
    return redirect(to)
