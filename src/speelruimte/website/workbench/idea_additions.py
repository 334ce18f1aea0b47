"""What somebody adds to an own idea: a colleague writes it down, reads it, and takes it along or not."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions import write_down_addition
from speelruimte.initiatives.models import IdeaAddition
from speelruimte.initiatives.rules import may_write_down_addition
from speelruimte.people.intake import BY_HAND, Channel
from speelruimte.route.idea_additions import answer_addition
from speelruimte.shared.errors import AlreadyDone
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import OwedText, PlainForm, SendOnceForm
from speelruimte.website.own_words_form import OwnWordsField
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
            lambda data: answer_addition(
                addition, refused=data["what"] == REFUSE, reason=data["reason"], **who
            ),
        )
        if done is not None:
            contact = initiative.contact
            messages.success(
                request,
                _("Bewaard. Wie dit schreef, krijgt een mail.")
                if contact is not None and contact.email
                else _("Bewaard. Wie dit schreef, leest het met de code."),
            )
            return redirect("work-initiative", case_number)
    page = IdeaAdditionPage(**vars(frame) | {"unread_url": ""}, addition=addition, form=form)
    return render_page(request, page, status=422 if form.errors else 200)


class WriteDownForm(SendOnceForm):
    """What somebody adds, and how it came in."""

    text = OwnWordsField(
        label=gettext_lazy("Wat wil diegene toevoegen?"),
        help_text=gettext_lazy("Neem de woorden over zoals ze zijn gezegd of geschreven."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "sr-own-words"}),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Hoe kwam het binnen?"),
        choices=[(channel.value, channel.label) for channel in BY_HAND],
        initial=Channel.PHONE,
    )


@dataclass(frozen=True, kw_only=True)
class WriteDownPage(DoorFrame):
    """Something is added by phone, on paper or in talking."""

    template: ClassVar = "workbench/idea_addition_new.html"
    form: WriteDownForm


@workbench_page
def write_down(request, case_number):
    """What somebody adds comes under the first words, and waits for who guides the idea."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_write_down_addition(the_person(request), initiative, on=today()))
    form = WriteDownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = act(request, form, lambda data: _written_down(request, initiative, data))
        if done is not None:
            messages.success(request, _("Dit staat nu bij het idee, onder ‘Later toegevoegd’."))
            return redirect("work-initiative", case_number)
    page = WriteDownPage(**vars(frame), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


def _written_down(request, initiative, data):
    try:
        return write_down_addition(
            initiative,
            text=data["text"],
            channel=data["channel"],
            by=request.user,
            at=now(),
            on=today(),
            idempotency_key=data["idempotency_key"],
        )
    except AlreadyDone as first:
        return first.result


urlpatterns = [
    path(
        "werk/initiatieven/<str:case_number>/toevoegen/",
        write_down,
        name="work-idea-addition-new",
    ),
    path(
        "werk/initiatieven/<str:case_number>/toegevoegd/<int:number>/",
        idea_addition,
        name="work-idea-addition",
    ),
]
