"""Every page of the demo at two widths: axe, nothing from elsewhere, nothing wider than the screen.

A visitor follows every link to what residents read, and five colleagues those of their own pages;
one of them both. Of each kind of page the first and the last that was found are looked at. By day axe
is asked at the first while it is wide and at the last while it is narrow; at night, and where there is
one only, at both widths. What axe finds is in a page and not in a database, so this happens on SQLite
only. Which kinds there are is known from the addresses of the site, so that a page that no link leads
to is found, too.
"""

import os
from collections import Counter
from functools import partial

import pytest
from django.urls import get_resolver
from tests.browser.conftest import Visitor
from tests.browser.looking import WIDTHS, look
from tests.steps.crawling import OPENED, crawl, kind_of

AT_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "deep"  # make test-deep
# Fewer once two of a kind were opened.
OPENED_FIRST, OPENED_LATER = 3, 1
# Of the kinds that lead to the different steps who comes after these three opens so many.
FIRST, STEPS_LATER = (None, "marleen", "samira"), 6
MOST_LOADED = 250
PEOPLE = (None, "marleen", "samira", "ruben", "wim", "nadia")
# What residents read is the same for every colleague: one of them reads it too.
STARTS, STARTS_LATER = {None: ("/",), "marleen": ("/werk/", "/")}, ("/werk/", "/account/")
# Where a kind is one link further than the few that are followed: who asks, on which page, and the
# kind of the page between, if there is one.
BEHIND = (
    ("samira", "/werk/trajecten/2025-0001/terugkoppeling/", "work-rectify-feedback"),
    ("samira", "/werk/trajecten/2025-0001/evaluatie/", "work-rectify-lesson"),
    ("teun", "/werk/trajecten/2025-0001/besluit/", "work-rectify-decision"),
    ("marleen", "/werk/trajecten/2026-0003/inbreng/?stand=te-lezen", "work-original"),
    ("marleen", "/werk/trajecten/2024-0001/antwoorden/", "work-answer-point", "work-theme"),
    ("iris", "/werk/trajecten/2026-0004/besluit/", "work-hold-over"),
)

pytestmark = pytest.mark.once

# The same address with another question is another page to look at: who asks, and what.
OTHER_TABS = ((None, "/zoeken/?q=water&in=inbreng"), (None, "/zoeken/?q=xyzzy&in=inbreng"))

# Addresses that answer a button, or that only a letter or another moment leads to.
NOT_BY_LINK = {
    "linked": "a link in a mail",
    "linked-disagree": "a link in a mail",
    "linked-no-to-move": "a link in a mail",
    "linked-look-back": "a link in a mail",
    "linked-send-again": "a link in a mail",
    "linked-objection": "a link in a mail",
    "agreement-objection": "test_another_moment.py",
    "withdraw": "after a code: test_another_moment.py",
    "withdraw-idea": "after a code: test_another_moment.py",
    "disagree": "after a code: test_another_moment.py",
    "no-to-move": "after a code: test_another_moment.py",
    "mend-address": "after a code: test_another_moment.py",
    "forget-me": "after a code: test_another_moment.py",
    "give-address": "after a code: test_another_moment.py",
    "add-words": "after a code: test_another_moment.py",
    "add-to-idea": "after a code: test_another_moment.py",
    "send-again": "after a code",
    "ask-notice-straat": "test_another_moment.py",
    "notice-asked": "test_another_moment.py",
    "notice-on": "after a link in a mail",
    "notice-stopped": "after a link in a mail",
    "notice-was-off": "after a link in a mail",
    "confirm-notice": "test_another_moment.py",
    "leave-notice": "test_another_moment.py",
    "street": "test_another_moment.py",
    "work-ticked": "a button",
    "work-look-again": "where somebody does not agree; in the demo nobody says so",
    "vote-ballots": "a file",
    "vote-receipt": "test_voting.py",
    "contributed": "after a form: test_taking_part.py",
    "idea-received": "after a form",
    "checkpoint": "a file",
    "checker": "a file",
    "tile": "a file",
    "bundle": "a file",
    "agreement-proof": "a file",
    "agreement-text": "a file",
    "decision-proof": "a file",
    "decision-text": "a file",
    "linked-proof": "a link in a mail",
    "own-proof": "after a code",
    "own-words": "after a code: test_taking_part.py",
    "look-back-thanks": "after a form",
    "contributions-file": "a file",
    "work-contributions-file": "a file",
    "waiting-file": "a file",
    "idea-map": "a picture",
    "agreement-stand": "who speaks for an organisation and has no role",
    "demo-styleguide": "for makers",
    "mfa_index": "the page of the library; ours is my-account",
    "work-go-on": "a button",
    "work-import-progress": "while a large file is read in, after a form",
    "work-ask-view": "a form on another page",
    "work-call-off-view": "a form on another page",
    "work-give-view": "a form on another page",
    "work-name-holder": "a form on another page",
    "work-write-letter": "a form on another page",
    "work-cancel-planned": "test_another_moment.py",
    "work-correct-letter": "test_another_moment.py",
    "work-offer": "a button",
    "work-open-activity": "a button",
    "work-open-all": "a button",
    "work-close-all": "a button",
    "work-vote-open": "a button",
    "work-vote-terms": "before a vote opens; in the demo none is being prepared",
    "work-vote-plan": "before a vote opens",
    "work-vote-plan-new": "before a vote opens",
    "work-who-decides-again": "test_another_moment.py",
    "work-mend-plan": "test_another_moment.py",
    "work-stop-decision": "test_another_moment.py",
    "work-participation": "test_another_policy.py: no body of the demo decides that",
    "work-phase": "while phases are written; in the demo none are",
    "work-resume": "of what ended as entered twice; in the demo nothing did",
    "work-moment": "while moments are written; in the demo none are",
    "work-voting": "each vote is linked from the page of activities",
    "work-vote-withdraw": "a form on another page",
    "work-bring-on": "a button",
    "work-publish": "a button",
    "work-follow-plan": "a button",
    "work-end-role": "a button",
    "work-password-link": "a button",
    "work-account": "a button",
    "message-retry": "a button",
    "messages-retry": "a button",
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
    "mfa_add_webauthn": "asks for the password first",
    "mfa_list_webauthn": "the page of the library; ours is my-account",
    "mfa_login_webauthn": "a button",
    "mfa_reauthenticate_webauthn": "asked in between",
    "mfa_remove_webauthn": "who has a passkey; in the demo nobody has",
    "work-merge-gebied": "after a form",
    "work-merge-onderwerp": "after a form",
    "robots": "a file",
    "house-style": "a file",
    "logo": "a file",
    "security-txt": "a file",
    "mfa_activate_totp": "the whole cast has a second step",
    "mfa_deactivate_totp": "staff cannot",
    "mfa_generate_recovery_codes": "asks for the password first",
    "mfa_view_recovery_codes": "asks for the password first",
    "account_change_password": "asks for the password first",
}


def every_kind():
    def walk(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern)
            elif pattern.name:
                yield pattern.name

    return set(walk(get_resolver()))


@pytest.fixture(scope="session")
def windows(chromium, site):
    """A window for a visitor and for each of five colleagues."""
    people = (*PEOPLE, *(person for person, *_where in BEHIND if person not in PEOPLE))
    opened = {person: Visitor(chromium, site) for person in people}
    for person, window in opened.items():
        if person:
            window.become(person)
    yield opened
    for window in opened.values():
        window.close()


@pytest.fixture(scope="session")
def walk(windows):
    """Follow all links as each of them: which page to look at as whom, and faults."""
    pages, opened, faults = [], Counter(), []
    for person in PEOPLE:
        window, each = windows[person], partial(_most_opened, person, opened)
        starts = STARTS.get(person, STARTS_LATER)
        for visit in crawl(window.ask, *starts, each=each, most=MOST_LOADED, leave=NOT_BY_LINK):
            if visit.status >= 400:
                faults.append(f"{person or 'bezoeker'}: {visit.address} antwoordt {visit.status}")
                continue
            opened[visit.kind] += 1
            pages.append((visit.kind, person, visit.address))
    for person, start, kind, *between in BEHIND:
        followed = {kind_of(start), kind, *between}
        ask, only = windows[person].ask, lambda seen, of=followed: int(seen in of)
        visits = crawl(ask, start, "/werk/", each=only)
        pages += [(kind, person, visit.address) for visit in visits if visit.kind == kind]
    pages += [(address, person, address) for person, address in OTHER_TABS]
    return list(_chosen(pages)), faults


def _most_opened(person, opened, kind):
    """How many of a kind somebody opens, after what others opened."""
    if kind in OPENED:
        return OPENED[kind] if person in FIRST else STEPS_LATER
    return OPENED_FIRST if opened[kind] < 2 else OPENED_LATER


def _chosen(pages):
    """Of each kind the first and the last: (kind, person, address, at which widths axe is asked)."""
    wide, narrow = (WIDTHS, WIDTHS[::-1]) if AT_NIGHT else (WIDTHS[:1], WIDTHS[1:])
    of_a_kind = {}
    for page in pages:
        of_a_kind.setdefault(page[0], []).append(page)
    for first, *others in of_a_kind.values():
        yield (*first, wide if others else WIDTHS)
        if others:
            yield (*others[-1], narrow)


@pytest.mark.deep
def test_every_page_is_accessible_and_keeps_to_itself(walk, windows):
    to_look_at, _faults = walk

    faults = [
        fault
        for _kind, person, path, axe_at in to_look_at
        for fault in look(windows[person], path, person or "bezoeker", axe_at)
    ]

    assert faults == []


def test_every_link_leads_somewhere(walk):
    _to_look_at, faults = walk

    assert faults == []


def test_every_kind_of_page_was_looked_at(walk):
    to_look_at, _faults = walk

    missed = every_kind() - {kind for kind, *_rest in to_look_at} - set(NOT_BY_LINK)

    assert missed == set()
