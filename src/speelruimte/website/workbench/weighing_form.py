"""The form of the weighing: scales, what was asked already, and the checks somebody answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.policy.asking import facts_asked_in_weighing
from speelruimte.policy.ways import question_in
from speelruimte.shared.edits import plain_lines
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.website.forms import OwedChoice, OwedText
from speelruimte.website.workbench.clashing import SharedForm
from speelruimte.website.workbench.initiative_forms import values_of
from speelruimte.weighing.models import CheckAnswer

SCALES = ("impact", "influence_space")
TOLD = ("how_early", "spoken_to", "wishes")
HIDDEN = ("edits", "seen", "made_from")


class WeighingForm(SharedForm):
    """The scales of the policy, what was asked already, and each check this person answers."""

    how_early = OwedText(
        label=gettext_lazy("Hoe vroeg zijn we?"),
        help_text=gettext_lazy("Wat ligt er al, en wat nog niet?"),
    )
    spoken_to = OwedText(label=gettext_lazy("Met wie is al gesproken?"))
    wishes = OwedText(
        label=gettext_lazy("Hoe willen mensen betrokken worden?"),
        help_text=gettext_lazy("Vraag het hun. Schrijf op wat ze zeiden."),
    )
    saved: Sequence[str] = ()  # the parts that were saved while another was refused
    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    etag = None

    def __init__(self, *args, policy, checks, weigher, **kwargs):
        super().__init__(*args, **kwargs)
        self.checks, self.weigher = checks, weigher
        for name in TOLD:
            self.fields[name].max_length = 4_000
            self.fields[name].widget = forms.Textarea({"rows": 2, "class": AREA})
        for name, scale in (("impact", policy.impact), ("influence_space", policy.influence_space)):
            if scale:
                self.fields[name] = _choice(str(scale.question), _steps(scale))
        self.facts = facts_asked_in_weighing(policy)
        self.add_fields(_what_the_policy_hangs_on(policy, self.facts))
        if not weigher:
            for name in (*self.asked, "obligations"):
                self.fields.pop(name, None)
            for name in (*TOLD, *SCALES, *HIDDEN):
                self.fields.pop(name, None)
        for check in checks:
            self.fields[f"verdict-{check.key}"] = _choice(
                str(check.label), CheckAnswer.Verdict.choices, str(check.help or check.why)
            )
            self.fields[f"reason-{check.key}"] = OwedText(
                label=_("Waarom?"),
                help_text=_("Inwoners lezen deze reden. Schrijf kort."),
                widget=forms.Textarea({"rows": 3, "class": AREA}),
            )
            self.fields[f"reason-{check.key}"].about = str(check.label)
            # What is answered already has no fields on the page until somebody asks for them.
            self.fields[f"edits-{check.key}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=0, min_value=0, required=False
            )

    def values_in(self, row) -> dict:
        """What stands in the weighing, each fact by the name of its field."""
        values = {name: getattr(row, name) for name in (*TOLD, *SCALES, "obligations")}
        return values | {f"fact_{name}": row.facts.get(name, "") for name in self.facts}

    def starts_from(self, saved):
        """Who changes nothing of this any more has nothing to save."""
        super().starts_from(saved)
        facts = {name: saved[f"fact_{name}"] for name in self.facts}
        self.data["seen"] = seen_of(saved | {"facts": facts})

    @property
    def asked(self):
        """The fields that ask for facts."""
        return [f"fact_{name}" for name in self.facts]

    @property
    def weighing(self):
        """The values of ``weigh``; None when this person changed nothing of what was on the page."""
        if not self.weigher:
            return None
        names = [n for n in (*TOLD, *SCALES) if n in self.fields]
        values: dict[str, Any] = {name: plain_lines(self.cleaned_data[name]) for name in names}
        values["facts"] = {name: self.cleaned_data[f"fact_{name}"] for name in self.facts}
        values["obligations"] = self.cleaned_data.get("obligations", [])
        if self.cleaned_data["seen"] == seen_of(values):
            return None
        return values | {"edits": self.cleaned_data["edits"]}

    @property
    def answers(self):
        """The values of ``answer_check`` for every check that was filled in, or begun."""
        answers = {}
        for check in self.checks:
            verdict, reason = (self.cleaned_data[f"{n}-{check.key}"] for n in ("verdict", "reason"))
            if verdict or reason:
                edits = self.cleaned_data[f"edits-{check.key}"] or 0
                answers[check.key] = {"verdict": verdict, "reason": reason, "edits": edits}
        return answers


def seen_of(values) -> str:
    """A mark of what was on the page: who changes nothing overwrites nothing."""
    told = {name: values.get(name, "") for name in (*TOLD, *SCALES)}
    told["facts"] = {name: value for name, value in values.get("facts", {}).items() if value}
    told["obligations"] = sorted(values.get("obligations", ()))
    return fingerprint(canonical(told))[:16]


def _help_with(policy, name):
    """What helps to answer: how many invitations are enough, where the policy says so."""
    if name != "load_over_limit":
        return ""
    return _("Het beleid noemt %(number)s uitnodigingen per adres per jaar genoeg.") % {
        "number": policy.route.load_limit
    }


def _what_the_policy_hangs_on(policy, facts):
    """The facts that the weighing asks, and the obligations that a person ticks."""
    fields = {
        f"fact_{name}": OwedChoice(
            label=question_in(policy, name),
            choices=[("", _("Weten we nog niet")), *values_of(policy, name)],
            help_text=_help_with(policy, name),
        )
        for name in facts
    }
    by_hand = [case for case in policy.obligations if case.when is None]
    if by_hand:
        fields["obligations"] = forms.MultipleChoiceField(
            label=_("Is meedoen hier verplicht? Kruis aan wat geldt."),
            choices=[(case.key, f"{case.label}. {case.ground}") for case in by_hand],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    return fields


AREA = "utrecht-textarea utrecht-textarea--html-textarea"


def _choice(label, choices, help_text=""):
    return OwedChoice(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        help_text=help_text,
        label_suffix="",
    )


def _steps(scale):
    return [
        (step.key, f"{step.label}: {step.explanation}" if step.explanation else str(step.label))
        for step in scale.steps
    ]
