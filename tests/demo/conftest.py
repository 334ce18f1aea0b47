import pytest
from demo.fill import fill, is_filled
from django.db import transaction
from django.test import override_settings

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(scope="module")
def lindewold(django_db_setup, django_db_blocker, tmp_path_factory):
    """The filled municipality, for all tests of a file together: nobody changes it for another."""
    said = []
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DATA=tmp_path_factory.mktemp("demo"), PASSWORD_HASHERS=[QUICK]):
            town = fill(policy="basis", say=said.append)
            town.said = said
            town.marked = is_filled()
        yield town
        transaction.set_rollback(True)
