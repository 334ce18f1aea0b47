"""Somebody does not agree with what was decided about own words: another colleague looks again."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.rules import TAKEN_AWAY, may_moderate
from speelruimte.promise import look_again_due
from speelruimte.route.contributions import look_again_and_tell
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Row, render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, page_url, trajectory_page
from speelruimte.website.workbench.inbox import rows_of
from speelruimte.website.workbench.who_hears import writer_hears


class LookAgainForm(PlainForm):
    """What somebody else thinks of it."""

    answer = forms.CharField(
        label=gettext_lazy("Uw antwoord"),
        help_text=gettext_lazy(
            "De schrijver leest dit. Hebt u het besluit veranderd? Schrijf dan ook dat. Schrijf: u."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4_000,
    )


@dataclass(frozen=True, kw_only=True)
class LookAgainPage(TrajectoryFrame):
    """Looking again at what a contributor did not agree with."""

    template: ClassVar = "workbench/look_again.html"
    form: LookAgainForm
    row: Row
    back: str
    disagreement: Disagreement
    due: str  # by when the writer was promised to hear
    is_gone: bool  # the words were taken back or wiped: nobody looks any more
    is_refused: bool
    may_moderate: bool = True
    across: bool = False


@workbench_page
def look_again(request, pk):
    """The words, what was decided, why the writer does not agree, and the answer."""
    rows = Disagreement.objects.select_related(
        "contribution__trajectory", "contribution__area", "contribution__activity"
    )
    disagreement = get_object_or_404(rows, pk=pk)
    contribution = disagreement.contribution
    if not may_moderate(the_person(request), contribution.trajectory, on=today()):
        raise Http404
    trajectory, frame = trajectory_page(request, contribution.trajectory.case_number)
    form = LookAgainForm(request.POST or None)
    if request.method == "POST":
        looked = act(
            request,
            form,
            lambda data: look_again_and_tell(
                disagreement, answer=data["answer"], by=the_person(request), at=now()
            ),
        )
        if looked is not None:
            messages.success(
                request,
                _("Uw antwoord staat er. %(hears)s") % {"hears": writer_hears(contribution)},
            )
            return redirect(page_url("inbox", trajectory))
    [row] = rows_of([contribution], request.get_full_path())
    page = LookAgainPage(
        **vars(frame),
        form=form,
        row=row,
        back=request.get_full_path(),
        disagreement=disagreement,
        due=day_words(look_again_due(disagreement)),
        is_gone=contribution.state in TAKEN_AWAY,
        is_refused=contribution.state == Contribution.State.REFUSED,
    )
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [path("werk/inbreng/niet-eens/<int:pk>/", look_again, name="work-look-again")]
