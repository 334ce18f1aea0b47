"""Follow every link that somebody is shown, in a municipality that is filled."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.steps.browsing import Page

# Of most kinds of pages a few are enough to find the links; these lead to the different steps.
OPENED = {
    "process": 20,
    "decision": 8,
    "work-process": 20,
    "work-initiative": 12,
    "work-activities": 12,
    "work-phases": 6,
    "work-voting": 6,
    "work-vote": 6,
}
OTHERS = 4
MOST = 400
# Signs the crawler out, or asks for a password first.
LEFT_ALONE = {"account_logout", "account_reauthenticate", "mfa_reauthenticate"}


@dataclass
class Visit:
    """A page that somebody opened."""

    kind: str
    address: str
    status: int
    page: Page | None


def kind_of(address):
    """The name of the page at an address, or None when it is not one of ours."""
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def crawl(client, *starts, each=None):
    """Every page below these addresses that links lead to, so many of each kind, one by one.

    ``each`` is how many of every kind, where fewer will do.
    """
    waiting, seen, opened = list(starts), set(starts), Counter()
    while waiting and opened.total() < MOST:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in LEFT_ALONE or opened[kind] >= (each or OPENED.get(kind, OTHERS)):
            continue
        opened[kind] += 1
        response = client.get(address, follow=True)
        # Where it was led to, and not where the link pointed, is where a form goes.
        here = response.redirect_chain[-1][0] if response.redirect_chain else address
        is_page = "text/html" in response.headers.get("Content-Type", "")
        page = Page(response.content.decode(), here) if is_page else None
        yield Visit(kind, address, response.status_code, page)
        for link in page.links if page else ():
            found = urljoin(here, link).partition("#")[0]
            if found.startswith(starts) and found not in seen:
                seen.add(found)
                waiting.append(found)
