"""Addresses of the rows of a list: looked up once for the page, not once for each row."""

from django.urls import reverse


def keyed(name, **parts):
    """The addresses of many pages of one kind: a function of the public key."""
    before, _key, after = reverse(name, kwargs=parts | {"key": "KEY"}).rpartition("KEY")
    return lambda key: f"{before}{key}{after}"


def reader_address(request):
    """For words: the whole address where everyone reads them, or an empty text where nobody can."""

    def address(contribution):
        if contribution.state not in ("published", "redacted"):
            return ""
        here = {"slug": contribution.trajectory.slug, "key": contribution.public_key}
        return request.build_absolute_uri(reverse("contribution", kwargs=here))

    return address
