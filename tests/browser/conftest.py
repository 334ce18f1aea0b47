"""A real browser against the real demo: one server for all browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from tests.steps.crawling import Answer
from tests.template_database import give_filled, give_migrated_file

ROOT = Path(__file__).resolve().parents[2]
# The one without a window takes a sixth less time (bin/system-packages).
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PICTURES = Path(__file__).parent / "pictures"
# Each page runs axe anew and only once or twice: making its script quicker takes longer than it saves.
SCRIPTS_AS_THEY_ARE = "--js-flags=--no-opt,--no-maglev"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a demo for these tests alone: filled here, unless the tests on SQLite did."""
    folder = tmp_path_factory.mktemp("lindewold")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "SPEELRUIMTE_DATA": str(folder),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    address = f"http://127.0.0.1:{port}"
    with _database_of_its_own(environment), (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "demo", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(address, process, folder / "log.txt")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database_of_its_own(environment):
    """On PostgreSQL a new database on the server of the tests; otherwise the file in the folder."""
    given = environment.pop("DATABASE_URL", "")
    if not given.startswith("postgresql:"):
        folder = Path(environment["SPEELRUIMTE_DATA"])
        give_migrated_file(folder / "speelruimte.sqlite3")
        give_filled(folder)
        yield
        return
    import psycopg

    name = f"lindewold_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        environment["DATABASE_URL"] = f"{given.rpartition('/')[0]}/{name}"
        yield
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _wait(address, process, log):
    for _second in range(600):
        if process.poll() is not None:
            pytest.fail(f"De demo start niet:\n{log.read_text()[-3000:]}")
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"De demo antwoordt niet:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    program = next(
        (installed for name in PROGRAMS if (installed := shutil.which(name))),
        None,
    )
    if program is None:
        pytest.fail("Chromium ontbreekt. Installeer het met: apt-get install chromium")
    # The driver keeps a loop running in this thread, where a test also asks the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                SCRIPTS_AS_THEY_ARE,
            ],
            chromium_sandbox=False,
        )
        yield browser
        browser.close()


class Visitor:
    """Somebody with a browser window. Notes what the page complains about or loads from elsewhere."""

    def __init__(self, browser, site, *, width=1280, javascript=True):
        self.site, self.width = site, width
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="nl-NL"
        )
        # In every page from its beginning: sent once, and not with each question.
        self.context.add_init_script(path=AXE)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message):
        # A page that is meant to be refused is logged by the browser as an error, too.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(message.text)

    def _request(self, request):
        if not request.url.startswith((self.site, "data:", "about:")):
            self.complaints.append(f"loads {request.url}")

    def go(self, path):
        return self.page.goto(self.site + path, wait_until="load")

    def ask(self, address):
        """Fetch an address as who sits at this window, without showing it and past the browser."""
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in self.context.cookies())
        asked = urllib.request.Request(self.site + address, headers={"Cookie": cookies})
        try:
            response = urllib.request.urlopen(asked, timeout=60)
        except urllib.error.HTTPError as refused:
            response = refused
        with response:
            here = response.url.removeprefix(self.site)
            is_page = response.headers.get_content_type() == "text/html"
            return Answer(here, response.status, response.read().decode() if is_page else None)

    def become(self, key):
        """Look as somebody of the cast, through the bar of the demo."""
        self.go("/demo/bekijk-als/")
        self.page.locator(f'button[name="who"][value="{key}"]').first.click()
        self.page.wait_for_load_state("load")
        return self

    def picture(self, name):
        PICTURES.mkdir(exist_ok=True)
        width = self.page.viewport_size["width"]
        self.page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)

    def resized(self, width):
        if width != self.width:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.width = width

    def is_wider_than_the_screen(self):
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
        )

    def close(self):
        self.context.close()


@pytest.fixture
def visit(chromium, site):
    """Open a window: ``visit()``, ``visit(width=390)``, ``visit(javascript=False)``."""
    windows = []

    def opened(**options):
        windows.append(Visitor(chromium, site, **options))
        return windows[-1]

    yield opened
    for window in windows:
        window.close()
