"""What somebody is offered to open, opens: menus and buttons, for everybody in the cast."""

import re

import pytest
from demo.cast import CAST
from django.urls import reverse

from speelruimte.website.navigation import workbench_menu
from tests.steps.door import assessed_initiative, received_initiative

AT_WORK = [one.key for one in CAST if one.roles]


@pytest.fixture(autouse=True)
def _today(monkeypatch, today):
    monkeypatch.setattr("speelruimte.website.asking.timezone.localdate", lambda *given: today)


def addresses_on(page):
    """The links of a page of the workbench to other pages of it."""
    return set(re.findall(r'href="(/werk/[^"?#]*)', page.content.decode()))


@pytest.mark.parametrize("name", [*AT_WORK, "nadia"])
def test_every_item_of_the_menu_opens(name, cast, trajectory, browser_of, today):
    person = getattr(cast, name)
    browser = browser_of(person)
    items = workbench_menu(person, on=today)
    assert {"my-work", "trajectories"} <= {item.key for item in items}
    assert {item.url: browser.get(item.url).status_code for item in items} == {
        item.url: 200 for item in items
    }


def test_only_who_looks_after_words_is_sent_to_the_queue(cast, policy, today):
    def keys(person):
        return {item.key for item in workbench_menu(person, on=today)}

    assert "contributions" in keys(cast.lotte)
    assert "contributions" not in keys(cast.samira)
    assert {"messages", "people"} <= keys(cast.wim)
    assert not {"messages", "people", "contributions"} & keys(cast.bos)


@pytest.mark.parametrize("name", [*AT_WORK, "nadia"])
def test_every_link_on_ones_work_and_on_a_process_opens(name, cast, trajectory, browser_of):
    browser = browser_of(getattr(cast, name))
    for start in (reverse("my-work"), reverse("work-process", args=[trajectory.case_number])):
        found = addresses_on(browser.get(start))
        assert found
        assert [one for one in found if browser.get(one).status_code != 200] == []


@pytest.mark.parametrize("name", AT_WORK)
def test_every_link_on_an_initiative_opens(name, cast, areas, policy, browser_of):
    browser = browser_of(getattr(cast, name))
    signal = received_initiative()
    looked_at = assessed_initiative(received_initiative(title="Een ander"), coach=cast.marleen)
    for idea in (signal, looked_at):
        found = addresses_on(browser.get(reverse("work-initiative", args=[idea.case_number])))
        assert found
        assert [one for one in found if browser.get(one).status_code != 200] == []
