"""What somebody tries who means harm: every address at once, empty or without a token."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from speelruimte.journal.models import Entry
from speelruimte.journal.revision import newest_entry
from speelruimte.people.actions import end_role
from speelruimte.people.models import Grant

pytestmark = pytest.mark.once

MADE_UP = {IntConverter: 1, UUIDConverter: UUID(int=1)}
# In a mail the link itself is the proof; a street that is looked up changes nothing.
ASK_NO_TOKEN = {"leave-notice", "my-street"}
# What signing out and the page of an account that is off do for whoever asks.
FOR_EVERYBODY = {"account_logout"}


def patterns(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern


def addresses(trajectory, *, number=1):
    """Every address of the site, with this trajectory in it where one is asked for."""
    ours = {"case_number": trajectory.case_number, "slug": trajectory.slug}
    made_up = MADE_UP | {IntConverter: number}
    for pattern in patterns():
        converters = pattern.pattern.converters
        if not converters and "(?P" in str(pattern.pattern):
            continue
        given = {
            name: ours.get(name) or made_up.get(type(converter), "xlsx")
            for name, converter in converters.items()
        }
        yield pattern, reverse(pattern.name, kwargs=given)


def test_only_two_addresses_ask_no_token():
    exempt = {
        pattern.name for pattern in patterns() if getattr(pattern.callback, "csrf_exempt", False)
    }

    assert exempt == ASK_NO_TOKEN


def test_no_address_takes_a_form_without_its_token(trajectory, browser_of, cast):
    browser = browser_of(cast.wim)
    browser.handler.enforce_csrf_checks = True
    before = newest_entry()

    taken = {
        (address, origin)
        for pattern, address in addresses(trajectory)
        if pattern.name not in ASK_NO_TOKEN
        for origin in ("", "null", "https://kwaad.example")
        if browser.post(address, headers={"origin": origin} if origin else {}).status_code != 403
    }

    assert taken == set()
    assert newest_entry() == before


@pytest.mark.parametrize("who", ["nobody", "stranger", "bos", "lotte"])
def test_an_empty_form_of_who_may_not_changes_nothing_anywhere(trajectory, browser_of, cast, who):
    browser = Client() if who == "nobody" else browser_of(getattr(cast, who))
    before, broken, opened = newest_entry(), [], []
    for pattern, address in addresses(trajectory):
        if pattern.name in FOR_EVERYBODY:
            continue
        status = browser.post(address).status_code
        if status >= 500:
            broken.append(address)
        if who in ("nobody", "stranger") and address.startswith("/werk/") and status < 300:
            opened.append(address)

    assert broken == []
    assert opened == []
    written = Entry.objects.filter(number__gt=before).values_list("verb", flat=True)
    assert set(written) <= {"sessions_ended"}


@pytest.mark.parametrize("who", ["nobody", "marleen"])
@pytest.mark.parametrize(
    "number", [2**63, 10**20, 10**400], ids=["just too large", "larger", "very large"]
)
def test_a_number_that_no_row_can_have_breaks_no_address(trajectory, browser_of, cast, who, number):
    browser = Client() if who == "nobody" else browser_of(getattr(cast, who))
    with_number = [
        address
        for _pattern, address in addresses(trajectory, number=number)
        if str(number) in address
    ]

    assert len(with_number) > 20
    broken = [
        (address, answer.status_code)
        for address in with_number
        for answer in (browser.get(address), browser.post(address))
        if answer.status_code >= 500
    ]
    assert broken == []


def test_a_role_that_was_taken_away_opens_nothing_from_the_next_request_on(
    browser_of, cast, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    browser, page = browser_of(cast.lotte), reverse("contribution-list")
    assert browser.get(page).status_code == 200

    for grant in Grant.objects.filter(person=cast.lotte):
        end_role(grant, by=cast.wim, at=now, ends_on=today - timedelta(days=1))

    assert browser.get(page).status_code == 403


# What means something to a database, a pattern, a page, a file or a number.
HOSTILE = (
    *("' OR 1=1 --", "%' UNION SELECT 1 --", '"; DROP TABLE journal_entry; --'),
    *("(" * 50, "(a+)+$" * 50, "* OR NEAR(", "{{ 7*7 }}{% now %}", "../../etc/passwd"),
    *("\x00", "\x1f", "\u202e\u2066", "²", "２", "-1", "1e9", "nan", "9" * 400, "a" * 3_000),
    "<script>alert(1)</script>",
)
ASKED = (
    *("q", "zoek", "in", "blz", "na", "voor", "gebied", "thema", "antwoord", "onderwerp", "jaar"),
    *("stand", "stap", "punt", "wijzig", "terug", "leider", "volgorde", "verbeter"),
)
LISTS = {
    "nobody": "home process-list search archive idea-map contribution-list journal my-street",
    "marleen": "my-work work-initiatives trajectory-list work-people messages work-find-notes "
    "work-organisations work-places work-inbox contributions process",
}


@pytest.mark.parametrize("who", LISTS)
def test_no_question_in_an_address_breaks_a_list_or_comes_back_as_markup(
    trajectory, browser_of, cast, who
):
    browser = Client() if who == "nobody" else browser_of(getattr(cast, who))
    lists = [
        address for pattern, address in addresses(trajectory) if pattern.name in LISTS[who].split()
    ]
    assert len(lists) >= 8

    browser.raise_request_exception = False

    wrong = [
        (address, hostile[:20])
        for address in lists
        for hostile in HOSTILE
        for answer in [browser.get(address, dict.fromkeys(ASKED, hostile))]
        if answer.status_code >= 500 or b"<script>alert(1)" in answer.content
    ]
    assert wrong == []


def test_headers_that_a_visitor_makes_up_stand_on_no_page_that_is_kept(client, policy):
    pages = (reverse("home"), reverse("process-list"), reverse("privacy"))
    made_up = {
        "x-forwarded-host": "kwaad.example",
        "x-forwarded-proto": "kwaad",
        "x-forwarded-server": "kwaad.example",
        "x-original-url": "/kwaad",
        "x-http-method-override": "DELETE",
        "forwarded": "host=kwaad.example",
        "accept-language": "kwaad",
        "x-forwarded-prefix": "/kwaad",
    }
    for page in pages:
        assert "kwaad" not in client.get(page, headers=made_up).content.decode()
        kept = client.get(page)
        assert "kwaad" not in kept.content.decode()
        assert "sessionid" not in kept.cookies
        assert "csrfmiddlewaretoken" not in kept.content.decode()
