"""A day reads the same everywhere: 28 november 2026, or short and in small letters by short_date."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

TEMPLATES = sorted(Path(__file__).resolve().parents[2].glob("src/**/templates/**/*.html"))
# Django writes the short months and days with a capital, which no Dutch reader does.
WITH_A_CAPITAL = re.compile(r"""\|date:["'](?=[^"']*[MDN])[^"']*["']""")


def test_no_template_writes_a_short_month_or_day_with_a_capital():
    wrong = [
        f"{file.name}: {match.group()}"
        for file in TEMPLATES
        for match in WITH_A_CAPITAL.finditer(file.read_text())
    ]

    assert TEMPLATES
    assert wrong == []
