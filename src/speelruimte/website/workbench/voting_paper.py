"""Votes on paper, at two screens that know nothing of each other.

At one the code of the voter is marked, at the other the sheet is typed, without any code. Laid
together in one pile in between, nobody can tell which sheet came with which code.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.kinds.budget.actions import enter_sheet, mark_on_paper
from speelruimte.activities.kinds.budget.counts import rules_of
from speelruimte.activities.kinds.budget.rules import may_take_paper
from speelruimte.analysis.budget import check_ballot
from speelruimte.shared.errors import AlreadyDone
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import the_person, today
from speelruimte.website.workbench.voting_forms import MarkForm, SheetForm
from speelruimte.website.workbench.voting_frame import prepared, show_form, vote_page


@workbench_page
@sensitive_post_parameters("code")
def vote_mark(request, case_number, key):
    """Mark a code as used on paper."""
    found, context = vote_page(
        request, case_number, key, title=_("Stemcode op papier"), may=may_take_paper
    )
    form = MarkForm(request.POST or None)

    def do(data):
        mark_on_paper(prepared(found), code=data["code"], by=the_person(request), on=today())
        return True

    if request.method == "POST" and act(request, form, do):
        messages.success(request, _("Gemarkeerd. Leg het stembiljet ongezien bij de stapel."))
        return redirect(reverse("work-vote-mark", kwargs=context["here"]))
    words = _(
        "Typ alleen de code. Kijk niet naar het stembiljet: leg het dicht bij de stapel. "
        "Het biljet zelf wordt later ingevoerd, zonder code."
    )
    return show_form(request, context, form, words=words, button=_("Markeer als ‘op papier’"))


@workbench_page
@sensitive_post_parameters("choices")
def vote_sheet(request, case_number, key):
    """Type a sheet. One that breaks a rule asks for a second look, and is then kept as invalid."""
    found, context = vote_page(
        request, case_number, key, title=_("Papieren stembiljet"), may=may_take_paper
    )
    plans = list(prepared(found).plans.all())
    form = SheetForm(request.POST or None, plans=plans)
    ask = ""

    def do(data):
        nonlocal ask
        broken = check_ballot(tuple(data["choices"]), rules_of(found, plans))
        if broken and not data["unusable"] and data["sure"] != "ja":
            ask = " ".join(one.sentence for one in broken)
            return None
        try:
            return enter_sheet(
                found,
                choices=data["choices"],
                unusable=data["unusable"],
                once=data["form_key"],
                by=the_person(request),
                on=today(),
            )
        except AlreadyDone as done:
            return done.result

    if request.method == "POST":
        ballot = act(request, form, do)
        if ballot is not None:
            said = (
                _("Vastgelegd als ongeldig: %s") % ballot.invalid_reason
                if ballot.invalid_reason
                else _("Het stembiljet is ingevoerd. Neem het volgende van de stapel.")
            )
            messages.success(request, said)
            return redirect(reverse("work-vote-sheet", kwargs=context["here"]))
    words = _(
        "Neem een stembiljet van de stapel en neem over wat er staat, ook als het niet klopt."
    )
    return show_form(
        request,
        context,
        form,
        words=words,
        button=_("Voer dit stembiljet in"),
        extra={"ask": ask},
        status=422 if ask else None,
    )
