"""Adopting: the text that lies before the bodies, what they decide, and changing it afterwards."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.actions import amend, take_back_version
from speelruimte.agreements.models import Adoption, Frame, Version
from speelruimte.agreements.queries import (
    agreement_of,
    changes_between,
    newest_adopted,
    open_version,
    parties_lacking,
)
from speelruimte.agreements.rules import AMENDABLE, may_amend, may_record
from speelruimte.people.receipts import new_once
from speelruimte.route.adopting import adopt, offer_amendment
from speelruimte.route.case import Case
from speelruimte.route.gates import adopters, adopters_waiting
from speelruimte.shared.errors import AlreadyDone
from speelruimte.website.access import check_may, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.plan_tabs import with_tabs


class AdoptionForm(PlainForm):
    """What the body decided, as its secretary records it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat is er besloten?"),
        choices=[(value, label.capitalize()) for value, label in Adoption.Outcome.choices],
        widget=forms.RadioSelect,
    )
    decided_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=DayInput)
    decision_number = forms.CharField(
        label=gettext_lazy("Besluitnummer"), required=False, max_length=60
    )
    document = forms.CharField(
        label=gettext_lazy("Waar staat het besluit?"),
        help_text=gettext_lazy("Een webadres, of de naam van het stuk."),
        required=False,
        max_length=300,
    )
    reason = forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Nodig bij alles behalve ‘vastgesteld’. Iedereen leest dit."),
        required=False,
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
    )
    frame_status = forms.ChoiceField(
        label=gettext_lazy("Voegt het orgaan een kader toe?"),
        choices=[("", gettext_lazy("Nee")), *Frame.Status.choices],
        required=False,
    )
    frame_title = forms.CharField(
        label=gettext_lazy("Dat kader, in het kort"), required=False, max_length=160
    )
    frame_text = forms.CharField(
        label=gettext_lazy("Uitleg bij dat kader"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
    )
    frame_kind = forms.ChoiceField(label=gettext_lazy("Soort kader"), required=False)
    once = forms.CharField(widget=forms.HiddenInput, max_length=60, initial=new_once)

    def __init__(self, *args, policy, version, **kwargs):
        super().__init__(*args, **kwargs)
        if policy.frame_kinds:
            kinds = [(one.key, str(one.label)) for one in policy.frame_kinds]
            self.fields["frame_kind"].choices = [("", ""), *kinds]
        else:
            del self.fields["frame_kind"]
        self.texts = list(version.sections.order_by("part", "pk"))
        for one in self.texts:
            items = (
                policy.description_questions if one.part == "description" else policy.plan_sections
            )
            label = next((str(item.label) for item in items if item.key == one.key), one.key)
            self.fields[f"text-{one.pk}"] = forms.CharField(
                label=label,
                initial=one.text,
                required=False,
                widget=forms.Textarea(
                    {"rows": 4, "class": "utrecht-textarea utrecht-textarea--html-textarea"}
                ),
            )

    def recorded(self):
        """What ``adopt`` takes, from what was filled in."""
        data = self.cleaned_data
        names = ("outcome", "decided_on", "decision_number", "document", "reason", "once")
        found = {name: data[name] for name in names}
        found["changes"] = {
            (one.part, one.key): data[f"text-{one.pk}"]
            for one in self.texts
            if f"text-{one.pk}" in self.changed_data
        }
        if data["frame_status"]:
            found["frames"] = [
                {
                    "status": data["frame_status"],
                    "title": data["frame_title"],
                    "text": data["frame_text"],
                    "kind": data.get("frame_kind", ""),
                    "origin": _("Besluit %(number)s") % {"number": data["decision_number"]},
                }
            ]
        return found

    @property
    def first_fields(self):
        return [self[n] for n in ("outcome", "decided_on", "decision_number", "document", "reason")]

    @property
    def frame_fields(self):
        names = ("frame_status", "frame_title", "frame_text", "frame_kind")
        return [self[name] for name in names if name in self.fields]

    @property
    def text_fields(self):
        return [self[f"text-{one.pk}"] for one in self.texts]


class ReasonForm(PlainForm):
    """Why. Everyone reads this."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
    )


class OfferForm(PlainForm):
    """Lay a changed agreement before the bodies."""

    one_sided_reason = forms.CharField(
        label=gettext_lazy("Waarom gaat dit door zonder hun akkoord?"),
        help_text=gettext_lazy(
            "Alleen nodig als een partij die eerder akkoord ging, nu niet akkoord is."
        ),
        required=False,
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
    )


@workbench_page
def adoption(request, case_number):
    """The text, whose turn it is, what was decided; and for who leads, changing it."""
    trajectory, context = trajectory_page(request, case_number)
    page = AdoptionPage(request, trajectory, context["policy"])
    if request.method == "POST" and page.do():
        messages.success(request, _("Vastgelegd."))
        return redirect(request.path)
    return render(
        request,
        "workbench/adoption.html",
        with_tabs(context, trajectory, "adoption") | page.context(),
        status=422 if page.has_errors else 200,
    )


class AdoptionPage:
    """What this person sees and does about the adoption of this agreement."""

    def __init__(self, request, trajectory, policy):
        self.request, self.trajectory, self.policy = request, trajectory, policy
        person, day = the_person(request), today()
        self.open, self.adopted = open_version(trajectory), newest_adopted(trajectory)
        self.case = Case(trajectory=trajectory)
        lies_ready = self.open is not None and self.open.state in ("offered", "held_over")
        waiting = adopters_waiting(self.case) if lies_ready else []
        self.turn = waiting[0] if waiting else None
        leads = may_amend(person, trajectory, on=day)
        is_draft = self.open is not None and self.open.state == Version.State.DRAFT
        amending = self.open is not None and self.open.amends is not None
        records = self.turn is not None and may_record(
            person, trajectory, policy, self.turn, on=day
        )
        doing = request.POST.get("do", "")
        self.forms = {}
        if records:
            self.forms["adopt"] = AdoptionForm(
                request.POST if doing == "adopt" else None, policy=policy, version=self.open
            )
        if leads and is_draft and amending:
            self.forms["offer"] = OfferForm(request.POST if doing == "offer" else None)
        if leads and lies_ready and amending:
            self.forms["take_back"] = ReasonForm(
                request.POST if doing == "take_back" else None, prefix="back"
            )
        if leads and self.open is None and self.adopted and trajectory.step in AMENDABLE:
            self.forms["amend"] = ReasonForm(request.POST if doing == "amend" else None)
        self.doing = doing

    @property
    def has_errors(self):
        return any(form.errors for form in self.forms.values())

    def do(self):
        """Run what was pressed; nothing when it was refused, with the reason at its form."""
        form = self.forms.get(self.doing)
        check_may(form is not None)
        who = {"by": self.request.user, "at": now()}
        does = {
            "adopt": lambda data: self._adopt(form, who),
            "offer": lambda data: offer_amendment(self.open, **data, **who),
            "take_back": lambda data: take_back_version(self.open, **data, **who),
            "amend": lambda data: amend(self.adopted, **data, **who),
        }
        return act(self.request, form, does[self.doing])

    def _adopt(self, form, who):
        try:
            return adopt(self.open, body=self.turn, **form.recorded(), **who)
        except AlreadyDone as done:
            if done.result is None:
                raise
            return done.result

    def context(self):
        shown = self.open or self.adopted
        done = {one.body: one for one in shown.adoptions.all()} if shown else {}
        bodies = [
            {
                "label": str(self.policy.body(key).label) if key else _("de projectleider"),
                "who": self._recorder(key),
                "adoption": done.get(key),
                "is_turn": key == self.turn,
            }
            for key in adopters(self.case)
        ]
        history = Adoption.objects.filter(version__trajectory=self.trajectory).select_related(
            "version"
        )
        return {
            "version": shown,
            "agreement": agreement_of(shown) if shown else None,
            "bodies": bodies,
            "history": [(one, self._body(one.body)) for one in history],
            "adoption_forms": self.forms,
            "changes": changes_between(self.adopted, self.open)
            if self.adopted and self.open and self.open.amends
            else (),
            "lacking": parties_lacking(self.open) if self.open else (),
        }

    def _body(self, key):
        return str(self.policy.body(key).label) if key else _("de projectleider")

    def _recorder(self, key):
        return self.policy.body(key).recorded_by.label if key else _("projectleider")


urlpatterns = [
    path("werk/trajecten/<str:case_number>/vaststellen/", adoption, name="work-adoption"),
]
