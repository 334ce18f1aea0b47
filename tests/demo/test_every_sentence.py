"""Every sentence that somebody is shown can be translated, at the moment it is shown.

The filled municipality is walked in a language in which every message stands between marks. Outside
the marks stands only what people and policies wrote.
"""

from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from speelruimte.connections.spreadsheet.columns import COLUMNS
from speelruimte.route.tasks import keep_all_tasks
from tests.demo.test_every_form import client_of, forms_on, shape_of, undone
from tests.steps.crawling import asked_by, crawl
from tests.steps.marked import Written, marked_language, unmarked_in

pytestmark = [pytest.mark.once, pytest.mark.slow, pytest.mark.xdist_group("lindewold")]

PEOPLE = (None, "samira", "marleen", "wim")
EACH = 2
# Names of the product, of languages, of the columns of a file, and of the voters in an example.
VOTERS = {"ans", "bram", "cem", "dina", "eva"}
NAMES = {"speelruimte", "nederlands", "english", *COLUMNS}


class Walk:
    """What was said outside marks, and on which page first."""

    def __init__(self):
        self.written = Written(*VOTERS)
        self.faults, self.pages = {}, 0

    def read(self, html, where):
        self.pages += 1
        for piece in unmarked_in(html):
            if piece.lower() not in NAMES and piece not in self.written:
                self.faults.setdefault(piece, where)


def _sent_empty(client, visit, form):
    """The page that answers when somebody sends a form without filling it in."""
    empty = {name: "" for name in form.names()}
    with undone(client):
        return client.post(urljoin(visit.page.address, form.action), empty, follow=True)


def test_no_page_says_what_cannot_be_translated(lindewold, english):
    with marked_language():
        keep_all_tasks(by=None, at=datetime(2027, 2, 9, 9, 0, tzinfo=UTC))
        walk, shapes = Walk(), set()
        for key in PEOPLE:
            client = client_of(key)
            starts = ("/en/werk/", "/en/account/") if key else ("/en/",)
            for visit in crawl(asked_by(client), *starts, each=lambda _kind: EACH):
                if not visit.page:
                    continue
                walk.read(visit.page.html, visit.address)
                for form in forms_on(visit):
                    shape = shape_of(visit, form)
                    if shape not in shapes:
                        shapes.add(shape)
                        answer = _sent_empty(client, visit, form)
                        if "text/html" in answer.headers.get("Content-Type", ""):
                            walk.read(answer.content.decode(), f"{visit.address}: sent empty")

    assert walk.pages > 200
    assert not walk.faults, "\n".join(f"{where}: {said}" for said, where in walk.faults.items())
