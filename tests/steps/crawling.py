"""Follow every link that somebody is shown, in a municipality that is filled.

Who asks is a function from an address to an ``Answer``: a client of Django, or the session of a
real browser. Whole addresses are not followed: pages link to each other by path, and what stands
whole stands in a letter, which leads who gets it and nobody else.
"""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.steps.browsing import Page

# Of most kinds of pages a few are enough to find the links; these lead to the different steps.
OPENED = {
    "process": 20,
    "decision": 8,
    "take-part": 8,
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
LEFT_ALONE = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate"})


@dataclass
class Answer:
    """What came back, from where somebody was led to. ``html`` is None when it is no page."""

    address: str
    status: int
    html: str | None


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


def asked_by(client):
    """Somebody who asks with this client of Django."""

    def ask(address):
        response = client.get(address, follow=True)
        # Where it was led to, and not where the link pointed, is where a form goes.
        here = response.redirect_chain[-1][0] if response.redirect_chain else address
        is_page = "text/html" in response.headers.get("Content-Type", "")
        return Answer(here, response.status_code, response.content.decode() if is_page else None)

    return ask


def usual_number(kind):
    """How many pages of a kind are opened to find the links on them."""
    return OPENED.get(kind, OTHERS)


def crawl(ask, *starts, each=usual_number, most=MOST, leave=LEFT_ALONE):
    """Every page below these addresses that links lead to, one by one.

    ``each`` says how many of a kind are opened, ``most`` how many in all; the kinds in ``leave``
    are not opened.
    """
    waiting, seen, opened = list(starts), set(starts), Counter()
    while waiting and opened.total() < most:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in leave or opened[kind] >= each(kind):
            continue
        opened[kind] += 1
        answer = ask(address)
        page = None if answer.html is None else Page(answer.html, answer.address)
        yield Visit(kind, address, answer.status, page)
        for link in page.links if page else ():
            target = urljoin(answer.address, link).partition("#")[0]
            if target.startswith(starts) and target not in seen:
                seen.add(target)
                waiting.append(target)
