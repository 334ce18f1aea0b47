"""A way that no file of the product knows is walked from the plan to what a decision rests on."""

from dataclasses import fields

import pytest
from django.conf import settings as product
from django.urls import reverse

from speelruimte.activities.actions import close_activity, open_activity
from speelruimte.activities.kind import Kind, Result, kind_of, kinds
from speelruimte.decisions.funding import check_funded, counted, plans_of
from speelruimte.people.receipts import new_once
from speelruimte.promise.promises import PromiseKey, promises_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.website import asking
from speelruimte.website.kind_pages import KindPages, all_pages, pages_of
from tests.activities import ground
from tests.steps.taking_part import said

# The names that only one way of the product gives a value of its own. This list may only shrink.
ONE_USER = {
    *("refuses_words", "check_can_close", "result", "verbs", "free_text", "app", "frozen"),
    *("locks", "work", "work_label", "may_work", "outcome", "addresses", "standing", "counted"),
    *("timeline", "page"),
}


@pytest.fixture
def trajectory(db, areas, cast):
    found = ground.a_trajectory(ground.a_policy(), areas=areas.values())
    # The evening of the plan is something of a way from outside, as an own toolbox would say.
    ground.an_agreement(found, ways={"avond": {"way": "motto"}})
    ground.leads(cast.samira, found)
    return found


@pytest.fixture
def with_toy(settings):
    settings.KINDS = [*product.KINDS, "tests.kinds.toy.KIND"]
    settings.KIND_PAGES = [*product.KIND_PAGES, "tests.kinds.toy.PAGES"]
    settings.ROOT_URLCONF = "tests.kinds.urls"


def opened(trajectory, cast, now, today, planned="avond"):
    return open_activity(
        trajectory, phase="ophalen", planned=planned, by=cast.samira, at=now, on=today
    )


def test_a_way_that_nobody_knows_does_not_open(trajectory, cast, now, today):
    with pytest.raises(RuleBroken, match="motto") as refused:
        opened(trajectory, cast, now, today)
    assert refused.value.code == "unknown_way"
    assert not trajectory.activities.exists()


def test_a_way_from_outside_walks_from_plan_to_decision(
    with_toy, trajectory, cast, client, monkeypatch, now, today
):
    monkeypatch.setattr("tests.kinds.toy.now", lambda: now)
    monkeypatch.setattr(asking, "today", lambda: today)
    activity = opened(trajectory, cast, now, today)
    with pytest.raises(RuleBroken, match="nog geen motto"):
        close_activity(activity, by=cast.samira, at=now, on=today, reason="Klaar.")

    page = reverse(pages_of(activity).page, kwargs={"slug": trajectory.slug, "key": activity.key})
    assert activity.title in client.get(page).content.decode()
    once = new_once()
    code = client.post(page, {"motto": "Ruim baan voor iedereen", "once": once}).content.decode()

    assert kind_of("motto").looks_back_as(trajectory.pk, code)
    assert kind_of("ideas").looks_back_as(trajectory.pk, "SR-0000-0000-0000") is None
    close_activity(activity, by=cast.samira, at=now, on=today, reason="Klaar.")
    assert [option.name for option in plans_of(trajectory)] == ["Ruim baan voor iedereen"]
    assert counted(trajectory) == {"1"}
    check_funded(trajectory, ["1"], departs=False)
    with pytest.raises(RuleBroken):
        check_funded(trajectory, ["2"], departs=True)


def test_words_do_not_belong_to_a_vote_and_no_answer_is_promised_for_one(
    trajectory, cast, now, today
):
    vote = opened(trajectory, cast, now, today, planned="stemmen")
    with pytest.raises(RuleBroken) as refused:
        said(vote, "Een bankje.", at=now, by=cast.samira, channel="paper")
    assert refused.value.code == "takes_no_words"
    promised = [one for one in promises_of(trajectory, None) if one.key is PromiseKey.ANSWER_BY]
    assert vote.title not in {one.activity for one in promised}


def test_every_way_has_pages_and_every_page_a_way():
    assert [kind.key for kind in kinds()] == [pages.key for pages in all_pages()]


def _given(rows, model):
    """By name how many ways give it a value of their own."""
    defaults = {one.name: one.default for one in fields(model)}
    return {
        name: sum(getattr(row, name) != default and bool(getattr(row, name)) for row in rows)
        for name, default in defaults.items()
    }


def test_every_name_in_the_manifests_has_a_user_and_soon_two():
    given = _given(kinds(), Kind) | _given(all_pages(), KindPages)
    # A meeting has an empty key on purpose.
    assert {name for name, users in given.items() if users == 0} == set()
    assert {name for name, users in given.items() if users == 1} - {"words_on_site"} == ONE_USER


def test_every_name_in_the_manifests_is_explained():
    text = (product.ROOT / "docs" / "kinds.md").read_text()
    for model in (Kind, KindPages, Result):
        for one in fields(model):
            assert f"`{one.name}`" in text, one.name
