"""A browser with a screen: the same walk as in ``browsing``, but really typed and pressed."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread

from tests.steps.browsing import Page, signed_in_client


@contextmanager
def served():
    """The product at an address of its own, in threads of this process, for as long as this lasts."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
        server.join()


# The button that Enter in a field stands for is nobody's to press.
SEEN = "button:not([aria-hidden])"


class ClickingBrowser:
    """Somebody at a real browser. ``shown`` keeps the words of every page that was seen.

    ``looked`` is called with the page of the browser and a name at every page that came.
    """

    def __init__(self, chromium, site, person=None, *, looked=None):
        self.site, self.shown, self.looked, self.complaints = site, {}, looked, []
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)
        if person is not None:
            self.sign_in_again(person)

    def _request(self, request):
        if not request.url.startswith((self.site, "data:", "about:")):
            self.complaints.append(f"loads {request.url}")

    def sign_in_again(self, person):
        """Signing in has tests of its own: here somebody just is."""
        cookie = signed_in_client(person).cookies["sessionid"]
        self.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": self.site, "httpOnly": True}]
        )

    def see(self, address):
        response = self.page.goto(self.site + address, wait_until="load")
        assert response.status == 200, (address, response.status)
        return self._seen(address, response.status)

    def post(self, address):
        """Post to an address for which there is no button, with the token of this page."""
        with self.page.expect_navigation(wait_until="load") as came:
            self.page.evaluate(
                """address => {
                    const form = document.createElement('form');
                    form.method = 'post';
                    form.action = address;
                    form.append(document.querySelector('[name=csrfmiddlewaretoken]').cloneNode());
                    document.body.append(form);
                    form.submit();
                }""",
                address,
            )
        return self._seen(address, came.value.status)

    def send(self, page, *, refused="", button=None, form=None, to="", **values):
        """Fill in these fields, leave the others as they stand, and press. ``refused`` is what the
        page must then say; without it the page must come back without a fault.
        """
        page = self.see(page) if isinstance(page, str) else page
        if self._here() != page.address:
            self.see(page.address)
        form = form or page.form_with(*values)
        existing = self.page.locator("form").nth(page.forms.index(form))
        # What a browser itself refuses, others send all the same: the server has the last word.
        existing.evaluate(
            """(form, isRefused) => {
                form.noValidate = isRefused;
                for (const one of form.querySelectorAll('details')) one.open = true;
                for (let up = form; up; up = up.parentElement) if (up.matches('details')) up.open = true;
            }""",
            bool(refused),
        )
        for name, value in values.items():
            self._fill(existing, name, value)
        with self.page.expect_navigation(wait_until="load") as came:
            self._button(existing, button, to).click()
        seen = self._seen(self._here(), came.value.status)
        if refused:
            assert refused in seen.words, (refused, seen.words[:3000])
        else:
            assert came.value.status == 200, (seen.address, came.value.status, seen.words[:3000])
        return seen

    def _fill(self, form, name, value):
        field = form.locator(f'[name="{name}"]')
        kind = field.first.evaluate("one => one.type")
        if value == "on":
            field.check()
        elif kind in ("radio", "checkbox"):
            for choice in value if isinstance(value, list) else [value]:
                form.locator(f'[name="{name}"][value="{choice}"]').check()
        elif kind.startswith("select"):
            field.select_option(value)
        elif kind != "hidden":
            field.fill(value)
        else:
            assert field.input_value() == value

    def _button(self, form, button, to=""):
        if button:
            return form.locator(f'{SEEN}[name="{button[0]}"][value="{button[1]}"]')
        there = form.locator(f'{SEEN}[formaction*="{to}"]')
        if to and there.count():
            return there.first
        if to:
            return form.locator(f"{SEEN}:not([type=button]):not([name]):not([formaction])").first
        return form.locator(f"{SEEN}:not([type=button]):not([name])").first

    def _here(self):
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _seen(self, address, status):
        page = Page(self.page.content(), address)
        self.shown[f"{address} {status}"] = page.words
        assert self.complaints == [], address
        if self.looked:
            self.looked(self.page, address)
        return page

    def close(self):
        self.context.close()
