import pytest
from demo.fill import fill, is_filled
from django.db import transaction
from django.test import override_settings

from tests.real_database import built_database, real_database

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(scope="session")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with the filled municipality, and the municipality."""
    said = []

    def filling():
        with override_settings(DATA=tmp_path_factory.mktemp("demo"), PASSWORD_HASHERS=[QUICK]):
            town = fill(policy="basis", say=said.append)
            town.said = said
            town.marked = is_filled()
        return town

    folder = tmp_path_factory.mktemp("filled")
    with django_db_blocker.unblock(), built_database(folder, filling) as (database, town):
        yield database, town


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
