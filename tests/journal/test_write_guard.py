"""Whoever writes outside an action is refused by the connection, whatever way he writes."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from speelruimte.journal import write_guard
from speelruimte.journal.acting import action
from speelruimte.journal.write_guard import (
    PACKAGE,
    WITHOUT_ENTRY,
    WrittenOutsideAnActionError,
    worker_step,
)
from speelruimte.people.models import Contact, Person

ROOT = Path(__file__).resolve().parents[2]

PAGE = """
from django.db import connection
from speelruimte.people.models import Contact

def create(request):
    Contact.objects.create(name="Ada")

def update(request):
    Contact.objects.update(name="Ada")

def bulk(request):
    Contact.objects.bulk_create([Contact(name="Ada")])

def delete(request):
    Contact.objects.all().delete()

def sql(request):
    with connection.cursor() as cursor:
        cursor.execute('UPDATE "people_contact" SET name = %s', ["Ada"])

def rename(request):
    request.user.__class__.objects.update(name="Ada", last_login=None)
"""


def product_code(source):
    """Functions as if they stood in a file of the product."""
    names = {"__name__": "speelruimte.website.public.a_page"}
    exec(compile(source, f"{PACKAGE}/website/public/a_page.py", "exec"), names)  # noqa: S102
    return names


def refuses_to_write():
    return pytest.raises(WrittenOutsideAnActionError, match="written outside an action")


@pytest.mark.parametrize("way", ["create", "update", "bulk", "sql"])
def test_a_view_that_writes_is_refused(db, rf, way):
    view = product_code(PAGE)[way]

    with refuses_to_write(), transaction.atomic():
        view(rf.post("/"))

    assert not Contact.objects.exists()


def test_a_view_that_deletes_is_refused(db, rf):
    Contact.objects.create(name="Ada")

    with refuses_to_write(), transaction.atomic():
        product_code(PAGE)["delete"](rf.post("/"))

    assert Contact.objects.exists()


def test_signing_in_writes_its_own_columns_and_no_other(cast, rf):
    request = rf.post("/")
    request.user = cast.marleen

    product_code("def sign_in(person):\n    person.save(update_fields=['last_login'])")["sign_in"](
        cast.marleen
    )
    with refuses_to_write(), transaction.atomic():
        product_code(PAGE)["rename"](request)


def test_the_same_is_written_in_an_action(db, rf):
    @action
    def write(request, *, by, at):
        product_code(PAGE)["create"](request)

    write(rf.post("/"), by=None, at=None)

    assert Contact.objects.count() == 1


def test_what_a_worker_declares_ends_with_the_step(db, rf, monkeypatch):
    monkeypatch.setattr(write_guard, "WITHOUT_ENTRY", {})
    step = worker_step(because="a test")(product_code(PAGE)["create"])

    step(rf.post("/"))
    with refuses_to_write(), transaction.atomic():
        product_code(PAGE)["create"](rf.post("/"))

    assert Contact.objects.count() == 1


def test_what_a_step_declares_ends_when_it_fails(db, rf, monkeypatch):
    monkeypatch.setattr(write_guard, "WITHOUT_ENTRY", {})

    def fail():
        raise ValueError

    step = worker_step(because="a test")(fail)

    with pytest.raises(ValueError):
        step()
    with refuses_to_write(), transaction.atomic():
        product_code(PAGE)["create"](rf.post("/"))


urlpatterns = [
    path("schrijf/", lambda request: HttpResponse(product_code(PAGE)["create"](request)))
]


@override_settings(ROOT_URLCONF=__name__)
def test_a_request_that_reaches_such_a_view_fails(client, db):
    with refuses_to_write():
        client.post("/schrijf/")


def test_every_function_that_writes_without_an_entry_stands_in_the_docs_with_its_reason():
    for file in (ROOT / "src").rglob("*.py"):
        if re.search(r"^@(silent_action|worker_step)", file.read_text(), re.MULTILINE):
            import_module(".".join(file.relative_to(ROOT / "src").with_suffix("").parts))
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text()
    section = text.split("## What is written without an entry")[1].split("\n## ")[0]
    told = dict(re.findall(r"^\| `([\w.]+)` \| (.+?) \|$", section, re.MULTILINE))

    assert told == WITHOUT_ENTRY, (
        'give each its row, with its "because", in docs/ARCHITECTURE.md under '
        '"What is written without an entry"'
    )


def test_the_product_runs_without_the_guard():
    from speelruimte.config import settings

    assert settings.WRITE_GUARD is False
    assert settings.WRITES_BY_HAND == []
    assert Person._meta.db_table == "people_person"
