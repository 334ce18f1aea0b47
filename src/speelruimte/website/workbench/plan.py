"""Writing the agreement: description and plan by the policy's questions."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from speelruimte.agreements.actions import write_texts
from speelruimte.agreements.models import Section, Version
from speelruimte.initiatives.queries import told_at_the_start
from speelruimte.policy.schema import PlanPart
from speelruimte.policy.telling import told_in_description
from speelruimte.policy.ways import is_required
from speelruimte.route.case import Case
from speelruimte.shared.edits import plain_lines
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.website.access import workbench_page
from speelruimte.website.asking import now
from speelruimte.website.forms import OwedText, PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench import frames, parties, phases
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.onward import onward
from speelruimte.website.workbench.plan_tabs import (
    PlanFrame,
    allow_writing_or_403,
    open_for,
    with_tabs,
)
from speelruimte.website.workbench.said_before import FROM_THE_DOOR, say_from_where, telling

LONGEST = Section._meta.get_field("text").max_length
HOW_WEIGHED = "how_weighed"
# What the plan says in data of its own has a page of its own.
ELSEWHERE: dict[str, str] = {
    PlanPart.FRAMES: "work-frames",
    PlanPart.PURPOSES: "work-phases",
    PlanPart.PARTICIPANTS: "work-phases",
    PlanPart.PHASES: "work-phases",
    PlanPart.METHODS: "work-phases",
    PlanPart.PARTIES: "work-parties",
}


class Asked:
    """One question of the policy, with the text that stands there now."""

    def __init__(self, part, item, section, *, required, told):
        self.part, self.key, self.required = part, item.key, required
        self.label, self.help = str(item.label), str(item.help or "")
        self.text = section.text if section else ""
        draft = "" if section else told
        self.draft = draft if len(draft) <= LONGEST else ""
        self.edits = section.edits if section else 0
        self.page = ELSEWHERE.get(getattr(item, "part", ""), "")
        self.name = f"{part}.{item.key}"

    @property
    def said_below(self):
        """The help of the policy; and where what counts is filled in, if that is not here."""
        if not self.page:
            return self.help
        elsewhere = _("Dit vult u in op een eigen bladzijde. Hier kunt u het uitleggen. Leeg mag.")
        return " ".join(part for part in (self.help, elsewhere) if part)


class TextsForm(PlainForm):
    """A field for every text, each with what its writer saw."""

    def __init__(self, *args, texts, **kwargs):
        super().__init__(*args, **kwargs)
        self.texts, self.saved = texts, []
        for section in texts:
            longest = 4_000 if section.name == HOW_WEIGHED else LONGEST
            self.fields[section.name] = OwedText(
                label=section.label,
                help_text=section.said_below,
                required=section.required,
                initial=section.text or section.draft,
                widget=forms.Textarea(
                    {
                        "rows": 5,
                        "maxlength": longest,
                        "class": "utrecht-textarea utrecht-textarea--html-textarea",
                    }
                ),
                label_suffix="",
            )
            if section.draft:
                say_from_where(self.fields[section.name], FROM_THE_DOOR)
            self.fields[f"seen-{section.name}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=_seen(section.text, section.edits)
            )

    def changed(self):
        """What its writer changed: name to (text, edits). What was only looked at stays out."""
        changes = {}
        for section in self.texts:
            text = plain_lines(self.cleaned_data[section.name])
            edits, _colon, etag = self.cleaned_data[f"seen-{section.name}"].partition(":")
            if etag != _etag(text):
                changes[section.name] = (text, whole_number(edits) or 0)
        return changes


def _etag(text):
    return fingerprint(plain_lines(text))[:16]


def _seen(text, edits):
    return f"{edits}:{_etag(text)}"


@dataclass(frozen=True, kw_only=True)
class PlanPage(PlanFrame):
    """Description and plan."""

    template: ClassVar = "workbench/plan.html"
    form: TextsForm
    parts: Rows  # {title, rows}; a row: {asked, bound, seen, theirs, clashes}


@workbench_page
def plan(request, case_number):
    """Write the description and the plan; save one text, or all."""
    trajectory, frame = trajectory_page(request, case_number)
    version, writes = open_for(request, trajectory)
    texts = _texts(trajectory, frame.policy, version)
    form = TextsForm(request.POST or None, texts=texts)
    theirs = {}
    if request.method == "POST":
        allow_writing_or_403(request, trajectory, writes)
        if form.is_valid():
            theirs = _save(request, form, version)
            if not form.errors:
                messages.success(request, _("Bewaard."))
                pressed = request.POST.get("save", "")
                if pressed:
                    return redirect(f"{request.path}#{pressed}")
                return redirect(onward(request, trajectory, here="plan"))
    return render_page(
        request,
        PlanPage(
            **vars(with_tabs(request, frame, "plan", version, writes=writes)),
            form=form,
            parts=_parts(form, texts, theirs, frame.policy),
        ),
        status=422 if form.errors else 200,
    )


def _texts(trajectory, policy, version):
    case = Case(trajectory=trajectory)
    sections = {(s.part, s.key): s for s in version.sections.all()} if version else {}
    asked = [("description", question) for question in policy.description_questions]
    # How input is weighed is asked once: in the words of the policy, where it has its own.
    own_words = [item for item in policy.plan_sections if item.part == PlanPart.WEIGHING]
    asked += [
        ("plan", item)
        for item in policy.plan_sections
        if item not in own_words or ("plan", item.key) in sections
    ]
    told = told_at_the_start(case.initiative) if version else {}
    texts = [
        Asked(
            part,
            item,
            sections.get((part, item.key)),
            required=is_required(policy, item, case.facts),
            told=telling(told, told_in_description(policy, item)),
        )
        for part, item in asked
    ]
    how = Asked.__new__(Asked)
    how.part, how.key, how.name, how.required, how.page = "plan", HOW_WEIGHED, HOW_WEIGHED, True, ""
    how.label = _("Hoe weegt de inbreng straks mee?")
    how.draft = ""
    how.help = _("Zo leggen we aan mensen uit wat er met hun woorden gebeurt.")
    how.text, how.edits = (version.how_weighed, version.edits) if version else ("", 0)
    if own_words and ("plan", own_words[0].key) not in sections:
        how.label = str(own_words[0].label)
        how.help = " ".join(part for part in (str(own_words[0].help or ""), how.help) if part)
    return [*texts, how]


def _save(request, form, version):
    """Save what changed. Says at each field who was first, and shows what stands there now."""
    changed = form.changed()
    how = changed.pop(HOW_WEIGHED, None)
    try:
        written = write_texts(
            version,
            texts={tuple(name.split(".", 1)): value for name, value in changed.items()},
            how_weighed=how,
            by=request.user,
            at=now(),
        )
    except RuleBroken as broken:
        form.add_error(None, broken.sentence)
        return {}
    theirs = {}
    for key, clash in written.clashes.items():
        name = key if key == HOW_WEIGHED else ".".join(key)
        form.add_error(name, clash.sentence)
        row = clash.theirs
        text = (row.how_weighed if name == HOW_WEIGHED else row.text) if row else ""
        theirs[name] = text
        _look_again(form, name, text, row.edits if row else 0)
    labels = {section.name: section.label for section in form.texts}
    for key in written.saved:
        name = key if key == HOW_WEIGHED else ".".join(key)
        form.saved.append(labels[name])
        text, edits = form.cleaned_data[name], _edits_now(version, key)
        _look_again(form, name, text, edits)
    return theirs


def _look_again(form, name, text, edits):
    """The next press starts from what stands there now: then its writer has seen it."""
    form.data = form.data.copy()
    form.data[f"seen-{name}"] = _seen(text, edits)


def _edits_now(version, key):
    if key == HOW_WEIGHED:
        return Version.objects.values_list("edits", flat=True).get(pk=version.pk)
    part, name = key
    return version.sections.values_list("edits", flat=True).get(part=part, key=name)


def _parts(form, texts, theirs, policy):
    """The texts as the page shows them, description and plan apart."""
    titles = {
        "description": policy.word("description", _("planomschrijving")),
        "plan": policy.word("plan", _("participatieplan")),
    }
    return [
        {
            "key": part,
            "title": title[:1].upper() + title[1:],
            "rows": [
                {
                    "asked": asked,
                    "bound": form[asked.name],
                    "seen": form[f"seen-{asked.name}"],
                    "theirs": theirs.get(asked.name),
                    "clashes": asked.name in theirs,
                    "lacks": asked.required and not (asked.text or asked.page),
                }
                for asked in texts
                if asked.part == part
            ],
        }
        for part, title in titles.items()
    ]


urlpatterns = [
    path("werk/trajecten/<str:case_number>/plan/", plan, name="work-plan"),
    *frames.urlpatterns,
    *phases.urlpatterns,
    *parties.urlpatterns,
]
