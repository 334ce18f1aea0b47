"""Who decides: what is known, which rule of the policy holds and why, and another way with a reason."""

from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from speelruimte.initiatives.actions import rule_who_decides
from speelruimte.initiatives.actions.assessing import RULED, proposed_ruling
from speelruimte.initiatives.models import Initiative, Ruling
from speelruimte.initiatives.rules import may_guide
from speelruimte.policy.conditions import in_words
from speelruimte.policy.schema import ComplexityRule
from speelruimte.policy.ways import facts_asked, question_in, ruling_of
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, today
from speelruimte.website.rendering import Row, Rows, render_page
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.door_frame import DoorFrame, guides, initiative_page
from speelruimte.website.workbench.initiative_forms import RulingForm, for_colleagues, values_of


@dataclass(frozen=True, kw_only=True)
class WhoDecidesPage(DoorFrame):
    """Who decides."""

    template: ClassVar = "workbench/who_decides.html"
    may_guide: bool
    facts: Rows  # {label, value}
    criteria: Rows  # {label, value}
    complexity: ComplexityRule | None
    proposed: Row | None
    open_question: str
    laid_down: Ruling | None
    chosen: Row | None  # {label, when, reason, way_of_working, body, adopters, together, nature}
    form: RulingForm
    can_rule: bool


@workbench_page
def who_decides(request, case_number):
    """Who decides under the policy, with the rule in words; laid down here, or otherwise with a reason."""
    initiative, frame = initiative_page(request, case_number)
    policy, may_guide_here = frame.policy, guides(request, initiative)
    proposed, open_question = _proposal(initiative)
    laid_down = getattr(initiative, "ruling", None)
    form = RulingForm(
        request.POST if request.method == "POST" else None,
        policy=policy,
        kind=initiative.kind,
        initial={
            "chosen": laid_down.chosen if laid_down else proposed and proposed.route_key,
            "deviation_reason": laid_down.deviation_reason if laid_down else "",
            "etag": etag_of(laid_down, RULED),
        },
    )
    if request.method == "POST":
        allow_or_403(may_guide(request.user, initiative, on=today()))
        done = act_unless_changed(
            request,
            form,
            lambda data: rule_who_decides(
                initiative, by=request.user, at=now(), on=today(), **data
            ),
        )
        if done is not None:
            messages.success(request, _("Vastgelegd wie beslist."))
            if policy.decision_route(done.chosen).adopters:
                return redirect("work-end", case_number, "traject")
            return redirect("work-initiative", case_number)
    return render_page(
        request,
        WhoDecidesPage(
            **vars(frame),
            may_guide=may_guide_here,
            facts=_facts(policy, initiative),
            criteria=_criteria(policy, initiative),
            complexity=policy.complexity,
            proposed=proposed and _shown(policy, proposed),
            open_question=open_question,
            laid_down=laid_down,
            chosen=laid_down
            and _shown(policy, ruling_of(policy, policy.decision_route(laid_down.chosen))),
            form=form,
            can_rule=may_guide_here
            and initiative.step == Initiative.Step.WHO_DECIDES
            and proposed is not None,
        ),
        status=422 if form.errors else 200,
    )


def _proposal(initiative):
    """What the policy says, or the sentence that says what must be known first."""
    try:
        return proposed_ruling(initiative), ""
    except RuleBroken as broken:
        return None, broken.sentence


def _shown(policy, ruling):
    body = policy.body(ruling.decides) if ruling.decides else None
    return {
        "label": for_colleagues(ruling.rule),
        "when": in_words(ruling.condition, policy) if ruling.condition else "",
        "reason": str(ruling.rule.reason),
        "way_of_working": str(ruling.rule.way_of_working),
        "body": str(body.label) if body else "",
        "adopters": ", ".join(str(policy.body(key).label) for key in ruling.adopters),
        "together": ruling.together_with_city,
        "nature": str(ruling.nature.label) if ruling.nature else "",
    }


def _facts(policy, initiative):
    """Each question with its answer in words, or that it is not known yet."""
    rows = []
    for name in facts_asked(policy):
        labels = dict(values_of(policy, name))
        if labels:
            answer = labels.get(str(initiative.facts.get(name, "")), _("weten we nog niet"))
            rows.append({"label": question_in(policy, name), "value": answer})
    return rows


def _criteria(policy, initiative):
    """Each sign of complexity: whether it holds, or that nobody looked at them yet."""
    if not policy.complexity:
        return []
    is_answered = bool(initiative.criteria) or "complexity" in initiative.facts
    return [
        {
            "label": str(criterion.label),
            "value": _ticked(criterion.key in initiative.criteria, is_answered=is_answered),
        }
        for criterion in policy.complexity.criteria
    ]


def _ticked(holds, *, is_answered):
    if not is_answered:
        return _("weten we nog niet")
    return _("ja") if holds else _("nee")


urlpatterns = [
    path("werk/initiatieven/<str:case_number>/wie-beslist/", who_decides, name="work-who-decides"),
]
