"""Hands at a real browser: the walks of ``steps/hands``, really pressed and typed."""

from urllib.parse import urlsplit

from tests.steps.browsing import signed_in_client
from tests.steps.clicking import SEEN
from tests.steps.hands import TICKED, Hands, Sheet, plain


class InBrowser(Hands):
    """Somebody at a window of their own. ``complaints`` is what a page said was wrong."""

    def __init__(self, tally, name, person=None, *, chromium, site):
        self.site, self.complaints = site, []
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        # What a page asks before one leaves it with something typed: yes, leave.
        self.page.on("dialog", lambda dialog: dialog.accept())
        super().__init__(tally, name, person)

    def arrive(self):
        """Signing in has tests of its own: here somebody just is."""
        if self.person is not None:
            cookie = signed_in_client(self.person).cookies["sessionid"]
            self.context.add_cookies(
                [{"name": "sessionid", "value": cookie.value, "url": self.site, "httpOnly": True}]
            )

    def look(self, address):
        assert self._came(self.page.goto(self.site + address, wait_until="load")) == 200, address

    def press_link(self, href, target):
        link = self.page.locator(f'a[href="{href}"]:visible').first
        if urlsplit(target)._replace(fragment="") == urlsplit(self.address)._replace(fragment=""):
            link.click()
            return
        with self.page.expect_navigation(wait_until="load") as came:
            link.click()
        assert self._came(came.value) == 200, target

    def press(self, form, button, given):
        existing = self.page.locator("form").nth(self.sheet.forms.index(form))
        ident = existing.get_attribute("id")
        # What a browser itself refuses, others send all the same: the server has the last word.
        existing.evaluate("form => { form.noValidate = true; }")
        for name, value in given.items():
            self._fill(existing, ident, form.fields[name], value)
        with self.page.expect_navigation(wait_until="load") as came:
            self._button(existing, ident, button).click()
        return self._came(came.value)

    def _fill(self, form, ident, field, value):
        found = form.locator(f'[name="{field.name}"]')
        if not found.count() and ident:
            found = self.page.locator(f'[name="{field.name}"][form="{ident}"]')
        if field.fold:
            self._unfold(found.first)
        if field.kind == "file":
            name, content, kind = value
            found.set_input_files({"name": name, "mimeType": kind, "buffer": content})
        elif field.kind in TICKED:
            _tick(found, value)
        elif field.kind == "select":
            found.select_option(value)
        elif value != field.values:
            found.fill(value[0])

    def _unfold(self, field):
        fold = field.locator("xpath=ancestor::details[not(@open)]").first
        if fold.count():
            fold.locator("summary").first.click()

    def _button(self, form, ident, button):
        label, name, value, _goes = button
        found = form.locator(SEEN)
        if not found.count() and ident:
            found = self.page.locator(f'{SEEN}[form="{ident}"]')
        wanted = (plain(label), name or "", value)
        for one in found.all():
            seen = plain(one.text_content() or "")
            if wanted == (seen, *(one.get_attribute(part) or "" for part in ("name", "value"))):
                return one
        raise AssertionError((self.address, label))

    def _came(self, response):
        parts = urlsplit(self.page.url)
        self.address = parts.path + (f"?{parts.query}" if parts.query else "")
        self.sheet, self.unfolded = Sheet(self.page.content()), set()
        assert self.complaints == [], self.address
        return response.status

    def close(self):
        self.context.close()


def _tick(boxes, wanted):
    for box in boxes.all():
        # A box without a value of its own sends "on".
        if box.is_checked() != ((box.get_attribute("value") or "on") in wanted):
            box.set_checked(not box.is_checked())
