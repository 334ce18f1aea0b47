"""Addresses of the rows of a list: looked up once for the page, not once for each row."""

from django.urls import reverse


def keyed(name, **parts):
    """The addresses of many pages of one kind: a function of the public key."""
    before, _key, after = reverse(name, kwargs=parts | {"key": "KEY"}).rpartition("KEY")
    return lambda key: f"{before}{key}{after}"
