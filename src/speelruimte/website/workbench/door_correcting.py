"""What was filled in or sent by mistake at the door, put right; and what stood there first."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.initiatives.actions.correcting import OWN_PLAN, mend_own_plan
from speelruimte.initiatives.actions.quickscan import LETTER
from speelruimte.initiatives.rules import may_guide, may_mend_own_plan
from speelruimte.places.models import Area
from speelruimte.policy.ways import question_in
from speelruimte.route.correcting import correct_letter_and_send
from speelruimte.shared.edits import etag_of
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, today
from speelruimte.website.days import day_words
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.door_frame import DoorFrame, initiative_page
from speelruimte.website.workbench.initiative_forms import (
    CorrectLetterForm,
    MendPlanForm,
    values_of,
)


def earlier_assessments(initiative, policy) -> list:
    """What was filled in before it was corrected, newest first, in the words of the policy."""
    signs = policy.complexity.criteria if policy.complexity else ()
    return [
        {
            "day": day_words(earlier.corrected_at),
            "reason": earlier.reason,
            "answers": [*_facts_of(earlier, policy), *_where_and_what(earlier)],
            "signs": [str(sign.label) for sign in signs if sign.key in earlier.criteria],
        }
        for earlier in initiative.earlier_assessments.select_related("area", "subject")
    ]


def _facts_of(earlier, policy):
    return [
        {
            "question": question_in(policy, name),
            "text": dict(values_of(policy, name)).get(value, value),
        }
        for name, value in earlier.facts.items()
        if name not in ("initiator", "complexity")
    ]


def _where_and_what(earlier):
    """The areas and the subject that stood there; nothing where none did."""
    areas = [earlier.area.name] if earlier.area else []
    if earlier.more_areas:
        others = Area.everything.filter(key__in=earlier.more_areas)
        areas += others.values_list("name", flat=True)
    subject = earlier.subject.name if earlier.subject else ""
    said = ((_("Gebied:"), ", ".join(areas)), (_("Onderwerp:"), subject))
    return [{"question": what, "text": text} for what, text in said if text]


@dataclass(frozen=True, kw_only=True)
class CorrectLetterPage(DoorFrame):
    """A letter that was sent, put right."""

    template: ClassVar = "workbench/correct_letter.html"
    form: CorrectLetterForm


@workbench_page
def correct(request, case_number):
    """By who guides; whoever came with it gets the good letter."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_guide(request.user, initiative, on=today()))
    scan = getattr(initiative, "quickscan", None)
    letter = reverse("work-letter", args=[case_number])
    if scan is None or scan.sent_at is None:
        return redirect(letter)
    initial = {name: getattr(scan, name) for name in LETTER} | {"etag": etag_of(scan, LETTER)}
    form = CorrectLetterForm(request.POST or None, initial=initial)
    if request.method == "POST" and act_unless_changed(
        request,
        form,
        lambda data: correct_letter_and_send(
            initiative, by=request.user, at=now(), on=today(), **data
        ),
    ):
        messages.success(request, _("De goede brief is verstuurd. De eerste blijft te lezen."))
        return redirect(letter)
    page = CorrectLetterPage(**vars(frame), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


@dataclass(frozen=True, kw_only=True)
class MendPlanPage(DoorFrame):
    """A typo in the municipality's own plan, put right."""

    template: ClassVar = "workbench/mend_plan.html"
    form: MendPlanForm


@workbench_page
def mend_plan(request, case_number):
    """By who entered it, until somebody looked at it."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(may_mend_own_plan(request.user, initiative) or request.method == "POST")
    initial = {name: getattr(initiative, name) for name in OWN_PLAN}
    form = MendPlanForm(
        request.POST or None, initial=initial | {"etag": etag_of(initiative, OWN_PLAN)}
    )
    if request.method == "POST" and act_unless_changed(
        request, form, lambda data: mend_own_plan(initiative, by=request.user, at=now(), **data)
    ):
        messages.success(request, _("Verbeterd."))
        return redirect("work-initiative", case_number)
    page = MendPlanPage(**vars(frame), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [
    path("werk/initiatieven/<str:case_number>/verbeteren/", mend_plan, name="work-mend-plan"),
    path(
        "werk/initiatieven/<str:case_number>/quickscan/brief/verbeteren/",
        correct,
        name="work-correct-letter",
    ),
]
