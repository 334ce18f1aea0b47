"""Addresses that many rows or all pages have: looked up once, not for each of them."""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address_named(name) -> str:
    """The address of a page of which there is one. In each language it may have another."""
    return _address_named(name, get_language(), get_script_prefix(), settings.ROOT_URLCONF)


@cache
def _address_named(name, _language, _prefix, _urlconf):
    return reverse(name)


def keyed(name, *, by="key", **parts):
    """The addresses of many pages of one kind: a function of the public key, or of another name."""
    before, _key, after = reverse(name, kwargs=parts | {by: "KEY"}).rpartition("KEY")
    return lambda key: f"{before}{key}{after}"


def reader_address(request):
    """For words: the whole address where everyone reads them, or an empty text where nobody can."""

    def address(contribution):
        if contribution.state not in ("published", "redacted"):
            return ""
        here = {"slug": contribution.trajectory.slug, "key": contribution.public_key}
        return request.build_absolute_uri(reverse("contribution", kwargs=here))

    return address
