"""Processes for measuring: a copy has all that its example has, whatever its table holds by now."""

import hashlib

import pytest
from bench.copies import OF_A_COLLEAGUE, OF_A_ROLE, OWN_VALUES, STRIDE, copy_processes

from speelruimte.decisions.models import Theme
from speelruimte.people.models import Grant, Person
from speelruimte.trajectories.models import Trajectory

pytestmark = pytest.mark.postgresql("the bench measures there, and PostgreSQL makes the copies")


@pytest.fixture
def copied(trajectory):
    """De Brink, of which there are two copies."""
    copy_processes([trajectory], 2)
    return trajectory


@pytest.mark.parametrize(
    ("model", "own"), [(Trajectory, OWN_VALUES), (Person, OF_A_COLLEAGUE), (Grant, OF_A_ROLE)]
)
def test_a_copy_differs_from_its_example_in_its_own_columns_only(copied, model, own):
    rows = {row["id"]: row for row in model.objects.values()}
    copies = [row for key, row in rows.items() if key > STRIDE]
    assert copies
    for copy in copies:
        example = rows[copy["id"] % STRIDE]
        differing = {column for column, value in copy.items() if value != example[column]}
        assert differing == {"id", *own} & copy.keys()


def test_a_copy_is_led_by_a_colleague_of_its_own(copied):
    leading = {
        grant.case_number: grant.person.name
        for grant in Grant.objects.filter(role="project_leader").select_related("person")
    }
    number, name = copied.case_number, leading[copied.case_number]
    assert leading == {number: name, f"{number}c1": f"{name} 1", f"{number}c2": f"{name} 1"}


def test_copies_keep_apart_what_a_short_hash_would_call_the_same(trajectory):
    keys = ("76GENQ9SX3", "FZR66KYD48")
    [_one_hash] = {hashlib.md5(f"{key}1".encode()).hexdigest()[:10] for key in keys}
    for key in keys:
        Theme.objects.create(trajectory=trajectory, title=f"Thema {key}", public_key=key)

    copy_processes([trajectory], 2)

    assert len({theme.public_key for theme in Theme.objects.all()}) == 6
