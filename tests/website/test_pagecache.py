# ruff: noqa: F811  (fixtures come in by name)
"""Pages from memory: the same for every visitor, never older than a second, nobody's own."""

import gzip
import re
from contextlib import suppress
from datetime import timedelta

import brotli
import pytest
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from speelruimte.journal.models import Revised
from speelruimte.journal.revision import newest_entry, newest_entry_of, raise_revision
from speelruimte.policy.actions import load_policy
from speelruimte.website import pagecache
from speelruimte.website.pagecache import LRUCache, PageCache, for_every_visitor
from tests.steps.agreement import adopted_agreement, amended_agreement, fresh, somebody
from tests.steps.beginning import trajectory_of
from tests.steps.taking_part import opened_ideas, said, words_from
from tests.website.pages_made_anew import MADE_ANEW
from tests.website.test_safety import patterns


class Clock:
    """The clock of the cache; ``clock.pass_by(1)`` lets a second pass."""

    def __init__(self):
        self.moment = 1000.0

    def pass_by(self, seconds):
        self.moment += seconds

    def monotonic(self):
        return self.moment


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(pagecache, "time", clock)
    return clock


@pytest.fixture
def taking_part(trajectory, cast, now, today, time_machine):
    time_machine.move_to(now, tick=False)
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, "project_leader", trajectory, at=now)
    trajectory.ideas = opened_ideas(trajectory, by=leader, at=now, on=today)
    return trajectory


class Counted:
    """A page that counts how often it was made."""

    def __init__(self, page):
        self.page, self.made = page, 0

    def __call__(self, request):
        self.made += 1
        return self.page(request)


@pytest.fixture
def made(db, clock, rf, monkeypatch):
    """Ask for a made-up page through a cache: gives the answer; ``made.page.made`` counts."""

    class Asking:
        def __init__(self):
            self.show(lambda request: HttpResponse("Hallo"))

        def show(self, page, *parameters):
            self.page = Counted(page)
            self.cache = PageCache(self.page)
            self.cache._parameters = lambda path: frozenset(parameters)

        def __call__(
            self, address="/meedoen/", method="get", cookies=None, secure=False, **headers
        ):
            request = getattr(rf, method)(address, headers=headers, secure=secure)
            request.COOKIES.update(cookies or {})
            return self.cache(request)

    return Asking()


def test_the_same_page_for_the_second_visitor(made):
    assert made().content == made().content == b"Hallo"
    assert made.page.made == 1


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_who_has_a_session_or_a_message_passes_by(made, cookie):
    made()
    made(cookies={cookie: "x"})
    made(cookies={cookie: "x"})
    assert made.page.made == 3


def test_only_listed_parameters_count(made):
    made.show(lambda request: HttpResponse(request.GET.get("gebied", "")), "gebied")
    assert made("/meedoen/?gebied=a&utm=1").content == b"a"
    assert made("/meedoen/?utm=2&gebied=a&x=3").content == b"a"
    assert made.page.made == 1
    assert made("/meedoen/?gebied=b").content == b"b"
    assert made("/meedoen/").content == b""
    assert made.page.made == 3


def test_an_endless_question_is_not_kept(made):
    made.show(lambda request: HttpResponse("x"), "q")
    made(f"/zoeken/?q={'a' * 500}")
    made(f"/zoeken/?q={'a' * 500}")
    assert made.page.made == 2


def _with_cookie(request):
    answer = HttpResponse("Hallo")
    answer.set_cookie("csrftoken", "x")
    return answer


def _with_message(request):
    from django.contrib.messages.storage.cookie import CookieStorage

    request._messages = CookieStorage(request)
    messages.info(request, "Gelukt.")
    return HttpResponse("Hallo")


@pytest.mark.parametrize(
    "page",
    [
        _with_cookie,
        _with_message,
        lambda request: HttpResponse("x", headers={"Cache-Control": "private, no-store"}),
        lambda request: HttpResponse("x", status=404),
        lambda request: HttpResponse("x", status=302, headers={"Location": "/"}),
    ],
    ids=["cookie", "message", "no-store", "missing", "elsewhere"],
)
def test_what_is_somebodys_own_or_no_page_is_never_kept(made, page):
    made.show(page)
    made()
    made()
    assert made.page.made == 2


def test_what_is_posted_is_not_for_the_cache(made):
    made()
    made(method="post")
    assert made.page.made == 2


def test_hosts_do_not_share_pages(made, settings):
    settings.ALLOWED_HOSTS = ["een.example", "twee.example"]
    made.show(lambda request: HttpResponse(request.get_host()))
    assert made(host="een.example").content == b"een.example"
    assert made(host="twee.example").content == b"twee.example"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.0, gzip;q=0", ""),
        ("broccoli", ""),
        ("", ""),
    ],
)
def test_a_browser_gets_what_it_can_read(made, accepted, encoding):
    made()
    answer = made(accept_encoding=accepted)
    read = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert read(answer.content) == b"Hallo"
    assert answer.get("Content-Encoding", "") == encoding
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Vary"] == "Accept-Encoding, Cookie"
    assert made.page.made == 1


def test_a_secure_and_an_insecure_visit_do_not_share_pages(made):
    """The first may answer with a page, and the second with a way to the first."""
    made.show(lambda request: HttpResponse(request.scheme))
    assert made().content == b"http"
    assert made(secure=True).content == b"https"


def test_an_answer_is_headed_like_the_page_that_was_made(made):
    made.show(lambda request: HttpResponse("x", content_type="text/plain", headers={"X-Page": "1"}))
    for _turn in range(2):
        answer = made()
        assert (answer["Content-Type"], answer["X-Page"]) == ("text/plain", "1")


def test_no_middleware_stands_before_the_cache():
    """It would be passed by as many visitors as come, and add to headers that all of them share."""
    assert settings.MIDDLEWARE[0] == "speelruimte.website.pagecache.PageCache"


def test_a_look_at_the_head_keeps_the_whole_page(made):
    made(method="head")
    assert made().content == b"Hallo"
    assert made.page.made == 1


def test_after_midnight_the_page_is_made_anew(made, clock, time_machine):
    time_machine.move_to("2027-02-09T23:59:59+01:00", tick=False)
    made()
    time_machine.move_to("2027-02-10T00:00:01+01:00", tick=False)
    clock.pass_by(0.6)
    made()
    made()
    assert made.page.made == 2


def test_the_revision_is_read_before_the_page_is_made(made, clock, load_pack):
    """What changes while the page is being made, is on the next one."""

    def page(request):
        text = f"{pagecache.newest_entry()}"
        if made.page.made == 1:
            load_pack("basis")
        return HttpResponse(text)

    made.show(page)
    assert made().content == b"0"
    clock.pass_by(0.6)
    assert made().content == b"1"


def test_no_more_is_kept_than_fits_and_the_oldest_goes_first():
    cache = LRUCache(2)
    cache.keep("a", 1)
    cache.keep("b", 2)
    cache.find("a")
    cache.keep("c", 3)
    assert [cache.find(key) for key in "abc"] == [1, None, 3]


def test_a_changed_page_takes_the_place_of_the_old_one(made, clock, load_pack):
    made()
    load_pack("basis")
    clock.pass_by(0.6)
    made()
    assert made.page.made == 2
    assert len(made.cache.pages.rows) == 1


@pytest.mark.parametrize("what", Revised)
def test_a_change_without_an_entry_is_seen_within_a_second_once_it_stands(made, clock, what):
    made()
    with suppress(ZeroDivisionError), transaction.atomic():
        raise_revision(what)
        raise ZeroDivisionError
    clock.pass_by(1)
    made()
    assert made.page.made == 1

    raise_revision(what)
    clock.pass_by(1)
    made()
    made()
    assert made.page.made == 2


def test_of_two_that_write_no_entry_each_makes_the_page_new(made, clock):
    for what in (*Revised, *Revised):
        raise_revision(what)
        clock.pass_by(1)
        made()
    assert made.page.made == 2 * len(Revised)


@pytest.mark.parametrize("source", range(len(pagecache.SOURCES)))
def test_each_source_alone_makes_the_page_new(made, clock, monkeypatch, source):
    said = [0] * len(pagecache.SOURCES)
    asked = tuple(lambda _case, turn=turn: said[turn] for turn in range(len(said)))
    monkeypatch.setattr(pagecache, "SOURCES", asked)
    made()
    said[source] += 1
    clock.pass_by(1)
    made()
    assert made.page.made == 2


def test_a_loaded_policy_is_an_entry_of_every_case(load_pack, trajectory):
    before = newest_entry_of(trajectory.case_number)
    load_pack("basis")
    assert newest_entry_of(trajectory.case_number) > before
    assert newest_entry_of("2027-9999") == newest_entry()


def test_what_happens_in_another_case_is_no_news_of_this_one(trajectory, cast, areas, now):
    before = newest_entry_of(trajectory.case_number)
    other = trajectory_of(fresh(trajectory).policy, cast, areas, at=now, case_number="2027-0099")
    assert newest_entry_of(trajectory.case_number) == before
    assert newest_entry_of(other.case_number) > before


# The real pages ---------------------------------------------------------------------------------


def _change_words(trajectory, cast, now):
    said(trajectory.ideas, "Een heel nieuw idee.", at=now)


def _change_agreement(trajectory, cast, now):
    amended_agreement(trajectory, cast, at=now)


def _change_policy(trajectory, cast, now):
    file = settings.PACKAGE / "policy" / "packs" / "heemstede-2020.yaml"
    text = file.read_text().replace("name: Heemstede", "name: Overheem", 1)
    text = re.sub(r"effective_from: \S+", "effective_from: 2027-02-01", text)
    load_policy(text=text, file=file.name, by=None, at=now)


@pytest.mark.parametrize(
    ("change", "page", "new"),
    [
        (_change_words, "contributions", "Een heel nieuw idee."),
        (_change_words, "process", "Een heel nieuw idee."),
        (_change_agreement, "agreements", "Twintig plekken"),
        (_change_policy, "process", "Overheem"),
    ],
    ids=["words in the list", "words on the process", "amended", "policy"],
)
def test_every_node_shows_a_change_within_a_second(
    taking_part, cast, now, clock, change, page, new
):
    nodes, address = (Client(), Client()), reverse(page, kwargs={"slug": taking_part.slug})
    for node in nodes:
        assert new not in node.get(address).content.decode()

    change(taking_part, cast, now + timedelta(minutes=1))
    clock.pass_by(1)

    for node in nodes:
        assert new in node.get(address).content.decode()


def test_a_page_costs_a_visitor_no_more_than_the_question_whether_it_changed(
    taking_part, clock, django_assert_num_queries
):
    client, address = Client(), reverse("process", kwargs={"slug": taking_part.slug})
    first = client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).content == first.content
    clock.pass_by(0.6)
    with django_assert_num_queries(2):
        client.get(address)


def test_kept_pages_carry_the_strict_headers_too(taking_part, clock):
    client, address = Client(), reverse("process", kwargs={"slug": taking_part.slug})
    first, second = client.get(address), client.get(address)
    for name in (
        "Content-Security-Policy",
        "Permissions-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Content-Language",
    ):
        assert second[name] == first[name]
        assert second[name]


def test_each_language_has_its_own_page_whatever_was_read_before(db, clock, load_pack, english):
    load_pack("basis")
    client = Client()
    for _turn in range(2):
        for address, language in (("/en/contact/", "en"), ("/contact/", "nl"), ("/meedoen/", "nl")):
            with translation.override("nl" if language == "en" else "en"):
                answer = client.get(address)
            assert answer["Content-Language"] == language
            assert f'<html lang="{language}"' in answer.content.decode()
            assert answer["Cache-Control"] == "private, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/trajecten/brink/", "brink"),
        ("/en/trajecten/brink/inbreng/", "brink"),
        ("/trajecten/", ""),
        ("/", ""),
        ("/entrajecten/brink/", ""),
    ],
)
def test_the_trajectory_of_a_page_follows_from_its_address(path, slug, english):
    assert pagecache._slug_in(path) == slug


PUBLIC = [
    url_pattern
    for address, url_pattern in patterns(get_resolver())
    if not address.startswith(("werk/", "account/", "demo/"))
]


@pytest.mark.parametrize("pattern", PUBLIC, ids=[each_page.name for each_page in PUBLIC])
def test_every_public_page_is_kept_or_it_is_said_why_not(pattern):
    is_kept = getattr(pattern.callback, "same_for_everyone", None) is not None
    assert is_kept != (pattern.name in MADE_ANEW), (
        f"{pattern.name}: a page for reading wears @for_every_visitor (website/pagecache.py); any "
        "other stands in MADE_ANEW (tests/website/pages_made_anew.py) with why; never both"
    )


def test_only_pages_that_exist_are_made_anew():
    assert MADE_ANEW.keys() - {each_page.name for each_page in PUBLIC} == set(), (
        "take it out of MADE_ANEW (tests/website/pages_made_anew.py)"
    )


KEPT_PAGES = [each_page.name for each_page in PUBLIC if each_page.name not in MADE_ANEW]


def addresses(trajectory, contribution):
    """The addresses of the pages that this trajectory has, of those that are kept."""
    here = {"slug": trajectory.slug}
    activity = here | {"key": trajectory.ideas.key}
    parts = {
        "process": here,
        "contributions": here,
        "contribution": here | {"key": contribution.public_key},
        "take-part": activity,
        "paper-form": activity,
        "agreements": here,
        "agreement-version": here | {"number": 2},
        "agreement-difference": here | {"number": 2},
    }
    for name in KEPT_PAGES:
        if name in parts or not get_resolver().reverse_dict.getlist(name)[0][0][0][1]:
            yield name, reverse(name, kwargs=parts.get(name))


def test_kept_pages_hold_nothing_of_anybody(taking_part, cast, now, clock):
    amended_agreement(taking_part, cast, at=now)
    contribution, _code = words_from(taking_part.ideas, 1, at=now)[0]
    seen = set()
    for name, address in addresses(taking_part, contribution):
        client = Client()
        html = client.get(address).content.decode()
        posting = re.findall(r'<form[^>]*method="post"[^>]*>', html)
        assert all(f'action="{reverse("my-street")}"' in form for form in posting), name
        assert "csrfmiddlewaretoken" not in html, name
        assert "sr-messages" not in html, name
        again = client.get(address)
        if again.status_code == 200:
            assert again["Cache-Control"] == "private, max-age=0, must-revalidate", name
            seen.add(name)
    assert {"home", "process", "contribution", "agreement-difference", "policy", "idea"} <= seen


def test_a_view_says_which_parameters_count():
    @for_every_visitor("na")
    def page(request):
        return HttpResponse()

    assert page.same_for_everyone == {"na"}
