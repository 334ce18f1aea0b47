"""What the website says of itself: by name, and never nothing or something that nobody asks."""

import pytest
from django.db import IntegrityError, transaction

from speelruimte.policy.models import Stated, Statement


def test_a_statement_is_called_by_what_it_tells():
    assert str(Statement(key=Stated.SECURITY)) == str(Stated.SECURITY.label)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "text", "name"),
    [
        ("officer", "", "a_statement_says_something"),
        ("weather", "Morgen regen.", "a_statement_is_a_known_one"),
    ],
)
def test_the_database_keeps_no_empty_and_no_unknown_statement(now, key, text, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Statement.objects.create(key=key, text=text, changed_at=now)
