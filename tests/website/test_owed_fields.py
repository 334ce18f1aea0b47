"""What a form refuses when it is empty is not called optional on that form."""

import pytest

from speelruimte.policy.schema import PlanPart
from speelruimte.trajectories.actions import policy_of
from speelruimte.website.components.form_fields import field
from speelruimte.website.workbench.adoption_forms import AdoptionForm
from speelruimte.website.workbench.decision_form import DecisionForm
from speelruimte.website.workbench.phases import SayForm
from speelruimte.website.workbench.plan import Asked, TextsForm
from tests.steps.agreement import adopted_agreement
from tests.steps.door import started_trajectory
from tests.steps.odd_policy import load_kraaiendal


@pytest.fixture
def nest(cast, areas, now):
    load_kraaiendal(at=now)
    started = started_trajectory(
        kind="resident",
        title="Het grote nest",
        coach=cast.marleen,
        leader=cast.samira,
        account_holder=cast.ruben,
        colleague=cast.joris,
        areas=[areas["centrum"]],
        competent="burgemeester",
    )
    return adopted_agreement(started, cast, at=now)


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


def test_how_much_say_a_group_has_is_not_optional_in_a_phase(nest):
    form = SayForm(policy=policy_of(nest))
    assert called_optional(form, "level") == []


def test_a_part_of_the_plan_that_the_policy_requires_is_not_called_optional(nest):
    [item] = policy_of(nest).plan_sections[:1]
    required = item.model_copy(update={"part": PlanPart.FRAMES, "required": True})
    asked = Asked("plan", required, None, required=True)
    form = TextsForm(texts=[asked])
    assert called_optional(form, asked.name) == []
