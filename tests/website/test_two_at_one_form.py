"""Two people at one form: who saves second reads what was saved since, and saves after seeing it."""

import importlib
import pkgutil
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    make_theme,
    rename_theme,
    write_result,
)
from speelruimte.initiatives.actions import assess_initiative, rule_who_decides, write_letter
from speelruimte.people.addresses import change_details
from speelruimte.route.door import advance, name_helper
from speelruimte.shared.errors import Clash
from speelruimte.website import workbench
from speelruimte.website.forms import OwedText
from speelruimte.website.kinds.budget.workbench_forms import PlanForm, TermsForm
from speelruimte.website.workbench.clashing import SharedForm, what_they_saved
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words
from tests.steps.door import (
    LETTER,
    assessed_initiative,
    known_facts,
    quickscan_done,
    received_initiative,
)

__all__ = ["activity", "lead", "trajectory"]

MEANWHILE = "Dit is intussen ook bewaard, door een collega of door u zelf in een ander venster."
BESIDE = "Zo staat het er nu"


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def idea(load_pack, cast, areas):
    load_pack("heemstede-2020")
    idea = received_initiative(area=areas["centrum"])
    return assessed_initiative(
        idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad"
    )


@pytest.fixture
def looked_at(idea, cast, now, today):
    return advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)


def text(answer):
    return answer.content.decode()


def typed_in(page, name, **typed):
    """What a browser sends of the form that is on this page, with what somebody typed in it."""
    form = page.context[name]
    if isinstance(form, SharedForm):
        assert f'name="{form.add_prefix("made_from")}"' in text(page)
    values = {form.add_prefix(field): form[field].value() for field in form.fields}
    sent = {field: getattr(value, "pk", value) for field, value in values.items()}
    written = {form.add_prefix(field): value for field, value in typed.items()}
    return {field: "" if value is None else value for field, value in sent.items()} | written


def second(client, url, meanwhile, *, form="form", post_to=None, says=MEANWHILE, **typed):
    """Somebody opens a form; a colleague saves; what was typed is sent. The answer, and the next
    press of the same button on the page that came back. ``says`` is what the first answer says.
    """
    page = client.get(url)
    sent = typed_in(page, form, **typed)
    meanwhile()
    late = client.post(post_to or url, sent)
    assert late.status_code == 422
    assert says in text(late)
    assert BESIDE in text(late)
    for value in typed.values():
        assert str(value) in text(late)
    again = client.post(post_to or url, typed_in(late, form))
    assert again.status_code == 302
    return text(late)


def at_the_door(name, idea, *more):
    return reverse(f"work-{name}", args=[idea.case_number, *more])


@pytest.mark.once
def test_what_a_colleague_ticked_is_said_in_words():
    class Departing(SharedForm):
        departs = forms.BooleanField(label="Wijkt het af?", required=False)

    form = Departing({"departs": "on"})
    assert form.is_valid()
    assert what_they_saved(form, {"departs": False}) == [{"label": "Wijkt het af?", "value": "nee"}]
    form = Departing({})
    assert form.is_valid()
    assert what_they_saved(form, {"departs": True}) == [{"label": "Wijkt het af?", "value": "ja"}]


def test_what_it_is_is_not_overwritten_by_who_looked_before(idea, cast, signed_in, now, today):
    who = {"by": cast.marleen, "at": now, "on": today}

    def a_colleague_fills_in():
        facts = known_facts(idea, competent="college")
        assess_initiative(idea, facts=facts, criteria=["veel-partijen"], **who)

    second(
        signed_in(cast.marleen),
        at_the_door("assess", idea),
        a_colleague_fills_in,
        fact_competent="none",
    )

    idea.refresh_from_db()
    assert idea.facts["competent"] == "none"


def test_a_letter_is_not_overwritten_by_who_looked_before(looked_at, cast, signed_in, now, today):
    def a_colleague_writes():
        chances = {"chances": "Kansen van een collega."}
        write_letter(looked_at, by=cast.marleen, at=now, on=today, **LETTER | chances)

    late = second(
        signed_in(cast.marleen),
        at_the_door("quickscan", looked_at),
        a_colleague_writes,
        form="letter_form",
        post_to=at_the_door("write-letter", looked_at),
        challenges="Uitdagingen van mij.",
    )

    assert "Kansen van een collega." in late
    looked_at.quickscan.refresh_from_db()
    assert looked_at.quickscan.challenges == "Uitdagingen van mij."
    assert looked_at.quickscan.chances == "Kansen van een collega."


def test_the_same_letter_twice_is_no_clash(looked_at, cast, signed_in):
    client = signed_in(cast.marleen)
    page = client.get(at_the_door("quickscan", looked_at))
    sent = typed_in(page, "letter_form", chances="Regel een.\r\nRegel twee.")
    url = at_the_door("write-letter", looked_at)

    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302


def test_who_helps_is_not_overwritten_by_who_looked_before(looked_at, cast, signed_in, now, today):
    def a_colleague_names():
        name_helper(looked_at, person=cast.ruben, by=cast.marleen, at=now, on=today)

    late = second(
        signed_in(cast.marleen),
        at_the_door("quickscan", looked_at),
        a_colleague_names,
        form="holder_form",
        post_to=at_the_door("name-holder", looked_at),
        person=cast.joris.pk,
    )

    assert cast.ruben.name in late


def test_who_decides_is_not_overwritten_by_who_looked_before(idea, cast, signed_in, now, today):
    quickscan_done(idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris)
    signed_in(cast.ruben)

    def a_colleague_rules():
        rule_who_decides(idea, by=cast.marleen, at=now, on=today)

    second(
        signed_in(cast.ruben),
        at_the_door("who-decides", idea),
        a_colleague_rules,
        chosen="college-eenvoudig",
        deviation_reason="Het is klein.",
    )

    idea.ruling.refresh_from_db()
    assert idea.ruling.chosen == "college-eenvoudig"


def in_the_case(name, trajectory, **more):
    return reverse(f"work-{name}", kwargs={"case_number": trajectory.case_number, **more})


def test_an_own_answer_is_not_overwritten_by_who_looked_before(
    trajectory, activity, cast, signed_in, lead
):
    contribution = words(activity)

    late = second(
        signed_in(cast.marleen),
        in_the_case("answer-contribution", trajectory, key=contribution.public_key),
        lambda: answer_contribution(contribution, verdict="not", reason="Te duur.", **lead),
        verdict="taken_over",
        reason="Dat doen we.",
        says=f"{lead['by'].name} heeft dit net bewaard. Vergelijk de twee",
    )

    assert "Te duur." in late
    assert contribution.answers.count() == 2


def test_an_answer_to_a_theme_is_not_overwritten_by_who_looked_before(
    trajectory, cast, signed_in, lead
):
    theme = make_theme(trajectory, title="Groen", **lead)

    late = second(
        signed_in(cast.marleen),
        in_the_case("theme", trajectory, pk=theme.pk),
        lambda: answer_theme(theme, verdict="not", reason="Te duur.", **lead),
        verdict="taken_over",
        reason="Dat doen we.",
        says=f"{lead['by'].name} heeft dit net bewaard. Vergelijk de twee",
    )

    assert "Te duur." in late


def test_a_name_of_a_theme_is_not_overwritten_by_who_looked_before(
    trajectory, cast, signed_in, lead
):
    theme = make_theme(trajectory, title="Groen", **lead)

    late = second(
        signed_in(cast.marleen),
        in_the_case("theme-change", trajectory, pk=theme.pk),
        lambda: rename_theme(theme, title="Groen en water", text="", **lead),
        title="Bomen",
    )

    assert "Groen en water" in late


def test_a_result_shows_what_a_colleague_wrote(trajectory, cast, signed_in, lead):
    client = signed_in(cast.marleen)
    promises = client.get(in_the_case("result", trajectory)).context["form"].kept

    late = second(
        client,
        in_the_case("result", trajectory),
        lambda: write_result(
            trajectory, summary="Een breder pad.", promises=promises, edits=0, **lead
        ),
        summary="Een smaller pad.",
    )

    assert "Een breder pad." in late


def test_details_of_somebody_are_not_overwritten_by_who_looked_before(cast, signed_in, now, today):
    joris = {"name": cast.joris.name, "email": cast.joris.email}

    late = second(
        signed_in(cast.wim),
        reverse("work-edit-person", args=[cast.joris.pk]),
        lambda: change_details(
            cast.joris, function="wijkregisseur", by=cast.wim, at=now, on=today, **joris
        ),
        phone="06 12 34 56 78",
    )

    assert "wijkregisseur" in late
    cast.joris.refresh_from_db()
    assert (cast.joris.function, cast.joris.phone) == ("wijkregisseur", "06 12 34 56 78")


# What needs no guard, because nothing that a colleague wrote can be overwritten by it.
READS = "says how a file is read, and saves nothing"
ADDS = "it adds something of its own; what is there stays"
ONCE = "it is recorded once; who comes second is told by the action"
NOT_OVERWRITING = {
    "AdoptionReasonForm": ONCE,
    "AskOfHomesMixin": "a part of other forms: it asks, and saves nothing",
    "AsksIfSureMixin": "a part of other forms: it asks, and saves nothing",
    "AskToStopForm": ONCE,
    "AskViewForm": ADDS,
    "CallOffForm": ONCE,
    "ColumnsForm": READS,
    "DuplicateForm": ONCE,
    "EndForm": ONCE,
    "EndRoleForm": ONCE,
    "FeedbackForm": ONCE,
    "ForgetForm": ONCE,
    "FreshLookForm": ONCE,
    "HoldBackForm": ONCE,
    "InformedForm": ONCE,
    "JoinForm": ONCE,
    "LateAnswerForm": ADDS,
    "HoldOverForm": "a body holds over on a day once: who comes second reads the first, and keeps the words",
    "LaterForm": "all that was said stays to be read, and who comes second sees the first",
    "LessonForm": ADDS,
    "LookAgainForm": ONCE,
    "LookAtAdditionForm": ONCE,
    "MemberForm": ADDS,
    "MethodForm": ADDS,
    "MomentForm": ADDS,
    "NewColleagueForm": ADDS,
    "NoLessonForm": ONCE,
    "NoteForm": ADDS,
    "OfferForm": ONCE,
    "OpenForm": ADDS,
    "OrganisationForm": ADDS,
    "OutOfScopeForm": ONCE,
    "ParticipationForm": ONCE,
    "PartyForm": ADDS,
    "PassOnForm": ONCE,
    "PlacesForm": "each of its names carries the name that was seen",
    "PlaceForm": "who places a word elsewhere, sees where it is",
    "ReadOriginalForm": "it reads; that it was read is written down",
    "RectifyTextForm": "both texts stay to be read",
    "ResumeForm": ONCE,
    "RoleForm": ADDS,
    "SayForm": ADDS,
    "SendBackForm": ONCE,
    "StepReasonForm": ONCE,
    "StopDecisionForm": ONCE,
    "StopForm": ONCE,
    "StoredFileForm": READS,
    "TextsForm": "each of its texts carries the count and the etag of what was seen",
    "UploadForm": ADDS,
    "ViewForm": "only who was asked gives it, once",
    "WaiverForm": ONCE,
    "WelcomeForm": ADDS,
    "WhichForm": "it only looks",
    "WhomForm": "it only looks",
}


def _forms_of_the_workbench():
    for module in pkgutil.iter_modules(workbench.__path__, f"{workbench.__name__}."):
        for made in vars(importlib.import_module(module.name)).values():
            is_form = isinstance(made, type) and issubclass(made, forms.BaseForm)
            if is_form and made.__module__ == module.name:
                yield made


def _shared_forms():
    return sorted(
        {form for form in _forms_of_the_workbench() if issubclass(form, SharedForm)}
        | {TermsForm, PlanForm},
        key=lambda form: form.__name__,
    )


def _texts_of(form):
    return [
        name
        for name, field in form.base_fields.items()
        if type(field) in TEXTS and not field.widget.is_hidden
    ]


TEXTS = (forms.CharField, OwedText)
FILLED_IN = [(form, name) for form in _shared_forms() for name in _texts_of(form)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "name"),
    [pytest.param(form, name, id=f"{form.__name__}-{name}") for form, name in FILLED_IN],
)
@pytest.mark.parametrize("typed", ["Eerst.", "Van mij."])
@pytest.mark.parametrize("saved", ["Eerst.", "Van een collega."])
def test_a_field_that_nobody_touched_takes_what_a_colleague_saved(kind, name, typed, saved):
    def made(*sent):
        """The part of the form that all share, with the fields of this one."""
        form = kind.__new__(kind)
        form.facts = {}  # what else the form of a weighing asks
        SharedForm.__init__(form, *sent, initial={name: "Eerst."})
        form.fields[name].validators = []  # how long it may be is another matter
        return form

    sent = QueryDict(mutable=True)
    sent.update({name: typed, "made_from": made()["made_from"].value()})
    form = made(sent)
    form.cleaned_data = {name: typed}

    form._meet({name: saved})

    changed_here, changed_there = typed != "Eerst.", saved != "Eerst."
    assert form[name].value() == (typed if changed_here else saved)
    is_taken = [row.get("taken", False) for row in form.theirs]
    assert is_taken == ([not changed_here] if changed_here or changed_there else [])
    again = made(form.data)
    again.cleaned_data = {name: form[name].value()}
    again._meet({name: "Nog later."})
    assert [row.get("taken", False) for row in again.theirs] == [form[name].value() == saved]


@pytest.mark.once
def test_a_tick_a_day_and_a_list_that_nobody_touched_take_what_a_colleague_saved():
    class Asking(SharedForm):
        departs = forms.BooleanField(required=False)
        day = forms.DateField()
        many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
        asked_anew = forms.CharField(required=False)
        edits = forms.IntegerField(required=False)

    stood = {"departs": True, "day": date(2027, 3, 1), "many": ["a"]}
    sent = QueryDict(mutable=True)
    sent.update({"departs": "on", "day": "2027-03-01", "many": "a"})
    sent["made_from"] = Asking(initial=stood)["made_from"].value()
    form = Asking(sent, initial=stood)
    assert form.is_valid()
    assert "made_from" not in form.cleaned_data

    saved = {"departs": False, "day": date(2027, 4, 2), "many": ["b", "a"], "asked_anew": "Nee."}
    form.values_in = lambda row: saved
    form.look_again(Clash("Bewaard.", theirs=saved, etag="nieuw", code="changed_meanwhile"))

    assert [row.get("taken", False) for row in form.theirs] == [False, True, True, True]
    again = Asking(form.data, initial=stood)
    assert again.is_valid()
    assert again.cleaned_data["departs"] is False
    assert again.cleaned_data["day"] == date(2027, 4, 2)
    assert again.cleaned_data["many"] == ["a", "b"]
    assert (again.cleaned_data["asked_anew"], again.cleaned_data["etag"]) == ("", "nieuw")


@pytest.mark.once
def test_a_choice_that_is_not_offered_here_is_said_and_not_filled_in():
    class Choosing(SharedForm):
        way = forms.ChoiceField(choices=[("a", "A")], required=False)

    sent = QueryDict(mutable=True)
    sent.update({"way": "a", "made_from": Choosing(initial={"way": "a"})["made_from"].value()})
    form = Choosing(sent, initial={"way": "a"})
    assert form.is_valid()
    form._meet({"way": "weg"})
    assert form.theirs == [{"label": None, "value": "weg"}]
    assert form["way"].value() == "a"


def test_every_form_of_the_workbench_knows_what_it_was_made_from():
    unguarded = {
        form.__name__
        for form in _forms_of_the_workbench()
        if not issubclass(form, SharedForm)
        and not {"edits", "etag", "idempotency_key"} & set(form.base_fields)
    }

    assert unguarded == set(NOT_OVERWRITING), (
        "make it a SharedForm (website/workbench/clashing.py), or name it with why in "
        "NOT_OVERWRITING (tests/website/test_two_at_one_form.py)"
    )
