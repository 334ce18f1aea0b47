"""The first door: "Ik heb een idee". What to expect, the form, and the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.terms import first_answer_day, first_answer_due
from speelruimte.journal.models import Entry
from speelruimte.people.intake import Receipt
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.policy.schema import InitiatorKind
from speelruimte.policy.schema.start import OutsideScope
from speelruimte.route.door import out_of_scope_answer, submit_idea
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import in_groups
from speelruimte.website.acting import act
from speelruimte.website.asking import now, today
from speelruimte.website.brake import brake
from speelruimte.website.days import day_words
from speelruimte.website.idea_map import (
    idea_map,
    map_press,
    point_in,
    point_of,
    pressed_outside,
    the_drawing,
)
from speelruimte.website.initiative_form import IdeaForm
from speelruimte.website.initiative_receipt import (
    answers_beside,
    code_and_number,
    steps_at_the_door,
    steps_to_come,
    subject_words,
    where_words,
)
from speelruimte.website.just_shown import MINUTES, sent_on, shown_just_now
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.private_pages import can_go_back, kept_private
from speelruimte.website.proof_words import proof_from_words
from speelruimte.website.public.own_rows import row_with_code
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page
from speelruimte.website.sent_before import as_first_sent, remember_sent

Kind = Initiative.Kind
# Who may come through this door, by the word in the address.
COMERS = {
    "bewoner": (Kind.RESIDENT, gettext_lazy("Ik ben bewoner")),
    "ondernemer": (Kind.ENTREPRENEUR, gettext_lazy("Ik ben ondernemer")),
    "organisatie": (Kind.ORGANISATION, gettext_lazy("Ik kom namens een vereniging of organisatie")),
    "ontwikkelaar": (Kind.DEVELOPER, gettext_lazy("Ik ben projectontwikkelaar")),
}


def _policy():
    """The policy of today, or None while the municipality has not loaded one."""
    try:
        return parsed_policy(policy_in_force(on=today()))
    except RuleBroken:
        return None


@dataclass(frozen=True, kw_only=True)
class IdeaPage(InnerPage):
    """What happens with an idea."""

    template: ClassVar = "public/idea.html"
    nav_current: str = "idea"
    comers: Rows  # {label, url, what, in_scope}
    steps: Rows  # {name, text}
    answer_by: str
    outside: Sequence[OutsideScope]  # {label, sentence, go_to}


@for_every_visitor()
def idea(request):
    """What happens with an idea under the policy of today, and who may come with what."""
    policy = _policy()
    return render_page(
        request,
        IdeaPage(
            crumbs=_crumbs(_("Ik heb een idee")),
            comers=_comers(policy) if policy else [],
            steps=steps_at_the_door(policy) if policy else [],
            answer_by=_answer_words(policy) if policy else "",
            outside=policy.scope.outside if policy else (),
        ),
    )


def _comers(policy):
    return [
        {
            "label": label,
            "url": reverse("idea-form", args=[word]),
            "what": _what(policy, kind),
            "in_scope": policy.in_scope(kind),
        }
        for word, (kind, label) in COMERS.items()
    ]


def _what(policy, kind):
    rule = policy.scope_rule(InitiatorKind(kind))
    if rule is None:
        return ""
    return str((rule.what if rule.may_start else rule.sentence) or "")


def _answer_words(policy):
    """Until when a first answer takes for who sends something today."""
    return day_words(first_answer_day(policy, received_on=today()))


@can_go_back
def idea_form(request, who):
    """The form, for one kind of initiator; after sending the receipt, on the same address."""
    if who not in COMERS:
        raise Http404
    policy = _policy()
    if policy is None:
        raise Http404
    kind, label = COMERS[who]
    if request.method != "POST":
        return _form_page(request, IdeaForm(policy=policy, kind=kind), label)
    if pressed := map_press(request.POST):
        return _form_page(request, IdeaForm(policy=policy, kind=kind, initial=pressed), label)
    form = IdeaForm(as_first_sent(request, Initiative), policy=policy, kind=kind)
    sent = act(request, form, lambda data: _submitted(request, form.sent(data)))
    if sent is None:
        return _form_page(request, form, label, status=422)
    receipt, again = sent
    shown = {"code": receipt.code, "again": "1" if again else ""}
    received = reverse("idea-received", kwargs={"who": who})
    return remember_sent(request, sent_on(request, received, shown), form)


@dataclass(frozen=True, kw_only=True)
class IdeaReceivedPage(InnerPage):
    """An idea came in: the receipt code, shown once; never kept."""

    template: ClassVar = "public/idea_received.html"
    nav_current: str = "idea"
    again: bool
    receipt: Rows
    initiative: Initiative
    parts: Rows
    answers: Rows  # {question, parts}: what was told beside them
    point: str
    minutes: int
    answer_by: str
    in_scope: bool
    scope_answer: str
    email: str
    steps: Rows
    print_of_entry: str
    proof_from: str


def idea_received(request, who):
    """The receipt, for the browser that just sent an idea; others are asked for their code (ADR 40)."""
    shown = shown_just_now(request)
    code = shown.get("code", "")
    initiative = row_with_code(code)
    if who not in COMERS or not isinstance(initiative, Initiative):
        return redirect("find-contribution")
    policy = parsed_policy(initiative.policy)
    entry = Entry.objects.about(initiative.key).order_by("number").first()
    page = IdeaReceivedPage(
        crumbs=_crumbs(_("Ontvangen")),
        receipt=[
            *code_and_number(Receipt(received=initiative, code=code)),
            *where_words(initiative),
            *subject_words(initiative),
        ],
        initiative=initiative,
        parts=[{"text": initiative.text}] if initiative.text else [],
        answers=answers_beside(initiative),
        point=point_of(initiative),
        again=bool(shown.get("again")),
        minutes=MINUTES,
        answer_by=day_words(first_answer_due(initiative)),
        in_scope=policy.in_scope(initiative.kind),
        scope_answer=out_of_scope_answer(initiative),
        email=initiative.contact.email if initiative.contact else "",
        steps=steps_to_come(policy, initiative),
        print_of_entry=in_groups(entry.fingerprint),
        proof_from=proof_from_words(entry, at=now()),
    )
    return kept_private(render_page(request, page))


def _submitted(request, sent):
    """The receipt, and whether this was a second press."""
    try:
        allow = partial(brake, request, email=sent["reach"].email)
        receipt = submit_idea(by=None, at=now(), on=today(), allow=allow, **sent)
    except AlreadyDone as first:
        return first.result, True
    return receipt, False


@dataclass(frozen=True, kw_only=True)
class IdeaFormPage(InnerPage):
    """The form for an idea."""

    template: ClassVar = "public/idea_form.html"
    nav_current: str = "idea"
    form: IdeaForm
    after: Rows
    sheet: Row | None
    point: str
    outside: bool
    sheet_of: str = ""
    in_scope: bool
    scope_answer: str


def _form_page(request, form, label, *, status=200):
    sheet = the_drawing()
    response = render_page(
        request,
        IdeaFormPage(
            crumbs=[
                *_crumbs("")[:1],
                {"label": _("Ik heb een idee"), "url": reverse("idea")},
                {"label": label, "url": ""},
            ],
            form=form,
            after=_after(form),
            sheet=sheet,
            point=point_in(form),
            outside=pressed_outside(form),
            in_scope=form.policy.in_scope(form.kind),
            scope_answer=_what(form.policy, form.kind),
        ),
        status=status,
    )
    # Not "no-referrer": with that a browser sends no origin along, and the form is refused.
    response["Cache-Control"] = "no-store"
    return response


def _after(form):
    """What happens with an idea, for the component what_next."""
    day = _answer_words(form.policy)
    first = {
        "when": _("Uiterlijk %(day)s") % {"day": day} if day else _("Daarna"),
        "title": _("U hoort van ons"),
        "text": _("Iemand leest uw idee. Met uw code, of per e-mail, leest u wat we ermee doen."),
    }
    if not form.policy.in_scope(form.kind):
        return [first]
    steps = steps_at_the_door(form.policy)
    return [
        first,
        *({"when": _("Daarna"), "title": step["name"], "text": step["text"]} for step in steps[1:]),
    ]


def _crumbs(here):
    return [{"label": _("Begin"), "url": reverse("home")}, {"label": here, "url": ""}]


urlpatterns = [
    path("idee/", idea, name="idea"),
    path("idee/kaart.svg", idea_map, name="idea-map"),
    path("idee/<slug:who>/", idea_form, name="idea-form"),
    path("idee/<slug:who>/ontvangen/", idea_received, name="idea-received"),
]
