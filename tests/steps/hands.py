"""Hands at the pages, counted: each link, button, choice and box is a click; all that is typed a field.

A walk is written once (``counted_walk``). ``OnPaper`` walks through the HTML that the product sends,
``tests/browser`` through a browser with a screen.
"""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.steps.browsing import signed_in_client

TICKED = ("radio", "checkbox")


class Tally:
    """What was pressed and typed, by step and by whom."""

    def __init__(self):
        self.step, self.clicks, self.fields, self.who = "", Counter(), Counter(), {}

    def begin(self, step):
        self.step = step

    def click(self, number=1):
        self.clicks[self.step] += number

    def field(self):
        self.fields[self.step] += 1

    def seen(self, name):
        self.who.setdefault(self.step, {})[name] = True

    @property
    def rows(self):
        """(step, who, clicks, fields), in the order in which they were begun."""
        return [
            (step, [*self.who.get(step, ())], self.clicks[step], self.fields[step])
            for step in dict.fromkeys([*self.clicks, *self.fields])
        ]

    @property
    def table(self):
        """The rows as a table to read."""
        return "\n".join(
            f"{step:32} {', '.join(names):28} {clicks:4} {fields:4}"
            for step, names, clicks, fields in [*self.rows, ("total", [], *self.total)]
        )

    @property
    def total(self):
        return self.clicks.total(), self.fields.total()


class Field:
    """One field, with what a browser sends when nobody touches it; ``fold`` is what hides it."""

    def __init__(self, given, kind, fold):
        self.name, self.kind, self.fold = given["name"], kind, fold
        self.values, self.offered = [], []
        if kind in TICKED:
            self.offered = [given.get("value", "on")]
            self.values = self.offered if "checked" in given else []
        elif kind not in ("file", "select"):
            self.values = [given.get("value", "")]

    @property
    def is_empty(self):
        return not any(self.values)

    def joined(self, other):
        """Boxes with one name are one field."""
        self.values, self.offered = self.values + other.values, self.offered + other.offered


class Form:
    """Where it goes, its fields by name, and its buttons: label, name, value, where they go."""

    def __init__(self, given):
        self.action, self.method = given.get("action", ""), given.get("method", "get").lower()
        self.fields, self.buttons = {}, []

    def add(self, field):
        if field.name in self.fields:
            self.fields[field.name].joined(field)
        else:
            self.fields[field.name] = field


class Sheet(HTMLParser):
    """A page as somebody sees it: links with their words, forms with their fields and buttons."""

    def __init__(self, html):
        super().__init__()
        self.links, self.forms, self.said = [], [], ""
        self._named, self._elsewhere, self._folds = {}, [], []
        self._form = self._select = self._area = self._link = self._button = None
        self._unseen = 0
        self.feed(html)
        for ident, add in self._elsewhere:
            add(self._named[ident])
        self.said = " ".join(self.said.split())

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        begin = getattr(self, f"_begin_{tag}", None)
        if begin:
            begin(given)

    def handle_endtag(self, tag):
        end = getattr(self, f"_end_{tag}", None)
        if end:
            end()

    def handle_data(self, data):
        if self._area:
            self._area.values[0] += data
        if self._unseen:
            return
        self.said += f" {data}"
        for begun in (self._link, self._button):
            if begun:
                begun[0] += data

    def _begin_script(self, _given):
        self._unseen += 1

    def _end_script(self):
        self._unseen -= 1

    _begin_style, _end_style = _begin_script, _end_script

    def _begin_details(self, given):
        self._folds.append("" if "open" in given else str(self.getpos()))

    def _end_details(self):
        self._folds.pop()

    def _begin_a(self, given):
        self._link = ["", given.get("href", "")]
        self.links.append(self._link)

    def _end_a(self):
        self._link = None

    def _begin_form(self, given):
        self._form = Form(given)
        self.forms.append(self._form)
        self._named[given.get("id")] = self._form

    def _end_form(self):
        self._form = None

    def _to_form(self, given, add):
        """What stands outside a form may belong to it by name."""
        if given.get("form"):
            self._elsewhere.append((given["form"], add))
        elif self._form:
            add(self._form)

    def _begin_button(self, given):
        if "aria-hidden" in given or given.get("type") == "button":
            return
        self._button = ["", given.get("name"), given.get("value", ""), given.get("formaction")]
        self._to_form(given, lambda form, button=self._button: form.buttons.append(button))

    def _end_button(self):
        self._button = None

    def _field(self, given, kind):
        if not given.get("name") or "disabled" in given:
            return None
        fold = next((fold for fold in self._folds if fold), "")
        field = Field(given, kind, fold)
        self._to_form(given, lambda form: form.add(field))
        return field

    def _begin_input(self, given):
        self._field(given, given.get("type", "text"))

    def _begin_select(self, given):
        self._select = self._field(given, "select")

    def _end_select(self):
        self._select = None

    def _begin_option(self, given):
        if self._select:
            self._select.offered.append(given.get("value", ""))
            if "selected" in given or len(self._select.offered) == 1:
                self._select.values = [given.get("value", "")]

    def _begin_textarea(self, given):
        self._area = self._field(given | {"value": ""}, "textarea")

    def _end_textarea(self):
        if self._area:
            self._area.values = [self._area.values[0].removeprefix("\n")]
        self._area = None


def plain(words):
    return " ".join(words.split())


class Hands:
    """Somebody at a page. Who carries it out says how one looks, goes and sends."""

    def __init__(self, tally, name, person=None):
        self.tally, self.name, self.person = tally, name, person
        self.address, self.sheet, self.unfolded = "", Sheet(""), set()
        self.arrive()

    def at(self, address="/werk/"):
        """A sitting begins at a page; that costs nothing."""
        self.tally.seen(self.name)
        self.look(address)
        return self

    @property
    def said(self):
        return self.sheet.said

    def follow(self, label, to=""):
        """Press the first link with these words in it; ``to`` is a part of where it goes."""
        found = [link for link in self.sheet.links if label in plain(link[0]) and to in link[1]]
        assert found, (self.address, label, [(plain(words), to) for words, to in self.sheet.links])
        self.tally.seen(self.name)
        self.tally.click()
        target = urljoin(self.address, found[0][1])
        self.press_link(found[0][1], target)
        return self

    def send(self, label, values=None, *, refused="", to=""):
        """Fill in what does not stand there yet, and press the button with these words.

        ``refused`` is what the page must say then; without it, it must come without a fault.
        """
        values = values or {}
        form, button = self._form(label, values, to)
        given = {name: self._count(form.fields[name], value) for name, value in values.items()}
        self.tally.seen(self.name)
        self.tally.click()
        status = self.press(form, button, given)
        if refused:
            assert refused in self.said, (refused, self.said[:3000])
        else:
            assert status == 200, (self.address, status, self.said[:3000])
        return self

    def _form(self, label, values, to):
        for form in self.sheet.forms:
            for button in form.buttons:
                goes = button[3] or form.action
                if label in plain(button[0]) and to in goes and values.keys() <= form.fields.keys():
                    return form, button
        forms = [([plain(b[0]) for b in form.buttons], [*form.fields]) for form in self.sheet.forms]
        raise AssertionError((self.address, label, sorted(values), forms))

    def _count(self, field, value):
        """The value as a list, after what it takes to fill it in was counted."""
        if field.fold and field.fold not in self.unfolded:
            self.unfolded.add(field.fold)
            self.tally.click()
        if field.kind == "file":
            self.tally.click()
            return value
        wanted = value if isinstance(value, list) else [value]
        if field.kind == "checkbox":
            self.tally.click(len(set(wanted) ^ set(field.values)))
        elif wanted == field.values:
            return wanted
        elif field.kind in ("radio", "select"):
            assert set(wanted) <= set(field.offered), (field.name, wanted, field.offered)
            self.tally.click()
        else:
            self.tally.field()
        return wanted


class OnPaper(Hands):
    """Hands at the HTML of the pages, without a screen."""

    def arrive(self):
        """Sign in; after some days a colleague does it again."""
        self.client = signed_in_client(self.person) if self.person else Client()

    def look(self, address):
        status = self._came(self.client.get(address, follow=True), address)
        assert status == 200, (address, status)

    def press_link(self, _href, target):
        if urlsplit(target)._replace(fragment="") != urlsplit(self.address)._replace(fragment=""):
            self.look(target.partition("#")[0])

    def press(self, form, button, given):
        data = {name: field.values for name, field in form.fields.items()}
        for name, value in given.items():
            is_file = form.fields[name].kind == "file"
            data[name] = [SimpleUploadedFile(*value)] if is_file else value
        if button[1]:
            data[button[1]] = [button[2]]
        target = urljoin(self.address, button[3] or form.action or self.address)
        ask = self.client.post if form.method == "post" else self.client.get
        return self._came(ask(target, data, follow=True), target)

    def _came(self, response, address):
        for step, _status in response.redirect_chain:
            address = urljoin(address, step)
        self.address, self.unfolded = address, set()
        self.sheet = Sheet(response.content.decode())
        return response.status_code
