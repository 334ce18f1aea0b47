"""What somebody added to an own idea: a colleague reads it, and takes it along or refuses it."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions import look_at_addition
from speelruimte.initiatives.models import IdeaAddition
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, today
from speelruimte.website.forms import OwedText, PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.door_frame import DoorFrame, guides, initiative_page

TAKE, REFUSE = "take", "refuse"


class LookAtAdditionForm(PlainForm):
    """What happens with it, and why where it is refused."""

    what = forms.ChoiceField(
        label=gettext_lazy("Wat doet u hiermee?"),
        choices=[
            (TAKE, gettext_lazy("Het hoort bij het idee")),
            (REFUSE, gettext_lazy("Wij nemen het niet mee")),
        ],
        widget=forms.RadioSelect,
    )
    reason = OwedText(
        label=gettext_lazy("Waarom niet?"),
        help_text=gettext_lazy("Alleen als u het niet meeneemt. Wie dit schreef, leest het."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True, kw_only=True)
class IdeaAdditionPage(DoorFrame):
    """One addition, and what is done with it."""

    template: ClassVar = "workbench/idea_addition.html"
    addition: IdeaAddition
    form: LookAtAdditionForm


@workbench_page
def idea_addition(request, case_number, number):
    """Read what was added; take it along, or refuse it."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(guides(request, initiative))
    addition = get_object_or_404(initiative.additions, pk=number)
    form = LookAtAdditionForm(request.POST or None)
    if request.method == "POST":
        who = {"by": request.user, "at": now(), "on": today()}
        done = act(
            request,
            form,
            lambda data: look_at_addition(
                addition, refused=data["what"] == REFUSE, reason=data["reason"], **who
            ),
        )
        if done is not None:
            messages.success(request, _("Bewaard. Wie dit schreef, leest het met de code."))
            return redirect("work-initiative", case_number)
    page = IdeaAdditionPage(**vars(frame), addition=addition, form=form)
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [
    path(
        "werk/initiatieven/<str:case_number>/toegevoegd/<int:number>/",
        idea_addition,
        name="work-idea-addition",
    ),
]
