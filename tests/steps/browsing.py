"""A browser without a screen: it fills in only what stands on a page, as a person would."""

import re
from datetime import UTC, datetime
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client
from django.utils.html import strip_tags


def signed_in_client(person):
    """A client in which somebody is signed in, with a second step."""
    from speelruimte.people.second_factor import give_second_factor, has_second_factor

    if not has_second_factor(person):
        give_second_factor(person, by=None, at=datetime(2027, 2, 9, 9, 0, tzinfo=UTC))
    client = Client()
    client.force_login(person)
    return client


def main_of(response):
    """What a page says between its head and its foot, with its marks, in one line."""
    html = response.content.decode()
    return " ".join(html[html.index("<main") : html.index("</main")].split())


class Form:
    """One form of a page: where it goes, and its fields as a browser would send them."""

    def __init__(self, page, attributes):
        self.page, self.action = page, attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.values, self.choices, self.buttons, self.kinds = {}, {}, [], {}
        self.elsewhere = []  # where buttons send this form that do not go where it goes itself
        self.enter_goes = None  # where the first button sends it: Enter in a field presses that

    def add(self, tag, given):
        name, kind = given.get("name"), given.get("type", "text")
        if name and tag != "button":
            self.kinds[name] = kind
        if tag == "button" or kind == "submit":
            self.buttons.append((name, given.get("value", "")))
            if self.enter_goes is None:
                self.enter_goes = given.get("formaction") or self.action
            if given.get("formaction"):
                self.elsewhere.append(given["formaction"])
        elif name and kind in ("radio", "checkbox"):
            self.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                self.values.setdefault(name, []).append(given.get("value", "on"))
        elif name:
            self.values[name] = [given.get("value", "")]

    def goes(self, to=""):
        """Where it goes with the button whose address has ``to`` in it; else where it goes itself."""
        if not to:
            return self.action
        return next(action for action in (*self.elsewhere, self.action) if to in action)

    def names(self):
        return {*self.values, *self.choices, *(name for name, _value in self.buttons if name)}


# Nothing of a page but these is read, and its scripts are no page. In an attribute ">" is escaped.
_NOT_READ = re.compile(
    r"<(script|style)\b.*?</\1>|<(?!/?(?:a|form|input|button|select|option|textarea)\b)[^>]*>",
    re.DOTALL | re.IGNORECASE,
)


class _Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page, self.form, self.select, self.area = page, None, None, None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.page.links.append(given["href"])
        elif tag == "form":
            self.form = Form(self.page, given)
            self.page.forms.append(self.form)
        elif self.form is not None:
            self._field(tag, given)

    def _field(self, tag, given):
        if tag in ("input", "button"):
            self.form.add(tag, given)
        elif tag == "select":
            self.select = given.get("name")
            self.form.choices[self.select] = []
        elif tag == "option" and self.select:
            options = self.form.choices[self.select]
            options.append(given.get("value", ""))
            if "selected" in given or len(options) == 1:
                self.form.values[self.select] = [given.get("value", "")]
        elif tag == "textarea":
            self.area = given.get("name")
            self.form.values[self.area] = [""]
            self.form.kinds[self.area] = "textarea"

    def handle_data(self, data):
        if self.area and self.form:
            self.form.values[self.area][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            # As browsers do: the first newline of a textarea is not part of it.
            [text] = self.form.values[self.area]
            self.form.values[self.area] = [text.removeprefix("\n")]
            self.area = None


class Page:
    """What came back: its words, its forms, and where it stands."""

    def __init__(self, html, address):
        self.html, self.address, self.forms, self.links = html, address, [], []
        _Reader(self).feed(_NOT_READ.sub("", html))

    @cached_property
    def words(self):
        """What there is to read, in one line."""
        plain = re.sub(r"<(script|style)\b.*?</\1>", " ", self.html, flags=re.DOTALL)
        return " ".join(strip_tags(plain.replace("<", " <")).split())

    def form_with(self, *names, **sent_along):
        """The form that posts these fields (and holds these hidden values)."""
        for form in self.forms:
            fits = all(form.values.get(name) == [value] for name, value in sent_along.items())
            if form.method == "post" and fits and set(names) <= form.names():
                return form
        forms = [(form.action, sorted(form.names())) for form in self.forms]
        raise AssertionError(f"{self.address}: no form with {names} {sent_along} among {forms}")


class Browser:
    """Somebody at a browser. ``shown`` keeps the words of every page that was seen."""

    def __init__(self, person=None):
        self.client, self.shown = Client(), {}
        if person is not None:
            self.sign_in_again(person)

    def sign_in_again(self, person):
        self.client = signed_in_client(person)

    def post(self, address):
        """Post to an address for which there is no button."""
        return self._seen(self.client.post(address, follow=True), address)

    def see(self, address):
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, (address, response.status_code)
        return self._seen(response, address)

    def _seen(self, response, address):
        for step, _status in getattr(response, "redirect_chain", ()):
            address = urljoin(address, step).partition("#")[0]
        page = Page(response.content.decode(), address)
        self.shown[f"{address} {response.status_code}"] = page.words
        return page

    def send(self, page, *, refused="", button=None, form=None, to="", **values):
        """Fill in these fields, leave the others as they stand, and press. ``refused`` is what the
        page must then say; without it the page must come back without a fault. ``to`` is a part of
        the address of the button, where a form has several that go elsewhere.
        """
        address = page if isinstance(page, str) else page.address
        page = self.see(page) if isinstance(page, str) else page
        form = form or page.form_with(*values)
        data = {name: list(value) for name, value in form.values.items()}
        for name, value in values.items():
            data[name] = value if isinstance(value, list) else [value]
            offered = form.choices.get(name)
            if offered is not None and form.values.get(name) != data[name]:
                assert {str(choice) for choice in data[name]} <= set(offered), (
                    name,
                    value,
                    offered,
                )
        if button:
            data[button[0]] = [button[1]]
        target = urljoin(address, form.goes(to)) if form.goes(to) else address
        response = self.client.post(target, data, follow=True)
        came = self._seen(response, target)
        if refused:
            assert refused in came.words, (refused, came.words[:3000])
        else:
            assert response.status_code == 200, (target, response.status_code, came.words[:3000])
        return came
