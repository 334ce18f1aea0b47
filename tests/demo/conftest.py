from contextlib import ExitStack
from functools import partial

import pytest
from demo.fill import fill, is_filled
from django.db import connection, transaction
from django.test import override_settings

from tests.real_database import built_database, real_database
from tests.steps.copied_rows import copy_rows
from tests.template_database import filled_file, keep_filled


@pytest.fixture(scope="session")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with the filled municipality, and the municipality.

    On PostgreSQL the rows of the one that the tests on SQLite filled today, when they did; then
    without the municipality.
    """
    said, folder = [], tmp_path_factory.mktemp("demo")
    elsewhere = filled_file() if connection.vendor == "postgresql" else None

    def filling():
        with override_settings(DATA=folder):
            town = fill(policy="basis", say=said.append)
            town.said = said
            town.marked = is_filled()
        return town

    with ExitStack() as stack:
        # It stands for the whole session, and other tests may not reach a database meanwhile.
        with django_db_blocker.unblock():
            build = partial(copy_rows, elsewhere) if elsewhere else filling
            built = built_database(tmp_path_factory.mktemp("filled"), build)
            database, town = stack.enter_context(built)
        if connection.vendor == "sqlite":
            keep_filled(database, folder)
        yield database, town
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture(scope="module")
def lindewold(filled, django_db_blocker, tmp_path_factory):
    """The filled municipality, for all tests of a file together: nobody changes it for another."""
    database, town = filled
    folder = tmp_path_factory.mktemp("lindewold")
    with (
        django_db_blocker.unblock(),
        real_database(folder, template=database),
        transaction.atomic(),
    ):
        yield town
        transaction.set_rollback(True)
