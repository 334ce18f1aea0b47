import pytest
from django.urls import reverse

from speelruimte.people.rights import is_staff
from tests.steps.story import story

__all__ = ["sign_in", "signed_in", "story", "work"]


@pytest.fixture
def signed_in(client):
    """Sign somebody in, with a second factor: ``signed_in(cast.marleen)``."""

    def sign_in(person):
        from allauth.mfa.models import Authenticator

        Authenticator.objects.get_or_create(
            user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
        )
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def sign_in(client, today):
    """Sign somebody in, with a second factor where that is asked."""
    from allauth.mfa.models import Authenticator

    def signed_in(person):
        client.force_login(person)
        if is_staff(person, on=today):
            Authenticator.objects.get_or_create(
                user=person, type=Authenticator.Type.TOTP, defaults={"data": {}}
            )
        return client

    return signed_in


@pytest.fixture
def work(trajectory):
    """The address of a page of the workbench."""
    return lambda page, *more: reverse(f"work-{page}", args=[trajectory.case_number, *more])
