"""Every form that somebody can reach in the filled municipality, filled in in two sittings, and wrong.

As a browser would: all fields as they stand on the page, hidden ones too. Half of it, then the page
again, the rest, and then something else; and once with what no field can be. Whatever the answer is,
it is no fault of ours, what was typed is not lost, and who saved once can save again. What is refused
is said under the heading and in the title, by the name of its field.
"""

import os
import re
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from speelruimte.people.models import Person
from tests.steps.browsing import Page, signed_in_client
from tests.steps.crawling import OPENED, asked_by, crawl, kind_of, usual_number

# What all pages ask is asked of PostgreSQL at least here.
pytestmark = [
    pytest.mark.postgresql("it refuses more than SQLite"),
    pytest.mark.deep,
    # Filling the municipality and walking it are transactions of minutes, which keep old rows alive
    # in every database of the server: never beside the tests that wait for those to be gone. By day
    # this is a stage with a server of its own (bin/run-tests).
    pytest.mark.xdist_group("secrecy"),
]

PEOPLE = (None, "marleen", "samira", "fatma", "ruben", "lotte", "dewit", "iris", "wim", "nadia")
# Who comes after these three sees the same pages with other rights, and opens two of a kind, except of
# those that lead to the different steps. Even with two of every kind (923 pages instead of 1,399) each
# branch of the product, part of a template, statement and form came by that comes by with all of them.
# At night everybody opens as many as these (make test-deep).
FIRST = PEOPLE[:3]
OPENED_LATER = 2
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
# Of a form with the same fields one is filled in.
EACH = 1
NOT_FILLED_IN = {"account_logout", "set_language", "account_login"}
WRITTEN = {"text", "textarea", "search"}


@contextmanager
def undone(client):
    """Afterwards nothing happened, also not to who is signed in."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies
    cache.clear()


def client_of(key):
    if key is None:
        return Client()
    return signed_in_client(Person.objects.get(email=f"{key}@lindewold.example"))


def shape_of(visit, form):
    """Forms of one shape are filled in a few times and no more."""
    names = frozenset(re.sub(r"\d+", "0", name) for name in form.names())
    return visit.kind, kind_of(urljoin(visit.page.address, form.action)), names


def forms_on(visit):
    for form in visit.page.forms:
        target = kind_of(urljoin(visit.page.address, form.action))
        if form.buttons and form.method == "post" and target and target not in NOT_FILLED_IN:
            yield form


class Sitting:
    """Somebody before one form of a page, who comes back to it."""

    def __init__(self, client, address, form):
        self.client, self.address, self.form = client, address, form
        self.faults = []

    @property
    def name(self):
        return f"{self.address} -> {self.form.action or '(self)'}"

    def come_back(self):
        """The same form when the page is opened again, or None when it is not there any more."""
        response = self.client.get(self.address, follow=True)
        if response.status_code >= 500:
            self.faults.append(f"{self.name}: {response.status_code} when one comes back")
            return None
        return self._same(Page(response.content.decode(), self.address))

    def _same(self, page):
        given = self.form.values.keys() - self.form.choices.keys()
        for form in page.forms:
            if form.action == self.form.action and form.method == "post":
                return form
            if given and form.method == "post" and given <= form.names():
                return form
        return None

    def send(self, form, typed):
        """Press; True when it was taken."""
        data = {name: list(values) for name, values in form.values.items()}
        data |= {name: [value] for name, value in typed.items()}
        if form.buttons and form.buttons[0][0]:
            data[form.buttons[0][0]] = [form.buttons[0][1]]
        data = {n: v for n, v in data.items() if form.kinds.get(n) != "file"}
        goes = form.action if form.enter_goes is None else form.enter_goes
        response = self.client.post(urljoin(self.address, goes), data)
        if response.status_code >= 500:
            self.faults.append(f"{self.name}: {response.status_code} with {typed}")
            return False
        if response.status_code == 302:
            self._not_sent_back_empty(urljoin(self.address, response.url), typed)
            return True
        page = Page(response.content.decode(), self.address)
        # Some forms answer with a page of their own, with a code that is shown once; and of a page
        # with several forms the others stay as they were typed, under a word that this was taken.
        says_so = "sr-message--ok" in page.html
        was_taken = response.status_code == 200 and (says_so or self._same(page) is None)
        is_file = response.has_header("Content-Disposition")
        if was_taken and not is_file and not self.address.startswith("/werk/"):
            self.faults.append(f"{self.name}: taken, and one cannot go back to the answer")
        if not was_taken:
            self._nothing_lost(page, typed)
        # A form that asks once more whether it is so, refuses nothing.
        asks = 'name="sure"' in page.html and "sr-message--warning" in page.html
        if not asks and (response.status_code == 422 or "--invalid" in page.html):
            self._said_where_one_looks(page, typed)
        return was_taken

    def _not_sent_back_empty(self, address, typed):
        """Who is led to another page with a refusal finds there what was typed."""
        if not any(self.form.kinds.get(name) in WRITTEN for name in typed):
            return
        page = Page(self.client.get(address, follow=True).content.decode(), address)
        if "sr-message--error" in page.html:
            self._nothing_lost(page, typed)

    def _said_where_one_looks(self, page, typed):
        """Under the heading, with the focus, and in the title; each field by its name."""
        title = re.search(r"<title>\s*(.*?)\s*</title>", page.html, re.DOTALL).group(1)
        said = page.html.find('id="fouten"')
        if said < 0 or not title.startswith("Fout: "):
            self.faults.append(f"{self.name}: refused {typed} under the title {title}")
            return
        before, block = page.html[:said], page.html[said : page.html.index("</div>", said)]
        if "<h1" not in before or "<form" in before[before.index("<h1") :]:
            self.faults.append(f"{self.name}: what is wrong does not stand under the heading")
        if "autofocus" not in block or "Dit veld is verplicht" in block:
            self.faults.append(f"{self.name}: no focus, or a field without a name in {block}")
        for field in page.html.split("utrecht-form-field--invalid")[1:]:
            field = field.partition('<div class="utrecht-form-field"')[0]
            wrong = re.search(r'id="([^"]+)-fout"', field)
            if wrong and f"#{wrong.group(1)}" not in block:
                self.faults.append(f"{self.name}: {wrong.group(1)} is wrong and not named")
            name = wrong.group(1).removeprefix("id_") if wrong else ""
            if "sr-optional" in field and not typed.get(name):
                self.faults.append(f"{self.name}: {name} is not obligatory and refused empty")

    def _nothing_lost(self, page, typed):
        """What was refused stands on the page as it was typed, and every complaint has a place."""
        shown = {
            value for form in page.forms for values in form.values.values() for value in values
        }
        for name, value in typed.items():
            if value not in shown and self.form.kinds.get(name) in WRITTEN:
                self.faults.append(f"{self.name}: {name} is lost when it is refused")
        ids = set(re.findall(r'\bid="([^"]+)"', page.html))
        for link in page.links:
            if link.startswith("#id_") and link[1:] not in ids:
                self.faults.append(f"{self.name}: complains about {link}, which is not there")


def half(form, *, odd):
    """Something for every other field that is empty."""
    empty = [
        name
        for name, kind in form.kinds.items()
        if kind != "hidden" and not any(form.values.get(name, []))
    ]
    return {name: something(form, name) for name in empty[odd::2] if something(form, name)}


def something(form, name):
    if name in form.choices:
        return next((choice for choice in form.choices[name] if choice), "")
    by_kind = {
        "date": (localdate() + timedelta(days=10)).isoformat(),
        "number": "3",
        "email": "iemand@buurt.example",
        "time": "19:30",
        "file": "",
        "password": "",
    }
    return by_kind.get(form.kinds[name], f"Zo staat het er nu bij {name}.")


def nonsense(form):
    """In every field what it cannot be, and no choice where there is one."""
    by_kind = {"date": "31-02-2027", "number": "veel", "email": "geen adres", "time": "half acht"}
    return {
        name: by_kind.get(kind, ".")
        for name, kind in form.kinds.items()
        if kind in WRITTEN or kind in by_kind
    }


def something_else(form):
    """Another text where there is one already."""
    return {
        name: f"{values[0]} En dit kwam erbij."
        for name, values in form.values.items()
        if values and values[0] and form.kinds.get(name) == "textarea"
    }


def opened_by(key):
    """How many pages of a kind somebody opens."""
    if DEEP or key in FIRST:
        return usual_number
    return lambda kind: OPENED.get(kind, OPENED_LATER)


def in_two_sittings(client, visit, form):
    """What goes wrong with this form."""
    sitting = Sitting(client, visit.page.address, form)
    with undone(client):
        sitting.send(form, half(form, odd=0))
        if again := sitting.come_back():
            sitting.send(again, half(again, odd=1))
    with undone(client):
        sitting.send(form, nonsense(form))
    with undone(client):
        first = half(form, odd=0) | half(form, odd=1)
        if sitting.send(form, first) and (again := sitting.come_back()):
            is_kept = any(value in again.values.get(name, []) for name, value in first.items())
            other = something_else(again)
            if is_kept and other and not sitting.send(again, other):
                sitting.faults.append(f"{sitting.name}: saved once, and not a second time")
    return sitting.faults


def test_every_link_opens_and_every_form_is_saved_in_two_sittings(lindewold):
    faults, shapes = [], {}
    for key in PEOPLE:
        client = client_of(key)
        client.raise_request_exception = False
        # The pages for everybody are the same for everybody: a visitor opens them.
        starts = ("/werk/", "/account/") if key else ("/",)
        for visit in crawl(asked_by(client), *starts, each=opened_by(key)):
            if visit.status >= 400 and not (visit.address == "/werk/" and visit.status == 403):
                faults.append(f"{key}: {visit.address} answers {visit.status}")
                continue
            for form in forms_on(visit) if visit.page else ():
                shape = shape_of(visit, form)
                shapes[shape] = shapes.get(shape, 0) + 1
                if shapes[shape] <= EACH:
                    faults += [f"{key}: {fault}" for fault in in_two_sittings(client, visit, form)]

    assert len(shapes) >= 110
    assert not faults, "\n".join(faults)
