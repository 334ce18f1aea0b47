"""How it goes on: answered, left to its initiators, passed on, joined, or a trajectory."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import ends_allowed, may_guide
from speelruimte.places.models import Area
from speelruimte.route import door
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, today
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.door_frame import DoorFrame, initiative_page
from speelruimte.website.workbench.initiative_forms import (
    LONGEST_SUMMARY,
    DuplicateForm,
    EndForm,
    JoinForm,
    OpenForm,
    OutOfScopeForm,
    PassOnForm,
    ResumeForm,
)

Outcome = Initiative.Outcome
# Every end by the word in its address: outcome, what the button says, and the action.
ENDS: dict[str, tuple] = {
    "beantwoorden": (Outcome.HANDLED, gettext_lazy("Beantwoorden"), door.answer_initiative),
    "zelf-verder": (
        Outcome.LEFT,
        gettext_lazy("De initiatiefnemers gaan zelf verder"),
        door.leave_to_initiators,
    ),
    "doorsturen": (Outcome.PASSED_ON, gettext_lazy("Doorsturen"), door.pass_on),
    "aansluiten": (
        Outcome.JOINED,
        gettext_lazy("Meenemen in een lopend traject"),
        door.join_trajectory,
    ),
    "dubbel": (Outcome.DUPLICATE, gettext_lazy("Dubbel ingevoerd"), door.end_as_duplicate),
    "traject": (Outcome.OPENED, gettext_lazy("Een traject starten"), door.open_trajectory),
    "buiten-beleid": (
        Outcome.OUT_OF_SCOPE,
        gettext_lazy("Beantwoorden: valt buiten het beleid"),
        door.answer_out_of_scope,
    ),
}


def ends_of(initiative):
    """The ends that are open now, each with its address. A further trajectory stays possible."""
    allowed = ends_allowed(initiative)
    if initiative.outcome == Outcome.OPENED:
        allowed = frozenset({Outcome.OPENED})
    return [
        {"label": label, "url": reverse("work-end", args=[initiative.case_number, word])}
        for word, (outcome, label, _action) in ENDS.items()
        if outcome in allowed
    ]


def _form(word, initiative, policy, data):
    if word == "doorsturen":
        return PassOnForm(data)
    if word == "aansluiten":
        return JoinForm(data)
    if word == "dubbel":
        return DuplicateForm(data, initiative=initiative)
    if word == "traject":
        first = initiative.outcome != Outcome.OPENED
        initial = {
            "areas": list(Area.objects.filter(key__in=initiative.area_keys)),
            "subject": initiative.subject,
        }
        return OpenForm(
            data,
            policy=policy,
            on=today(),
            initial=initial | (_as_it_came(initiative) if first else {}),
        )
    if word == "buiten-beleid":
        return OutOfScopeForm(data, policy=policy, kind=initiative.kind)
    return EndForm(data)


def _as_it_came(initiative):
    """Title and summary as they came in, as far as they fit: to be made plain, not typed again."""
    fits = len(initiative.text) <= LONGEST_SUMMARY
    return {"title": initiative.title, "summary": initiative.text if fits else ""}


@dataclass(frozen=True, kw_only=True)
class EndPage(DoorFrame):
    """One way to go on."""

    template: ClassVar = "workbench/end.html"
    form: Form
    title: str
    asks: str  # what happens, where it is asked whether one is sure of it
    sure: str  # what the button says then


@workbench_page
def end(request, case_number, word):
    """The form of one way to go on."""
    if word not in ENDS:
        raise Http404
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    _outcome, label, action = ENDS[word]
    form = _form(word, initiative, frame.policy, request.POST if request.method == "POST" else None)
    asks = _asks_about_owner(form, initiative) if word == "traject" else _asks(form)
    if request.method == "POST" and not asks:
        done = act(
            request,
            form,
            lambda data: action(initiative, by=request.user, at=now(), on=today(), **_told(data)),
        )
        if done is not None:
            return _done(request, word, done, case_number)
    return render_page(
        request,
        EndPage(
            **vars(frame),
            form=form,
            title=label,
            asks=asks,
            sure=_("Ja, start het traject") if word == "traject" else _("Ja, rond dit af"),
        ),
        status=422 if form.errors else 200,
    )


def _asks(form):
    """What is answered at once with this end, until somebody says to be sure."""
    if "sure" not in form.fields or not form.is_valid() or form.cleaned_data["sure"]:
        return ""
    return _("Weet u het zeker? Er is nog niets afgerond. Wie ermee kwam, leest: ‘%(answer)s’") % {
        "answer": form.cleaned_data["answer"]
    }


def _asks_about_owner(form, initiative):
    """Who is to own the process, when that is another than who came with it, until one is sure."""
    if not form.is_valid() or form.cleaned_data["sure"]:
        return ""
    owner, contact = form.cleaned_data["owner"], initiative.contact
    if owner is None or (contact and contact.email.lower() == owner.email.lower()):
        return ""
    return _(
        "Klopt dit? %(name)s (%(email)s) is niet wie hiermee kwam. Als proceseigenaar leest en "
        "schrijft %(name)s het plan, ook wat nog niet openbaar is."
    ) % {"name": owner.name, "email": owner.email}


def _told(data):
    return {name: value for name, value in data.items() if name not in ("sure", "answer")}


def _done(request, word, done, case_number):
    if word == "traject":
        messages.success(request, _("Het traject is gestart."))
        return redirect("work-process", done.case_number)
    messages.success(request, _("Dit initiatief is afgerond.") + _who_hears(done))
    return redirect("work-initiative", case_number)


def _who_hears(initiative):
    """Who came with it hears of it by mail, or else reads it; of an own plan nobody does."""
    if initiative.is_own:
        return ""
    contact = initiative.contact
    if contact is not None and contact.email:
        return " " + _("Wie ermee kwam, hoort het.")
    return " " + _("Er is geen e-mailadres: wie ermee kwam, leest het met de code.")


@workbench_page
def resume(request, case_number):
    """What was taken for entered twice goes on, with a reason."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = act(
            request,
            form,
            lambda data: door.resume_duplicate(
                initiative, by=request.user, at=now(), on=today(), **data
            ),
        )
        if done is not None:
            messages.success(request, _("Dit gaat weer verder.") + _who_hears(done))
            return redirect("work-initiative", case_number)
    page = EndPage(**vars(frame), form=form, title=_("Pak dit weer op"), asks="", sure="")
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [
    path("werk/initiatieven/<str:case_number>/weer-oppakken/", resume, name="work-resume"),
    path("werk/initiatieven/<str:case_number>/verder/<slug:word>/", end, name="work-end"),
]
