import pytest


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
