"""Every page of the demo at two widths: axe, nothing from elsewhere, nothing wider than the screen.

A visitor and five colleagues follow every link they see. Of each kind of page the first and the
last that was found are looked at; where the steps of a process make a page another one, all that
were found. What axe finds is in a page and not in a database, so this happens on SQLite only.
Which kinds there are is known from the addresses of the site, so that a page that no link leads to
is found, too.
"""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, get_resolver, resolve
from tests.browser.conftest import Visitor

FOUND = 2
MOST_LOADED = 250
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
WIDTHS = (1280, 320)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
PEOPLE = (None, "marleen", "samira", "ruben", "wim", "nadia")

pytestmark = pytest.mark.once

# Addresses that answer a button, or that only a letter or another moment leads to.
NOT_BY_LINK = {
    "linked": "a link in a mail",
    "linked-withdraw": "a link in a mail",
    "linked-look-back": "a link in a mail",
    "withdraw": "after a code",
    "vote-ballots": "a file",
    "idea-map": "a picture",
    "agreement-stand": "who speaks for an organisation and has no role",
    "demo-styleguide": "for makers",
    "mfa_index": "the page of the library; ours is my-account",
    "work-go-on": "a button",
    "work-ask-view": "a form on another page",
    "work-give-view": "a form on another page",
    "work-name-holder": "a form on another page",
    "work-write-letter": "a form on another page",
    "work-offer": "a button",
    "work-open-activity": "a button",
    "work-vote-open": "a button",
    "work-vote-terms": "before a vote opens; in the demo none is being prepared",
    "work-vote-plan": "before a vote opens",
    "work-vote-plan-new": "before a vote opens",
    "work-participation": "where a body decides whether people take part; not under the demo's policy",
    "work-phase": "while phases are written; in the demo none are",
    "work-voting": "each vote is linked from the page of activities",
    "work-vote-withdraw": "a form on another page",
    "work-bring-on": "a button",
    "work-publish": "a button",
    "work-place": "a button",
    "work-follow-plan": "a button",
    "work-end-role": "a button",
    "work-leave-organisation": "a button",
    "work-password-link": "a button",
    "work-account": "a button",
    "work-evaluation-invite": "a button",
    "message-retry": "a button",
    "end-other-sessions": "a button",
    "account_logout": "signs the crawler out",
    "account_inactive": "a closed account",
    "account_reauthenticate": "asked in between",
    "mfa_authenticate": "the second step of signing in",
    "mfa_reauthenticate": "asked in between",
    "account_set_password": "a new account",
    "account_reset_password_done": "after a form",
    "account_reset_password_from_key": "a link in a mail",
    "account_reset_password_from_key_done": "after a form",
    "mfa_activate_totp": "the whole cast has a second step",
    "mfa_deactivate_totp": "staff cannot",
    "mfa_generate_recovery_codes": "asks for the password first",
    "mfa_view_recovery_codes": "asks for the password first",
    "account_change_password": "asks for the password first",
}


def kind_of(path):
    """The name of the page at an address, or None when it is not one of ours."""
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def every_kind():
    def walk(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern)
            elif pattern.name:
                yield pattern.name

    return set(walk(get_resolver()))


class _Links(HTMLParser):
    """Where a page leads. A letter leads who gets it; the demo's post shows everybody all of them."""

    def __init__(self, html):
        super().__init__()
        self.found, self.letter = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "div" and (self.letter or "sr-mail" in (given.get("class") or "").split()):
            self.letter += 1
        if tag == "a" and given.get("href") and not self.letter:
            self.found.append(given["href"])

    def handle_endtag(self, tag):
        if tag == "div" and self.letter:
            self.letter -= 1


@pytest.fixture(scope="session")
def walk(chromium, site):
    """Follow all links as a visitor and as colleagues: which page to look at as whom, and faults."""
    to_look_at, looked, faults = [], Counter(), []
    for person in PEOPLE:
        window = Visitor(chromium, site)
        start = "/"
        if person:
            window.become(person)
            start = "/werk/"
        for kind, path in _follow(window, start, looked, faults, person or "bezoeker"):
            to_look_at.append((kind, person, path))
        window.close()
    return _chosen(to_look_at), faults


def _chosen(found):
    """The first and the last of each kind; all that may differ by step."""
    of_a_kind = {}
    for one in found:
        of_a_kind.setdefault(one[0], []).append(one)
    return [
        one
        for kind, pages in of_a_kind.items()
        for one in (pages if kind in OPENED else dict.fromkeys((pages[0], pages[-1])))
    ]


def most_of(kind, looked):
    """How many pages of a kind one person opens: fewer once that kind will be looked at."""
    if looked[kind] < FOUND:
        return OPENED.get(kind, 3)
    return OPENED.get(kind, 1)


def _follow(window, start, looked, faults, who):
    """Ask for every page that links lead to; gives those to look at."""
    waiting, seen, per_kind = [start], {start}, Counter()
    loaded = 0
    while waiting and loaded < MOST_LOADED:
        path = waiting.pop(0)
        kind = kind_of(urlsplit(path).path)
        if kind is None or kind in NOT_BY_LINK or per_kind[kind] >= most_of(kind, looked):
            continue
        per_kind[kind] += 1
        loaded += 1
        response = window.context.request.get(window.site + path)
        if response.status >= 400:
            faults.append(f"{who}: {path} antwoordt {response.status}")
            continue
        if looked[kind] < FOUND:
            looked[kind] += 1
            yield kind, path
        if "text/html" not in response.headers["content-type"]:
            continue
        for link in _Links(response.text()).found:
            found = urljoin(response.url, link)
            parts = urlsplit(found)
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            if found.startswith(window.site) and address not in seen:
                seen.add(address)
                waiting.append(address)


def _look(window, path, who):
    faults = []
    answer = window.go(path)
    if answer.status >= 400:
        return [f"{who}: {path} antwoordt {answer.status}"]
    for width in WIDTHS:
        window.resized(width)
        if window.is_wider_than_the_screen():
            faults.append(f"{who}: {path} is breder dan {width} px")
        found = Axe().run(window.page, options=ASKED)
        for one in found.response["violations"]:
            node = one["nodes"][0]
            faults.append(f"{who}: {path} ({width} px) {one['id']}: {node['html'][:160]}")
    window.resized(WIDTHS[0])
    faults += [f"{who}: {path} meldt {complaint}" for complaint in window.complaints]
    window.complaints.clear()
    return faults


def test_every_page_is_accessible_and_keeps_to_itself(walk, chromium, site):
    to_look_at, _faults = walk
    faults = []

    for person in PEOPLE:
        window = Visitor(chromium, site)
        if person:
            window.become(person)
        for _kind, one, path in to_look_at:
            if one == person:
                faults += _look(window, path, person or "bezoeker")
        window.close()

    assert faults == []


def test_every_link_leads_somewhere(walk):
    _to_look_at, faults = walk

    assert faults == []


def test_every_kind_of_page_was_looked_at(walk):
    to_look_at, _faults = walk

    missed = every_kind() - {kind for kind, _person, _path in to_look_at} - set(NOT_BY_LINK)

    assert missed == set()
