"""Votes on paper, at two screens that know nothing of each other.

At one the code of the voter is marked, at the other the sheet is typed, without any code. Laid
together in one pile in between, nobody can tell which sheet came with which code. A mistake at
either screen is taken back at a screen of its own.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.kinds.budget.actions import (
    enter_sheet,
    mark_on_paper,
    take_back_mark,
    take_back_sheet,
)
from speelruimte.activities.kinds.budget.counts import rules_of
from speelruimte.activities.kinds.budget.rules import may_take_paper
from speelruimte.activities.kinds.budget.spoilt import reason_in_words
from speelruimte.analysis.budget import check_ballot
from speelruimte.shared.errors import AlreadyDone
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.kinds.budget.frame import prepared, show_form, vote_page
from speelruimte.website.kinds.budget.workbench_forms import MarkForm, SheetForm
from speelruimte.website.wrong_codes import counting_wrong_codes_of_colleague


@workbench_page
@sensitive_post_parameters("code")
def vote_mark(request, case_number, key):
    """Mark a code as used on paper."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Stemcode op papier"), may=may_take_paper
    )
    form = MarkForm(request.POST or None)

    def do(data):
        with counting_wrong_codes_of_colleague(request):
            mark_on_paper(prepared(vote), code=data["code"], by=the_person(request), on=today())
        return True

    if request.method == "POST" and act(request, form, do):
        messages.success(request, _("Gemarkeerd. Leg het stembiljet ongezien bij de stapel."))
        return redirect(reverse("work-vote-mark", kwargs=desk.here))
    words = _(
        "Typ alleen de code. Kijk niet naar het stembiljet: leg het dicht bij de stapel. "
        "Het biljet zelf wordt later ingevoerd, zonder code."
    )
    return show_form(request, desk, form, words=words, button=_("Markeer als ‘op papier’"))


@workbench_page
@sensitive_post_parameters("choices")
def vote_sheet(request, case_number, key):
    """Type a sheet. One that breaks a rule asks for a second look, and is then kept as invalid."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Papieren stembiljet"), may=may_take_paper
    )
    plans = list(prepared(vote).plans.all())
    form = SheetForm(request.POST or None, plans=plans)
    ask = ""

    def do(data):
        nonlocal ask
        broken = check_ballot(tuple(data["choices"]), rules_of(vote, plans))
        if broken and not data["unusable"] and data["sure"] != "yes":
            ask = " ".join(broken_rule.sentence for broken_rule in broken)
            return None
        try:
            return enter_sheet(
                vote,
                choices=data["choices"],
                unusable=data["unusable"],
                idempotency_key=data["idempotency_key"],
                by=the_person(request),
                on=today(),
            )
        except AlreadyDone as done:
            return done.result

    if request.method == "POST":
        ballot = act(request, form, do)
        if ballot is not None:
            said = (
                _("Vastgelegd als ongeldig: %(reason)s")
                % {"reason": reason_in_words(ballot.invalid_reason, vote)}
                if ballot.invalid_reason
                else _("Het stembiljet is ingevoerd. Neem het volgende van de stapel.")
            )
            messages.success(request, said)
            return redirect(reverse("work-vote-sheet", kwargs=desk.here))
    words = _(
        "Neem een stembiljet van de stapel en neem over wat er staat, ook als het niet klopt."
    )
    return show_form(
        request,
        desk,
        form,
        words=words,
        button=_("Voer dit stembiljet in"),
        ask=ask,
    )


@workbench_page
@sensitive_post_parameters("code")
def vote_mark_back(request, case_number, key):
    """A code that was marked by mistake: one can vote with it again."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Markering weghalen"), may=may_take_paper
    )
    form = MarkForm(request.POST or None)

    def do(data):
        with counting_wrong_codes_of_colleague(request):
            take_back_mark(prepared(vote), code=data["code"], by=the_person(request), at=now())
        return True

    if request.method == "POST" and act(request, form, do):
        messages.success(request, _("De markering is weg. Met deze code kan iemand weer stemmen."))
        return redirect(desk.url)
    words = _(
        "Alleen als u zich vergiste: er hoort bij deze code geen stembiljet op de stapel. "
        "Het logboek onthoudt dat dit gebeurde, niet bij welke code."
    )
    return show_form(request, desk, form, words=words, button=_("Haal de markering weg"))


@workbench_page
@sensitive_post_parameters("choices")
def vote_sheet_back(request, case_number, key):
    """A sheet that was typed twice, or wrongly: type it once more, and it goes."""
    vote, desk = vote_page(
        request, case_number, key, title=_("Stembiljet terugnemen"), may=may_take_paper
    )
    form = SheetForm(request.POST or None, plans=list(prepared(vote).plans.all()))

    def do(data):
        try:
            take_back_sheet(
                vote,
                choices=data["choices"],
                unusable=data["unusable"],
                idempotency_key=data["idempotency_key"],
                by=the_person(request),
                at=now(),
            )
        except AlreadyDone as done:
            return done.sentence
        return _("Het stembiljet is teruggenomen. Stond er iets verkeerd? Voer het nu goed in.")

    if request.method == "POST" and (said := act(request, form, do)):
        messages.success(request, said)
        return redirect(desk.url)
    words = _(
        "Is een biljet twee keer of verkeerd ingevoerd? Kruis aan wat er toen is ingevoerd. "
        "Eén biljet waar dit op staat, gaat weg. Het logboek onthoudt dat dit gebeurde, niet wat "
        "erop stond."
    )
    return show_form(request, desk, form, words=words, button=_("Neem dit biljet terug"))


_VOTE = "werk/trajecten/<str:case_number>/stemmen/<slug:key>/"
urlpatterns = [
    path(f"{_VOTE}op-papier/", vote_mark, name="work-vote-mark"),
    path(f"{_VOTE}op-papier/terug/", vote_mark_back, name="work-vote-mark-back"),
    path(f"{_VOTE}biljet/", vote_sheet, name="work-vote-sheet"),
    path(f"{_VOTE}biljet/terug/", vote_sheet_back, name="work-vote-sheet-back"),
]
