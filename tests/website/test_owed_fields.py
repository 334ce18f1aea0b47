"""What a form refuses when it is empty is not called optional on that form."""

import pytest

from speelruimte.initiatives.actions.quickscan import OBLIGATORY
from speelruimte.policy.schema import PlanPart
from speelruimte.trajectories.actions import policy_of
from speelruimte.website.components.form_fields import field
from speelruimte.website.workbench.adoption_forms import AdoptionForm
from speelruimte.website.workbench.decision_form import DecisionForm
from speelruimte.website.workbench.initiative_forms import CorrectLetterForm, LetterForm
from speelruimte.website.workbench.phases import SayForm
from speelruimte.website.workbench.plan import Asked, TextsForm
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import great_nest, load_kraaiendal


@pytest.fixture
def nest(cast, areas, now):
    load_kraaiendal(at=now)
    return great_nest(cast, areas, at=now)


def called_optional(form, *names):
    return [name for name in names if field(form[name]).optional]


def test_a_body_that_adopts_is_asked_for_the_number_of_its_decision(nest):
    policy, version = policy_of(nest), nest.versions.get()
    of_a_body = AdoptionForm(policy=policy, version=version, body=policy.body("burgemeester"))
    assert called_optional(of_a_body, "decision_number", "reason", "document") == ["document"]
    of_nobody = AdoptionForm(policy=policy, version=version)
    assert called_optional(of_nobody, "decision_number") == ["decision_number"]


def test_a_decision_of_a_body_is_asked_for_its_number(nest):
    form = DecisionForm(trajectory=nest)
    assert called_optional(form, "number", "departure", "document") == ["document"]


def test_what_a_letter_cannot_be_sent_without_is_owed_after_a_refusal_too():
    refused = CorrectLetterForm({"chances": ""})
    assert called_optional(refused, *OBLIGATORY, "reason", "challenges") == ["challenges"]
    half_written = LetterForm({"chances": "Veel ruimte.", "etag": "x"})
    assert half_written.is_valid()


def test_how_much_say_a_group_has_is_not_optional_in_a_phase(nest):
    form = SayForm(policy=policy_of(nest))
    assert called_optional(form, "level") == []


def test_a_part_of_the_plan_that_the_policy_requires_is_not_called_optional(nest):
    [item] = policy_of(nest).plan_sections[:1]
    required = item.model_copy(update={"part": PlanPart.FRAMES, "required": True})
    asked = Asked("plan", required, None, required=True, told="")
    form = TextsForm(texts=[asked])
    assert called_optional(form, asked.name) == []


def test_a_part_of_the_plan_that_stands_on_its_own_page_says_so_and_may_be_empty(nest):
    [item] = policy_of(nest).plan_sections[:1]
    said = "Dit vult u in op een eigen bladzijde. Hier kunt u het uitleggen. Leeg mag."
    for part, is_said in ((PlanPart.FRAMES, True), (PlanPart.TEXT, False)):
        asked = Asked("plan", item.model_copy(update={"part": part}), None, required=True, told="")
        help_text = TextsForm(texts=[asked]).fields[asked.name].help_text
        assert (said in help_text) == is_said
        assert str(item.help or "") in help_text


def test_a_frame_that_a_body_adds_is_not_half_optional(nest):
    policy, version = policy_of(nest), nest.versions.get()
    form = AdoptionForm(policy=policy, version=version, body=policy.body("burgemeester"))
    assert called_optional(form, "frame_status", "frame_title", "frame_text") == []


def test_without_a_no_in_the_weighing_a_case_of_the_policy_is_owed(trajectory, cast, browser_of):
    leader, address = browser_of(cast.samira), f"/werk/trajecten/{trajectory.case_number}/afzien/"
    assert "niet verplicht" not in leader.get(address).content.decode()

    typed = {
        "reason": "Er valt niets te kiezen.",
        "inform_how": "Een brief.",
        "inform_by": "2030-01-01",
    }
    refused = leader.post(address, typed)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Maak een keuze." in page
    assert "Er valt niets te kiezen." in page


def test_where_nothing_holds_to_waive_on_the_page_says_what_comes_first(
    cast, areas, load_pack, now, browser_of
):
    plain = trajectory_of(load_pack("basis"), cast, areas, at=now)
    page = (
        browser_of(cast.samira).get(f"/werk/trajecten/{plain.case_number}/afzien/").content.decode()
    )
    assert "Afzien kan alleen als een vraag van de weging met nee is beantwoord" in page
    assert 'name="inform_how"' not in page
