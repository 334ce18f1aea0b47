"""Adopting: the text that lies before the bodies, what they decide, and changing it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.agreements.actions import amend, take_back_version
from speelruimte.agreements.difference import Change
from speelruimte.agreements.light_rules import can_object, may_change_lightly
from speelruimte.agreements.models import Adoption, Party, Version
from speelruimte.agreements.queries import (
    agreement_of,
    changes_between,
    held_over_by,
    open_version,
    parties_lacking,
    version_in_force,
)
from speelruimte.agreements.rules import AMENDABLE, may_amend, may_record
from speelruimte.agreements.texts import adoption_etag
from speelruimte.people.receipts import idempotency_hash
from speelruimte.policy.recording import body_named, recorder_of
from speelruimte.promise import Agreement
from speelruimte.route.adopting import adopt, missing_for_amendment, offer_amendment
from speelruimte.route.case import Case
from speelruimte.route.gates import adopters, adopters_waiting
from speelruimte.route.promised_days import remarks_on_days
from speelruimte.route.queries import name_of_step
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.models import Step
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.held_over import held_over_sentence
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.adoption_forms import AdoptionForm, AdoptionReasonForm, OfferForm
from speelruimte.website.workbench.frame import leads, missing_rows, page_url, trajectory_page
from speelruimte.website.workbench.plan_tabs import PlanFrame, with_tabs


@dataclass(frozen=True, kw_only=True)
class AdoptionPage(PlanFrame):
    """Adopting."""

    template: ClassVar = "workbench/adoption.html"
    agreement: Agreement | None
    bodies: Rows  # {label, who, adoption, is_turn}
    history: Sequence[tuple[Adoption, str]]
    adoption_forms: Mapping[str, Form]  # adopt, offer, take_back, amend: those that can be pressed
    offer_missing: Rows
    changes: Sequence[Change]
    held_over: str  # by whom, when and why, for who leads
    back_to: str  # the step that who leads can send it back to then
    lacking: Sequence[Party]
    remarks: Sequence[str]  # who did not answer, and what is odd about the days of the open text
    light_url: str  # where a light change is made, for who may
    objections_until: str


@workbench_page
def adoption(request, case_number):
    """The text, whose turn it is, what was decided; and for who leads, changing it."""
    trajectory, frame = trajectory_page(request, case_number)
    forms = AdoptionForms(request, trajectory, frame.policy)
    if request.method == "POST" and forms.do():
        messages.success(request, _("Vastgelegd."))
        return redirect(request.path)
    return render_page(
        request,
        AdoptionPage(**vars(with_tabs(request, frame, "adoption", forms.version)), **forms.shown()),
        status=422 if forms.has_errors else 200,
    )


class AdoptionForms:
    """What this person sees and does about the adoption of this agreement.

    A form is there while it can be pressed, and also when it was pressed by somebody who may but
    was too late: then the action says why, and what was typed stays on the screen.
    """

    def __init__(self, request, trajectory, policy):
        self.request, self.trajectory, self.policy = request, trajectory, policy
        self.open, self.adopted = open_version(trajectory), version_in_force(trajectory)
        self.version = self.open or self.adopted
        self.newest = self.open or self.adopted or trajectory.versions.last()
        self.case = Case(trajectory=trajectory)
        lies_ready = self.open is not None and self.open.state in ("offered", "held_over")
        waiting = adopters_waiting(self.case) if lies_ready else []
        self.turn = waiting[0] if waiting else None
        self.doing = request.POST.get("do", "")
        is_draft = self.open is not None and self.open.state == Version.State.DRAFT
        amending = self.open is not None and self.open.amends is not None
        can_amend = self.open is None and self.adopted and trajectory.step in AMENDABLE
        self.forms = {}
        if self.newest is not None:
            self._offer("adopt", self._adoption_form, self.turn is not None, self._records())
            leads = may_amend(the_person(request), trajectory, on=today())
            self._offer("offer", OfferForm, is_draft and amending, leads)
            self._offer(
                "take_back", AdoptionReasonForm, lies_ready and amending, leads, prefix="back"
            )
            self._offer("amend", AdoptionReasonForm, can_amend, leads)

    def _offer(self, name, form, now_possible, may, **more):
        pressed = self.doing == name
        if may and (now_possible or pressed):
            self.forms[name] = form(self.request.POST if pressed else None, **more)

    def _records(self):
        """This person records for the body whose turn it is; or did, when the button was pressed."""
        pressed = self.request.POST.get("body", self.turn) if self.doing == "adopt" else self.turn
        return pressed in adopters(self.case) and may_record(
            the_person(self.request), self.trajectory, self.policy, pressed, on=today()
        )

    def _adoption_form(self, posted):
        seen = {"etag": adoption_etag(self.newest), "body": self.turn or ""}
        key = self.request.POST.get("body", self.turn) if posted else self.turn
        body = self.policy.body(key) if key else None
        return AdoptionForm(
            posted, policy=self.policy, version=self.newest, body=body, initial=seen
        )

    @property
    def has_errors(self):
        return any(form.errors for form in self.forms.values())

    def do(self):
        """Run what was pressed; nothing when it was refused, with the reason at its form."""
        form = self.forms.get(self.doing)
        allow_or_403(form is not None)
        assert form is not None
        who = {"by": self.request.user, "at": now()}
        does = {
            "adopt": lambda data: self._adopt(form, who),
            "offer": lambda data: offer_amendment(self.newest, **data, **who),
            "take_back": lambda data: take_back_version(self.newest, **data, **who),
            "amend": lambda data: amend(self.adopted or self.newest, **data, **who),
        }
        done = act(self.request, form, does[self.doing])
        if done is None and self.doing == "adopt":
            form.about(adoption_etag(self.newest))
        return done

    def _adopt(self, form, who):
        try:
            return adopt(self.newest, **form.recorded(), **who)
        except AlreadyDone as done:
            mine = idempotency_hash(form.cleaned_data["idempotency_key"])
            if done.result is None or done.result.idempotency_hash != mine:
                raise
            return done.result

    def shown(self) -> dict[str, Any]:
        version = self.version
        done = {adoption.body: adoption for adoption in version.adoptions.all()} if version else {}
        bodies = [
            {
                "label": body_named(self.policy, key),
                "who": self._recorder(key),
                "adoption": done.get(key),
                "is_turn": key == self.turn,
                "adopts": _and(part.label for part in self.policy.body(key).adopts) if key else "",
            }
            for key in adopters(self.case)
        ]
        history = Adoption.objects.filter(version__trajectory=self.trajectory).select_related(
            "version"
        )
        agreement = agreement_of(version) if version else None
        return {
            "agreement": agreement,
            "bodies": bodies,
            "history": [(adoption, body_named(self.policy, adoption.body)) for adoption in history],
            "adoption_forms": self.forms,
            "offer_missing": self._missing() if "offer" in self.forms else (),
            "changes": changes_between(self.adopted, self.open)
            if self.adopted and self.open and self.open.amends
            else (),
            **self._held_over(),
            "lacking": parties_lacking(self.open) if self.open else (),
            "remarks": [
                *(_still_asked(agreement) if self.turn is not None else ()),
                *(remarks_on_days(self.open) if self.open else ()),
            ],
            **self._light(),
        }

    def _held_over(self):
        """What who leads can do with a text that a body held over: a change is taken back here."""
        holding = held_over_by(self.open) if leads(self.request, self.trajectory) else None
        goes_back = holding is not None and self.trajectory.step == Step.ADOPTION
        return {
            "held_over": held_over_sentence(self.trajectory, holding),
            "back_to": name_of_step(self.policy, Step.PLAN) if goes_back else "",
        }

    def _light(self):
        """Where a light change is made, or what a party objects to in the last one."""
        version, person, on = self.adopted, the_person(self.request), today()
        until = version.objections_until if version is not None else None
        objecting = version is not None and can_object(version, newest=version, today=on)
        changes = may_change_lightly(person, self.trajectory, self.policy, on=on)
        may = changes or (objecting and may_amend(person, self.trajectory, on=on))
        possible = objecting or (
            self.open is None and version is not None and self.trajectory.step in AMENDABLE
        )
        return {
            "light_url": page_url("light-change", self.trajectory) if may and possible else "",
            "objections_until": date_format(until, "j F Y") if objecting else "",
        }

    def _missing(self):
        return missing_rows(
            missing_for_amendment(self.trajectory, on=today()),
            trajectory=self.trajectory,
            person=the_person(self.request),
            on=today(),
        )

    def _recorder(self, key):
        return recorder_of(self.policy.body(key)) if key else _("projectleider")


def _still_asked(agreement):
    """That parties did not answer yet about the text that lies before a body."""
    names = [silence.who for silence in agreement.organisations_silent]
    names += [*agreement.organisations_for_earlier, *agreement.organisations_against_earlier]
    persons = (
        agreement.persons_silent + agreement.persons_for_earlier + agreement.persons_against_earlier
    )
    if persons:
        names.append(ngettext("één persoon", "%(number)s personen", persons) % {"number": persons})
    if names:
        yield _("Nog geen antwoord over deze tekst: %(who)s.") % {
            "who": ", ".join(dict.fromkeys(names))
        }


def _and(words):
    return _(" en ").join(str(word) for word in words)


urlpatterns = [
    path("werk/trajecten/<str:case_number>/vaststellen/", adoption, name="work-adoption"),
]
