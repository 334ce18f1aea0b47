"""What every answer carries, and who gets in where."""

import logging
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from speelruimte import website
from speelruimte.website.access import workbench_page
from speelruimte.website.logs import WithoutLinks

DOCS = Path(__file__).parents[2] / "docs"

CONTENT_SECURITY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def patterns(resolver=None, before=""):
    """Every address of the site, with its view."""
    for url_pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(url_pattern.pattern)
        if isinstance(url_pattern, URLResolver):
            yield from patterns(url_pattern, address)
        elif isinstance(url_pattern, URLPattern):
            yield address, url_pattern


WORKBENCH = [(address, pattern) for address, pattern in patterns() if address.startswith("werk/")]


def test_every_page_of_the_workbench_is_guarded():
    wrong = [
        address
        for address, pattern in WORKBENCH
        if not getattr(pattern.callback, "is_workbench_page", False)
    ]

    assert wrong == [], "put @workbench_page (website/access.py) above its view, as the last"


def test_every_module_with_addresses_is_named():
    there = {id(pattern) for _address, pattern in patterns()}
    root = Path(website.__file__).parent
    with_addresses = {
        file.relative_to(root.parent)
        for folder in ("public", "workbench", "kinds")
        for file in (root / folder).rglob("*.py")
        if re.search(r"^urlpatterns\b", file.read_text(), re.MULTILINE)
    }
    unreachable = {
        f"{file}: {pattern.name}"
        for file in with_addresses
        for pattern in import_module(
            f"speelruimte.{'.'.join(file.with_suffix('').parts)}"
        ).urlpatterns
        if id(pattern) not in there
    }

    assert len(with_addresses) > 40
    assert unreachable == set(), (
        "name its module in PUBLIC or WORKBENCH (website/urls.py), or in the urlpatterns of one that "
        "stands there; of a way in its KindPages.addresses"
    )


# Addresses whose name stands in no link as a whole, and what leads there.
COMPOSED = {
    **dict.fromkeys(
        [
            *("add-to-idea", "add-words", "forget-me", "give-address", "mend-address"),
            "no-to-move",
            *(
                "withdraw",
                "withdraw-idea",
                "linked-disagree",
                "linked-no-to-move",
            ),
        ],
        "an OwnAction, by its name (website/public/own_actions.py)",
    ),
    "ask-notice-straat": "where one asks for notices, by the kind of place",
    "work-merge-gebied": "the list of areas, by the kind of place",
    "work-merge-onderwerp": "the list of subjects, by the kind of place",
    **dict.fromkeys(["bundle", "tile"], "programs that check the journal make it from a number"),
    "robots": "programs that read websites ask for it",
    "security-txt": "who looks for weak spots knows it by RFC 9116",
}


def test_something_leads_to_every_page():
    """Its name is said where an address is made of it: else no crawl opens it, and nobody else."""
    root = Path(website.__file__).parent.parent
    said = {
        name
        for file in (*root.rglob("*.py"), *root.rglob("*.html"))
        for name in re.findall(
            r"""["']([a-z][\w-]+)["']""", re.sub(r'\bname="[\w-]+"', "", file.read_text())
        )
    }
    named = {
        pattern.name
        for address, pattern in patterns()
        if pattern.name and not address.startswith("account/")
    }
    # Gates name a page of the workbench without what all of those begin with.
    alone = {name for name in named if not {name, name.removeprefix("work-")} & said}

    assert alone == set(COMPOSED), (
        "lead to it, by {% url %} or reverse; where its name is composed, say what leads there in "
        "COMPOSED (tests/website/test_safety.py)"
    )


def test_there_are_pages_to_guard():
    assert {"my-work", "work-people"} <= {pattern.name for _address, pattern in WORKBENCH}


def test_the_guard_is_known_by_its_mark():
    assert workbench_page(lambda request: None).is_workbench_page


@pytest.mark.parametrize("who", ["henk", "sofie", "stranger"])
def test_who_has_no_role_reads_why_the_workbench_stays_shut(browser_of, cast, who):
    answer = browser_of(getattr(cast, who)).get(reverse("my-work"))

    assert answer.status_code == 403
    assert "Uw account heeft daar geen rol" in answer.content.decode()


def test_a_visitor_signs_in_first_and_comes_back(client, db):
    answer = client.get(reverse("work-people"))

    assert answer.url == f"{reverse('account_login')}?next={reverse('work-people')}"


def test_an_initiator_works_without_second_step_and_staff_do_not(cast, today, now):
    from speelruimte.people.actions import grant_role
    from speelruimte.people.roles import Role

    grant_role(
        cast.nadia,
        role=Role.INITIATOR,
        by=None,
        at=now,
        starts_on=now.date().replace(year=2026, month=1),
        case_number="2027-0001",
    )
    client = Client()
    client.force_login(cast.nadia)
    assert client.get(reverse("my-work")).status_code == 200

    client.force_login(cast.joris)
    assert client.get(reverse("my-work")).url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("name", ["home", "account_login", "process-list"])
def test_every_answer_carries_the_strict_headers(client, db, name):
    answer = client.get(reverse(name))

    assert set(answer["Content-Security-Policy"].split("; ")) == CONTENT_SECURITY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    for power in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture"):
        assert f"{power}=()" in answer["Permissions-Policy"]


def test_no_page_is_less_strict_than_another(settings):
    assert settings.CONTENT_SECURITY_POLICY_BELOW == {}


@pytest.mark.parametrize(
    ("address", "is_wider"),
    [
        ("/meedoen/", True),
        ("/en/meedoen/", True),
        ("/meedoen/hoe/diep/ook/", True),
        ("/meedoenders/", False),
        ("/trajecten/meedoen/", False),
        ("/", False),
    ],
)
def test_a_setting_is_less_strict_below_one_address_only(
    client, db, english, settings, address, is_wider
):
    settings.CONTENT_SECURITY_POLICY_BELOW = {"meedoen": {"img-src": ["'self'", "blob:"]}}

    said = set(client.get(address)["Content-Security-Policy"].split("; "))

    wider = {"img-src 'self' blob:"} | {row for row in CONTENT_SECURITY if "img-src" not in row}
    assert said == (wider if is_wider else CONTENT_SECURITY)


@pytest.mark.parametrize("name", ["home", "process-list"])
def test_what_was_made_for_who_is_signed_in_is_kept_by_no_browser(browser_of, cast, name):
    assert browser_of(cast.samira).get(reverse(name))["Cache-Control"] == "no-store"


def test_faults_carry_the_headers_too(client, db):
    answer = client.get("/bestaat-niet/")

    assert answer.status_code == 404
    assert "Deze bladzijde is er niet" in answer.content.decode()
    assert set(answer["Content-Security-Policy"].split("; ")) == CONTENT_SECURITY


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "/", "headers": {"host": "kwaad.example"}}, 400),
        ({"path": "/bestaat-niet/"}, 404),
        ({"path": "/mijn-inbreng"}, 301),
        ({"path": "/account/"}, 302),
    ],
)
def test_refusals_and_redirects_carry_them_all(client, db, asked, status):
    answer = client.get(**asked)

    assert answer.status_code == status
    holds_the_strict_headers(answer)


def holds_the_strict_headers(answer):
    assert set(answer["Content-Security-Policy"].split("; ")) == CONTENT_SECURITY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]


def test_what_breaks_carries_them_too(db, monkeypatch):
    def breaks(*_given, **_named):
        raise RuntimeError

    monkeypatch.setattr("speelruimte.website.public.processes.render_page", breaks)
    answer = Client(raise_request_exception=False).get(reverse("process-list"))

    assert answer.status_code == 500
    holds_the_strict_headers(answer)


def test_a_file_of_the_design_carries_them_too(db, settings, tmp_path):
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path

    answer = Client().get("/static/mark.svg")

    assert answer.status_code == 200
    holds_the_strict_headers(answer)


def test_what_is_too_large_is_said_in_dutch(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post(reverse("find-contribution"), {"code": "x" * 200})

    assert answer.status_code == 413
    assert "te groot om in één keer te versturen" in answer.content.decode()
    holds_the_strict_headers(answer)


def test_a_name_that_is_not_ours_is_one_line_in_the_log(client, db, caplog):
    answer = client.get("/", headers={"host": "kwaad.example" + "x" * 500})

    assert "Dit adres kennen we niet" in answer.content.decode()
    [line] = caplog.records
    assert line.exc_info is None
    assert len(line.getMessage()) < 200
    for header in ("X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL"):
        assert "kwaad" not in client.get("/", headers={header: "/kwaad/"}).content.decode()


def test_under_https_cookies_belong_to_this_very_name():
    names = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    )
    given = os.environ | {
        "IS_HTTPS": "1",
        "HSTS_SUBDOMAINS": "1",
        "DJANGO_SETTINGS_MODULE": "speelruimte.config.settings",
        "SITE_ADDRESS": "https://meedoen.lindewold.example",
    }
    said = subprocess.run([sys.executable, "-c", names], env=given, capture_output=True, text=True)

    assert said.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("postgres://a:b@c/d?options=-c%20search_path%3Dsr", "-c jit=off -c search_path=sr"),
        ("sqlite:////tmp/d.sqlite3?timeout=60", "60"),
    ],
)
def test_what_the_address_of_the_database_asks_stays(url, kept):
    script = (
        "from django.conf import settings as s; o = s.DATABASES['default']['OPTIONS'];"
        "print(o.get('options') or o['timeout'])"
    )
    given = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "speelruimte.config.settings",
    }
    said = subprocess.run([sys.executable, "-c", script], env=given, capture_output=True, text=True)

    assert said.stdout.strip() == kept


ORIGIN = {"origin": "http://testserver"}


def test_who_keeps_no_cookies_can_send_a_form(db):
    visitor = Client(enforce_csrf_checks=True)
    sent = {"path": reverse("find-contribution"), "data": {"code": "SR-ONBEKEND"}}

    assert visitor.post(**sent, headers=ORIGIN).status_code == 422
    for elsewhere in ({}, {"origin": "https://kwaad.example"}, {"origin": "null"}):
        assert visitor.post(**sent, headers=elsewhere).status_code == 403


def test_a_form_that_is_too_old_comes_back_filled_in(browser_of, cast):
    browser = browser_of(cast.henk)
    browser.handler.enforce_csrf_checks = True
    typed = {"name": 'Henk "de" <b>Oude</b>', "phone": "12 34 56", "csrfmiddlewaretoken": "oud"}

    page = browser.post(reverse("my-account"), typed, headers=ORIGIN)

    assert page.status_code == 403
    assert page["Cache-Control"] == "no-store"
    again = page.context["fields"]
    assert again == [("name", typed["name"]), ("phone", typed["phone"])]
    assert "<b>Oude" not in page.content.decode()
    token = page.context["csrf_token"]
    sent = browser.post(
        reverse("my-account"), dict(again) | {"csrfmiddlewaretoken": str(token)}, headers=ORIGIN
    )
    assert sent.status_code == 302
    cast.henk.refresh_from_db()
    assert cast.henk.name == typed["name"]


def test_what_another_site_sends_comes_back_to_nobody(browser_of, cast):
    browser = browser_of(cast.henk)
    browser.handler.enforce_csrf_checks = True

    page = browser.post(
        reverse("my-account"),
        {"name": "Kwaad was hier"},
        headers={"origin": "https://kwaad.example"},
    )

    assert page.status_code == 403
    assert "Kwaad was hier" not in page.content.decode()


def test_who_was_signed_out_while_typing_keeps_what_was_typed(client, db):
    typed = {"name": "Buurtvereniging De Linde", "kind": "vereniging"}

    page = client.post(reverse("work-organisations"), typed, headers=ORIGIN)

    assert page.status_code == 403
    assert page.context["fields"] == list(typed.items())
    assert reverse("account_login") in page.content.decode()


def test_names_in_the_shared_cache_say_nothing():
    from speelruimte.website.cache_keys import hashed_key

    assert "123456" not in hashed_key("used?user=1&code=123456", "", 1)
    assert hashed_key("a", "", 1) != hashed_key("b", "", 1)


def test_a_public_page_sets_no_cookie(client, db):
    assert not client.get(reverse("process-list")).cookies


def test_cookies_go_over_https_only_where_there_is_https(client, db, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True

    cookie = client.get(reverse("account_login")).cookies["csrftoken"]

    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_form_without_its_token_is_refused_calmly(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})

    assert answer.status_code == 403
    assert "Er is niets verstuurd" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_who_tries_too_often_is_asked_to_wait(client, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _turn in range(2):
        client.post(reverse("account_login"), {"login": "a@b.example", "password": "x"})

    answer = client.post(reverse("account_login"), {"login": "a@b.example", "password": "x"})

    assert answer.status_code == 429
    assert "Even wachten" in answer.content.decode()


SECRET = re.compile(r"<str:token>|\(\?P<uidb36>.*\+\)")


@pytest.mark.once
def test_an_address_that_opens_a_door_stands_in_no_log_of_ours_or_of_the_proxy():
    proxy = re.search(
        r"location ~ (.*/stembiljet/.*) \{", (DOCS / "beheer/installeren.md").read_text()
    )
    privacy = (DOCS / "privacy.md").read_text()
    known = set()
    for address, _pattern in patterns():
        if SECRET.search(address):
            before = SECRET.split(address)[0].replace("^", "").replace("<slug:slug>", "plein")
            line = logging.makeLogRecord({"msg": f"Not Found: /en/{before}geheim-1/"})
            WithoutLinks().filter(line)
            assert line.getMessage() == f"Not Found: /en/{before}…/"
            for asked in (f"/{before}geheim-1/", f"/en/{before}geheim-1/"):
                assert re.search(proxy[1], asked), asked
            known.add("/".join(before.split("/")[-3:]))
    for asked in (reverse("search"), f"/en{reverse('search')}"):  # somebody may type a code there
        assert re.search(proxy[1], asked), asked
    assert "`/zoeken/`" in privacy
    assert {"mijn-inbreng/volg/", "bericht/nee/", "wachtwoord/nieuw/"} <= known
    assert [part for part in known if f"/{part}`" not in privacy] == []


def test_something_broken_is_said_without_the_database(client, db, monkeypatch):
    from speelruimte.website.errors import broken

    answer = broken(client.get(reverse("account_login")).wsgi_request)

    assert answer.status_code == 500
    assert "Dit ligt niet aan u" in answer.content.decode()
