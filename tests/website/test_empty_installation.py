"""An installation in which nothing happened yet: every page is there, and says so kindly."""

import pytest
from django.urls import get_resolver, reverse
from django.utils.timezone import localdate, now

from speelruimte.people.second_factor import welcome_first_administrator
from speelruimte.policy.models import PolicyVersion


def pages():
    """Every page that needs nothing in its address."""
    resolver = get_resolver()
    names = {
        name
        for name in resolver.reverse_dict
        if isinstance(name, str)
        and any(
            not arguments
            for possible, *_rest in resolver.reverse_dict.getlist(name)
            for _path, arguments in possible
        )
    }
    return sorted(names)


@pytest.fixture
def administrator(db, browser_of):
    moment = now()
    person, _secret = welcome_first_administrator(
        name="Wim Visser",
        email="wim@lindewold.example",
        password="lindebomen langs de vaart",
        at=moment,
        on=localdate(moment),
    )
    return browser_of(person)


@pytest.mark.once
@pytest.mark.parametrize("name", pages())
def test_no_page_breaks_while_there_is_nothing(client, administrator, name):
    assert not PolicyVersion.objects.exists()

    for browser in (client, administrator):
        browser.raise_request_exception = False
        answer = browser.get(reverse(name))
        assert answer.status_code in {200, 302, 403, 404, 405}, answer.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("policy", "nog geen beleid"),
        ("idea", "nog niets insturen"),
        ("process-list", "Er is niets"),
        ("archive", "nog niets afgerond"),
        ("home", "Er is nu niets open"),
        ("journal", "logboek"),
    ],
)
def test_empty_pages_say_what_is_not_there_yet(client, db, name, said):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_colleague_reads_that_a_policy_comes_first(browser_of, cast):
    answer = browser_of(cast.joris).get(
        reverse("work-initiative-new", args=["gemeente"]), follow=True
    )

    assert answer.status_code == 200
    assert "Er geldt nog geen beleid" in answer.content.decode()
