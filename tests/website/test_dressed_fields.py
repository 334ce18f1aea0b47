"""What a policy or a list adds to a form looks like the other fields."""

import pytest
from django import forms

from speelruimte.policy.queries import parsed_policy
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.workbench.weighing_form import WeighingForm

pytestmark = pytest.mark.once


def test_facts_that_the_weighing_asks_are_dressed_as_other_choices(load_pack):
    policy = parsed_policy(load_pack("basis"))
    form = WeighingForm(policy=policy, checks=(), weigher=True)

    chosen = [field for field in form.fields.values() if type(field.widget) is forms.Select]
    assert chosen
    assert all("utrecht-select" in field.widget.attrs.get("class", "") for field in chosen)


class _OfADay(PlainForm):
    day = forms.DateField(label="Vanaf", widget=DayInput)


@pytest.mark.parametrize("typed", ["29-02-2027", "30 februari", ""])
def test_a_day_that_does_not_exist_is_said_so_and_stays(typed):
    form = _OfADay({"day": typed})

    assert "dag" in form.errors["day"][0]
    assert "die bestaat" in form.errors["day"][0]
    assert form["day"].value() == typed
