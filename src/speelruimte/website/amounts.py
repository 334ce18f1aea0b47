"""Amounts of money as people here write them."""

import re
from decimal import Decimal
from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from speelruimte.analysis.budget import dutch_amount

DUTCH_AMOUNT = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?|[0-9]+,[0-9]{1,2}")


def euro(amount) -> str:
    """€ 1.234,50 on one line, from a number or from exact text."""
    return f"€\N{NO-BREAK SPACE}{dutch_amount(Fraction(amount))}"


class EuroField(forms.DecimalField):
    """An amount as people here write it: 40000, 40.000 or 1.250,50, with or without the sign."""

    widget = forms.TextInput

    def to_python(self, value):
        text = str(value or "").replace("€", "").replace(" ", "")
        if DUTCH_AMOUNT.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        try:
            return super().to_python(text)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                _("Schrijf een bedrag, zoals 40.000 of 1.250,50."), code="invalid"
            ) from error

    def prepare_value(self, value):
        return dutch_amount(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "class": "sr-short-field"}
