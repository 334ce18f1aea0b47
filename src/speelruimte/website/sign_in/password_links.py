"""A link with which somebody chooses a password: works once, for three days."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse


def password_link(request, person) -> str:
    """The whole address. Kept nowhere: it is checked against the account as it is then."""
    return request.build_absolute_uri(
        reverse(
            "account_reset_password_from_key",
            kwargs={
                "uidb36": user_pk_to_url_str(person),
                "key": default_token_generator.make_token(person),
            },
        )
    )
