"""From adoption on the database refuses, whoever tries; there is one door."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from speelruimte.agreements.models import (
    Adoption,
    Frame,
    GroupSay,
    Moment,
    Phase,
    PlannedMethod,
    Section,
    Stand,
    Version,
)
from speelruimte.agreements.queries import version_in_force
from speelruimte.people.models import ErasureOrder

BELOW = [Section, Phase, GroupSay, PlannedMethod, Frame, Moment, Stand, Adoption]
ALL = [Version, *BELOW]


@pytest.fixture
def version(story):
    return version_in_force(story.adopted_agreement())


def row_of(model, version):
    if model is Version:
        return version
    if model in (GroupSay, PlannedMethod):
        return model.objects.filter(phase__version=version).first()
    return model.objects.filter(version=version).first()


def refused(sql, *values):
    with (
        pytest.raises(IntegrityError, match="staat vast"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


def columns(model):
    return [f.column for f in model._meta.concrete_fields if not f.primary_key]


def another_value(field):
    """SQL for a value that differs from what stands in this column."""
    fixed = {
        "JSONField": "'[9]'",
        "CharField": "'anders'",
        "TextField": "'anders'",
        "SlugField": "'anders'",
        "DateField": "'2031-01-01'",
        "DateTimeField": "'2031-01-01 00:00:00+00:00'",
        "BooleanField": f'NOT "{field.column}"',
    }
    number = f'COALESCE("{field.column}", 0) + 1'
    return fixed.get(field.get_internal_type(), number)


@pytest.mark.parametrize("model", ALL)
def test_no_column_of_an_adopted_agreement_changes(model, version):
    row = row_of(model, version)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]

    for field in fields:
        new = another_value(field)
        refused(f'UPDATE {model._meta.db_table} SET "{field.column}" = {new} WHERE id = %s', row.pk)


@pytest.mark.parametrize("model", ALL)
def test_no_row_of_an_adopted_agreement_is_deleted(model, version):
    refused(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row_of(model, version).pk)


@pytest.mark.parametrize("model", BELOW)
def test_no_row_comes_in_under_an_adopted_agreement(model, version):
    row, table = row_of(model, version), model._meta.db_table
    names = ", ".join(f'"{name}"' for name in columns(model))

    refused(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE id = %s", row.pk)


@pytest.mark.parametrize("model", [Section, Phase, Frame, Moment])
def test_no_row_is_moved_under_an_adopted_agreement(model, version, cast, now):
    from speelruimte.agreements.actions import amend

    draft = amend(version, reason="Het moest anders.", by=cast.samira, at=now)
    row = model.objects.filter(version=draft).first()

    refused(f"UPDATE {model._meta.db_table} SET version_id = %s WHERE id = %s", version.pk, row.pk)


def test_a_version_that_is_being_written_is_open(story):
    version = story.planning()
    story.written_plan()

    Frame.objects.filter(version=version).update(title="Nog te veranderen")
    Section.objects.filter(version=version).delete()

    assert set(version.frames.values_list("title", flat=True)) == {"Nog te veranderen"}


def test_an_open_order_lets_exactly_its_fields_of_its_row_through(version, now):
    frame = version.frames.first()
    order = ErasureOrder.objects.create(
        kind="erasure",
        table_name="agreements_frame",
        row_key=str(frame.pk),
        fields=",text,",
        opened_at=now,
    )

    Frame.objects.filter(pk=frame.pk).update(text="")
    refused("UPDATE agreements_frame SET title = 'x' WHERE id = %s", frame.pk)
    refused("UPDATE agreements_frame SET text = 'x' WHERE id = %s", version.frames.last().pk)
    refused("DELETE FROM agreements_frame WHERE id = %s", frame.pk)

    order.closed_at = now
    order.save()
    refused("UPDATE agreements_frame SET text = 'terug' WHERE id = %s", frame.pk)


@pytest.mark.sqlite("PostgreSQL knows no INSERT OR REPLACE")
@pytest.mark.parametrize("model", ALL)
def test_replacing_a_row_is_changing_it(model, version):
    row, table = row_of(model, version), model._meta.db_table
    names = ", ".join(f'"{name}"' for name in ["id", *columns(model)])

    refused(
        f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} WHERE id = %s",
        row.pk,
    )


def test_every_table_of_the_agreement_but_the_parties_is_locked():
    from speelruimte.agreements.locks import locks

    tables = {model._meta.db_table for model in apps.get_app_config("agreements").get_models()}

    assert tables - {lock.table for lock in locks()} == {"agreements_party"}
