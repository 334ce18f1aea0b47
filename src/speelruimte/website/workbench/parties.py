"""Parties: whose agreement is asked, and what they say about this version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.actions import leave_party, record_stand
from speelruimte.agreements.models import Party
from speelruimte.agreements.queries import open_version, parties_lacking, version_in_force
from speelruimte.agreements.rules import may_record_stand, may_write
from speelruimte.agreements.texts import text_etag
from speelruimte.people.models import Organisation
from speelruimte.people.queries import speaks_for
from speelruimte.route.adopting import ask_party
from speelruimte.trajectories.models import ENDED_STEPS
from speelruimte.trajectories.noting import may_read_notes
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, act_once, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import OwedRow, OwedText, PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.stand_form import StandForm, stand_to_begin_with
from speelruimte.website.workbench.beside import FormsBeside
from speelruimte.website.workbench.frame import trajectory_page
from speelruimte.website.workbench.onward import onward
from speelruimte.website.workbench.plan_tabs import PlanFrame, with_tabs


class PartyForm(PlainForm):
    """An organisation that is known here, or somebody by name."""

    organisation = OwedRow(
        label=gettext_lazy("Organisatie"),
        queryset=Organisation.objects.all(),
        empty_label=gettext_lazy("Geen: iemand op eigen naam"),
    )
    name = OwedText(
        label=gettext_lazy("Of de naam van een persoon"),
        help_text=gettext_lazy("Op de site tellen we personen alleen, zonder naam."),
        max_length=120,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Om te laten weten dat de afspraken zijn gewijzigd."),
        required=False,
    )


@dataclass(frozen=True, kw_only=True)
class PartiesPage(PlanFrame):
    """Parties and what they say."""

    template: ClassVar = "workbench/parties.html"
    rows: Rows  # {party, stand, heard, form, do, drop}
    form: Form
    lacking: Sequence[Party]


DROP = "drop-"


@workbench_page
def parties(request, case_number):
    """Who was asked and what they said; a form for one more, and one for each stand."""
    trajectory, frame = trajectory_page(request, case_number)
    version = open_version(trajectory)
    page = PartyForms(request, trajectory, version)
    if request.method == "POST":
        answer = page.do()
        if answer is not None:
            return answer
    return render_page(
        request,
        PartiesPage(
            **vars(with_tabs(request, frame, "parties", version)),
            rows=page.rows(),
            form=page.forms["party"]
            if page.writes and trajectory.step not in ENDED_STEPS
            else None,
            lacking=parties_lacking(version) if version else (),
        ),
        status=422 if page.has_errors else 200,
    )


class PartyForms(FormsBeside):
    """The stand of each party for whom this person speaks, and one party more."""

    def __init__(self, request, trajectory, version):
        self.request, self.trajectory, self.version = request, trajectory, version
        self.who = {"by": request.user, "at": now()}
        self.writes = may_write(the_person(request), trajectory, on=today())
        asked = trajectory.parties.select_related("organisation", "contact").order_by("pk")
        self.parties = {f"stand-{party.pk}": party for party in asked}
        # When nobody writes, the stands of the agreement that holds are shown.
        self.said_of = version or version_in_force(trajectory)
        makers = {"party": lambda sent, typed: PartyForm(sent, initial=typed)}
        makers |= {name: self._stand_maker(name) for name in self.parties if self._speaks(name)}
        super().__init__(request, makers)

    def _speaks(self, name):
        person, party = the_person(self.request), self.parties[name]
        return self.version is not None and may_record_stand(
            person, party, self.trajectory, on=today()
        )

    def _stand_maker(self, name):
        said = stand_to_begin_with(
            self._stands().get(self.parties[name].pk), etag=text_etag(self.said_of)
        )
        organisation = self.parties[name].organisation_id
        speaks_for_it = organisation is not None and speaks_for(
            the_person(self.request), organisation, on=today()
        )
        return lambda sent, typed: StandForm(
            sent, prefix=name, speaks_for_it=speaks_for_it, initial=said | typed
        )

    def _stands(self):
        stands = self.said_of.stands.all() if self.said_of else ()
        return {stand_taken.party_id: stand_taken for stand_taken in stands}

    def rows(self):
        """Each party as it stands now, with its form where this person may say it.

        Where it was heard from is for colleagues, as the form says that asks for it.
        """
        stands = self._stands()
        is_colleague = may_read_notes(the_person(self.request), self.trajectory, on=today())
        return [
            {
                "party": party,
                "stand": stands.get(party.pk),
                "heard": is_colleague and party.pk in stands and stands[party.pk].heard_on,
                "form": self.forms.get(name),
                "do": name,
                "drop": f"{DROP}{party.pk}",
            }
            for name, party in self.parties.items()
        ]

    def do(self):
        """Run the one action that was pressed; a redirect, or None when the page is shown again."""
        if self.doing.startswith(DROP):
            return self._drop(self.doing.removeprefix(DROP))
        form = self.forms.get(self.doing)
        allow_or_403(form is not None and (self.doing != "party" or self.writes))
        if self.doing == "party":
            done = act_once(
                self.request, form, lambda data: ask_party(self.trajectory, **data, **self.who)
            )
        else:
            done = self._say(form)
        if done is None:
            return None
        messages.success(self.request, _("Vastgelegd."))
        if self.doing == "party":
            return self._done()
        return self._done(onward(self.request, self.trajectory, here="parties"))

    def _done(self, to=""):
        """The parties and stands as they are now, when the page is shown again."""
        answer = self.done(to or self.request.path)
        if answer is None:
            self._look_again()
        return answer

    def _look_again(self):
        again = PartyForms(self.request, self.trajectory, self.version)
        self.parties = again.parties
        self.forms = {**again.forms, **self.forms}
        if self.doing.startswith("stand-"):
            self.forms[self.doing] = again.makers[self.doing](None, {})

    def _say(self, form):
        party = self.parties[self.doing]
        said = act(
            self.request,
            form,
            lambda data: record_stand(self.version, party=party, **data, **self.who),
        )
        if said is None:
            form.about(text_etag(self.version))
        return said

    def _drop(self, key):
        allow_or_403(self.writes)
        party = get_object_or_404(Party, trajectory=self.trajectory, pk=_number(key))
        to = self.request.path
        press(self.request, lambda: leave_party(party, **self.who), done=_("Weggehaald."), to=to)
        return self._done()


def _number(text):
    if not text.isdecimal():
        raise Http404
    return int(text)


urlpatterns = [
    path("werk/trajecten/<str:case_number>/partijen/", parties, name="work-parties"),
]
