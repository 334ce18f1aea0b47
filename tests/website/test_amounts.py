"""An amount of money is the amount that was meant, on every form that asks for one."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from speelruimte.website.amounts import EuroField
from speelruimte.website.workbench.initiative_forms import OpenForm

FORMS = [EuroField(decimal_places=2), OpenForm.base_fields["explores_for"]]


@pytest.mark.parametrize("field", FORMS)
@pytest.mark.parametrize(
    ("typed", "amount"), [("12.000", "12000"), ("€ 1.250,50", "1250.50"), ("12.5", "12.5")]
)
def test_a_dot_between_thousands_is_no_decimal(field, typed, amount):
    assert field.clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["12,000", "1.25.000", "12.000.0", "veel"])
def test_what_could_be_two_amounts_is_asked_again(typed):
    with pytest.raises(ValidationError):
        EuroField(decimal_places=2).clean(typed)
