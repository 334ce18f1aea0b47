"""The forms at the door, for colleagues."""

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions.assessing import ASSESSED
from speelruimte.initiatives.actions.quickscan import LETTER
from speelruimte.initiatives.models import Initiative
from speelruimte.people.models import Grant, Person
from speelruimte.places.models import Area, Subject
from speelruimte.policy.facts import NO_BODY, domains, fact
from speelruimte.policy.schema import WayOfDeciding
from speelruimte.policy.ways import facts_asked, question_in, routes_for
from speelruimte.route.door import duplicate_answer
from speelruimte.shared.edits import etag_of, etag_of_values, plain_lines
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.amounts import EuroField
from speelruimte.website.forms import DayInput, OwedChoice, OwedText, PlainForm
from speelruimte.website.workbench.clashing import SharedForm
from speelruimte.website.workbench.people_forms import apart_reason_field

Outcome = Initiative.Outcome
LONGEST_SUMMARY = 600


class ColleagueField(forms.ModelChoiceField):
    """Somebody, with what they do."""

    def label_from_instance(self, person):
        return f"{person.name}, {person.function}" if person.function else person.name


def colleague_field(label, *, on, officials=False, **more):
    """A list by name of everybody who works for the municipality today and was not elected; of
    ``officials`` only for work in a case."""
    grants = Grant.objects.current(on)
    working = (grants.officials() if officials else grants.staff()).values("person")
    if not officials:
        working = working.exclude(person__in=grants.elected().values("person"))
    people = Person.objects.filter(is_active=True, pk__in=working).order_by("name")
    return ColleagueField(people, label=label, empty_label=_("Kies een collega"), **more)


def values_of(policy, name):
    """What a fact can be under this policy, each with its name for the screen."""
    asked = fact(name)
    section = getattr(policy, asked.section or "", None) or ()
    labels = {item.key: str(item.label) for item in getattr(section, "steps", section)}
    if asked.values:
        labels = {str(value): value.label for value in asked.values}
    labels[NO_BODY] = _("niemand van de gemeente")
    return [(value, labels.get(value, value)) for value in domains(policy.as_data())[name]]


class AssessForm(SharedForm):
    """The questions the policy asks to say who decides, and the signs of complexity."""

    area = forms.ModelChoiceField(
        Area.objects.all(),
        label=gettext_lazy("In welk gebied?"),
        required=False,
        empty_label=gettext_lazy("De hele gemeente, of nog onbekend"),
    )
    subject = forms.ModelChoiceField(
        Subject.objects.all(),
        label=gettext_lazy("Waar gaat het over?"),
        required=False,
        empty_label=gettext_lazy("Nog onbekend"),
    )

    def __init__(self, *args, policy, initiative, **kwargs):
        self.names = [
            name
            for name in facts_asked(policy)
            if name != "initiator" and domains(policy.as_data())[name]
        ]
        known = self.values_in(initiative) | {"etag": etag_of(initiative, ASSESSED)}
        kwargs.setdefault("initial", known)
        self.base_fields = dict(type(self).base_fields)  # type: ignore[misc]
        for name in self.names:
            self.base_fields[f"fact_{name}"] = OwedChoice(
                label=question_in(policy, name),
                choices=[("", _("Weten we nog niet")), *values_of(policy, name)],
            )
        if policy.complexity:
            self.base_fields["criteria"] = forms.MultipleChoiceField(
                label=_("Wat klopt er?"),
                help_text=str(policy.complexity.explanation or ""),
                choices=[(c.key, str(c.label)) for c in policy.complexity.criteria],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.base_fields["criteria_none"] = forms.BooleanField(
                label=_("Ik keek ernaar: hiervan klopt niets"), required=False
            )
        if initiative.is_own:
            self.base_fields["area"] = forms.ModelMultipleChoiceField(
                Area.objects.all(),
                label=_("In welke gebieden?"),
                help_text=_("Niets kiezen betekent: de hele gemeente."),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.is_over = initiative.step not in (Initiative.Step.SIGNAL, Initiative.Step.QUICKSCAN)
        if self.is_over:
            self.base_fields["reason"] = OwedText(
                label=_("Verandert u iets wat al was ingevuld? Schrijf op wat er niet klopte"),
                help_text=_("Wat er eerst stond, blijft met deze uitleg te lezen."),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=4_000,
            )
        super().__init__(*args, **kwargs)

    def clean(self):
        """Signs that were ticked and "none of these" do not go together."""
        data = super().clean()
        if data.get("criteria") and data.get("criteria_none"):
            self.add_error(
                "criteria_none",
                _("U vinkte ook een kenmerk aan. Haal een van de twee vinkjes weg."),
            )
        return data

    @property
    def given(self) -> dict:
        """What the actions take; criteria are None as long as nobody said that none holds."""
        data = self.cleaned_data
        none_hold = data.get("criteria_none") or "criteria" not in self.fields
        return {
            "facts": self.facts,
            "criteria": data.get("criteria") or ([] if none_hold else None),
            **self._places(data["area"]),
            "subject": data["subject"],
            "etag": data["etag"],
        }

    def _places(self, chosen) -> dict:
        """The first area and those beside it; of who came with one, only which it is."""
        if not isinstance(self.fields["area"], forms.ModelMultipleChoiceField):
            return {"area": chosen}
        areas = list(chosen)
        return {"area": areas[0] if areas else None, "more_areas": areas[1:]}

    def values_in(self, row) -> dict:
        """Every fact by the name of its field."""
        known = {name: getattr(row, name) for name in ("area", "subject", "criteria")}
        if row.is_own:
            known["area"] = list(Area.objects.filter(key__in=row.area_keys))
        none_hold = bool(row.assessed_at and not row.criteria and "complexity" in row.facts)
        known["criteria_none"] = none_hold
        return known | {f"fact_{name}": row.facts.get(name, "") for name in self.names}

    @property
    def facts(self) -> dict:
        """The answers, by the name of the fact."""
        return {name: self.cleaned_data[f"fact_{name}"] for name in self.names}


class AccountHolderForm(SharedForm):
    """Who helps the initiator."""

    def __init__(self, *args, on, **kwargs):
        self.base_fields = type(self).base_fields | {  # type: ignore[misc]
            "person": colleague_field(_("Wie helpt de initiatiefnemer?"), on=on, officials=True)
        }
        super().__init__(*args, **kwargs)

    def values_in(self, row) -> dict:
        """Who was named."""
        return {"person": row.account_holder}


class AskViewForm(PlainForm):
    """Whose view is asked."""

    def __init__(self, *args, on, **kwargs):
        self.base_fields = {
            "colleague": colleague_field(_("Van wie wilt u een eerste blik?"), on=on)
        }
        super().__init__(*args, **kwargs)


def long_text(label, *, required=False, owed=False, help_text="", rows=4):
    """Room for some paragraphs; what is owed may come later, so it is not called optional."""
    return (OwedText if owed else forms.CharField)(
        label=label,
        required=required or owed,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ViewForm(PlainForm):
    """What a colleague sees at first sight."""

    text = long_text(
        gettext_lazy("Wat ziet u op het eerste gezicht?"),
        required=True,
        help_text=gettext_lazy("Kansen, knelpunten, en wie er nog meer iets van weet."),
    )


class LetterForm(SharedForm):
    """The letter to whoever came with it. Kept as it stands; sending checks whether it is whole."""

    chances = long_text(
        gettext_lazy("Kansen"), owed=True, help_text=gettext_lazy("Wat er goed aan is.")
    )
    challenges = long_text(gettext_lazy("Uitdagingen"))
    route_ahead = long_text(
        gettext_lazy("De route die volgt"),
        owed=True,
        help_text=gettext_lazy("Welke stappen er komen, en wanneer."),
    )
    who_does_what = long_text(gettext_lazy("Wie doet wat"), owed=True)
    read_on = long_text(gettext_lazy("Waar meer te lezen is"), rows=2)

    @property
    def was_typed_in(self) -> bool:
        """Something else was sent than the form was made from."""
        return self.cleaned_data["etag"] != etag_of_values(self.letter)

    @property
    def letter(self) -> dict[str, str]:
        """The letter as it was sent."""
        return {name: plain_lines(self.cleaned_data[name]) for name in LETTER}


class CorrectLetterForm(LetterForm):
    """A letter that was sent, put right."""

    reason = long_text(
        gettext_lazy("Wat klopte er niet?"),
        owed=True,
        help_text=gettext_lazy("De initiatiefnemer leest dit boven de goede brief."),
        rows=3,
    )


class RulingForm(SharedForm):
    """Follow the policy, or choose another way with a reason."""

    chosen = forms.ChoiceField(label=gettext_lazy("Wie beslist?"), widget=forms.RadioSelect)
    deviation_reason = long_text(
        gettext_lazy("Waarom kiest u anders dan het beleid?"),
        help_text=gettext_lazy("Alleen als u anders kiest. Iedereen kan deze uitleg lezen."),
    )

    def __init__(self, *args, policy, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [
            (rule.key, for_colleagues(rule)) for rule in routes_for(policy, kind)
        ]


def for_colleagues(rule):
    """What a rule comes to: where initiators decide, the policy says it to them."""
    if rule.way != WayOfDeciding.INITIATORS:
        return str(rule.label)
    return _("De initiatiefnemers beslissen zelf. Zij lezen: ‘%(label)s’") % {"label": rule.label}


class EndForm(PlainForm):
    """The answer with which an initiative ends."""

    reason = long_text(
        gettext_lazy("Antwoord aan de initiatiefnemer"),
        required=True,
        rows=6,
        help_text=gettext_lazy("Dit leest wie ermee kwam. Schrijf wat u doet, en waarom."),
    )


class PassOnForm(EndForm):
    """To whom it goes."""

    to = forms.CharField(label=gettext_lazy("Naar wie gaat het?"), max_length=200)
    field_order = ("to", "reason")


class OutOfScopeForm(PlainForm):
    """What the policy is not about, with the policy's own sentence or another."""

    outside = OwedChoice(label=gettext_lazy("Waarom hoort het hier niet?"))
    reason = long_text(
        gettext_lazy("Antwoord in eigen woorden"),
        rows=5,
        help_text=gettext_lazy("Leeg laten mag: dan geven we de zin uit het beleid."),
    )

    def __init__(self, *args, policy, kind, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (subject.key, f"{subject.label}: {subject.sentence} {subject.go_to}")
            for subject in policy.scope.outside
        ]
        if not policy.in_scope(kind):
            rule = policy.scope_rule(kind)
            said = (
                f"{rule.sentence} {rule.go_to}"
                if rule
                else _("Dit soort plan valt buiten het beleid.")
            )
            choices.insert(0, ("", said))
        self.fields["outside"].choices = choices
        self.fields["outside"].widget = forms.RadioSelect(choices=choices)


class CallOffForm(PlainForm):
    """Why a view that was asked is not needed after all."""

    reason = long_text(
        gettext_lazy("Waarom is een gevraagde blik toch niet nodig?"),
        owed=True,
        help_text=gettext_lazy("Uw collega leest dit hier."),
        rows=2,
    )


class ResumeForm(PlainForm):
    """Why it is not the same as another after all."""

    reason = long_text(
        gettext_lazy("Waarom is dit toch iets anders?"),
        required=True,
        help_text=gettext_lazy("Wie ermee kwam, leest dit bij het idee en krijgt het per mail."),
    )


class OtherIdeaField(forms.ModelChoiceField):
    """Another idea; of what nobody works on any more it is said that it is over."""

    def label_from_instance(self, obj):
        """As it is called."""
        over = obj.ended_at is not None and not obj.runs
        return _("%(idea)s (afgerond)") % {"idea": obj} if over else str(obj)


class DuplicateForm(PlainForm):
    """Which other one it is the same as, and whether one is sure."""

    same_as = OtherIdeaField(
        Initiative.objects.none(), label=gettext_lazy("Met welk idee is dit hetzelfde?")
    )
    reason = long_text(
        gettext_lazy("Antwoord aan wie ermee kwam"),
        help_text=gettext_lazy(
            "Leeg laten mag als het andere nog loopt: dan staat er dat dit al bij ons is, met het "
            "nummer."
        ),
    )
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean(self):
        """What will be answered is known before it is asked whether one is sure."""
        data = super().clean()
        if "same_as" in data and "reason" in data:
            try:
                data["answer"] = duplicate_answer(data["same_as"], reason=data["reason"])
            except RuleBroken as broken:
                self.add_error("reason", broken.sentence)
        return data

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        others = Initiative.objects.going_on().exclude(pk=initiative.pk)
        runs = Trajectory.objects.running().filter(initiatives=OuterRef("pk"))
        self.fields["same_as"].queryset = others.annotate(runs=Exists(runs))


class MendPlanForm(SharedForm):
    """A typo in the municipality's own plan."""

    title = forms.CharField(label=gettext_lazy("Hoe heet het plan?"), max_length=160)
    text = long_text(gettext_lazy("Waar gaat het over?"), required=True, rows=8)


class JoinForm(PlainForm):
    """Which running trajectory it goes along in."""

    trajectory = forms.ModelChoiceField(
        Trajectory.objects.none(), label=gettext_lazy("Met welk traject gaat het mee?")
    )
    reason = long_text(gettext_lazy("Bericht aan de initiatiefnemer"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trajectory"].queryset = Trajectory.objects.running().order_by("title")


class OpenForm(PlainForm):
    """A trajectory that follows from it. Several may, one after the other."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=160)
    summary = forms.CharField(
        label=gettext_lazy("In het kort"),
        help_text=gettext_lazy("Wat er speelt, in twee of drie zinnen. Iedereen leest dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_SUMMARY,
    )
    areas = forms.ModelMultipleChoiceField(
        Area.objects.all(),
        label=gettext_lazy("Gebieden"),
        help_text=gettext_lazy("Niets kiezen betekent: de hele gemeente."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    subject = forms.ModelChoiceField(
        Subject.objects.all(),
        label=gettext_lazy("Onderwerp"),
        required=False,
        empty_label=gettext_lazy("Geen"),
    )
    explores_until = forms.DateField(
        label=gettext_lazy("Eerst verkennen tot en met"), widget=DayInput, required=False
    )
    explores_for = EuroField(
        label=gettext_lazy("Budget om te verkennen, in euro"),
        max_digits=12,
        decimal_places=2,
        required=False,
    )
    apart_reason = apart_reason_field()
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("title", "summary", "leader", "owner", "apart_reason", "areas", "subject")

    def __init__(self, *args, policy, on, **kwargs):
        self.base_fields = dict(type(self).base_fields)  # type: ignore[misc]
        self.base_fields["leader"] = colleague_field(_("Projectleider"), on=on, officials=True)
        self.base_fields["owner"] = forms.EmailField(
            label=_("E-mailadres van de proceseigenaar van buiten"),
            help_text=_(
                "Alleen als de initiatiefnemer zelf het proces leidt, en al een account heeft."
            ),
            required=False,
        )
        exploring = policy.route.exploring
        if exploring is None:
            del self.base_fields["explores_until"], self.base_fields["explores_for"]
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["apart_reason"]  # asked of who is refused for the lack of it
        if exploring:
            self.fields["explores_until"].help_text = _(
                "Leeg laten betekent: meteen beginnen met de weging. Hoogstens %(weeks)s weken."
            ) % {"weeks": exploring.weeks}

    def clean_owner(self):
        """The account of the process owner, by its address."""
        email = self.cleaned_data["owner"].strip()
        if not email:
            return None
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _(
                    "Met dit adres is er nog geen account. Laat de initiatiefnemer er eerst een "
                    "maken."
                )
            )
        return person
