"""Pages stand without the files that give them their style, and so does the page that says sorry."""

import pytest
from django.template.loader import get_template
from django.test import override_settings
from django.urls import reverse

from speelruimte.website.static_storage import ForgivingStaticFiles


@pytest.fixture
def nothing_collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "speelruimte.website.static_storage.ForgivingStaticFiles"}
    }
    with override_settings(STORAGES=storages):
        yield


@pytest.mark.once
def test_a_page_stands_without_its_style(client, policy, nothing_collected):
    page = client.get(reverse("home"))

    assert page.status_code == 200
    assert "/static/build/site.css" in page.content.decode()


@pytest.mark.once
def test_the_page_that_says_sorry_asks_for_no_name_of_a_file_and_promises_nothing_untrue(
    monkeypatch,
):
    def broken(*_args, **_more):
        raise ValueError("no static files")

    monkeypatch.setattr(ForgivingStaticFiles, "url", broken)
    monkeypatch.setattr("django.templatetags.static.StaticNode.handle_simple", broken)

    said = get_template("500.html").render({})

    assert "Er ging iets mis bij ons" in said
    assert "bericht van" not in said
