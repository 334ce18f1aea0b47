"""A light change of the agreements: spelling, or a later last day; and a party that objects to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.light_rules import (
    can_object,
    may_change_lightly,
    may_object,
)
from speelruimte.agreements.light_texts import texts_to_mend
from speelruimte.agreements.queries import version_in_force
from speelruimte.agreements.rules import may_amend
from speelruimte.route.extending import all_longer_at_once
from speelruimte.route.light_change import change_lightly_and_tell, object_and_tell
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act_once
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput
from speelruimte.website.objection_form import PartyObjectionForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.extending import not_later_words, objection_words
from speelruimte.website.workbench.frame import page_url, trajectory_page
from speelruimte.website.workbench.plan_tabs import PlanFrame, with_tabs

GROUPS = (
    ("description", gettext_lazy("Planomschrijving")),
    ("plan", gettext_lazy("Participatieplan")),
    ("frame", gettext_lazy("Uitleg bij wat vaststaat en open is")),
    ("method", gettext_lazy("Toelichting bij de werkvormen")),
)


class LightChangeForm(SharedForm):
    """Every text in which spelling can be mended, the last day of every phase that runs, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Wat verbetert u, en waarom?"),
        help_text=gettext_lazy("Iedereen leest dit naast de oude en de nieuwe tekst."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
    )

    def __init__(self, *args, version, latest, **kwargs):
        super().__init__(*args, initial={"etag": version.fingerprint}, **kwargs)
        self.groups, self.days = {}, []
        for text in texts_to_mend(version).values():
            rows = min(12, max(2, len(text.text) // 80 + text.text.count("\n") + 1))
            self.add_field(
                text.place,
                forms.CharField(
                    label=text.label,
                    initial=text.text,
                    widget=forms.Textarea(attrs={"rows": rows}),
                    max_length=20_000,
                ),
            )
            self.groups.setdefault(text.group, []).append(text.place)
        for phase in version.phases.filter(key__in=latest):
            name = f"phase:{phase.key}"
            self.add_field(
                name,
                forms.DateField(
                    label=_("Laatste dag van ‘%(phase)s’") % {"phase": phase.name},
                    help_text=_how_long(latest[phase.key]),
                    initial=phase.ends_on,
                    widget=DayInput,
                ),
            )
            self.days.append(name)

    def shown_groups(self) -> Rows:
        """The texts by the part of the agreement that they stand in."""
        return [
            {"key": key, "title": title, "fields": [self[name] for name in self.groups[key]]}
            for key, title in GROUPS
            if key in self.groups
        ]

    def shown_days(self):
        return [self[name] for name in self.days]

    def values_in(self, row) -> dict:
        """The texts and last days of the version that holds now."""
        texts = {place: text.text for place, text in texts_to_mend(row).items()}
        days = row.phases.values_list("key", "ends_on")
        return texts | {f"phase:{key}": ends_on for key, ends_on in days}

    def recorded(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "texts": {name: data[name] for names in self.groups.values() for name in names},
            "last_days": {name.partition(":")[2]: data[name] for name in self.days},
            "reason": data["reason"],
            "etag": data["etag"],
        }


def _how_long(at_once):
    """Until when it may last, and what stands in the way of a day later."""
    said = [
        _("Later mag tot en met %(day)s.") % {"day": date_format(at_once.until, "j F Y")}
        if at_once.until
        else _("Een latere dag kan niet met een kleine wijziging.")
    ]
    return " ".join(filter(None, (*said, not_later_words(at_once))))


@dataclass(frozen=True, kw_only=True)
class LightChangePage(PlanFrame):
    """A light change; or, while parties may object to the last one, an objection."""

    template: ClassVar = "workbench/light_change.html"
    form: LightChangeForm | None
    objection_form: PartyObjectionForm | None
    until: str  # the last day on which a party can object
    groups: Rows
    days: Sequence
    back: str


@workbench_page
def light_change(request, case_number):
    """By whom the policy names; who leads records what a party says on the telephone."""
    trajectory, frame = trajectory_page(request, case_number)
    person, version = the_person(request), version_in_force(trajectory)
    changes = may_change_lightly(person, trajectory, frame.policy, on=today())
    allow_or_403(version is not None and (changes or may_amend(person, trajectory, on=today())))
    assert version is not None
    objecting = can_object(version, newest=version, today=today())
    form = objection_form = None
    if objecting and request.POST.get("do") != "change":
        objection_form = PartyObjectionForm(
            request.POST or None, parties=_parties(person, trajectory)
        )
    elif changes:
        form = LightChangeForm(
            request.POST or None,
            version=version,
            latest=all_longer_at_once(version, frame.policy, on=today()),
        )
    if request.method == "POST":
        done = _done(request, version, form, objection_form)
        if done:
            return redirect(done)
    page = LightChangePage(
        **vars(with_tabs(request, frame, "adoption", version))
        | {"here_label": _("Kleine wijziging")},
        form=form,
        objection_form=objection_form,
        until=date_format(version.objections_until, "j F Y") if objecting else "",
        groups=form.shown_groups() if form else (),
        days=form.shown_days() if form else (),
        back=page_url("adoption", trajectory),
    )
    refused = any(shown is not None and shown.errors for shown in (form, objection_form))
    return render_page(request, page, status=422 if refused else 200)


def _parties(person, trajectory):
    parties = trajectory.parties.select_related("organisation", "contact").order_by("pk")
    return [party for party in parties if may_object(person, party, trajectory, on=today())]


def _done(request, version, form, objection_form):
    """Run what was pressed; where to go then, or nothing when it was refused."""
    who = {"by": the_person(request), "at": now()}
    here = page_url("adoption", version.trajectory)
    if objection_form is not None:
        if act_once(
            request,
            objection_form,
            lambda data: object_and_tell(version, **objection_form.recorded(), **who),
        ):
            messages.success(
                request,
                _(
                    "Vastgelegd. De tekst van eerst geldt weer. De wijziging staat klaar om voor te leggen."
                ),
            )
            return here
        return None
    allow_or_403(form is not None)
    light = act_unless_changed(
        request, form, lambda data: change_lightly_and_tell(version, **form.recorded(), **who)
    )
    if light is None:
        return None
    said = _("De kleine wijziging geldt. Wie het aangaat, krijgt bericht.")
    objections = objection_words(light.objections_until)
    messages.success(request, " ".join(filter(None, (said, objections))))
    return here


urlpatterns = [
    path(
        "werk/trajecten/<str:case_number>/kleine-wijziging/",
        light_change,
        name="work-light-change",
    ),
]
