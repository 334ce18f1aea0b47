"""The form with which participants look back: by code, or by the link in a mail."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from speelruimte.activities.models import Contribution
from speelruimte.evaluation.actions import answer_as_participant
from speelruimte.evaluation.queries import opened_evaluation
from speelruimte.evaluation.sheets import sheet_for_code, sheet_of_contributor
from speelruimte.evaluation.terms import looking_back_until
from speelruimte.notices.links import read_token
from speelruimte.policy.schema.closed import AskedOf
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.acting import act
from speelruimte.website.asking import now, today
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.private_pages import can_go_back
from speelruimte.website.public.own_rows import unseen
from speelruimte.website.public.receipts import no_link
from speelruimte.website.public.shown import trajectory_at
from speelruimte.website.questions import QuestionsForm
from speelruimte.website.rendering import InnerPage, render_page
from speelruimte.website.spoken import speak_for
from speelruimte.website.wrong_codes import found_by_code, is_shut


class ParticipantForm(QuestionsForm):
    """The questions of the policy, and the code that shows one took part."""

    def __init__(self, *args, asks_code, **kwargs):
        super().__init__(*args, **kwargs)
        if asks_code:
            self.fields["code"] = forms.CharField(
                label=gettext_lazy("Uw code"),
                help_text=gettext_lazy(
                    "De code die u kreeg toen u meedeed. Zo telt ieder formulier één keer. Wij zien "
                    "niet wie u bent."
                ),
                max_length=60,
                error_messages={"required": gettext_lazy("Vul uw code in.")},
                widget=forms.TextInput(
                    attrs={
                        "autocomplete": "off",
                        "class": "utrecht-textbox utrecht-textbox--html-input",
                    }
                ),
            )


@sensitive_post_parameters("code")
@unseen
def by_code(request, slug):
    """For who holds a receipt of words or of a ballot."""
    return _page(request, trajectory_at(slug, "policy"), contribution=None)


@can_go_back
@unseen
def by_link(request, token):
    """For who comes from the mail."""
    try:
        linked_to = read_token(token)
    except RuleBroken as broken:
        return no_link(request, broken.sentence)
    rows = Contribution.objects.select_related("trajectory__policy", "contact")
    if linked_to.kind != "contribution":
        return no_link(request)
    contribution = rows.filter(public_key=linked_to.key).first()
    if contribution is None:
        return no_link(request)
    speak_for(contribution.trajectory)
    return _page(request, contribution.trajectory, contribution=contribution)


@dataclass(frozen=True, kw_only=True)
class LookBackFormPage(InnerPage):
    """The questions for participants."""

    template: ClassVar = "public/look_back_form.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    form: ParticipantForm
    is_closed: bool
    until: date | None  # as long as this it stays open, at least
    is_late: bool  # that day is past, and it is open still


def _page(request, trajectory, *, contribution):
    evaluation = opened_evaluation(trajectory)
    questions = policy_of(trajectory).questions_for(AskedOf.PARTICIPANTS)
    if evaluation is None or not questions:
        raise Http404(_("Hier wordt nu niet teruggekeken."))
    form = ParticipantForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        asks_code=contribution is None,
    )
    if request.method == "POST":
        sent = _send(request, form, evaluation, contribution)
        if sent:
            return redirect("look-back-thanks", slug=trajectory.slug)
    until = looking_back_until(evaluation)
    page = LookBackFormPage(
        crumbs=_crumbs(trajectory),
        trajectory=trajectory,
        form=form,
        is_closed=evaluation.closed_at is not None,
        until=until,
        is_late=until is not None and until < today(),
    )
    return render_page(request, page, status=429 if is_shut(form) else 422 if form.errors else 200)


def _send(request, form, evaluation, contribution):
    def take_in(_data):
        sheet = _sheet(request, form, evaluation, contribution)
        try:
            return answer_as_participant(evaluation, answers=form.answers, sheet=sheet, at=now())
        except AlreadyDone as done:
            return done.result

    return act(request, form, take_in)


def _sheet(request, form, evaluation, contribution):
    if contribution is not None:
        return sheet_of_contributor(evaluation, contribution)
    return found_by_code(request, lambda: sheet_for_code(evaluation, form.cleaned_data["code"]))


@dataclass(frozen=True, kw_only=True)
class LookBackThanksPage(InnerPage):
    """After the form."""

    template: ClassVar = "public/look_back_thanks.html"
    nav_current: str = "processes"
    trajectory: Trajectory


@for_every_visitor()
def thanks(request, slug):
    """A page to which one can go back."""
    trajectory = trajectory_at(slug, "policy")
    return render_page(
        request, LookBackThanksPage(trajectory=trajectory, crumbs=_crumbs(trajectory))
    )


def _crumbs(trajectory):
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": reverse("process", kwargs={"slug": trajectory.slug})},
        {"label": _("Terugkijken"), "url": ""},
    ]


urlpatterns = [
    path("trajecten/<slug:slug>/terugkijken/invullen/", by_code, name="look-back-form"),
    path("trajecten/<slug:slug>/terugkijken/bedankt/", thanks, name="look-back-thanks"),
    path("terugkijken/<str:token>/", by_link, name="linked-look-back"),
]
