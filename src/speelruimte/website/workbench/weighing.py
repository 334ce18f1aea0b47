"""The weighing: the checks of the policy, what is at stake, and what the policy advises."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BoundField
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from speelruimte.initiatives.queries import told_at_the_start
from speelruimte.people.roles import Role
from speelruimte.policy.recording import role_answering, role_named
from speelruimte.policy.schema import AlwaysOrNever, Check, DecidingBody, Told
from speelruimte.policy.ways import advice, checks_asked, question_in
from speelruimte.route.case import Case
from speelruimte.shared.errors import Clash
from speelruimte.trajectories.deciding import body_at_the_weighing
from speelruimte.trajectories.models import Step
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import Row, Rows, render_page
from speelruimte.website.workbench import fresh_look, participation, waiver
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    below,
    missing_here,
    page_url,
    trajectory_page,
)
from speelruimte.website.workbench.initiative_forms import values_of
from speelruimte.website.workbench.next_door import NextDoor, next_door
from speelruimte.website.workbench.onward import onward
from speelruimte.website.workbench.said_before import FROM_THE_DOOR, say_from_where
from speelruimte.website.workbench.weighing_beside import (
    earlier_like,
    otherwise_at_the_door,
    running_beside,
)
from speelruimte.website.workbench.weighing_form import HIDDEN, SCALES, TOLD, WeighingForm, seen_of
from speelruimte.weighing.actions import save_weighing
from speelruimte.weighing.models import ParticipationDecision, Waiver, Weighing
from speelruimte.weighing.queries import (
    answers_by_check,
    body_on_participation,
    earlier_by_check,
    lapsed_by,
    obligations_of,
)
from speelruimte.weighing.rules import (
    grounds_to_waive,
    may_answer_check,
    may_waive,
    may_weigh,
)


@dataclass(frozen=True, kw_only=True)
class WeighingPage(TrajectoryFrame):
    """The weighing."""

    template: ClassVar = "workbench/weighing.html"
    title: str
    form: WeighingForm
    rows: Rows  # {nr, check, answer, who, as, may, writes, theirs, fields}
    lapsed: Rows  # {check, answer, as}: answered, and not asked any more
    answered: int
    told: Sequence[BoundField]
    told_hidden: Sequence[BoundField]
    told_theirs: Rows
    said: Rows  # {label, value}
    may_save: bool
    advice: Row  # {rules, say}
    door: NextDoor | None
    grounds: Sequence[Check]
    may_waive: bool
    obliged: Sequence[AlwaysOrNever]
    body: DecidingBody | None
    participation: ParticipationDecision | None
    no_lapsed: bool
    participation_url: str
    waiver: Waiver | None
    waiver_url: str
    earlier: Rows
    running: Rows  # {title, url, step, asks}
    otherwise: Row  # {rows: {question, then, now}, decides, url}


@workbench_page
def weighing(request, case_number):
    """Answer the checks, say what is at stake, see what the policy advises."""
    trajectory, frame = trajectory_page(request, case_number)
    desk = WeighingDesk(request, trajectory, frame.policy)
    if request.method == "POST":
        allow_or_403(desk.is_open and (desk.weigher or desk.mine))
        if desk.keep():
            desk.say_what_was_kept()
            return redirect(onward(request, trajectory, here="weighing"))
    return render_page(
        request,
        WeighingPage(
            **vars(below(frame, desk.title)),
            **desk.shown(),
            door=next_door(request, trajectory, missing_here(request, trajectory))
            if desk.is_open
            else None,
        ),
        status=422 if desk.form.errors else 200,
    )


class WeighingDesk:
    """What this person sees and does in the weighing of this trajectory."""

    def __init__(self, request, trajectory, policy):
        self.request, self.trajectory, self.policy = request, trajectory, policy
        person, day = the_person(request), today()
        self.case = Case(trajectory=trajectory)
        self.answers = answers_by_check(trajectory)
        self.earlier = earlier_by_check(self.case.weighing)
        self.checks = checks_asked(policy, self.case.facts)
        # What somebody typed while a colleague closed the weighing stays on the screen.
        is_closed = trajectory.step != Step.WEIGHING or hasattr(trajectory, "waiver")
        self.is_open = request.method == "POST" or not is_closed
        self.weigher = self.is_open and may_weigh(person, trajectory, on=day)
        self.may_waive = may_waive(person, trajectory, on=day)
        self.mine = [
            check
            for check in self.checks
            if self.is_open and may_answer_check(person, trajectory, check, on=day)
        ]
        self.theirs = {}
        self.saved: list[str] = []
        self.answered: set[str] = set()
        self.from_the_door: list[str] = []
        self.form = WeighingForm(
            request.POST or None,
            policy=policy,
            checks=self.mine,
            weigher=self.weigher,
            initial=self._initial(),
        )
        for name in self.from_the_door:
            if name in self.form.fields:
                say_from_where(self.form.fields[name], FROM_THE_DOOR)

    @property
    def title(self):
        """What this step is called here."""
        return self.policy.step_label("weighing")

    def _initial(self):
        known = {}
        weighing = self.case.weighing
        if weighing:
            known = {name: getattr(weighing, name) for name in (*TOLD, *SCALES)}
            known |= {"facts": weighing.facts, "obligations": weighing.obligations}
            known |= {f"fact_{name}": value for name, value in weighing.facts.items()}
            known["edits"] = weighing.edits
        known["seen"] = seen_of(known)
        # What was said at the door is not asked again, and is saved with the rest.
        for name in SCALES:
            known[name] = known.get(name) or self._from_the_door(
                name, self.case.facts.get(name, "")
            )
        known["spoken_to"] = known.get("spoken_to") or self._from_the_door(
            "spoken_to", told_at_the_start(self.case.initiative).get(Told.SPOKEN_TO, "")
        )
        for key, answer in self.answers.items():
            known |= {f"verdict-{key}": answer.verdict, f"reason-{key}": answer.reason}
            known[f"edits-{key}"] = answer.edits
        return known

    def _from_the_door(self, name, value):
        """What was told at the door, remembered so that its field says from where it is."""
        if value:
            self.from_the_door.append(name)
        return value

    def keep(self) -> bool:
        """Save what changed; False when something was refused. What was typed stays."""
        form = self.form
        if not form.is_valid():
            return False
        changed = {
            key: values
            for key, values in form.answers.items()
            if {f"verdict-{key}", f"reason-{key}"} & set(form.changed_data)
        }
        came = save_weighing(
            self.trajectory,
            by=self.request.user,
            at=now(),
            weighing=form.weighing,
            answers=changed,
        )
        self.saved, self.answered = came.saved, {*self.answers, *changed}
        for name, broken in came.refused.items():
            self._refused(name, broken)
        if came.refused and came.saved:
            self._saved_in_part(came.saved)
        return not came.refused

    def say_what_was_kept(self):
        """Who pressed without filling anything in is told so."""
        if not self.saved:
            messages.info(self.request, _("U vulde niets nieuws in. Er was niets te bewaren."))
        elif not self.answered:
            messages.success(self.request, _("Bewaard. Er is nog geen vraag beantwoord."))
        else:
            messages.success(self.request, _("Bewaard."))

    def _saved_in_part(self, names):
        """Say what was saved; its next press, and what is still missing, start from that."""
        form = self.form
        self.trajectory.refresh_from_db()
        weighing = Weighing.objects.get(trajectory=self.trajectory)
        self.answers = {answer.check_key: answer for answer in weighing.answers.all()}
        labels = {check.key: str(check.label) for check in self.checks}
        form.saved = [labels.get(name, _("Wat er speelt")) for name in names]
        form.data = form.data.copy()
        for name in names:
            if name in self.answers:
                form.data[f"edits-{name}"] = str(self.answers[name].edits)
            else:
                form.data["edits"] = str(weighing.edits)
                form.starts_from(form.values_in(weighing))

    def _refused(self, name, broken):
        """Say why, and show what a colleague wrote; the next press is about what stands there now."""
        form = self.form
        suffix = "" if name == "weighing" else f"-{name}"
        field = f"{broken.field}{suffix}" if broken.field else f"reason{suffix}"
        form.add_error(field if field in form.fields else None, broken.sentence)
        if not isinstance(broken, Clash) or broken.theirs is None:
            return
        if name == "weighing":
            form.look_again(broken)
        else:
            self.theirs[name] = broken.theirs
            form.data = form.data.copy()
            form.data[f"edits{suffix}"] = str(broken.theirs.edits)

    def shown(self) -> dict[str, Any]:
        form, opened = self.form, self.request.GET.get("wijzig", "")
        mine = {check.key for check in self.mine}
        rows = []
        for number, check in enumerate(self.checks, start=1):
            answer = self.answers.get(check.key)
            writes = check.key in mine and (
                answer is None or opened == check.key or self._is_changed(check.key)
            )
            rows.append(
                {
                    "nr": number,
                    "check": check,
                    "answer": answer,
                    "who": self._asked(check),
                    "as": answer and self._named(Role(answer.answered_as)),
                    "earlier": self.earlier.get(check.key, ()),
                    "may": check.key in mine,
                    "writes": writes,
                    "theirs": self.theirs.get(check.key),
                    "fields": [
                        form[f"{name}-{check.key}"] for name in ("verdict", "reason", "edits")
                    ]
                    if writes
                    else (),
                }
            )
        names = (*form.asked, "obligations", "impact", "influence_space", *TOLD)
        told = [name for name in names if name in form.fields]
        return {
            "form": form,
            "rows": rows,
            "lapsed": self._lapsed(),
            "answered": sum(row["answer"] is not None for row in rows),
            "told": [form[name] for name in told],
            "told_hidden": [form[name] for name in HIDDEN] if self.weigher else [],
            "told_theirs": form.theirs,
            "said": self._said(),
            "may_save": self.is_open and bool(self.weigher or mine),
            "advice": self._advice(),
            "grounds": grounds_to_waive(self.policy, self.case.facts, self.answers),
            "may_waive": self.may_waive and self.is_open,
            "obliged": obligations_of(self.trajectory),
            "body": body_on_participation(self.trajectory),
            "participation": getattr(self.trajectory, "participation_decision", None),
            "no_lapsed": bool(lapsed_by(self.trajectory)),
            "participation_url": page_url("participation", self.trajectory),
            "waiver": getattr(self.trajectory, "waiver", None),
            "waiver_url": page_url("waiver", self.trajectory),
            "earlier": earlier_like(self.trajectory),
            "running": running_beside(self.trajectory, person=the_person(self.request), on=today()),
            "otherwise": otherwise_at_the_door(self.policy, Case(trajectory=self.trajectory)),
            "title": self.title,
        }

    def _asked(self, check):
        """Who answers this check here."""
        body = body_at_the_weighing(self.trajectory)
        return self._named(role_answering(check, self.policy.deciding_bodies, body=body))

    def _named(self, role):
        """The role that answers, for the body that the policy asks."""
        body = body_at_the_weighing(self.trajectory)
        return role_named(role, self.policy.deciding_bodies, body=body)

    def _lapsed(self):
        """Answers to checks that held when they were given: what was said stays to be read."""
        asked = {check.key for check in self.checks}
        return [
            {
                "check": check,
                "answer": self.answers[check.key],
                "as": Role(self.answers[check.key].answered_as).label,
            }
            for check in self.policy.checks
            if check.key in self.answers and check.key not in asked
        ]

    def _is_changed(self, key):
        """Something was typed, or emptied that was known: what an older page left open is not."""
        sent = self.request.POST
        typed = sent.get(f"verdict-{key}") or sent.get(f"reason-{key}", "").strip()
        was_known = sent.get(f"edits-{key}", "0") not in ("", "0")
        return bool(typed) or (was_known and f"reason-{key}" in sent)

    def _said(self):
        """What was filled in, for who only reads."""
        weighing = self.case.weighing
        if weighing is None:
            return []
        scales = {"impact": self.policy.impact, "influence_space": self.policy.influence_space}
        rows = [
            {
                "label": question_in(self.policy, name),
                "value": dict(values_of(self.policy, name)).get(value, value),
            }
            for name, value in weighing.facts.items()
        ]
        for name, scale in scales.items():
            chosen = (
                next((s for s in scale.steps if s.key == getattr(weighing, name)), None)
                if scale
                else None
            )
            if chosen:
                rows.append({"label": str(scale.question), "value": str(chosen.label)})
        labels = {name: WeighingForm.base_fields[name].label for name in TOLD}
        rows += [
            {"label": label, "value": getattr(weighing, name)}
            for name, label in labels.items()
            if getattr(weighing, name)
        ]
        return rows

    def _advice(self):
        """What the policy advises here, each with its rule."""
        rules = advice(self.policy, self.case.facts)
        levels = [rule.advises.level for rule in rules if rule.advises.level]
        return {
            "rules": [
                {"what": rule.advice, "because": rule.reason, "number": rule.number}
                for rule in rules
            ],
            "say": self.policy.level(levels[0]).say if levels else None,
        }


urlpatterns = [
    path("werk/trajecten/<str:case_number>/weging/", weighing, name="work-weighing"),
    *waiver.urlpatterns,
    *participation.urlpatterns,
    *fresh_look.urlpatterns,
]
